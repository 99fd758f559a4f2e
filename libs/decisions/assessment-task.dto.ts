import { expenseStates } from '#expenses';
import { AllowedActionDto, Choice, Count, Flag, Id, Instant, ListOf, PageQuery, Text, YenAmount } from '#http';

export class TaskQuery extends PageQuery {
  @Choice(['open', 'ended'], { optional: true, about: 'open, when absent' }) state?: string;
  @Id({ optional: true }) incidentId?: string;
  @Choice(['me'], { optional: true, about: 'of cases one is in charge of' }) assignee?: string;
}

/** A decided line whose assessment has changed since. */
export class TaskDto {
  @Id() id: string;
  @Id() decisionId: string;
  @Id() expenseId: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Count() line: number;
  @Text({ max: 60 }) category: string;
  @Choice(expenseStates) expenseState: string;
  @Text({ max: 100 }) expenseStateJa: string;
  @Text({ max: 100 }) expenseStateEn: string;
  @Text({ max: 200, nullable: true, about: 'the adjuster in charge of the case' }) adjusterName: string | null;
  @YenAmount({ about: 'assessed when it was decided' }) stored: number;
  @YenAmount({ about: 'assessed now' }) now: number;
  @YenAmount({ about: 'between the two, never below 0' }) difference: number;
  @Flag({ about: 'more is due: supplement it, or take the rejection back' }) inFavour: boolean;
  @Instant() openedAt: string;
  @Choice(['supplemented', 'reopened', 'demanded', 'left', 'obsolete'], { nullable: true }) outcome: string | null;
  @Instant({ nullable: true }) endedAt: string | null;
  @Text({ max: 2_000, nullable: true }) reason: string | null;
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here' }) allowedActions: AllowedActionDto[];
}
