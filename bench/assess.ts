import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, createWriteStream, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { categories, type Category } from '#coverage';
import { packageRoot } from '#platform';
import { spreadOf, type Spread } from './figures.js';

/** What `sonae assess` takes: start-up, reading and writing included. */
export interface AssessFigure {
  readonly requests: number;
  readonly perSecond: Spread;
  /** To parsing and printing the same lines. */
  readonly ratio: Spread;
  readonly mostMb: number;
}

const usual: readonly Category[] = categories.filter((category) => category !== 'other-response');
const interruption = {
  'lost-profit': {
    standardRevenue: 9_000_000,
    actualRevenue: 4_000_000,
    profitRate: 0.6,
    avoidedOrdinaryExpenses: 100_000,
  },
  'revenue-decline-prevention': { avoidedRevenueDecline: 3_000_000, profitRate: 0.6, businessRecoveredOn: null },
  'business-continuation': { avoidedCosts: 100_000, systemRestoredOn: '2026-11-01' },
} as Readonly<Record<string, object>>;

/** A request of four lines and about 1 kB; each differs from the last. */
function requestText(n: number): string {
  const pick = <T>(values: readonly T[], by: number): T => values[by % values.length] as T;
  const lines = [0, 1, 2, 3].map((at) => {
    const category = pick(usual, n * 7 + at * 5);
    return {
      id: `${n}-${at}`,
      category,
      amount: 100_000 + ((n * 7_919 + at * 104_729) % 3_000_000),
      ...(at === 0 ? { tax: (n * 31) % 90_000 } : {}),
      incurredOn: pick(['2026-09-12', '2026-10-03', '2026-12-24'], n + at),
      consent: true,
      ...(category === 'condolence' ? { persons: 100 } : {}),
      ...(category === 'network-isolation' ? { outsourced: true } : {}),
      ...(interruption[category] ? { interruption: interruption[category] } : {}),
    };
  });
  return JSON.stringify({
    termsVersion: '2026-11',
    policy: {
      institutionKind: pick(['general-clinic', 'hospital', 'dental-clinic'], n),
      corporationKind: 'medical-corporation',
      plan: pick([1, 2, 3], n),
      inceptionDate: '2026-04-01',
      expiryDate: '2027-04-01',
      deductible: pick([0, 100_000], n),
      taxCreditableRatio: pick([0, 0.25], n),
      businessInterruption: { limit: 50_000_000, waitingHours: 12 },
    },
    incident: {
      cause: 'cyber-attack',
      country: 'JP',
      occurredOn: '2026-09-08',
      discoveredOn: '2026-09-10',
      attackConfirmed: pick([true, true, null], n),
      suspicion: { raisedBy: pick(['public-body', 'own-staff'], n), raisedOn: '2026-09-09' },
      premises: 'insured-facility',
      perpetrator: 'outsider',
      systemStop: { kind: 'caused', hours: 40 },
      affectedPersons: 500,
    },
    used: { responseExpense: (n * 1_000) % 900_000 },
    lines,
  });
}

/** Runs a program of ours on the file; answers how long it took, and the most memory it was seen to take. */
async function run(words: readonly string[], file: string): Promise<{ seconds: number; mostMb: number }> {
  const input = openSync(file, 'r');
  const began = performance.now();
  const child = spawn(process.execPath, words, { cwd: packageRoot, stdio: [input, 'ignore', 'inherit'] });
  closeSync(input);
  let mostMb = 0;
  const look = setInterval(() => {
    try {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      // none in the moment in which the program is loaded or has ended
      if (peak !== undefined) mostMb = Math.max(mostMb, (Number(peak) * 1_024) / 1e6);
    } catch {
      // it has ended, or this machine does not tell
    }
  }, 100);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(look);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - began) / 1_000, mostMb };
}

/** `sonae assess` and its comparison, one after the other, so many times each. */
export async function measureAssess(requests: number, repetitions: number): Promise<AssessFigure> {
  const folder = mkdtempSync(join(tmpdir(), 'sonae-bench-assess-'));
  try {
    const file = join(folder, 'requests.jsonl');
    const out = createWriteStream(file);
    for (let n = 0; n < requests; n++) if (!out.write(`${requestText(n)}\n`)) await once(out, 'drain');
    out.end();
    await once(out, 'finish');
    const runs: { perSecond: number; ratio: number; mostMb: number }[] = [];
    for (let n = 0; n < repetitions; n++) {
      const plain = await run(['dist/bench/echo.js'], file);
      const assessed = await run(['scripts/sonae.mjs', 'assess'], file);
      runs.push({
        perSecond: requests / assessed.seconds,
        ratio: assessed.seconds / plain.seconds,
        mostMb: assessed.mostMb,
      });
    }
    return {
      requests,
      perSecond: spreadOf(runs.map(({ perSecond }) => perSecond)),
      ratio: spreadOf(runs.map(({ ratio }) => ratio)),
      mostMb: Math.max(...runs.map((one) => one.mostMb)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
