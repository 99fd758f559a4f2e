// The other side of the wire, as a process of its own: signs in once, then sends what it is told to send.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deskAtWork, type DeskAtWork } from './desk.js';
import type { Answer, BurstResult, Order, PacedResult, Senders } from './load.js';
import { registeredSession } from './registered.js';
import { commonVendor, readAnswer, reportBody } from './report.js';
import { RoutingSampler } from './sampler.js';
import { openSession, send, type Session } from './session.js';

const run = randomBytes(6).toString('hex');
let address = '';
let sessions: Session[] = [];
let registered: ((n: number) => Session) | null = null;
let atWork: DeskAtWork | null = null;
let sampler: RoutingSampler | null = null;
const sent: Record<Senders, number> = { demonstration: 0, registered: 0 };

/** When an answer had arrived, in ms of this process's clock, and what it said. */
interface Arrived {
  readonly began: number;
  readonly at: number;
  readonly outcome: ReturnType<typeof readAnswer>;
}

async function report(senders: Senders): Promise<Arrived> {
  const n = sent[senders]++;
  const surge = senders === 'registered' && registered;
  const session = surge ? surge(n) : (sessions[n % sessions.length] as Session);
  const body = reportBody(n, Date.now(), surge ? commonVendor : undefined);
  const began = performance.now();
  const { status, text } = await send(address, session, {
    path: '/incidents',
    body,
    key: `bench-${run}-${senders}-${n}`,
  });
  const at = performance.now();
  if (surge) atWork?.reported(n);
  return { began, at, outcome: readAnswer(status, text) };
}

/** Each client sends its next report when the last is answered, for so long. */
async function burst({ senders, clients, seconds, reports = Infinity }: Ordered<'burst'>): Promise<BurstResult> {
  const took: number[] = [];
  const faults: string[] = [];
  const cpu = process.cpuUsage();
  const began = performance.now();
  const until = began + seconds * 1_000;
  let begun = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until && faults.length === 0 && begun < reports) {
        begun++;
        const arrived = await report(senders);
        if ('fault' in arrived.outcome) faults.push(arrived.outcome.fault);
        else took.push(arrived.at - arrived.began);
      }
    }),
  );
  const elapsedMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  faults.push(...((await atWork?.rest()) ?? []));
  return { kind: 'burst', took, faults, elapsedMs, cpuShare: (user + system) / 1_000 / elapsedMs };
}

/** Reports at a steady rate, whether or not the last is answered; some of them are followed to the worklists. */
async function paced(order: Ordered<'paced'>): Promise<PacedResult> {
  sampler?.begin(order.awaited);
  const took: number[] = [];
  const faults: string[] = [];
  const every = Math.max(1, Math.round(order.rate / order.samplesPerSecond));
  const began = performance.now();
  const open: Promise<void>[] = [];
  for (let n = 0; n < order.reports && faults.length === 0; n++) {
    const early = began + (n * 1_000) / order.rate - performance.now();
    if (early > 0) await sleep(early);
    open.push(
      report(order.senders).then(({ began: from, at, outcome }) => {
        if ('fault' in outcome) return void faults.push(outcome.fault);
        took.push(at - from);
        if (n % every === 0) sampler?.follow(outcome.id, outcome.expenses, from, at);
      }),
    );
  }
  await Promise.all(open);
  const elapsedMs = performance.now() - began;
  faults.push(...((await atWork?.rest()) ?? []));
  const seen = (await sampler?.end(20_000)) ?? { fromAnswer: [], fromRequest: [], unseen: 0 };
  return { kind: 'paced', took, faults, reports: order.reports, elapsedMs, ...seen };
}

async function signIn(order: Ordered<'sign-in'>): Promise<Answer> {
  ({ address } = order);
  sessions = [];
  for (const email of order.emails) sessions.push(await openSession(address, email, order.password));
  const { registered: words } = order;
  const [name] = sessions[0]?.cookie.split('=') ?? [];
  if (words !== null) registered = (n) => registeredSession(words, n, name ?? '');
  if (order.desk.length > 0) atWork = await deskAtWork(address, order.desk, order.password);
  sampler ??= await RoutingSampler.open(order.databaseUrl);
  return { kind: 'signed-in', sessions: sessions.length };
}

type Ordered<Do extends Order['do']> = Extract<Order, { do: Do }>;

async function obey(order: Order): Promise<Answer> {
  switch (order.do) {
    case 'sign-in':
      return signIn(order);
    case 'burst':
      return burst(order);
    case 'paced':
      return paced(order);
  }
}

process.on('message', (order: Order) => {
  obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) =>
      process.send?.({ kind: 'failed', reason: error instanceof Error ? error.message : 'it failed' }),
  );
});
process.on('disconnect', () => process.exit());
