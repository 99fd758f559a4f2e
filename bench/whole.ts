import type { Books } from './books.js';
import { cpuOf, spentMs, sumMs } from './cpu.js';
import { percentile, spreadOf, type RoutingFigure, type WholeFigure } from './figures.js';
import { openLimit } from './limit.js';
import type { Load } from './load.js';
import { postmasterPid, type Place, type Product } from './product.js';

export interface WholeSize {
  readonly repetitions: number;
  readonly referenceSeconds: number;
  readonly seconds: number;
}

/** Reports a second at which everything that a report sets off is measured, and the reference transaction with it. */
const rate = 40;

/**
 * A report with everything it sets off at a steady rate, with an adjuster for every expense: its CPU against that of
 * the reference transaction at the same rate, and the time until an expense is with an adjuster.
 */
export async function measureWhole(
  bench: { place: Place; product: Product; books: Books; load: Load; say: (text: string) => void },
  size: WholeSize,
): Promise<{ whole: WholeFigure; routing: RoutingFigure; reports: number }> {
  const { place, product, books, load, say } = bench;
  const limit = await openLimit(place);
  const own = await books.ownBackends();
  const order = { senders: 'demonstration', rate, samplesPerSecond: 25, awaited: 'assigned' } as const;
  const rounds = [];
  const seen = { fromAnswer: [] as number[], fromRequest: [] as number[] };
  for (let n = 0; n < size.repetitions; n++) {
    const reference = await limit.paced(rate, size.referenceSeconds);
    const before = cpuOf(product.pid, postmasterPid(place), own);
    const answer = await load.paced({ ...order, reports: Math.round(rate * size.seconds) });
    await books.drained();
    const spent = spentMs(before, cpuOf(product.pid, postmasterPid(place), own));
    if (answer.unseen > 0) throw new Error(`${answer.unseen} expenses were not assigned within 20 s`);
    const [ofProduct, ofDatabase] = [spent.product / answer.reports, spent.database / answer.reports];
    say(
      `${rate} reports a second: ${ofProduct.toFixed(2)} + ${ofDatabase.toFixed(2)} ms each, the ` +
        `reference ${reference.cpuMs.toFixed(2)} ms, ` +
        `assigned after ${percentile(answer.fromAnswer, 0.5).toFixed(1)} ms, 99 % within ` +
        `${percentile(answer.fromAnswer, 0.99).toFixed(1)} ms`,
    );
    rounds.push({ reference, ofProduct, ofDatabase, cpuMs: sumMs(spent) / answer.reports, reports: answer.reports });
    seen.fromAnswer.push(...answer.fromAnswer);
    seen.fromRequest.push(...answer.fromRequest);
  }
  return {
    reports: rounds.reduce((sum, { reports }) => sum + reports, 0),
    whole: {
      rate,
      productMs: spreadOf(rounds.map((one) => one.ofProduct)),
      databaseMs: spreadOf(rounds.map((one) => one.ofDatabase)),
      referenceMs: spreadOf(rounds.map((one) => one.reference.cpuMs)),
      cpuRatio: spreadOf(rounds.map((one) => one.cpuMs / one.reference.cpuMs)),
    },
    routing: {
      reportsPerSecond: rate,
      samples: seen.fromAnswer.length,
      p50Ms: percentile(seen.fromAnswer, 0.5),
      p99Ms: percentile(seen.fromAnswer, 0.99),
      fromRequestP50Ms: percentile(seen.fromRequest, 0.5),
      fromRequestP99Ms: percentile(seen.fromRequest, 0.99),
    },
  };
}
