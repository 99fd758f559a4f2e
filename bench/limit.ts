import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { superuserUrl, type Place } from './product.js';

/** PostgreSQL itself on the reference transaction, on the product's own server, in a database beside the product's. */
export interface Limit {
  /** What sends the statement. */
  readonly driver: string;
  /** Transactions a second of so many clients. */
  perSecond(clients: number, seconds: number): Promise<number>;
}

const database = 'sonae_limit';

// Keys, the case's unique number and the expenses' way to their case; no row security, no chain, no other index.
const tables = `
CREATE TABLE incident (
  id uuid PRIMARY KEY, institution_id uuid NOT NULL, case_number text NOT NULL UNIQUE, report_key text NOT NULL, reported_by text NOT NULL,
  state text NOT NULL, version int NOT NULL, channel text NOT NULL, description text NOT NULL, institution_name text, reporter_name text NOT NULL,
  reporter_phone text NOT NULL, policy_number text, facts jsonb NOT NULL, flags jsonb NOT NULL, policy_match text NOT NULL, severity text,
  outlook text NOT NULL, outlook_reasons jsonb NOT NULL, entered_by uuid, reported_at timestamptz NOT NULL);
CREATE TABLE expense (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL REFERENCES incident, line smallint NOT NULL, state text NOT NULL, category text NOT NULL, lane text NOT NULL,
  amount_yen bigint NOT NULL, tax_yen bigint NOT NULL, incurred_on date NOT NULL, vendor_name text, description text, submitted_at timestamptz NOT NULL,
  UNIQUE (incident_id, line));
CREATE TABLE audit (chain text, seq bigint, at timestamptz NOT NULL, actor text NOT NULL, action text NOT NULL, subject text NOT NULL, hash bytea NOT NULL, PRIMARY KEY (chain, seq));
CREATE TABLE outbox (id uuid PRIMARY KEY, created_at timestamptz NOT NULL, incident_id uuid NOT NULL, type text NOT NULL, payload jsonb NOT NULL, published_no bigint);
CREATE SEQUENCE case_number;`;

/** One report with four expenses: 1 + 4 + 1 + 1 rows in one statement. To pgbench a colon before a word is a variable. */
const reference = (parameter: string): string => `WITH given AS (SELECT uuidv7() AS id, now() AS at),
i AS (INSERT INTO incident SELECT id, '0190a5a0-0000-7000-8000-000000000001', 'MC-2026-' || nextval('case_number'), id::text, 'person:' || ${parameter}::int, 'reported', 1, 'web',
  '電子カルテが開けず、身代金を求める文面が表示されました。外来を止め、紙カルテで対応しています。', '見本 さくら総合病院', '見本 太郎', '03-0000-0001', NULL,
  '{"cause": "cyber-attack", "country": "JP", "discoveredAt": "2026-04-01", "attackConfirmed": true, "premises": "insured-facility", "perpetrator": "outsider"}',
  '[]', 'proposed', NULL, 'pending', '[]', '0190a5a0-0000-7000-8000-000000000002', at FROM given RETURNING id),
e AS (INSERT INTO expense SELECT uuidv7(), i.id, line, 'submitted', 'call-center', 'call-center', 100000 + ${parameter}::int, 10000, '2026-04-01', '見本調査株式会社', NULL, given.at
  FROM i, given, generate_series(1, 4) line),
a AS (INSERT INTO audit SELECT 'case:' || i.id, 1, given.at, 'person', 'incident.reported', i.id::text, sha256(convert_to(i.id::text, 'UTF8')) FROM i, given)
INSERT INTO outbox SELECT uuidv7(), given.at, i.id, 'incident.reported', jsonb_build_object('factsVersion', 1, 'expenses', 4), NULL FROM i, given`;

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
  if (!program)
    return {
      driver: 'a driver on node-postgres (no pgbench here)',
      perSecond: (clients, seconds) => byDriver(url, clients, seconds),
    };
  const last = new Map<number, number>();
  return {
    driver: program.version,
    async perSecond(clients, seconds) {
      const expected = last.get(clients) ?? (await byPgbench(program.path, place, url, clients, 20));
      const each = Math.max(20, Math.ceil((seconds * expected) / clients));
      const measured = await byPgbench(program.path, place, url, clients, each);
      last.set(clients, measured);
      return measured;
    },
  };
}

/**
 * So many transactions each rather than so many seconds: pgbench's clock for seconds runs while the clients sign in,
 * which takes 64 of them a second or more of it.
 */
async function byPgbench(path: string, place: Place, url: string, clients: number, each: number): Promise<number> {
  const { hostname, port, username, password } = new URL(url);
  const script = join(place.folder, 'reference.sql');
  writeFileSync(script, `\\set n random(1, 100000)\n${reference(':n')};\n`);
  const words = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-t', String(each), '-f', script];
  const server = ['-h', hostname, '-p', port, '-U', username, database];
  const { stdout } = await promisify(execFile)(path, [...words, ...server], {
    env: { ...process.env, PGPASSWORD: password },
  });
  const found = /tps = ([\d.]+) \(without initial connection time\)/.exec(stdout);
  if (!found) throw new Error(`pgbench said nothing usable:\n${stdout}`);
  return Number(found[1]);
}

async function byDriver(url: string, clients: number, seconds: number): Promise<number> {
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const began = performance.now();
  const until = began + seconds * 1_000;
  let done = 0;
  await Promise.all(
    connections.map(async (client) => {
      while (performance.now() < until) {
        await client.query({ name: 'reference', text: reference('$1'), values: [1 + (done % 100_000)] });
        done++;
      }
    }),
  );
  const perSecond = (done * 1_000) / (performance.now() - began);
  await Promise.all(connections.map((client) => client.end()));
  return perSecond;
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
