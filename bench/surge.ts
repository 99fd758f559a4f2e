import type { Books } from './books.js';
import { cpuOf, spentMs, type CpuMs } from './cpu.js';
import { percentile, spreadOf, type Spread } from './figures.js';
import type { Load } from './load.js';
import { postmasterPid, residentMb, type Place, type Product } from './product.js';
import { expensesOfReport } from './report.js';

/** The country's surge: every institution reports once, all naming one vendor. */
export interface SurgeSize {
  readonly reports: number;
  /** Reports a second; null: each thousand as fast as 16 clients send it, then until nothing waits. */
  readonly rate: number | null;
  /** At the end of a surge without a rate so many more at that of the country, for the times that people see. */
  readonly tail: number;
}

/** All 97,024 registered institutions within one hour. */
export const country = { reports: 97_024, rate: 27 } as const;
const clients = 16;
const thousand = 1_000;
/** A thousand's first second says nothing of a rate when hardly anything is left to do after it. */
const [leastLeft, leastMs] = [200, 200];

/** A thousand of reports, with everything that they set off. */
export interface Thousand {
  readonly reports: number;
  /** CPU for one report. */
  readonly cpuMs: CpuMs;
  readonly memoryMb: number;
  readonly seconds: number;
}

export interface SurgeFigure {
  readonly reports: number;
  readonly rate: number | null;
  /** At the rate of the country. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly routingP50Ms: number;
  readonly routingP99Ms: number;
  readonly samples: number;
  /** CPU of the last thousand ÷ that of early ones. */
  readonly lastToFirst: number;
  readonly early: string;
  readonly thousands: readonly Thousand[];
  /** While nothing comes in, and that ÷ the intake before; null where reports came at a steady rate. */
  readonly sustained: {
    readonly expensesPerSecond: Spread;
    readonly ratio: Spread;
    readonly mostWaiting: number;
  } | null;
}

export interface Surge {
  readonly place: Place;
  readonly product: Product;
  readonly books: Books;
  readonly load: Load;
  readonly say: (text: string) => void;
}

const samplesPerSecond = 25;
const senders = 'registered' as const;

/**
 * Throws when a report or an act of the desk was not answered as it must be, or an expense was not placed within 20 s.
 */
export async function measureSurge(surge: Surge, size: SurgeSize): Promise<SurgeFigure> {
  const { place, product, books, load, say } = surge;
  const own = await books.ownBackends();
  const cpu = (): CpuMs => cpuOf(product.pid, postmasterPid(place), own);
  const thousands: Thousand[] = [];
  const seen = { took: [] as number[], placed: [] as number[] };
  const drains: { perSecond: number; ratio: number; left: number }[] = [];

  const paced = async (rate: number, reports: number): Promise<void> => {
    const answer = await load.paced({ senders, rate, reports, samplesPerSecond, awaited: 'placed' });
    if (answer.unseen > 0) throw new Error(`${answer.unseen} expenses were not placed within 20 s`);
    seen.took.push(...answer.took);
    seen.placed.push(...answer.fromAnswer);
  };
  const atOnce = async (reports: number): Promise<void> => {
    const { took, elapsedMs } = await load.burst({ senders, clients, seconds: 600, reports });
    const left = await books.unrouted();
    const { routedMs } = await books.drained();
    const intake = (took.length * expensesOfReport * 1_000) / elapsedMs;
    // what leaves nothing waiting has been routed as fast as it came
    const perSecond = left >= leastLeft && routedMs >= leastMs ? (left * 1_000) / routedMs : intake;
    drains.push({ perSecond, ratio: perSecond / intake, left });
  };

  for (let sent = 0; sent < size.reports; sent += thousand) {
    const reports = Math.min(thousand, size.reports - sent);
    const [before, began] = [cpu(), performance.now()];
    await (size.rate === null ? atOnce(reports) : paced(size.rate, reports));
    const spent = spentMs(before, cpu());
    const cpuMs = { product: spent.product / reports, database: spent.database / reports };
    const seconds = (performance.now() - began) / 1_000;
    thousands.push({ reports, cpuMs, memoryMb: residentMb(product.pid) ?? 0, seconds });
    say(
      `surge, ${sent + reports} reports: ${cpuMs.product.toFixed(2)} + ${cpuMs.database.toFixed(2)} ms ` +
        `each, ${seconds.toFixed(1)} s, ${(residentMb(product.pid) ?? 0).toFixed(0)} MB`,
    );
  }
  if (size.tail > 0) await paced(country.rate, size.tail);
  await books.drained();
  return {
    reports: size.reports,
    rate: size.rate,
    p50Ms: percentile(seen.took, 0.5),
    p99Ms: percentile(seen.took, 0.99),
    routingP50Ms: percentile(seen.placed, 0.5),
    routingP99Ms: percentile(seen.placed, 0.99),
    samples: seen.placed.length,
    ...growthOf(thousands),
    thousands,
    sustained:
      drains.length === 0
        ? null
        : {
            expensesPerSecond: spreadOf(drains.map((one) => one.perSecond)),
            ratio: spreadOf(drains.map((one) => one.ratio)),
            mostWaiting: Math.max(...drains.map((one) => one.left)),
          },
  };
}

/**
 * The first thousands warm the compiler: compared with the third to the fifth, or where there are too few with the
 * second and third.
 */
function growthOf(thousands: readonly Thousand[]): { lastToFirst: number; early: string } {
  const full = thousands.filter(({ reports }) => reports === thousand);
  const [from, to] = full.length > 5 ? [3, 5] : [2, 3];
  const cost = (some: readonly Thousand[]): number =>
    some.reduce((sum, { cpuMs }) => sum + cpuMs.product + cpuMs.database, 0) / some.length;
  return { lastToFirst: cost(full.slice(-1)) / cost(full.slice(from - 1, to)), early: `${from} to ${to}` };
}
