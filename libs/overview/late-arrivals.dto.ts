import { Choice, Count, Id, Instant, ListOf, Nested, OldestFirstQuery, Text, YenAmount } from '#http';
import { incidentStates } from '#incidents';
import { NamedDto } from '#intake';

export class LateArrivalQuery extends OldestFirstQuery {
  @Choice(['waiting', 'noted'], { optional: true, about: 'waiting, when absent: of a case that has ended, not noted' })
  list?: string;
  @Id({ optional: true }) incidentId?: string;
}

/** A note of a person of the desk on a late arrival. */
export class LateArrivalNoteDto {
  @Instant() at: string;
  @Text({ max: 200 }) byName: string;
  @Text({ max: 2_000 }) note: string;
}

/** Expenses or facts that reached a case after it had ended; they wait until the case is reopened. */
export class LateArrivalDto {
  @Id() id: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Choice(incidentStates, { about: 'as it is now' }) state: string;
  @Nested(NamedDto) stateName: NamedDto;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Instant() at: string;
  @Choice(['expenses', 'facts']) kind: string;
  @Count({ about: 'of expenses; 0 of facts' }) expenses: number;
  @YenAmount({ about: 'what the expenses claim together; 0 of facts' }) claimed: number;
  @ListOf(NamedDto, { about: 'names of the facts; empty of expenses' }) facts: NamedDto[];
  @Nested(LateArrivalNoteDto, { nullable: true }) noted: LateArrivalNoteDto | null;
}

export class NoteLateArrivalDto {
  @Text({ max: 2_000, pattern: '\\S', about: 'what was done: whom one called, what was agreed' }) note: string;
}
