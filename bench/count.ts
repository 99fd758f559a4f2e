import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openBooks, type Books } from './books.js';
import { childrenOf } from './cpu.js';
import { openLoad, type Load } from './load.js';
import { hospitalAccounts } from './people.js';
import { postmasterPid, startProduct, superuserUrl, type Place, type Product } from './product.js';

const [rate, reports] = [40, 400];

/** What was sent to the server or done by it of one kind, for one report. */
interface Counted {
  readonly kind: string;
  readonly calls: number;
  readonly ms: number;
}

/**
 * Statements and system calls of a report with four expenses and of everything it sets off, at 40 reports a second, by
 * kind. Statements as `pg_stat_statements` counts them; system calls by `strace`, where it is installed.
 */
export async function countOf(place: Place): Promise<string> {
  const first = await startProduct(place, 'node');
  await onServer(place, async (client) => {
    await client.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
    await client.query(`ALTER SYSTEM SET pg_stat_statements.track = 'all'`);
  });
  await first.stop();
  const product = await startProduct(place, 'node');
  const load = openLoad();
  const databaseUrl = superuserUrl(place, 'sonae');
  try {
    await onServer(place, (client) => client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements'));
    const books = await openBooks(databaseUrl);
    await books.capacities('without-end');
    const { address, password } = place;
    await load.signIn({ address, databaseUrl, password, emails: hospitalAccounts(), desk: [], registered: null });
    await send(load, books);
    await onServer(place, (client) => client.query('SELECT pg_stat_statements_reset()'));
    await send(load, books);
    const statements = await onServer(place, statementsOf);
    const calls = await systemCalls(place, product, () => send(load, books));
    await books.close();
    return page(statements, calls);
  } finally {
    load.close();
    await product.stop();
  }
}

async function send(load: Load, books: Books): Promise<void> {
  await load.paced({ senders: 'demonstration', rate, reports, samplesPerSecond: 0.01, awaited: 'assigned' });
  await books.drained();
}

async function onServer<T>(place: Place, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: superuserUrl(place, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

interface Statements {
  readonly sent: readonly Counted[];
  readonly inside: readonly Counted[];
}

async function statementsOf(client: pg.Client): Promise<Statements> {
  const { rows } = await client.query<{ query: string; toplevel: boolean; calls: string; ms: number }>(
    `SELECT s.query, s.toplevel, s.calls, s.total_exec_time AS ms
       FROM pg_stat_statements s
       JOIN pg_roles r ON r.oid = s.userid
      WHERE r.rolname <> 'postgres' OR s.query ~ '(outbox|letter|delivery|bullmq)'`,
  );
  const kinds = (toplevel: boolean): Counted[] => {
    const sums = new Map<string, { calls: number; ms: number }>();
    for (const row of rows.filter((one) => one.toplevel === toplevel)) {
      const kind = kindOf(row.query);
      const sum = sums.get(kind) ?? { calls: 0, ms: 0 };
      sums.set(kind, { calls: sum.calls + Number(row.calls), ms: sum.ms + row.ms });
    }
    return perReport([...sums].map(([kind, sum]) => ({ kind, ...sum })));
  };
  return { sent: kinds(true), inside: kinds(false) };
}

/** Verb and first table, or the function that is called. */
function kindOf(query: string): string {
  const text = query
    .replaceAll(/--[^\n]*/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\bFOR (NO KEY )?UPDATE\b/gi, 'FOR CHANGE')
    .replaceAll(/"?(?:sonae|bullmq)"?\./g, '')
    .trim();
  const verb = /^\w+/.exec(text)?.[0].toUpperCase() ?? '';
  const written = /\b(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)/i.exec(text);
  if (written) return `${written[0].replaceAll('"', '')}${verb === 'WITH' ? ' (with others)' : ''}`;
  const called = /^(?:WITH \w+ AS (?:MATERIALIZED )?\( ?)?SELECT (?:\* FROM )?(\w+)\(/i.exec(text)?.[1];
  if (called) return `SELECT ${called}()`;
  // since 18 the server counts these of all tables as one, by the number of their columns
  if (text.includes('FROM ONLY')) return `look whether a key of ${text.split(' OPERATOR').length - 1} columns is there`;
  const from = /\bFROM "?(\w+)/i.exec(text)?.[1];
  return from ? `${verb} ${from}${text.includes('FOR CHANGE') ? ' (locks)' : ''}` : text.slice(0, 60);
}

const perReport = (counted: readonly Counted[]): Counted[] =>
  counted
    .map(({ kind, calls, ms }) => ({ kind, calls: calls / reports, ms: ms / reports }))
    .toSorted((one, other) => other.ms - one.ms || other.calls - one.calls);

interface Calls {
  readonly product: readonly Counted[];
  readonly database: readonly Counted[];
}

async function systemCalls(place: Place, product: Product, work: () => Promise<void>): Promise<Calls | null> {
  const strace = (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'strace')));
  if (!strace) return null;
  const postmaster = postmasterPid(place);
  const watched = [
    watch([product.pid], join(place.folder, 'product.calls')),
    watch([postmaster, ...childrenOf(postmaster)], join(place.folder, 'database.calls')),
  ];
  await sleep(1_000);
  await work();
  const [ofProduct = [], ofDatabase = []] = await Promise.all(watched.map((one) => one.end()));
  return { product: perReport(ofProduct), database: perReport(ofDatabase) };
}

function watch(pids: readonly number[], file: string): { end(): Promise<Counted[]> } {
  const child = spawn('strace', ['-c', '-f', '-o', file, ...pids.flatMap((pid) => ['-p', String(pid)])], {
    stdio: 'ignore',
  });
  return {
    async end() {
      child.kill('SIGINT');
      if (child.exitCode === null) await once(child, 'close');
      return readFileSync(file, 'utf8').split('\n').flatMap(callOf);
    },
  };
}

/** A line of strace's table: % time, seconds, µs a call, calls, sometimes errors, the call. */
function callOf(line: string): Counted[] {
  const found = /^\s*[\d.]+\s+([\d.]+)\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)$/.exec(line);
  return found?.[3] && found[3] !== 'total'
    ? [{ kind: found[3], calls: Number(found[2]), ms: Number(found[1]) * 1_000 }]
    : [];
}

const sum = (counted: readonly Counted[]): Counted => ({
  kind: 'all',
  calls: counted.reduce((total, { calls }) => total + calls, 0),
  ms: counted.reduce((total, { ms }) => total + ms, 0),
});

function rowsOf(counted: readonly Counted[], most: number, withMs: boolean): string {
  const [shown, left] = [counted.slice(0, most), counted.slice(most)];
  const lines = [
    sum(counted),
    ...shown,
    ...(left.length > 0 ? [{ ...sum(left), kind: `${left.length} other kinds` }] : []),
  ];
  return lines
    .map(({ kind, calls, ms }) => `| ${kind} | ${calls.toFixed(2)} |${withMs ? ` ${ms.toFixed(3)} |` : ''}`)
    .join('\n');
}

function page({ sent, inside }: Statements, calls: Calls | null): string {
  const byCalls = (counted: readonly Counted[]): Counted[] => counted.toSorted((one, other) => other.calls - one.calls);
  const system = calls
    ? `| system call of the product | a report |\n| --- | --- |\n${rowsOf(byCalls(calls.product), 12, false)}\n\n` +
      `| system call of the server | a report |\n| --- | --- |\n${rowsOf(byCalls(calls.database), 12, false)}\n`
    : 'System calls are not counted: strace is missing.\n';
  return `A report with four expenses and everything it sets off, of ${reports} at ${rate} a second.

| statement sent | a report | ms in the server |
| --- | --- | --- |
${rowsOf(sent, 40, true)}

| statement inside functions | a report | ms in the server |
| --- | --- | --- |
${rowsOf(inside, 25, true)}

${system}`;
}
