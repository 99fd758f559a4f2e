import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { cpuOf, endedChildrenMs, spentMs, sumMs, watchBackends } from './cpu.js';
import { postmasterPid, superuserUrl, type Place } from './product.js';

/** What the reference transaction came to. */
export interface Reference {
  readonly perSecond: number;
  /** CPU of server and client for one transaction; connecting is left out. */
  readonly cpuMs: number;
}

/** PostgreSQL itself on the reference transaction, on the product's own server, in a database beside the product's. */
export interface Limit {
  /** What sends the statement. */
  readonly driver: string;
  /** So many clients, each as fast as it can. */
  full(clients: number, seconds: number): Promise<Reference>;
  /** Four clients, together so many transactions a second. */
  paced(rate: number, seconds: number): Promise<Reference>;
}

const database = 'sonae_limit';
/** Transactions each client sends in a run that only says what connecting takes. */
const shortRun = 4;
const pacedClients = 4;

// Keys, the case's unique number and the expenses' way to their case; no row security, no chain, no other index.
const tables = `
CREATE TABLE incident (
  id uuid PRIMARY KEY, institution_id uuid NOT NULL, case_number text NOT NULL UNIQUE, report_key text NOT NULL,
    reported_by text NOT NULL,
  state text NOT NULL, version int NOT NULL, channel text NOT NULL, description text NOT NULL, institution_name text,
    reporter_name text NOT NULL,
  reporter_phone text NOT NULL, policy_number text, facts jsonb NOT NULL, flags jsonb NOT NULL,
    policy_match text NOT NULL, severity text,
  outlook text NOT NULL, outlook_reasons jsonb NOT NULL, entered_by uuid, reported_at timestamptz NOT NULL);
CREATE TABLE expense (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL REFERENCES incident, line smallint NOT NULL, state text NOT NULL,
    category text NOT NULL, lane text NOT NULL,
  amount_yen bigint NOT NULL, tax_yen bigint NOT NULL, incurred_on date NOT NULL, vendor_name text, description text,
    submitted_at timestamptz NOT NULL,
  UNIQUE (incident_id, line));
CREATE TABLE audit (chain text, seq bigint, at timestamptz NOT NULL, actor text NOT NULL, action text NOT NULL,
  subject text NOT NULL, hash bytea NOT NULL, PRIMARY KEY (chain, seq));
CREATE TABLE outbox (id uuid PRIMARY KEY, created_at timestamptz NOT NULL, incident_id uuid NOT NULL,
  type text NOT NULL, payload jsonb NOT NULL, published_no bigint);
CREATE SEQUENCE case_number;`;

/**
 * One report with four expenses: 1 + 4 + 1 + 1 rows in one statement. To pgbench a colon before a word is a variable.
 */
const reference = (parameter: string): string => `WITH given AS (SELECT uuidv7() AS id, now() AS at),
i AS (
    INSERT INTO incident
    SELECT id, '0190a5a0-0000-7000-8000-000000000001', 'MC-2026-' || nextval('case_number'), id::text,
      'person:' || ${parameter}::int, 'reported', 1, 'web',
  '電子カルテが開けず、身代金を求める文面が表示されました。外来を止め、紙カルテで対応しています。', '見本 さくら総合病院', '見本 太郎', '03-0000-0001', NULL,
  '{"cause": "cyber-attack", "country": "JP", "discoveredAt": "2026-04-01", "attackConfirmed": true,
    "premises": "insured-facility", "perpetrator": "outsider"}',
  '[]', 'proposed', NULL, 'pending', '[]', '0190a5a0-0000-7000-8000-000000000002', at FROM given RETURNING id),
e AS (
    INSERT INTO expense
    SELECT uuidv7(), i.id, line, 'submitted', 'call-center', 'call-center', 100000 + ${parameter}::int, 10000,
      '2026-04-01', '見本調査株式会社', NULL, given.at
  FROM i, given, generate_series(1, 4) line),
a AS (
    INSERT INTO audit
    SELECT 'case:' || i.id, 1, given.at, 'person', 'incident.reported', i.id::text,
      sha256(convert_to(i.id::text, 'UTF8'))
    FROM i, given)
INSERT INTO outbox
  SELECT uuidv7(), given.at, i.id, 'incident.reported', jsonb_build_object('factsVersion', 1, 'expenses', 4), NULL
  FROM i, given`;

