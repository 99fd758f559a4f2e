import type { AssessFigure } from './assess.js';
import type { ListTimes } from './lists.js';
import type { SurgeFigure } from './surge.js';

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

export interface LimitFigure {
  readonly driver: string;
  readonly c16: Spread;
  readonly c64: Spread;
}

export interface IntakeFigure {
  readonly rps: Spread;
  readonly ratio: Spread;
  /** CPU of product and database for one report, of server and client for one reference transaction. */
  readonly cpuMs: Spread;
  readonly referenceMs: Spread;
  readonly cpuRatio: Spread;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** A report with everything it sets off. */
export interface WholeFigure {
  readonly rate: number;
  readonly productMs: Spread;
  readonly databaseMs: Spread;
  readonly referenceMs: Spread;
  readonly cpuRatio: Spread;
}

export interface RoutingFigure {
  readonly reportsPerSecond: number;
  readonly samples: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly fromRequestP50Ms: number;
  readonly fromRequestP99Ms: number;
}

/** Everything that one run measured. */
export interface Figures {
  readonly limit: LimitFigure;
  readonly intake: { readonly c16: IntakeFigure; readonly c64: IntakeFigure };
  readonly whole: WholeFigure;
  readonly surge: SurgeFigure;
  readonly routing: RoutingFigure;
  readonly lists: { readonly small: ListTimes; readonly large: ListTimes };
  readonly assess: AssessFigure;
  readonly start: Spread;
  readonly memory: { readonly idleMb: number; readonly afterLoadMb: number; readonly mostMb: number };
  readonly counted: { readonly reports: number; readonly expenses: number };
  readonly seconds: number;
}

/** The figures of the surge in the form in which they are compared. */
export function surgeAsJson({ reports, p99Ms, routingP99Ms, lastToFirst }: SurgeFigure): object {
  return {
    reports,
    p99Ms: rounded(p99Ms, 2),
    routingP99Ms: rounded(routingP99Ms, 2),
    lastToFirst: rounded(lastToFirst, 3),
  };
}

/** The figures in the form in which they are compared. */
export function asJson({ limit, intake, whole, surge, routing, lists, assess, start, memory }: Figures): object {
  const intakeOf = ({ rps, ratio, cpuMs, cpuRatio }: IntakeFigure): object => ({
    rps: rounded(rps.median, 1),
    ratio: rounded(ratio.median, 3),
    cpuMs: rounded(cpuMs.median, 3),
    cpuRatio: rounded(cpuRatio.median, 2),
  });
  return {
    limit: { c16: rounded(limit.c16.median, 1), c64: rounded(limit.c64.median, 1) },
    intake: { c16: intakeOf(intake.c16), c64: intakeOf(intake.c64) },
    whole: { cpuRatio: rounded(whole.cpuRatio.median, 2) },
    surge: surgeAsJson(surge),
    routing: {
      p50Ms: rounded(routing.p50Ms, 2),
      p99Ms: rounded(routing.p99Ms, 2),
      throughputRatio: rounded(surge.sustained?.ratio.median ?? 0, 3),
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
