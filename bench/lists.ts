import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { percentile } from './figures.js';
import { superuserUrl, type Place } from './product.js';
import { fillShelf } from './shelf.js';

/** What lists took at one size of the book, in milliseconds over HTTP. */
export interface ListTimes extends KeptTimes {
  readonly expenses: number;
  readonly worklistP99Ms: number;
  readonly filteredP95Ms: number;
  readonly slowestFilter: string;
  readonly searchP95Ms: number;
  readonly slowestSearch: string;
}

/** What figures took that are kept, in milliseconds. */
export interface KeptTimes {
  /** The page of the department over HTTP. */
  readonly departmentP95Ms: number;
  /** What counting all of them once more took, by part. */
  readonly countedMs: Readonly<Record<string, number>>;
}

/** Lists as people ask for them; each filter alone, and what desks put together. */
const filtered = [
  '/incidents?',
  '/incidents?state=reported',
  '/incidents?state=open',
  '/incidents?state=closed',
  '/incidents?severity=critical',
  '/incidents?coverageOutlook=red',
  '/incidents?supportOutlook=not-available',
  '/incidents?coverageOutlook=amber&state=open',
  '/incidents?cause=digital-content',
  '/incidents?cause=cyber-attack&severity=high',
  '/incidents?country=FR',
  '/incidents?country=JP&state=triaged',
  '/work-items?lane=forensics',
  '/work-items?lane=call-center&state=accepted',
  '/work-items?',
] as const;

/** Searches as people type them: numbers, names that few and that many have, one character, telephones, papers. */
const searched = [
  'MC-2023-0005000-0',
  '20230005000',
  '高橋中央内科医院',
  '髙橋 歯科',
  '病院',
  'クリニック',
  '高',
  '院',
  '脳神経外科',
  '山田 花子',
  '山',
  '03-1234-0000',
  '06-1234-0000',
  'MCY-SHELF-06-1234',
  '調査報告書',
  '構成図_50',
  'bitcoin',
  'さーば',
  '暗号',
  'そなえ',
  'mc',
  'e',
] as const;

interface Asked {
  readonly ms: number;
  readonly items: number;
}

/**
 * Measures an adjuster's first 50 items and the desk's filtered lists with so many expenses in the book. Each list is
 * asked for `times` times after a few that do not count; every answer must be a 200 with items in it.
 */
export async function measureLists(place: Place, expenses: number, times: number): Promise<ListTimes> {
  await fillShelf(superuserUrl(place, 'sonae'), expenses);
  const agent = new Agent({ keepAlive: true });
  try {
    const adjuster = await signIn(place, agent, 'adjuster@sonae.example');
    const desk = await signIn(place, agent, 'support@sonae.example');
    const worklist = await repeat(times * 2, () => ask(place, agent, adjuster, '/work-items?assignee=me&limit=50'));
    if (worklist.some(({ items }) => items !== 50)) throw new Error('an adjuster’s list had not its 50 items');
    const lists: Taken[] = [];
    for (const path of filtered) {
      const answers = await repeat(times, () => ask(place, agent, desk, `${path}&limit=50`));
      if (answers.some(({ items }) => items === 0)) throw new Error(`${path} found nothing`);
      lists.push({ path, took: answers.map(({ ms }) => ms) });
    }
    const searches: Taken[] = [];
    const senior = await signIn(place, agent, 'senior@sonae.example');
    for (const q of searched) {
      const path = `/search?q=${encodeURIComponent(q)}`;
      const answers = await repeat(times, () => ask(place, agent, senior, path));
      searches.push({ path: q, took: answers.map(({ ms }) => ms) });
    }
    return {
      expenses,
      ...(await measureDepartment(place, times)),
      worklistP99Ms: percentile(
        worklist.map(({ ms }) => ms),
        0.99,
      ),
      filteredP95Ms: p95Of(lists),
      slowestFilter: slowestOf(lists),
      searchP95Ms: p95Of(searches),
      slowestSearch: slowestOf(searches),
    };
  } finally {
    agent.destroy();
  }
}

/** Measures the department's figures as they are kept of the book that is there. */
export async function measureDepartment(place: Place, times: number): Promise<KeptTimes> {
  const agent = new Agent({ keepAlive: true });
  try {
    const countedMs = await countedAnew(superuserUrl(place, 'sonae'));
    const head = await signIn(place, agent, 'senior@sonae.example');
    const read = await repeat(times, () => ask(place, agent, head, '/department'));
    return {
      departmentP95Ms: percentile(
        read.map(({ ms }) => ms),
        0.95,
      ),
      countedMs,
    };
  } finally {
    agent.destroy();
  }
}

/** The product counts its kept figures anew; what it took (ms), by part. */
async function countedAnew(url: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=sonae' });
  await client.connect();
  try {
    const { rows: asked } = await client.query<{ at: Date }>('SELECT clock_timestamp() AS at');
    // what is being counted now is counted with the lists asked for beside it: it is waited for, then once more
    for (;;) {
      await client.query(
        `UPDATE kept_figures SET due_at = clock_timestamp()
        WHERE (as_of IS NULL OR as_of < $1) AND due_at < clock_timestamp() + interval '5 minutes'`,
        [asked[0]?.at],
      );
      await pause(2_000);
      const { rows } = await client.query<{ part: string; took: number }>(
        'SELECT part, took_ms AS took FROM kept_figures WHERE as_of > $1',
        [asked[0]?.at],
      );
      if (rows.length === 2) return Object.fromEntries(rows.map(({ part, took }) => [part, took]));
    }
  } finally {
    await client.end();
  }
}

interface Taken {
  readonly path: string;
  readonly took: readonly number[];
}

const p95Of = (taken: readonly Taken[]): number =>
  percentile(
    taken.flatMap(({ took }) => took),
    0.95,
  );

/** The one with the highest median, and that. */
function slowestOf(taken: readonly Taken[]): string {
  const slowest = taken.toSorted((a, b) => percentile(b.took, 0.5) - percentile(a.took, 0.5))[0];
  return `${slowest?.path ?? ''} ${percentile(slowest?.took ?? [], 0.5).toFixed(1)} ms`;
}

async function repeat(times: number, once: () => Promise<Asked>): Promise<Asked[]> {
  for (let n = 0; n < 10; n++) await once();
  const answers: Asked[] = [];
  for (let n = 0; n < times; n++) answers.push(await once());
  return answers;
}

async function ask(place: Place, agent: Agent, cookie: string, path: string): Promise<Asked> {
  const began = performance.now();
  const { status, text } = await send(place, agent, { method: 'GET', path, headers: { cookie } });
  const ms = performance.now() - began;
  if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 200)}`);
  const { items, groups = [] } = JSON.parse(text) as { items?: unknown[]; groups?: { hits: unknown[] }[] };
  return { ms, items: (items ?? groups.flatMap(({ hits }) => hits)).length };
}

async function signIn(place: Place, agent: Agent, email: string): Promise<string> {
  const body = JSON.stringify({ email, password: place.password });
  const { status, cookie } = await send(place, agent, {
    method: 'POST',
    path: '/auth/sessions',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (status !== 201) throw new Error(`${email} cannot sign in: ${status}`);
  return cookie;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

function send(
  place: Place,
  agent: Agent,
  { method, path, headers, body }: Sent,
): Promise<{ status: number; text: string; cookie: string }> {
  return new Promise((done, failed) => {
    const asked = request(`${place.address}/api/v1${path}`, { method, agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', failed);
      answer.on('end', () =>
        done({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(parts).toString('utf8'),
          cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
        }),
      );
    });
    asked.on('error', failed);
    asked.end(body);
  });
}
