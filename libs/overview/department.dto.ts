import { Choice, Count, Day, DayCount, Id, Instant, ListOf, Nested, Text, YenAmount } from '#http';
import { lanes } from '#kernel';
import { AmountDto, CountedDto } from './dashboard.dto.js';

/** Reports of one week in Japan, from its Monday. */
export class ArrivalWeekDto {
  @Day() from: string;
  @Day({ about: 'the Monday after' }) before: string;
  @Count() count: number;
  @ListOf(CountedDto, { about: 'by severity, those without one last' }) severities: CountedDto[];
}

/** What was done in one week, by how long it took. */
export class TimeWeekDto {
  @Day() from: string;
  @Day({ about: 'the Monday after' }) before: string;
  @Count() count: number;
  @Count({ nullable: true, about: 'half of them took no longer; null: there were none' }) median: number | null;
  @Count({ nullable: true, about: '95 of 100 took no longer; null: there were none' }) p95: number | null;
  @Count({ nullable: true, about: 'after the promise was over; null: there is no promise' }) late: number | null;
}

export class TimesDto {
  @Choice(['contact', 'decision', 'payment']) what: string;
  @Choice(['minutes', 'days'], { about: 'minutes around the clock, calendar days of Japan' }) unit: string;
  @Count({ nullable: true, about: 'in the unit; null: there is none' }) promise: number | null;
  @ListOf(TimeWeekDto, { about: 'the week of the act, the oldest first, the last one not over' }) weeks: TimeWeekDto[];
  @Count({ nullable: true, about: 'not done yet, and the promise is over; null: not counted here' })
  lateNow: number | null;
}

export class LaneLoadDto {
  @Choice(lanes) lane: string;
  @Count() count: number;
  @Count({ about: 'of them beyond their time' }) late: number;
  @YenAmount({ about: 'claimed' }) yen: number;
}

/** Open work items of one person, or of nobody. */
export class PersonLoadDto {
  @Id({ nullable: true, about: 'null: nobody' }) personId: string | null;
  @Text({ max: 200, nullable: true }) name: string | null;
  @Count() count: number;
  @Count({ about: 'of them beyond their time' }) late: number;
  @YenAmount({ about: 'claimed' }) yen: number;
  @Count({ nullable: true, about: 'items that the roster of now gives; null: not on duty, or nobody' })
  capacity: number | null;
  @ListOf(LaneLoadDto, { about: 'lanes in which there is something' }) lanes: LaneLoadDto[];
}

/** Undecided expenses by days since their submission. */
export class UndecidedAgeDto extends CountedDto {
  @YenAmount({ about: 'claimed' }) yen: number;
  @Day({ nullable: true }) submittedFrom: string | null;
  @Day({ nullable: true }) submittedBefore: string | null;
}

export class LargeLossDto {
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @YenAmount({ about: 'settled transfers, without delay interest' }) paid: number;
  @YenAmount({ about: 'the newest estimate of each lane' }) reserve: number;
  @YenAmount({ about: 'paid and reserved' }) incurred: number;
}

export class LargeLossesDto {
  @YenAmount({ about: 'from this much a loss is a large one' }) from: number;
  @Count() count: number;
  @ListOf(LargeLossDto, { about: 'open cases, the largest first; at most 20' }) items: LargeLossDto[];
}

export class UnpaidReasonDto extends CountedDto {
  @YenAmount({ about: 'claimed' }) yen: number;
}

export class UnpaidLineDto {
  @Id() expenseId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Count() line: number;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Text({ max: 100 }) categoryJa: string;
  @Text({ max: 100 }) categoryEn: string;
  @YenAmount({ about: 'claimed' }) yen: number;
  @DayCount({ about: 'since the submission' }) days: number;
  @Text({ max: 100 }) reasonJa: string;
  @Text({ max: 100 }) reasonEn: string;
}

export class LongUnpaidDto {
  @Day({ about: 'submitted before this day' }) submittedBefore: string;
  @Nested(AmountDto) all: AmountDto;
  @ListOf(UnpaidReasonDto, { about: 'reasons for which there is something' }) reasons: UnpaidReasonDto[];
  @ListOf(UnpaidLineDto, { about: 'those of the longest; at most 20' }) oldest: UnpaidLineDto[];
}

/** A limit of a policy with an open case, and when it will be reached if it goes on as in the last weeks. */
export class ExhaustionDto {
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
  @YenAmount({ about: 'claimed in its cases and not ruled on' }) asked: number;
  @YenAmount() remaining: number;
  @Day() expiryOn: string;
  @Choice(['reached', 'lasts', 'too-few'], {
    about: 'reached: on `reachedOn`; lasts: until the period ends; too-few: weeks with a decision to say anything from',
  })
  forecast: string;
  @Day({ nullable: true }) reachedOn: string | null;
}

/** A cause that several cases have in common, reported in the last weeks. */
export class MassEventDto {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @Count() cases: number;
  @Count({ about: 'cases that have not ended' }) open: number;
  @Count() institutions: number;
  @YenAmount({ about: 'the newest estimate of each lane' }) reserve: number;
  @Count({ about: 'support requests before somebody' }) supportWaiting: number;
  @Count({ about: 'support requests on which a vendor works' }) supportRunning: number;
}

/** The figures of the department, all of one moment, counted anew by a worker. */
export class DepartmentDto {
  @Instant({ about: 'the moment of every figure here' }) asOf: string;
  @ListOf(ArrivalWeekDto, { about: 'the oldest first, the last one not over' }) arrivals: ArrivalWeekDto[];
  @ListOf(CountedDto, { about: 'open cases by active phase; a case can be in two' }) phases: CountedDto[];
  @ListOf(TimesDto) times: TimesDto[];
  @ListOf(PersonLoadDto, { about: 'nobody first, then who has most' }) workload: PersonLoadDto[];
  @ListOf(UndecidedAgeDto) ages: UndecidedAgeDto[];
  @Nested(LargeLossesDto) largeLosses: LargeLossesDto;
  @Nested(LongUnpaidDto) longUnpaid: LongUnpaidDto;
  @ListOf(ExhaustionDto, { about: 'the soonest first; at most 20' }) exhaustion: ExhaustionDto[];
  @ListOf(MassEventDto, { about: 'most cases first; at most 20' }) massEvents: MassEventDto[];
}
