// The other side of the wire, as a process of its own: signs in once, then sends what it is told to send.
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readAnswer, reportBody } from './report.js';
import { RoutingSampler } from './sampler.js';
import type { Answer, BurstResult, Order, PacedResult } from './load.js';

interface Session {
  readonly cookie: string;
  readonly csrfToken: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const run = randomBytes(6).toString('hex');
let address = '';
let sessions: Session[] = [];
let sent = 0;

/** When an answer had arrived, in ms of this process's clock, and what it said. */
interface Arrived {
  readonly began: number;
  readonly at: number;
  readonly outcome: ReturnType<typeof readAnswer>;
}

function post(
  path: string,
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number; text: string; cookie: string }> {
  return new Promise((done, failed) => {
    const content = Buffer.from(body);
    const asked = request(
      `${address}/api/v1${path}`,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': content.length, ...headers },
      },
      (answer) => {
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
      },
    );
    asked.on('error', failed);
    asked.end(content);
  });
}

async function signIn(email: string, password: string): Promise<Session> {
  const answer = await post('/auth/sessions', JSON.stringify({ email, password }), {});
  if (answer.status !== 201) throw new Error(`${email} cannot sign in: ${answer.text}`);
  return { cookie: answer.cookie, csrfToken: (JSON.parse(answer.text) as { csrfToken: string }).csrfToken };
}

async function report(): Promise<Arrived> {
  const n = sent++;
  const session = sessions[n % sessions.length] as Session;
  const headers = { cookie: session.cookie, 'x-csrf-token': session.csrfToken, 'idempotency-key': `bench-${run}-${n}` };
  const body = reportBody(n, Date.now());
  const began = performance.now();
  const { status, text } = await post('/incidents', body, headers);
  const at = performance.now();
  return { began, at, outcome: readAnswer(status, text) };
}

/** Each client sends its next report when the last is answered, for so long. */
async function burst(clients: number, seconds: number): Promise<BurstResult> {
  const took: number[] = [];
  const faults: string[] = [];
  const cpu = process.cpuUsage();
  const began = performance.now();
  const until = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until && faults.length === 0) {
        const arrived = await report();
        if ('fault' in arrived.outcome) faults.push(arrived.outcome.fault);
        else took.push(arrived.at - arrived.began);
      }
    }),
  );
  const elapsedMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { kind: 'burst', took, faults, elapsedMs, cpuShare: (user + system) / 1_000 / elapsedMs };
}

/** Reports at a steady rate, whether or not the last is answered; some of them are followed to the adjuster. */
async function paced(order: Extract<Order, { do: 'paced' }>): Promise<PacedResult> {
  const sampler = await RoutingSampler.open(order.databaseUrl);
  const faults: string[] = [];
  const total = Math.round(order.rate * order.seconds);
  const every = Math.max(1, Math.round(order.rate / order.samplesPerSecond));
  const began = performance.now();
  const open: Promise<void>[] = [];
  for (let n = 0; n < total && faults.length === 0; n++) {
    const early = began + (n * 1_000) / order.rate - performance.now();
    if (early > 0) await sleep(early);
    open.push(
      report().then(({ began: from, at, outcome }) => {
        if ('fault' in outcome) faults.push(outcome.fault);
        else if (n % every === 0) sampler.follow(outcome.id, outcome.expenses, from, at);
      }),
    );
  }
  await Promise.all(open);
  const elapsedMs = performance.now() - began;
  const seen = await sampler.close(20_000);
  return { kind: 'paced', faults, reports: total, elapsedMs, ...seen };
}

async function obey(order: Order): Promise<Answer> {
  switch (order.do) {
    case 'sign-in':
      address = order.address;
      sessions = [];
      for (const email of order.emails) sessions.push(await signIn(email, order.password));
      return { kind: 'signed-in', sessions: sessions.length };
    case 'burst':
      return burst(order.clients, order.seconds);
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
