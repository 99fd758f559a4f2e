import { Agent, request } from 'node:http';
import { percentile } from './figures.js';
import { superuserUrl, type Place } from './product.js';
import { fillShelf } from './shelf.js';

/** What lists took at one size of the book, in milliseconds over HTTP. */
export interface ListTimes {
  readonly expenses: number;
  readonly worklistP99Ms: number;
  readonly filteredP95Ms: number;
  readonly slowestFilter: string;
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
    const lists: { path: string; took: number[] }[] = [];
    for (const path of filtered) {
      const answers = await repeat(times, () => ask(place, agent, desk, `${path}&limit=50`));
      if (answers.some(({ items }) => items === 0)) throw new Error(`${path} found nothing`);
      lists.push({ path, took: answers.map(({ ms }) => ms) });
    }
    const slowest = lists.toSorted((a, b) => percentile(b.took, 0.5) - percentile(a.took, 0.5))[0];
    return {
      expenses,
      worklistP99Ms: percentile(
        worklist.map(({ ms }) => ms),
        0.99,
      ),
      filteredP95Ms: percentile(
        lists.flatMap(({ took }) => took),
        0.95,
      ),
      slowestFilter: `${slowest?.path ?? ''} ${percentile(slowest?.took ?? [], 0.5).toFixed(1)} ms`,
    };
  } finally {
    agent.destroy();
  }
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
  return { ms, items: (JSON.parse(text) as { items: unknown[] }).items.length };
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
