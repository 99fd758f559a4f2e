import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '#platform';
import { measureAssess } from './assess.js';
import { openBooks, type Books } from './books.js';
import { percentile, spreadOf, type Figures, type IntakeFigure } from './figures.js';
import { openLimit, type Limit } from './limit.js';
import { measureLists } from './lists.js';
import { openLoad, type Load } from './load.js';
import {
  initialise,
  leave,
  makePlace,
  residentMb,
  startProduct,
  superuserUrl,
  type Place,
  type Product,
} from './product.js';
import { expensesOfReport } from './report.js';

/** How long and how often; every figure comes from at least three repetitions. */
export interface Size {
  readonly starts: number;
  readonly repetitions: number;
  readonly limitSeconds: number;
  readonly burstSeconds: number;
  readonly pacedSeconds: number;
  /** Expenses in the book when lists are asked for, and how often each is. */
  /** Requests of `sonae assess`, and how often they are sent. */
  readonly assess: { readonly requests: number; readonly times: number };
  readonly book: { readonly small: number; readonly large: number; readonly times: number };
}

export const quick: Size = {
  starts: 3,
  repetitions: 3,
  limitSeconds: 2,
  burstSeconds: 1,
  pacedSeconds: 4,
  assess: { requests: 10_000, times: 1 },
  book: { small: 10_000, large: 40_000, times: 10 },
};
export const whole: Size = {
  starts: 5,
  repetitions: 5,
  limitSeconds: 8,
  burstSeconds: 8,
  pacedSeconds: 40,
  assess: { requests: 200_000, times: 3 },
  book: { small: 10_000, large: 1_000_000, times: 150 },
};

const idleMs = 5_000;

/** Measures everything on a place that is initialised. `say` is told what is going on. */
export async function measure(place: Place, size: Size, say: (text: string) => void): Promise<Measured> {
  const began = performance.now();
  const lists = await measureBook(size, say);
  say(`sonae assess, ${size.assess.requests} requests`);
  const assess = await measureAssess(size.assess.requests, size.assess.times);
  const starts: number[] = [];
  for (let n = 0; n < size.starts; n++) {
    say(`start ${n + 1}/${size.starts}`);
    const product = await startProduct(place, 'npm');
    starts.push(product.readyMs);
    await product.stop();
  }
  const product = await startProduct(place, 'node');
  try {
    await sleep(idleMs);
    const idleMb = residentMb(product.pid) ?? 0;
    const memory = watchMemory(product);
    const limit = await openLimit(place);
    const books = await openBooks(superuserUrl(place, 'sonae'));
    const load = openLoad();
    try {
      await load.signIn(place, hospitalAccounts());
      const loaded = await underLoad({ place, size, say, limit, books, load });
      const afterLoadMb = residentMb(product.pid) ?? 0;
      const counted = { reports: loaded.reports, expenses: loaded.reports * expensesOfReport };
      await books.agree(loaded.reports);
      return {
        serverVersion: books.serverVersion,
        figures: {
          lists,
          ...loaded.figures,
          assess,
          start: spreadOf(starts),
          memory: { idleMb, afterLoadMb, mostMb: memory.most() },
          counted,
          seconds: (performance.now() - began) / 1_000,
        },
      };
    } finally {
      load.close();
      memory.end();
      await books.close();
    }
  } finally {
    await product.stop();
  }
}

/** On a place of its own: what lists take with few expenses in the book, and with many. */
async function measureBook({ book }: Size, say: (text: string) => void): Promise<Figures['lists']> {
  const place = await makePlace();
  try {
    await initialise(place);
    const product = await startProduct(place, 'node');
    try {
      say(`lists with ${book.small} expenses in the book`);
      const small = await measureLists(place, book.small, book.times);
      say(`lists with ${book.large} expenses in the book`);
      return { small, large: await measureLists(place, book.large, book.times) };
    } finally {
      await product.stop();
    }
  } finally {
    await leave(place);
  }
}

export interface Measured {
  readonly figures: Figures;
  readonly serverVersion: string;
}

interface Bench {
  readonly place: Place;
  readonly size: Size;
  readonly say: (text: string) => void;
  readonly limit: Limit;
  readonly books: Books;
  readonly load: Load;
}

interface Round {
  readonly limit: number;
  readonly rps: number;
  readonly took: readonly number[];
  readonly left: number;
  readonly drainedPerSecond: number | null;
}

