import type { AssessFigure } from './assess.js';
import type { ListTimes } from './lists.js';

/** What repetitions of one measurement came to. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The middle of the values; the mean of the two middle ones of an even number. Throws RangeError on none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError('nothing was measured');
  return (low + high) / 2;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

/** The value that the given part of all values does not pass (nearest rank). */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('nothing was measured');
  return value;
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

export interface IntakeFigure {
  readonly rps: Spread;
  readonly ratio: Spread;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Everything that one run measured. */
export interface Figures {
  readonly limit: { readonly driver: string; readonly c16: Spread; readonly c64: Spread };
  readonly intake: { readonly c16: IntakeFigure; readonly c64: IntakeFigure };
  readonly routing: {
    readonly reportsPerSecond: number;
    readonly samples: number;
    readonly p50Ms: number;
    readonly p99Ms: number;
    readonly fromRequestP50Ms: number;
    readonly fromRequestP99Ms: number;
    readonly expensesPerSecond: Spread;
    readonly throughputRatio: Spread;
    readonly mostWaiting: number;
  };
  readonly lists: { readonly small: ListTimes; readonly large: ListTimes };
  readonly assess: AssessFigure;
  readonly start: Spread;
  readonly memory: { readonly idleMb: number; readonly afterLoadMb: number; readonly mostMb: number };
  readonly counted: { readonly reports: number; readonly expenses: number };
  readonly seconds: number;
}

/** The figures in the form in which they are compared. */
export function asJson({ limit, intake, routing, lists, assess, start, memory }: Figures): object {
  const intakeOf = ({ rps, ratio }: IntakeFigure): object => ({
    rps: rounded(rps.median, 1),
    ratio: rounded(ratio.median, 3),
  });
  return {
    limit: { c16: rounded(limit.c16.median, 1), c64: rounded(limit.c64.median, 1) },
    intake: { c16: intakeOf(intake.c16), c64: intakeOf(intake.c64) },
    routing: {
      p50Ms: rounded(routing.p50Ms, 2),
      p99Ms: rounded(routing.p99Ms, 2),
      throughputRatio: rounded(routing.throughputRatio.median, 3),
    },
    worklist: {
      p99At10kMs: rounded(lists.small.worklistP99Ms, 2),
      p99At1mMs: rounded(lists.large.worklistP99Ms, 2),
      ratio: rounded(lists.large.worklistP99Ms / lists.small.worklistP99Ms, 3),
    },
    assess: { ratio: rounded(assess.ratio.median, 3), perSecond: Math.round(assess.perSecond.median) },
    start: { ms: Math.round(start.median) },
    memory: { idleMb: rounded(memory.idleMb, 1), afterLoadMb: rounded(memory.afterLoadMb, 1) },
  };
}
