import { expenseStates } from '#expenses';
import { Choice, Count, Day, Id, Instant, ListOf, Nested, PageQuery, Text, YenAmount } from '#http';
import { NamedDto } from '#intake';
import { lanes, unpaidReasonCodes } from '#kernel';

/** A figure of the overview, with the code by which its list is found. */
export class CountedDto {
  @Text({ max: 40 }) code: string;
  @Text({ max: 100 }) textJa: string;
  @Text({ max: 100 }) textEn: string;
  @Count() count: number;
}

export class AgeDto extends CountedDto {
  @Day({ nullable: true, about: 'reported on this day or later' }) reportedFrom: string | null;
  @Day({ nullable: true, about: 'reported before this day' }) reportedBefore: string | null;
}

export class AmountDto {
  @Count() count: number;
  @YenAmount() yen: number;
}

export class LaneAmountsDto {
  @Choice(lanes) lane: string;
  @Text({ max: 100 }) textJa: string;
  @Text({ max: 100 }) textEn: string;
  @Nested(AmountDto, { about: 'claimed and not ruled on' }) undecided: AmountDto;
  @Nested(AmountDto, { about: 'approved and not yet paid, as approved' }) approved: AmountDto;
  @Nested(AmountDto, { about: 'paid, as approved' }) paid: AmountDto;
}

export class NearLimitDto {
  @Id() policyId: string;
  @Text({ max: 40 }) policyNumber: string;
  @Id() institutionId: string;
  @Text({ max: 200 }) institutionName: string;
  @Choice(['response-expense', 'aggregate', 'business-interruption']) bucket: string;
  @Text({ max: 100 }) textJa: string;
  @Text({ max: 100 }) textEn: string;
  @YenAmount() limit: number;
  @YenAmount() paid: number;
  @YenAmount() held: number;
  @YenAmount() remaining: number;
}

/**
 * The waiting work as it is now, and open cases by phase and age, amounts by lane and limits near their end, all of one
 * moment.
 */
export class DashboardDto {
  @Instant({ about: 'the moment of every figure but what waits' }) asOf: string;
  @ListOf(CountedDto, { about: 'what waits for somebody now' }) tiles: CountedDto[];
  @ListOf(CountedDto, { about: 'open cases by active phase; a case can be in two' }) phases: CountedDto[];
  @ListOf(AgeDto, { about: 'open cases by days since the report' }) ages: AgeDto[];
  @ListOf(LaneAmountsDto) lanes: LaneAmountsDto[];
  @ListOf(NearLimitDto, { about: 'of open cases: limits with a fifth or less left, least left first; at most 50' })
  nearLimits: NearLimitDto[];
}

export class ExpenseQuery extends PageQuery {
  @Choice(lanes, { optional: true }) lane?: string;
  @Choice(expenseStates, { optional: true }) state?: string;
  @Choice(['undecided', 'approved', 'paid'], { optional: true, about: 'as the overview counts them' })
  standing?: string;
  @Id({ optional: true }) incidentId?: string;
  @Day({ optional: true, about: 'submitted on this day of Japan or later' }) submittedFrom?: string;
  @Day({ optional: true, about: 'submitted before this day of Japan' }) submittedBefore?: string;
  @Day({ optional: true, about: 'its first ruling that stands is of this day of Japan or later' }) decidedFrom?: string;
  @Day({ optional: true, about: 'its first ruling that stands is of before this day of Japan' }) decidedBefore?: string;
  @Choice(['all', ...unpaidReasonCodes], { optional: true, about: 'owed and not paid, and why; for the insurer' })
  unpaid?: string;
  @Choice(['newest', 'oldest'], { optional: true, about: 'newest, when absent' }) sort?: string;
}

/** An expense in a list. */
export class ExpenseLineDto {
  @Id() id: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Count() line: number;
  @Nested(NamedDto) categoryName: NamedDto;
  @Choice(lanes) lane: string;
  @Text({ max: 40 }) state: string;
  @Nested(NamedDto) stateName: NamedDto;
  @YenAmount() amount: number;
  @YenAmount() tax: number;
  @YenAmount({ about: 'what it claims: with its tax where tax counts' }) claimed: number;
  @YenAmount({ nullable: true, about: 'approved, while that stands' }) approved: number | null;
  @Instant() submittedAt: string;
}
