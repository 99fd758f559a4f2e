import { daysBetween } from '#kernel';
import { bankDayOnOrBefore, daysAfter } from '#platform';

/**
 * Why the insurer may take longer than 30 days, in days from the day the claim was complete, that day being the first.
 */
export const extensionDays = {
  'disaster-area': 60,
  'expert-appraisal': 90,
  'public-body-inquiry': 180,
  'survey-abroad': 180,
} as const;
export type Extension = keyof typeof extensionDays;

/** The grounds for a longer time; a private forensic report counts as an appraisal if a senior adjuster says so. */
export const extensionGrounds = [
  'disaster-area',
  'expert-appraisal',
  'public-body-inquiry',
  'survey-abroad',
  'private-forensic',
] as const;
export type ExtensionGround = (typeof extensionGrounds)[number];

/** Days of Japan, the first and the last included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The time for one claim. */
export interface PaymentClock {
  /** The day on which the claim was complete (請求完了日), day 1. */
  readonly completeOn: string;
  /** Extensions that the claimant was notified of; of several the longest counts, not their sum. */
  readonly extensions?: readonly Extension[];
  /**
   * Days that are not counted: the claimant delayed the inquiry, or was asked for another account. They may overlap.
   */
  readonly uncounted?: readonly Period[];
}

/** The last day in time: the 30th counted day, or the extended one, included. */
export function lastDay({ completeOn, extensions = [], uncounted = [] }: PaymentClock): string {
  const days = Math.max(30, ...extensions.map((extension) => extensionDays[extension]));
  let last = daysAfter(completeOn, days - 1);
  // a period that begins after the last day does not move it
  for (const period of apart(uncounted, completeOn)) if (period.from <= last) last = daysAfter(last, lengthOf(period));
  return last;
}

/** The days in these periods from a day on, each counted once. */
export function daysOfPeriods(periods: readonly Period[], from: string): number {
  return apart(periods, from).reduce((sum, period) => sum + lengthOf(period), 0);
}

const lengthOf = ({ from, to }: Period): number => daysBetween(from, to) + 1;

/** The periods from a day on, in order and without overlaps. */
function apart(periods: readonly Period[], first: string): Period[] {
  let next = first;
  return periods
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .flatMap(({ from, to }) => {
      const begins = from < next ? next : from;
      if (to < begins) return [];
      next = daysAfter(to, 1);
      return [{ from: begins, to }];
    });
}

/** The day to pay by: the last day, or the last bank business day before it. Throws `CalendarEnds`. */
export function payBy(clock: PaymentClock): string {
  return bankDayOnOrBefore(lastDay(clock));
}

/**
 * Rates of delay interest in millionths a year, by the first day on which they apply: Civil Code 404, 3 % from 2020 to
 * 2029-03-31.
 */
const statutoryRates: readonly { readonly from: string; readonly to: string; readonly millionths: number }[] = [
  { from: '2020-04-01', to: '2029-03-31', millionths: 30_000 },
];

/**
 * Delay interest in whole yen: floor(amount × rate × days ÷ 365) from the day after the last day to the transfer date,
 * both included, at the rate in force on the first day of delay. 0 in time. Throws RangeError where no rate is known.
 */
export function delayInterest(amountYen: number, clock: PaymentClock, transferOn: string): number {
  return delayInterestAfter(amountYen, lastDay(clock), transferOn, clock.uncounted);
}

/**
 * The same, from the last day in time (Japan). Days of `uncounted` bear none: those on which a payee whose account was
 * wrong had been asked for another. The rate stays that of the first day of delay.
 */
export function delayInterestAfter(
  amountYen: number,
  due: string,
  transferOn: string,
  uncounted: readonly Period[] = [],
): number {
  if (transferOn <= due) return 0;
  const firstDay = daysAfter(due, 1);
  const rate = statutoryRates.find(({ from, to }) => from <= firstDay && firstDay <= to);
  if (!rate) throw new RangeError(`No rate of delay interest is known for ${firstDay}.`);
  const until = uncounted.map(({ from, to }) => ({ from, to: to < transferOn ? to : transferOn }));
  const days = daysBetween(due, transferOn) - daysOfPeriods(until, firstDay);
  return Number((BigInt(amountYen) * BigInt(rate.millionths) * BigInt(days)) / (365n * 1_000_000n));
}
