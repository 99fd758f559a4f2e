import { bankDayOnOrBefore, daysLater } from '#platform';

/** Why the insurer may take longer than 30 days, in days from the day the claim was complete, that day being the first. */
export const extensionDays = {
  'disaster-area': 60,
  'expert-appraisal': 90,
  'public-body-inquiry': 180,
  'survey-abroad': 180,
} as const;
export type Extension = keyof typeof extensionDays;

/** How long a claim may take. */
export interface PaymentClock {
  /** The day on which the claim was complete (請求完了日), day 1. */
  readonly completeOn: string;
  /** Extensions of which the claimant was given notice; of several the longest counts, not their sum. */
  readonly extensions?: readonly Extension[];
  /** Days on which the claimant held the inquiry up: they are not counted. */
  readonly heldUpDays?: number;
}

/** The last day in time: the 30th, or the extended one, that day included (calendar days). */
export function lastDay({ completeOn, extensions = [], heldUpDays = 0 }: PaymentClock): string {
  const days = Math.max(30, ...extensions.map((extension) => extensionDays[extension]));
  return daysLater(completeOn, days - 1 + heldUpDays);
}

/** The day to pay by: the last day, or the last bank business day before it. Throws `CalendarEnds`. */
export function payBy(clock: PaymentClock): string {
  return bankDayOnOrBefore(lastDay(clock));
}

/** Rates of delay interest in millionths a year, by the first day on which they hold: Civil Code 404, 3 % from 2020 to 2029-03-31. */
const statutoryRates: readonly { readonly from: string; readonly to: string; readonly millionths: number }[] = [
  { from: '2020-04-01', to: '2029-03-31', millionths: 30_000 },
];

/**
 * Delay interest in whole yen: floor(amount × rate × days ÷ 365) from the day after the last day to the transfer date, both
 * included, at the rate in force on the first day of delay. 0 in time. Throws RangeError where no rate is known.
 */
export function delayInterest(amountYen: number, clock: PaymentClock, transferOn: string): number {
  return delayInterestAfter(amountYen, lastDay(clock), transferOn);
}

/** The same, from the last day in time (Japan). */
export function delayInterestAfter(amountYen: number, due: string, transferOn: string): number {
  if (transferOn <= due) return 0;
  const firstDay = daysLater(due, 1);
  const rate = statutoryRates.find(({ from, to }) => from <= firstDay && firstDay <= to);
  if (!rate) throw new RangeError(`No rate of delay interest is known for ${firstDay}.`);
  const days = (Date.parse(`${transferOn}T00:00:00Z`) - Date.parse(`${due}T00:00:00Z`)) / 86_400_000;
  return Number((BigInt(amountYen) * BigInt(rate.millionths) * BigInt(days)) / (365n * 1_000_000n));
}