/** Makes the scratch database. Throws when the server is not durable: the comparison would be worth nothing. */
export async function openLimit(place: Place): Promise<Limit> {
  const admin = new pg.Client({ connectionString: superuserUrl(place, 'postgres') });
  await admin.connect();
  try {
    const shown = await admin.query<{ durable: boolean }>(
      `SELECT current_setting('fsync') = 'on' AND current_setting('synchronous_commit') = 'on' AS durable`,
    );
    if (!shown.rows[0]?.durable) throw new Error('the server does not keep what it acknowledges: fsync is off');
    await admin.query(`CREATE DATABASE ${database}`);
  } finally {
    await admin.end();
  }
  const url = superuserUrl(place, database);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(tables);
  await client.end();
  const program = await findPgbench();
  const send = program
    ? (run: Run) => byPgbench(program.path, place, url, run)
    : (run: Run) => byDriver(place, url, run);
  // what a run takes beside its transactions: connecting, planning, the client's own start
  const beside = new Map<number, Sent>();
  const last = new Map<number, number>();
  const costOf = async (clients: number, seconds: number, rate?: number): Promise<Reference> => {
    const each = (perSecond: number): number => Math.ceil((seconds * perSecond) / clients);
    const short = beside.get(clients) ?? (await send({ clients, each: shortRun, rate }));
    beside.set(clients, short);
    const long = await send({ clients, rate, each: Math.max(5 * shortRun, each(rate ?? last.get(clients) ?? 8_000)) });
    last.set(clients, long.perSecond);
    const cpuMs = (long.cpuMs - short.cpuMs) / (long.transactions - short.transactions);
    return { perSecond: long.perSecond, cpuMs };
  };
  return {
    driver: program?.version ?? 'a driver on node-postgres (no pgbench here)',
    full: (clients, seconds) => costOf(clients, seconds),
    paced: (rate, seconds) => costOf(pacedClients, seconds, rate),
  };
}

/**
 * So many transactions each rather than so many seconds: pgbench's clock for seconds runs while the clients sign in.
 */
interface Run {
  readonly clients: number;
  readonly each: number;
  /** Transactions a second of all clients; as fast as they can when absent. */
  readonly rate: number | undefined;
}

interface Sent {
  readonly transactions: number;
  readonly perSecond: number;
  /** Of the server and of the one who sent. */
  readonly cpuMs: number;
}

/**
 * CPU of the server while something runs, with that of the client. At a steady rate only what serves it: there the
 * server has time for other things, which would count for as much.
 */
async function withCpu<T>(
  place: Place,
  { rate }: Run,
  { run, clientMs }: { run: () => Promise<T>; clientMs: () => number },
): Promise<{ answer: T; cpuMs: number }> {
  const postmaster = postmasterPid(place);
  const backends = rate === undefined ? null : watchBackends(postmaster, database);
  const [server, client] = [cpuOf(null, postmaster), clientMs()];
  const answer = await run();
  const serverMs = backends?.end() ?? sumMs(spentMs(server, cpuOf(null, postmaster)));
  return { answer, cpuMs: serverMs + clientMs() - client };
}

async function byPgbench(path: string, place: Place, url: string, asked: Run): Promise<Sent> {
  const { clients, each, rate } = asked;
  const { hostname, port, username, password } = new URL(url);
  const script = join(place.folder, 'reference.sql');
  writeFileSync(script, `\\set n random(1, 100000)\n${reference(':n')};\n`);
  const words = ['-n', '-M', 'prepared', '-c', String(clients), '-j', clients > 4 ? '2' : '1', '-t', String(each)];
  const paced = rate === undefined ? [] : ['-R', String(rate)];
  const server = ['-h', hostname, '-p', port, '-U', username, database];
  const env = { ...process.env, PGPASSWORD: password };
  const run = (): Promise<{ stdout: string }> =>
    promisify(execFile)(path, [...words, ...paced, '-f', script, ...server], { env });
  const { answer, cpuMs } = await withCpu(place, asked, { run, clientMs: endedChildrenMs });
  const found = /tps = ([\d.]+) \(without initial connection time\)/.exec(answer.stdout);
  if (!found) throw new Error(`pgbench said nothing usable:\n${answer.stdout}`);
  return { transactions: clients * each, perSecond: Number(found[1]), cpuMs };
}

async function byDriver(place: Place, url: string, asked: Run): Promise<Sent> {
  const { clients, each, rate } = asked;
  const began = performance.now();
  const send = async (at: number): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (let n = 0; n < each; n++) {
      const due = rate === undefined ? 0 : began + ((n * clients + at) * 1_000) / rate - performance.now();
      if (due > 0) await sleep(due);
      await client.query({ name: 'reference', text: reference('$1'), values: [1 + (n % 100_000)] });
    }
    await client.end();
  };
  const ownMs = (): number => process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000;
  const run = (): Promise<unknown> => Promise.all(Array.from({ length: clients }, (_, at) => send(at)));
  const { cpuMs } = await withCpu(place, asked, { run, clientMs: ownMs });
  const transactions = clients * each;
  return { transactions, perSecond: (transactions * 1_000) / (performance.now() - began), cpuMs };
}

async function findPgbench(): Promise<{ path: string; version: string } | null> {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  const path = folders.map((folder) => join(folder, 'pgbench')).find((file) => existsSync(file));
  if (!path) return null;
  const { stdout } = await promisify(execFile)(path, ['--version']);
  return { path, version: stdout.trim() };
}