async function underLoad({ place, size, say, limit, books, load }: Bench): Promise<{
  figures: Pick<Figures, 'limit' | 'intake' | 'routing'>;
  reports: number;
}> {
  let reports = 0;
  // the first thousand reports warm the compiler: short bursts would measure little else
  say('warming up');
  reports += (await load.burst(64, Math.max(2, size.burstSeconds / 2))).took.length;
  await books.drained();

  const round = async (clients: number): Promise<Round> => {
    const reference = await limit.perSecond(clients, size.limitSeconds);
    const { took, elapsedMs, cpuShare } = await load.burst(clients, size.burstSeconds);
    const left = await books.unrouted();
    const { routedMs, drainedMs } = await books.drained();
    reports += took.length;
    const rps = (took.length * 1_000) / elapsedMs;
    say(
      `${clients} clients: limit ${reference.toFixed(0)}/s, intake ${rps.toFixed(0)}/s (generator ${(cpuShare * 100).toFixed(0)} % of a core), ` +
        `${left} expenses left, routed after ${(routedMs / 1_000).toFixed(1)} s, quiet after ${(drainedMs / 1_000).toFixed(1)} s`,
    );
    // too short a rest says nothing of a rate
    const drainedPerSecond = left >= 200 && routedMs >= 200 ? (left * 1_000) / routedMs : null;
    return { limit: reference, rps, took, left, drainedPerSecond };
  };
  const rounds = { c16: [] as Round[], c64: [] as Round[] };
  for (let n = 0; n < size.repetitions; n++) {
    rounds.c16.push(await round(16));
    rounds.c64.push(await round(64));
  }
  const c16 = intakeOf(rounds.c16);
  const all = [...rounds.c16, ...rounds.c64];

  const reportsPerSecond = c16.rps.median / 4;
  say(`routing at ${reportsPerSecond.toFixed(0)} reports a second`);
  const samples = { samplesPerSecond: 25, databaseUrl: superuserUrl(place, 'sonae') };
  const paced = await load.paced({ rate: reportsPerSecond, seconds: size.pacedSeconds, ...samples });
  reports += paced.reports;
  if (paced.unseen > 0) throw new Error(`${paced.unseen} expenses were not assigned within 20 s`);
  await books.drained();

  // a burst that leaves nothing waiting has been routed as fast as it came
  const routed = all.map(({ rps, drainedPerSecond }) => drainedPerSecond ?? rps * expensesOfReport);
  const intake = c16.rps.median * expensesOfReport;
  return {
    reports,
    figures: {
      limit: {
        driver: limit.driver,
        c16: spreadOf(rounds.c16.map((one) => one.limit)),
        c64: spreadOf(rounds.c64.map((one) => one.limit)),
      },
      intake: { c16, c64: intakeOf(rounds.c64) },
      routing: {
        reportsPerSecond,
        samples: paced.fromAnswer.length,
        p50Ms: percentile(paced.fromAnswer, 0.5),
        p99Ms: percentile(paced.fromAnswer, 0.99),
        fromRequestP50Ms: percentile(paced.fromRequest, 0.5),
        fromRequestP99Ms: percentile(paced.fromRequest, 0.99),
        expensesPerSecond: spreadOf(routed),
        throughputRatio: spreadOf(routed.map((rate) => rate / intake)),
        mostWaiting: Math.max(...all.map((one) => one.left)),
      },
    },
  };
}

function intakeOf(rounds: readonly Round[]): IntakeFigure {
  const took = rounds.flatMap((one) => one.took);
  return {
    rps: spreadOf(rounds.map((one) => one.rps)),
    ratio: spreadOf(rounds.map((one) => one.rps / one.limit)),
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
  };
}

/** One account an institution, so that no institution's rows are those that everybody waits for. */
function hospitalAccounts(): string[] {
  const { people } = JSON.parse(readFileSync(join(packageRoot, 'data/demo/master.json'), 'utf8')) as {
    people: { email: string; institution: string | null; roles: string[] }[];
  };
  const first = new Map<string, string>();
  for (const { email, institution, roles } of people) {
    if (institution && roles.some((role) => role.startsWith('hospital-')) && !first.has(institution))
      first.set(institution, email);
  }
  return [...first.values()];
}

function watchMemory({ pid }: Product): { most(): number; end(): void } {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, residentMb(pid) ?? 0)), 200);
  return { most: () => most, end: () => clearInterval(timer) };
}
