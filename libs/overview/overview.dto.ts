import { causes, incidentStates, severities } from '#incidents';
import { ExpenseDto } from '#intake';
import { WorkItemDto } from '#routing';
import { Choice, Count, Free, Id, Instant, ListOf, PageQuery, Text } from '#platform';

export class IncidentQuery extends PageQuery {
  @Choice(incidentStates, { optional: true }) state?: string;
  @Choice(['pending', 'green', 'amber', 'red'], { optional: true }) coverageOutlook?: string;
  @Choice(severities, { optional: true }) severity?: string;
  @Choice(causes, { optional: true }) cause?: string;
  @Text({ max: 2, min: 2, optional: true }) country?: string;
  @Id({ optional: true }) institutionId?: string;
  @Text({ max: 40, optional: true, about: 'exact case number' }) caseNumber?: string;
}

/** A line of the list of cases. */
export class IncidentLineDto {
  @Id() id: string;
  @Text({ max: 40 }) caseNumber: string;
  @Choice(incidentStates) state: string;
  @Text({ max: 100 }) stateJa: string;
  @Text({ max: 100 }) stateEn: string;
  @Choice(severities, { nullable: true }) severity: string | null;
  @Choice(['pending', 'green', 'amber', 'red']) coverageOutlook: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Text({ max: 40, nullable: true }) cause: string | null;
  @Text({ max: 2, nullable: true }) country: string | null;
  @Text({ max: 20 }) policyMatch: string;
  @Instant() reportedAt: string;
  @Count() version: number;
}

/** A line of the timeline; names stand beside ids. */
export class TimelineLineDto {
  @Id() id: string;
  @Instant() at: string;
  @Text({ max: 60 }) kind: string;
  @Text({ max: 200 }) textJa: string;
  @Text({ max: 200 }) textEn: string;
  @Choice(['all', 'insurer']) audience: string;
  @Text({ max: 200, nullable: true }) personName: string | null;
  @Free() data: Record<string, unknown>;
}

/** An expense with the way it took: who has it, why, and what may be done. */
export class ExpenseDetailDto extends ExpenseDto {
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @ListOf(WorkItemDto, { about: 'empty for the institution: who works on it is the insurer’s inside' })
  workItems: WorkItemDto[];
}

export class QueueCountsDto {
  @Text({ max: 40 }) queue: string;
  @Text({ max: 100 }) nameJa: string;
  @Text({ max: 100 }) nameEn: string;
  @Count({ about: 'letters neither done nor dead' }) pending: number;
  @Count() dead: number;
}

export class DeadLetterDto {
  @Text({ max: 40 }) queue: string;
  @Text({ max: 100 }) consumer: string;
  @Id() eventId: string;
  @Text({ max: 60 }) eventType: string;
  @Text({ max: 40, nullable: true }) caseNumber: string | null;
  @Text({ max: 200, nullable: true }) reason: string | null;
  @Instant() failedAt: string;
}

export class QueuesDto {
  @ListOf(QueueCountsDto) queues: QueueCountsDto[];
  @ListOf(DeadLetterDto) deadLetters: DeadLetterDto[];
}

export class RetryQueuesDto {
  @Text({ max: 40, optional: true, about: 'one queue; every one when absent' }) queue?: string;
}

export class RetriedDto {
  @Count() retried: number;
}

export class AuditQuery extends PageQuery {
  @Text({ max: 60, about: '`case:<id>`, `institution:<id>` or `insurer`' }) chain: string;
}

export class AuditEntryDto {
  @Text({ max: 60 }) chain: string;
  @Count() seq: number;
  @Instant() at: string;
  @Text({ max: 20 }) actorKind: string;
  @Text({ max: 60 }) actorId: string;
  @Text({ max: 200, nullable: true }) actorName: string | null;
  @Text({ max: 40 }) actingAs: string;
  @Text({ max: 60 }) action: string;
  @Text({ max: 100 }) subject: string;
  @Text({ max: 64, nullable: true }) beforeHash: string | null;
  @Text({ max: 64, nullable: true }) afterHash: string | null;
  @Text({ max: 2_000, nullable: true }) reason: string | null;
  @Text({ max: 64 }) hash: string;
}
