import { setTimeout as sleep } from 'node:timers/promises';
import { measureAssess } from './assess.js';
import { openBooks } from './books.js';
import { spreadOf, type Figures } from './figures.js';
import { measureIntake, type IntakeSize } from './intake.js';
import { measureLists } from './lists.js';
import { openLoad } from './load.js';
import { deskAccounts, hospitalAccounts } from './people.js';
import { leave, makePlace, residentMb, startProduct, superuserUrl, type Place, type Product } from './product.js';
import { enterRegistered } from './registered.js';
import { expensesOfReport } from './report.js';
import { measureSurge, type SurgeFigure, type SurgeSize } from './surge.js';
import { measureWhole, type WholeSize } from './whole.js';

/** How long and how often; every figure comes from at least three repetitions. */
export interface Size {
  readonly starts: number;
  readonly idleSeconds: number;
  readonly intake: IntakeSize;
  readonly whole: WholeSize;
  readonly surge: SurgeSize;
  /** Requests of `sonae assess`, and how often they are sent. */
  readonly assess: { readonly requests: number; readonly times: number };
  /** Expenses in the book when lists are asked for, and how often each is. */
  readonly book: { readonly small: number; readonly large: number; readonly times: number };
}

export const quick: Size = {
  starts: 3,
  idleSeconds: 3,
  intake: { repetitions: 3, limitSeconds: 1, burstSeconds: 1 },
  whole: { repetitions: 3, referenceSeconds: 2, seconds: 3 },
  surge: { reports: 5_000, rate: null, tail: 200 },
  assess: { requests: 10_000, times: 1 },
  book: { small: 10_000, large: 40_000, times: 6 },
};
export const whole: Size = {
  starts: 5,
  idleSeconds: 5,
  intake: { repetitions: 5, limitSeconds: 5, burstSeconds: 6 },
  whole: { repetitions: 5, referenceSeconds: 6, seconds: 12 },
  surge: { reports: 10_000, rate: null, tail: 1_000 },
  assess: { requests: 200_000, times: 3 },
  book: { small: 10_000, large: 1_000_000, times: 150 },
};

export interface Measured {
  readonly figures: Figures;
  readonly serverVersion: string;
}

/** Measures everything on a place that is initialised. `say` is told what is going on. */
export async function measure(place: Place, size: Size, say: (text: string) => void): Promise<Measured> {
  const began = performance.now();
  const places = { book: await makePlace(place), intake: await makePlace(place) };
  try {
    const { lists, startMs } = await measureBook(places.book, size, say);
    say(`sonae assess, ${size.assess.requests} requests`);
    const assess = await measureAssess(size.assess.requests, size.assess.times);
    const starts = [startMs];
    while (starts.length < size.starts) {
      say(`start ${starts.length + 1}/${size.starts}`);
      const product = await startProduct(place, 'npm');
      starts.push(product.readyMs);
      await product.stop();
    }
    const { limit, intake } = await measureIntake(places.intake, size.intake, say);
    const { figures, serverVersion } = await underLoad(place, size, say);
    const seconds = (performance.now() - began) / 1_000;
    return { serverVersion, figures: { lists, assess, limit, intake, start: spreadOf(starts), ...figures, seconds } };
  } finally {
    await leave(places.book);
    await leave(places.intake);
  }
}

/** The surge alone, as large as it is asked for. */
export async function measureSurgeAlone(
  place: Place,
  surge: SurgeSize,
  say: (text: string) => void,
): Promise<{ surge: SurgeFigure; serverVersion: string }> {
  const measured = await atLoad(place, { surge, idleSeconds: 1 }, say, () => Promise.resolve({ reports: 0 }));
  return { surge: measured.surge, serverVersion: measured.serverVersion };
}

async function underLoad(
  place: Place,
  size: Size,
  say: (text: string) => void,
): Promise<{ figures: Pick<Figures, 'whole' | 'routing' | 'surge' | 'memory' | 'counted'>; serverVersion: string }> {
  const {
    serverVersion,
    surge,
    memory,
    counted,
    whole: at40,
    routing,
  } = await atLoad(place, size, say, (bench) => measureWhole(bench, size.whole));
  return { serverVersion, figures: { whole: at40, routing, surge, memory, counted } };
}

const warmUp = 500;

type Bench = Parameters<typeof measureWhole>[0];

/**
 * What is asked for, with capacities without end, then the surge, with those of the demonstration; all is counted
 * afterwards.
 */
async function atLoad<More extends { readonly reports: number }>(
  place: Place,
  { surge: size, idleSeconds }: Pick<Size, 'surge' | 'idleSeconds'>,
  say: (text: string) => void,
  more: (bench: Bench) => Promise<More>,
) {
  const product = await startProduct(place, 'node');
  const load = openLoad();
  try {
    await sleep(idleSeconds * 1_000);
    const idleMb = residentMb(product.pid) ?? 0;
    const memory = watchMemory(product);
    const databaseUrl = superuserUrl(place, 'sonae');
    const registered = await enterRegistered(databaseUrl, size.reports + size.tail);
    const books = await openBooks(databaseUrl);
    try {
      const { address, password } = place;
      await load.signIn({ address, databaseUrl, password, emails: hospitalAccounts(), desk: deskAccounts, registered });
      const bench = { place, product, books, load, say };
      // the first reports warm the compiler: what is short would measure little else
      say('warming up');
      await books.capacities('without-end');
      await load.burst({ senders: 'demonstration', clients: 16, seconds: 60, reports: warmUp });
      await books.drained();
      const others = await more(bench);
      await books.capacities('in-demonstration');
      const surge = await measureSurge(bench, size);
      const reports = warmUp + others.reports + size.reports + size.tail;
      await books.agree(reports);
      const afterLoadMb = residentMb(product.pid) ?? 0;
      return {
        ...others,
        surge,
        serverVersion: books.serverVersion,
        memory: { idleMb, afterLoadMb, mostMb: memory.most() },
        counted: { reports, expenses: reports * expensesOfReport },
      };
    } finally {
      memory.end();
      await books.close();
    }
  } finally {
    load.close();
    await product.stop();
  }
}

/** What lists take with few expenses in the book, and with many. The place is used up. */
export async function measureBook(
  place: Place,
  { book }: Size,
  say: (text: string) => void,
): Promise<{ lists: Figures['lists']; startMs: number }> {
  const product = await startProduct(place, 'npm');
  try {
    say(`lists with ${book.small} expenses in the book`);
    const small = await measureLists(place, book.small, book.times);
    say(`lists with ${book.large} expenses in the book`);
    const large = await measureLists(place, book.large, book.times);
    return { lists: { small, large }, startMs: product.readyMs };
  } finally {
    await product.stop();
  }
}

function watchMemory({ pid }: Product): { most(): number; end(): void } {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, residentMb(pid) ?? 0)), 200);
  return { most: () => most, end: () => clearInterval(timer) };
}
