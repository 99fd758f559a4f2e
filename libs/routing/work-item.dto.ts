import { AllowedActionDto, Choice, Count, Flag, Id, Instant, ListOf, Nested, PageQuery, Text, YenAmount } from '#http';
import { expenseStates } from '#expenses';
import { lanes } from '#kernel';
import { workItemStates } from './work-item.js';

export class WorkItemQuery extends PageQuery {
  @Text({ max: 40, optional: true, about: '`me`, or the id of a person' }) assignee?: string;
  @Choice(lanes, { optional: true }) lane?: string;
  @Choice(workItemStates, { optional: true, about: 'all that are open, when absent' }) state?: string;
  @Choice(['late'], { optional: true, about: 'late: its time is over' }) due?: string;
  @Choice(['ready'], {
    optional: true,
    about: 'ready: in review with the reader, who could approve it as it stands: without a flag',
  })
  standing?: string;
  @Choice(['soonest', 'latest'], { optional: true, about: 'by due date; soonest, when absent' }) sort?: string;
}

export class DeclineDto {
  @Text({ max: 2_000 }) reason: string;
}

export class ReassignDto {
  @Id({ optional: true, about: 'absent: routed again without who has it now' }) assigneeId?: string;
  @Text({ max: 2_000 }) reason: string;
}

export class RoutingReasonDto {
  @Text({ max: 100 }) code: string;
  @Text({ max: 1_000 }) textJa: string;
  @Text({ max: 1_000 }) textEn: string;
  @Text({ max: 40, optional: true }) rule?: string;
}

export class PersonNameDto {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
}

/** One expense that is assigned to an adjuster or waits to be. */
export class WorkItemDto {
  @Id() id: string;
  @Choice(workItemStates) state: string;
  @Text({ max: 100 }) stateJa: string;
  @Text({ max: 100 }) stateEn: string;
  @Choice(lanes) lane: string;
  @Text({ max: 100 }) laneJa: string;
  @Text({ max: 100 }) laneEn: string;
  @Nested(PersonNameDto, { nullable: true }) assignee: PersonNameDto | null;
  @Instant({ nullable: true }) lapsesAt: string | null;
  @Instant() dueAt: string;
  @Instant({ about: 'since when it is a work item: its time began here' }) since: string;
  @Instant({ nullable: true }) leadAlertedAt: string | null;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Id() expenseId: string;
  @Count() line: number;
  @Text({ max: 60 }) category: string;
  @YenAmount() amount: number;
  @YenAmount() tax: number;
  @YenAmount({ about: 'with its tax, or without where tax is not covered' }) claimed: number;
  @Choice(expenseStates) expenseState: string;
  @Text({ max: 100 }) expenseStateJa: string;
  @Text({ max: 100 }) expenseStateEn: string;
  @Flag({ about: 'accepted, and its expense can be decided now: nobody is asked, nothing is proposed' })
  canDecide: boolean;
  @Count() version: number;
  @ListOf(RoutingReasonDto, { about: 'why it came to this person, or to nobody' }) reasons: RoutingReasonDto[];
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here; empty in lists' })
  allowedActions: AllowedActionDto[];
}

export class LaneDto {
  @Choice(lanes) lane: string;
  @Text({ max: 100 }) laneJa: string;
  @Text({ max: 100 }) laneEn: string;
}

/** A person who may be in charge of a case, with their lanes and their load. */
export class AdjusterDto {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @ListOf(LaneDto, { about: 'lanes they can assess today' }) skills: LaneDto[];
  @Flag() onDuty: boolean;
  @Count({ about: 'open work items' }) openItems: number;
  @Count({ nullable: true, about: 'the most they may have; null off duty' }) capacity: number | null;
  @Flag({ about: 'the first who took an expense of this case' }) tookFirst: boolean;
}

export class AdjustersDto {
  @ListOf(AdjusterDto, { about: 'in the order in which one would choose' }) items: AdjusterDto[];
}
