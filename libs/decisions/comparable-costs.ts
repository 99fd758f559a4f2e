import { categories, coverageOf, type Category } from '#coverage';
import type { ExpenseEntity, RulingEntity } from '#expenses';
import type { KeptBasis } from './decision-reasons.js';
import type { DecisionEntity } from './decision.entity.js';

/** Fewer lines than this say nothing of a range. */
export const fewestCompared = 8;
/** So many lines of the category are looked at, the newest first, and none submitted longer ago than so many months. */
export const newestCompared = 1_000;
export const monthsCompared = 24;

/** Costs that no other cost compares with: they follow heads, a victim's harm, or are whatever has no category. */
const apart: readonly Category[] = ['condolence', 'damages', 'other-response', 'other-liability'];

/** Categories of what is bought; business interruption follows the institution's own revenue. */
export const comparedCategories: readonly Category[] = categories.filter(
  (category) => coverageOf(category) !== 'business-interruption' && !apart.includes(category),
);

/** Whether a line is one whole bill of something that is bought: neither a part of one nor more of one. */
export function isCompared({
  category,
  part_of,
  supplements,
}: Pick<ExpenseEntity, 'category' | 'part_of' | 'supplements'>): boolean {
  return comparedCategories.includes(category) && part_of === null && supplements === null;
}

/** Beds of a hospital, both included; `to` null: and more. */
export interface BedClass {
  readonly from: number;
  readonly to: number | null;
}

const bedClasses: readonly BedClass[] = [
  { from: 0, to: 99 },
  { from: 100, to: 199 },
  { from: 200, to: 399 },
  { from: 400, to: null },
];

/** The class of hospitals with about so many beds; null where the register does not know them. */
export function bedClassOf(beds: number | null): BedClass | null {
  if (beds === null) return null;
  return bedClasses.find(({ to }) => to === null || beds <= to) ?? null;
}

/** A line with what was decided on it, and the assessment that its decision rested on; whole yen. */
export interface DecidedCost {
  /** As claimed, without tax. */
  readonly amountYen: ExpenseEntity['amount_yen'];
  readonly claimedYen: DecisionEntity['claimed_yen'];
  readonly assessedYen: DecisionEntity['assessed_yen'];
  readonly decidedYen: RulingEntity['amount_yen'];
  readonly outcome: KeptBasis['line']['outcome'];
  readonly indemnifiableYen: KeptBasis['line']['indemnifiable'];
}

/**
 * What was recognised of a line without tax, in whole yen: before ratio, deductible and limits, less what a person took
 * off the assessed amount. Tax follows in proportion, rounded down, as each institution recovers another share of it.
 */
export function recognisedYen({ amountYen, claimedYen, outcome, indemnifiableYen, ...decided }: DecidedCost): number {
  const { assessedYen, decidedYen } = decided;
  // what the rules do not cover and two persons approved is recognised as far as they approved it
  const denied = outcome === 'not-payable';
  const whole = denied ? claimedYen : indemnifiableYen;
  const recognised = denied ? decidedYen : Math.max(0, indemnifiableYen - Math.max(0, assessedYen - decidedYen));
  if (recognised >= whole) return whole === 0 ? 0 : amountYen;
  return Number((BigInt(amountYen) * BigInt(recognised)) / BigInt(whole));
}

/** A range in whole yen, each of them one of its figures. */
export interface CostRange {
  readonly smallest: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly largest: number;
}

/**
 * The range of some figures, null of none. A quartile is the smallest figure that a quarter (a half, three quarters) of
 * them do not exceed, as `percentile_disc` of PostgreSQL has it: no figure is made up between two others.
 */
export function rangeOf(figures: readonly number[]): CostRange | null {
  const ordered = figures.toSorted((a, b) => a - b);
  const [smallest] = ordered;
  const at = (quarters: number): number => ordered[Math.ceil((ordered.length * quarters) / 4) - 1] ?? 0;
  if (smallest === undefined) return null;
  return { smallest, lowerQuartile: at(1), median: at(2), upperQuartile: at(3), largest: at(4) };
}
