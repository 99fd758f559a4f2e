import { Count, Flag, Id, Instant, ListOf, PageQuery, Text } from '#http';

/** A related case, for the desk. */
export class RelatedCaseDto {
  @Id() id: string;
  @Text({ max: 40 }) caseNumber: string;
  @Text({ max: 20 }) state: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Instant() reportedAt: string;
}

/** A report that may be about the same event as an earlier one of the same institution. */
export class MergeProposalDto {
  @ListOf(RelatedCaseDto, { about: 'first the case that would go, then the one into which it would go' })
  cases: RelatedCaseDto[];
  @Count({ nullable: true, about: 'hours between the two discoveries, rounded; null: not both cases tell theirs' })
  hoursApart: number | null;
  @Flag({ about: 'both name the same cause now' }) sameCause: boolean;
  @Instant() proposedAt: string;
}

export class MergeProposalQuery extends PageQuery {
  @Id({ optional: true, about: 'proposals in which this case has a part' }) incidentId?: string;
}

/** Cases that name the same vendor, product or contractor, each within 30 days of another. */
export class CommonCauseDto {
  @Id() id: string;
  @Text({ max: 200, about: 'as it was first written' }) name: string;
  @Count() cases: number;
  @Count({ about: 'institutions concerned; cases that nobody has matched count as one' }) institutions: number;
  @Instant() firstReportedAt: string;
  @Instant() lastReportedAt: string;
  @Instant({ nullable: true, about: 'since when it is a surge: 40 reports in 10 minutes' }) surgeAt: string | null;
}

export class CommonCauseQuery extends PageQuery {
  @Id({ optional: true, about: 'causes that this case names' }) incidentId?: string;
}
