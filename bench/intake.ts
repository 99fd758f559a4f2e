import { cpuOf, spentMs, sumMs } from './cpu.js';
import { percentile, spreadOf, type IntakeFigure, type LimitFigure } from './figures.js';
import { openBooks } from './books.js';
import { openLimit, type Reference } from './limit.js';
import { openLoad } from './load.js';
import { hospitalAccounts } from './people.js';
import { leave, postmasterPid, startApi, superuserUrl, type Place } from './product.js';

export interface IntakeSize {
  readonly repetitions: number;
  readonly limitSeconds: number;
  readonly burstSeconds: number;
}

interface Round {
  readonly limit: Reference;
  readonly rps: number;
  readonly took: readonly number[];
  /** CPU of product and database for one report. */
  readonly cpuMs: number;
}

/**
 * What taking a report costs, against the reference transaction on the same server: the API alone, so that nothing that
 * the report sets off is done meanwhile. Throws unless as many cases are there afterwards as were acknowledged. The
 * place is used up.
 */
export async function measureIntake(
  place: Place,
  size: IntakeSize,
  say: (text: string) => void,
): Promise<{ limit: LimitFigure; intake: { c16: IntakeFigure; c64: IntakeFigure }; reports: number }> {
  const product = await startApi(place);
  const load = openLoad();
  try {
    const databaseUrl = superuserUrl(place, 'sonae');
    const books = await openBooks(databaseUrl);
    const limit = await openLimit(place);
    const { address, password } = place;
    const senders = 'demonstration' as const;
    await load.signIn({ address, databaseUrl, password, emails: hospitalAccounts(), desk: [], registered: null });
    const own = await books.ownBackends();
    let reports = (await load.burst({ senders, clients: 64, seconds: Math.max(2, size.burstSeconds / 2) })).took.length;
    const round = async (clients: number): Promise<Round> => {
      const reference = await limit.full(clients, size.limitSeconds);
      const cpu = (): ReturnType<typeof cpuOf> => cpuOf(product.pid, postmasterPid(place), own);
      const before = cpu();
      const { took, elapsedMs, cpuShare } = await load.burst({ senders, clients, seconds: size.burstSeconds });
      const spent = spentMs(before, cpu());
      reports += took.length;
      const [rps, cpuMs] = [(took.length * 1_000) / elapsedMs, sumMs(spent) / took.length];
      say(
        `${clients} clients: limit ${reference.perSecond.toFixed(0)}/s of ${reference.cpuMs.toFixed(2)} ` +
          `ms, intake ${rps.toFixed(0)}/s of ` +
          `${(spent.product / took.length).toFixed(2)} + ${(spent.database / took.length).toFixed(2)} ms ` +
          `(generator ${(cpuShare * 100).toFixed(0)} % of a core)`,
      );
      return { limit: reference, rps, took, cpuMs };
    };
    const rounds = { c16: [] as Round[], c64: [] as Round[] };
    for (let n = 0; n < size.repetitions; n++) {
      rounds.c16.push(await round(16));
      rounds.c64.push(await round(64));
    }
    await books.received(reports);
    await books.close();
    const perSecond = (all: readonly Round[]): LimitFigure['c16'] => spreadOf(all.map((one) => one.limit.perSecond));
    return {
      limit: { driver: limit.driver, c16: perSecond(rounds.c16), c64: perSecond(rounds.c64) },
      intake: { c16: intakeOf(rounds.c16), c64: intakeOf(rounds.c64) },
      reports,
    };
  } finally {
    load.close();
    await product.stop();
    await leave(place);
  }
}

function intakeOf(rounds: readonly Round[]): IntakeFigure {
  const took = rounds.flatMap((one) => one.took);
  return {
    rps: spreadOf(rounds.map((one) => one.rps)),
    ratio: spreadOf(rounds.map((one) => one.rps / one.limit.perSecond)),
    cpuMs: spreadOf(rounds.map((one) => one.cpuMs)),
    referenceMs: spreadOf(rounds.map((one) => one.limit.cpuMs)),
    cpuRatio: spreadOf(rounds.map((one) => one.cpuMs / one.limit.cpuMs)),
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
  };
}
