import {
  Choice,
  Count,
  Id,
  Instant,
  ListOf,
  PageQuery,
  Text,
  viewKinds,
  viewSubjects,
  type ViewKind,
  type ViewSubject,
} from '#http';

export class AuditQuery extends PageQuery {
  @Text({ max: 60, about: '`case:<id>`, `institution:<id>` or `insurer`' }) chain: string;
}

export class AuditEntryDto {
  @Text({ max: 60 }) chain: string;
  @Count({ max: Number.MAX_SAFE_INTEGER }) seq: number;
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

export class ViewQuery extends PageQuery {
  @Id({ optional: true, about: 'of one case and everything of it' }) incidentId?: string;
  @Id({ optional: true, about: 'of one case, expense, paper, …' }) subjectId?: string;
  @Id({ optional: true, about: 'of one person' }) personId?: string;
}

/** An entry of the view log. A page that stays open is one opening in ten minutes; each download counts. */
export class ViewEntryDto {
  @Instant() at: string;
  @Choice(viewKinds) kind: ViewKind;
  @Choice(viewSubjects) subject: ViewSubject;
  @Id() subjectId: string;
  @Id({ nullable: true, about: 'its case; null for what concerns many' }) incidentId: string | null;
  @Text({ max: 40, nullable: true }) caseNumber: string | null;
  @Text({ max: 20 }) actorKind: string;
  @Text({ max: 60 }) actorId: string;
  @Text({ max: 200, nullable: true }) actorName: string | null;
  @Text({ max: 40 }) actingAs: string;
}

export class DifferenceDto {
  @Choice(['outlook', 'support-outlook', 'reasons', 'support-reasons', 'request', 'answer', 'line']) what: string;
  @Id({ nullable: true, about: 'the line, where it is about one' }) line: string | null;
  @Text({ max: 5_000 }) kept: string;
  @Text({ max: 5_000 }) now: string;
}

export class DifferentRunDto {
  @Id() runId: string;
  @Id() incidentId: string;
  @ListOf(DifferenceDto) differences: DifferenceDto[];
}

/** A night's replay of a sample of stored assessments. */
export class ReplayDto {
  @Instant({ about: 'when it was due' }) at: string;
  @Instant() doneAt: string;
  @Count() checked: number;
  @Count({ about: 'those that came out otherwise' }) different: number;
  @ListOf(DifferentRunDto, { about: 'at most 50' }) differences: readonly DifferentRunDto[];
}
