import { AllowedActionDto, Choice, Count, Id, Instant, ListOf, Nested, OldestFirstQuery, Text } from '#http';
import { services, supportStates, type SupportState } from './support-request.js';

export class SupportRequestQuery extends OldestFirstQuery {
  @Choice(supportStates, { optional: true, about: 'all that are alive, when absent' }) state?: SupportState;
  @Id({ optional: true }) incidentId?: string;
  @Id({ optional: true, about: 'of cases of one common cause; for the insurer' }) commonCauseId?: string;
}

export class MoveSupportDto {
  @Choice(supportStates) to: SupportState;
  @Text({ max: 2_000, optional: true, nullable: true }) reason?: string | null;
}

export class SupportReasonDto {
  @Text({ max: 100 }) code: string;
  @Text({ max: 2_000 }) textJa: string;
  @Text({ max: 2_000 }) textEn: string;
  @Text({ max: 40, optional: true }) rule?: string;
}

export class OpenedByDto {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @Text({ max: 2_000, nullable: true }) reason: string | null;
}

/** A request for emergency support: one for each case and service. */
export class SupportRequestDto {
  @Id() id: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Choice(services) service: string;
  @Text({ max: 100 }) serviceJa: string;
  @Text({ max: 100 }) serviceEn: string;
  @Choice(supportStates) state: string;
  @Text({ max: 100 }) stateJa: string;
  @Text({ max: 100 }) stateEn: string;
  @ListOf(SupportReasonDto) reasons: SupportReasonDto[];
  @Nested(OpenedByDto, { nullable: true, about: 'the person who opened it by name; the insurer sees who' })
  openedBy: OpenedByDto | null;
  @Instant() createdAt: string;
  @Instant() changedAt: string;
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here; empty in lists, and for the institution' })
  allowedActions: AllowedActionDto[];
  @Count() version: number;
}
