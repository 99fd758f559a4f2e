import type { Figures } from './figures.js';
import type { SurgeFigure } from './surge.js';

/**
 * What a real regression passes and a busy machine does not: ratios of one run, a third or less of what is usual, and
 * start and memory, which hardly vary. Answers what fell short, in words.
 */
export function fallenShort({ intake, whole, surge, lists, assess, start, memory }: Figures): string[] {
  return beyond([
    ['a report ÷ the reference transaction at 16 clients', intake.c16.cpuRatio.median, 0, 20],
    ['a report ÷ the reference transaction at 64 clients', intake.c64.cpuRatio.median, 0, 15],
    ['a report with everything ÷ the reference transaction', whole.cpuRatio.median, 0, 60],
    ['routing ÷ intake, in expenses', surge.sustained?.ratio.median ?? 0, 0.15, Infinity],
    growth(surge),
    ["an adjuster's list, large book ÷ small", lists.large.worklistP99Ms / lists.small.worklistP99Ms, 0, 6],
    ["filtered lists ÷ an adjuster's list", lists.large.filteredP95Ms / lists.large.worklistP99Ms, 0, 10],
    // of a small size the start is most
    ['sonae assess ÷ parsing and printing', assess.ratio.median, 0, 6],
    ['start (ms)', start.median, 0, 12_000],
    ['memory after load (MB)', memory.afterLoadMb, 0, 500],
  ]);
}

/** The same of a surge alone. */
export const surgeFallenShort = (surge: SurgeFigure): string[] => beyond([growth(surge)]);

type Bound = [what: string, measured: number, least: number, most: number];

const growth = ({ lastToFirst }: SurgeFigure): Bound => [
  'the last thousand of a surge ÷ early ones',
  lastToFirst,
  0,
  2,
];

function beyond(bounds: readonly Bound[]): string[] {
  return bounds
    .filter(([, measured, least, most]) => !(measured >= least && measured <= most))
    .map(
      ([what, measured, least, most]) =>
        `${what}: ${measured.toFixed(3)}, bound ${least > 0 ? `≥ ${least}` : `≤ ${most}`}`,
    );
}
