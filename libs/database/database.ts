import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type PlanCache, diskSpace, openTransaction } from '#platform';
import { Problem } from '#problems';
import { supplied } from './supplied.js';
import { actorText, type Actor, type Once } from './actor.js';
import { endPool } from './end-pool.js';
import { entityRows, noEntityRows, type EntityRows } from './entity-rows.js';
import { describeEntities, entitySource } from './entity-source.js';
import type { IdempotencyEntity } from './idempotency.entity.js';
import type { RoleUrls } from './migrate.js';
import type { OverCases } from './over-cases.js';
import { keepRecord, type RecordEntry, type RecordOwner } from './record.js';
import { Trail } from './trail.js';

// a date stays text, because a calendar day has no time zone; yen and counts are safe integers
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a whole number beyond 2^53 came out of the database');
  return value;
});
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/**
 * The server ends a job's transaction that waits for a lock, runs a statement or is silent for longer, so that its
 * locks are free again.
 */
const jobLimits =
  '-c lock_timeout=2000 -c statement_timeout=10000 -c idle_in_transaction_session_timeout=10000 -c synchronous_commit=off';

/**
 * Settings of connections that read by keys: each statement is planned once, and a plan made for a small table must not
 * read all of a large one.
 */
export const byKeys =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

/** Settings of the installation that acts need. */
export interface ActSettings {
  /** Minutes of duty after which an offer of a work item lapses. */
  readonly acceptMinutes: number;
}

/**
 * One transaction. Only the database makes one; it is passed as a parameter and never stored. Plain reads and writes of
 * one table use its entity, sets and screens use SQL.
 */
export interface Tx extends EntityRows {
  readonly actor: Actor;
  /** The time of the transaction, for everything that it writes. */
  readonly now: Date;
  readonly settings: ActSettings;
  /** Timeline, audit and events: written when the work is done, in the same transaction. */
  readonly trail: Trail;
  rows<T>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  one<T>(sql: string, values?: readonly unknown[]): Promise<T | undefined>;
  /** The record of an act, written once before the commit: the only way to timeline, audit and outbox. */
  record(owner: RecordOwner, entry: RecordEntry): void;
  /** Statements that may be sent together, in the order written; all have ended when it resolves or rejects. */
  together<T extends readonly Promise<unknown>[] | []>(work: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>;
  /**
   * Locks cases in the order of their ids, once for a transaction: it may write no other case. Later calls name cases
   * of the first one, else they throw; work over all cases may lock more.
   */
  lockCases(ids: readonly string[]): Promise<void>;
}

/**
 * The settings with which a transaction begins; `writes`: `*` where it may write any case, else none until it locks
 * them.
 */
interface Begun {
  readonly actor: Actor;
  readonly begin: string;
  readonly writes: '*' | '';
}

/** The roles of serving processes, each with a pool of its own. */
export type DatabaseRole = 'staff' | 'institution' | 'access';

/** Few acts use this role and each is short: sign-in, and decisions about people. */
const accessConnections = 4;
const accessPool = (poolSize: number): number => Math.min(accessConnections, poolSize);

/** The most connections of a process's pools; a process that signs nobody in has no pool for it. */
export const poolConnections = (poolSize: number, signsIn: boolean): number =>
  2 * poolSize + (signsIn ? accessPool(poolSize) : 0);

/**
 * A pool a role. The role of a transaction, its visible institutions and cases come from its actor; only for who gets in
 * and what they may do the use case picks the role (`access`).
 */
export class Database {
  readonly #pools: Readonly<Record<DatabaseRole, pg.Pool | null>>;
  readonly #watched: boolean;
  readonly #settings: ActSettings;
  readonly #afterCommit = new Set<() => void>();

  /**
   * `redone`: for work that is done again when a falling server forgets it, because what asks for it is forgotten or kept with
   * it (deliveries and their effect). Its commits need not wait for the disk; whatever is acknowledged to somebody
   * does. It goes by keys. `planCache`: how the others plan prepared statements. `watched`: who speaks to a
   * neighbour inside a transaction gets an error (tests; it costs each promise).
   */
  constructor(
    private readonly urls: RoleUrls,
    poolSize: number,
    {
      redone = false,
      planCache = 'auto',
      watched = false,
      settings = { acceptMinutes: 15 },
    }: {
      redone?: boolean;
      planCache?: PlanCache;
      watched?: boolean;
      settings?: ActSettings;
    } = {},
  ) {
    this.#watched = watched;
    this.#settings = { acceptMinutes: settings.acceptMinutes };
    const pool = (connectionString: string, role: DatabaseRole): pg.Pool => {
      const made = new pg.Pool({
        connectionString,
        max: role === 'access' ? accessPool(poolSize) : poolSize,
        application_name: `sonae-${role}`,
        options: `-c search_path=sonae,pg_temp ${redone ? `${jobLimits} ${byKeys}` : `-c plan_cache_mode=${planCache}`}`,
        connectionTimeoutMillis: 10_000,
        // statements that do not wait for each other are sent together (the server still takes them in order)
        pipeline: true,
      } as pg.PoolConfig);
      // A server that goes away must not end the process: the next query says what is wrong.
      made.on('error', () => undefined);
      // nor may one whose connection is cut between two statements of a transaction
      made.on('connect', (client) => client.on('error', () => undefined));
      return made;
    };
    this.#pools = {
      staff: pool(urls.staffUrl, 'staff'),
      institution: pool(urls.institutionUrl, 'institution'),
      access: urls.accessUrl === null ? null : pool(urls.accessUrl, 'access'),
    };
  }

  /** A separate pool for jobs of the queues, with so many connections: a job that is lost is done again. */
  forJobs(connections: number): Database {
    return new Database(this.urls, connections, {
      redone: true,
      watched: this.#watched,
      settings: this.#settings,
    });
  }

  /** Calls a function after every commit in this process; it wakes the relay. Answers how to stop it. */
  onCommit(wake: () => void): () => void {
    this.#afterCommit.add(wake);
    return () => this.#afterCommit.delete(wake);
  }

  committed(): void {
    for (const wake of this.#afterCommit) wake();
  }

  /** A read-only transaction. */
  async read<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run(
      this.#poolOf(actor),
      { actor, begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', writes: '' },
      work,
    );
  }

  /**
   * A change. When the actor's request carries a key, its answer is kept with the change and given again to the same
   * request; another request under the same key is refused (`requests.key-reused`). The result must be what the API
   * answers.
   */
  async transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#change(this.#poolOf(actor), { actor, begin: 'BEGIN', writes: '' }, work);
  }

  /** Work over many cases that it does not lock one by one: each kind by its name, in one list. */
  async overCases<T>(actor: Actor, _name: OverCases, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#change(this.#poolOf(actor), { actor, begin: 'BEGIN', writes: '*' }, work);
  }

  /**
   * A change of who may sign in and what they may do (passwords, sessions, links, role grants, authorities), by the one
   * role that may write them; otherwise as `transaction`. It has no case.
   */
  async access<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#change(this.#pool('access'), { actor, begin: 'BEGIN', writes: '' }, work);
  }

  async #change<T>(pool: pg.Pool, kind: Begun, work: (tx: Tx) => Promise<T>): Promise<T> {
    const { actor } = kind;
    const { once } = actor;
    return repeated(async () => {
      try {
        const result = await this.#run(pool, kind, async (tx) => {
          if (!once) return work(tx);
          const known = await keptAnswer<T>(tx, once);
          if (known) return known.answer;
          const answer = await work(tx);
          await tx.rows(
            `INSERT INTO idempotency (actor, key, institution_id, request_hash, status, answer)
               VALUES ($1, $2, $3, $4, $5, $6)`,
            [
              actorText(actor),
              once.key,
              actor.institutions[0] ?? '00000000-0000-0000-0000-000000000001',
              once.hash,
              once.status,
              JSON.stringify(answer),
            ],
          );
          return answer;
        });
        this.committed();
        return result;
      } catch (error) {
        // the same request may have been carried out in the meantime, and be the reason of this refusal
        if (once && error instanceof Problem) {
          const known = await this.read(actor, (tx) => keptAnswer<T>(tx, once));
          if (known) return known.answer;
        }
        throw error;
      }
    });
  }

  /**
   * One prepared statement as a transaction of its own, on the role's pool, for paths where each round trip counts.
   * After a deadlock or a serialization failure it is sent again, because nothing was written.
   */
  async statement<T extends pg.QueryResultRow>(
    role: DatabaseRole,
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<T[]> {
    return repeated(async () => {
      try {
        return (await this.#pool(role).query<T>({ name, text, values: [...values] })).rows;
      } catch (error) {
        diskSpace.notice(error);
        throw error;
      }
    });
  }

  /** A connection of its own for a lock or LISTEN that is kept over transactions; the caller releases it. */
  async connection(): Promise<pg.PoolClient> {
    return this.#pool('staff').connect();
  }

  /** The connections of the pools, by role and use. */
  connections(): { use: string; connections: number }[] {
    return Object.entries(this.#pools).flatMap(([role, pool]) => {
      if (pool === null) return [];
      const { totalCount, idleCount, waitingCount } = pool;
      return [
        { use: `${role}-busy`, connections: totalCount - idleCount },
        { use: `${role}-idle`, connections: idleCount },
        { use: `${role}-waited-for`, connections: waitingCount },
      ];
    });
  }

  /** The connections that its pools hold now. */
  get open(): number {
    return Object.values(this.#pools).reduce((sum, pool) => sum + (pool?.totalCount ?? 0), 0);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#pools).flatMap((pool) => (pool === null ? [] : [endPool(pool)])));
  }

  #poolOf(actor: Actor): pg.Pool {
    return this.#pool(actor.side === 'insurer' ? 'staff' : 'institution');
  }

  #pool(role: DatabaseRole): pg.Pool {
    const pool = this.#pools[role];
    if (!pool)
      throw new Error('this process has no DATABASE_ACCESS_URL: nobody signs in and nobody is administered here');
    return pool;
  }

  async #run<T>(pool: pg.Pool, { actor, begin, writes }: Begun, work: (tx: Tx) => Promise<T>): Promise<T> {
    const entities = entitySource() ?? (await describeEntities());
    const client = await pool.connect();
    let broken: Error | undefined;
    // work that waits for something other than the database is told of the cut too
    let isCut: (error: Error) => void = () => undefined;
    const cut = new Promise<never>((_, reject) => (isCut = reject));
    cut.catch(() => undefined);
    client.on('error', isCut);
    // of statements that were sent together the first one that failed has the reason; the others say that the
    // transaction is over
    let first: unknown;
    const sent = together(client);
    const send: typeof sent = (query) => {
      const answer = sent(query);
      answer.catch((error: unknown) => (first ??= error));
      return answer;
    };
    const now = new Date();
    try {
      // not awaited: the statements of the work are sent after these, and when one fails all later ones fail too
      const begun = Promise.all([
        send({ text: begin }),
        send(
          prepared(
            `SELECT set_config('app.institutions', $1, true), set_config('app.cases', $2, true),
               set_config('app.case', $3, true), set_config('app.at', $4, true), set_config('app.actor_id', $5, true),
               set_config('app.as', $6, true)`,
            [
              actor.institutions.join(','),
              actor.cases === '*' ? '*' : actor.cases.join(','),
              writes,
              now.toISOString(),
              actorText(actor),
              actor.as,
            ],
          ),
        ),
      ]);
      begun.catch(() => undefined);
      const trail = new Trail();
      const ask = (sql: string, values?: readonly unknown[]): Promise<pg.QueryResult> => send(prepared(sql, values));
      const rows = async <R>(sql: string, values?: readonly unknown[]): Promise<R[]> =>
        (await ask(sql, values)).rows as R[];
      const tx: Tx = {
        actor,
        now,
        settings: this.#settings,
        trail,
        ...(pool === this.#pools.institution ? noEntityRows : entityRows(entities, ask)),
        rows,
        one: async <R>(sql: string, values?: readonly unknown[]) => (await rows<R>(sql, values))[0],
        record: (owner, entry) => keepRecord(trail, { actor, now }, owner, entry),
        together: allOf,
        lockCases: caseLock(rows, writes),
      };
      const does = this.#watched ? openTransaction.run(true, () => work(tx)) : work(tx);
      const result = await Promise.race([does, cut]);
      await begun;
      const told = trail.statement();
      await Promise.all([...(told ? [send(prepared(told.text, told.values))] : []), send({ text: 'COMMIT' })]);
      return result;
    } catch (error) {
      diskSpace.notice(error);
      await client.query('ROLLBACK').catch((reason: unknown) => {
        broken = reason instanceof Error ? reason : new Error('the connection broke');
      });
      throw isAborted(error) ? (first ?? error) : error;
    } finally {
      client.off('error', isCut);
      client.release(broken);
    }
  }
}

/** Makes the commit of this transaction wait for the disk, also in a pool whose commits do not (`redone`). */
export async function keptOnDisk(tx: Tx): Promise<void> {
  await tx.rows(`SELECT set_config('synchronous_commit', 'on', true)`);
}

/** The same transaction with another actor of the same rights: what is recorded through it is that actor's. */
export function actAs(tx: Tx, actor: Actor): Tx {
  return { ...tx, actor, record: (owner, entry) => keepRecord(tx.trail, { actor, now: tx.now }, owner, entry) };
}

// a failed statement ends the transaction, but the others are awaited, so that none is running after it
async function allOf<T extends readonly Promise<unknown>[] | []>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const ends = await Promise.allSettled<unknown>(work);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  return ends.map((end) => (end.status === 'fulfilled' ? end.value : undefined)) as never;
}

/** Locks the rows of cases, in the order of their ids, written as the database writes them. */
export const lockCaseRows = supplied<[rows: Tx['rows'], ids: readonly string[]], Promise<unknown>>('the lock of cases');

function caseLock(rows: Tx['rows'], writes: string): Tx['lockCases'] {
  let locked: ReadonlySet<string> | undefined;
  return async (ids) => {
    // as the database writes them, because written rows are compared with this text
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))].filter((id) => !locked?.has(id)).toSorted();
    if (wanted.length === 0) return;
    if (locked && writes !== '*') throw new Error('cases are locked once a transaction, all together');
    locked = new Set([...(locked ?? []), ...wanted]);
    await allOf([
      ...(writes === '*' ? [] : [rows(`SELECT set_config('app.case', $1, true)`, [wanted.join(',')])]),
      lockCaseRows(rows, wanted),
    ]);
  };
}

// statements of one turn are sent in one system call
function together(client: pg.PoolClient): (query: pg.QueryConfig) => Promise<pg.QueryResult> {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  let corked = false;
  return (query) => {
    if (!corked) {
      corked = true;
      stream.cork();
      process.nextTick(() => {
        corked = false;
        stream.uncork();
      });
    }
    return client.query(query);
  };
}

const statementNames = new Map<string, string>();

// planned once for a connection; the bound is for statements that are built from filters
function prepared(text: string, values: readonly unknown[] = []): pg.QueryConfig {
  let name = statementNames.get(text);
  if (name === undefined && statementNames.size < 500) {
    name = `s${statementNames.size}`;
    statementNames.set(text, name);
  }
  return { text, values: [...values], ...(name === undefined ? {} : { name }) };
}

/** Days for which a repeated request gets the first answer (`delete_expired`). */
export const repeatsKeptDays = 90;

async function keptAnswer<T>(tx: Tx, once: Once): Promise<{ answer: T } | null> {
  const known = await tx.one<Pick<IdempotencyEntity, 'request_hash'> & { answer: T }>(
    'SELECT request_hash, answer FROM idempotency WHERE actor = $1 AND key = $2',
    [actorText(tx.actor), once.key],
  );
  if (known && !known.request_hash.equals(once.hash)) throw new Problem('requests.key-reused');
  return known ?? null;
}

const mostTries = 5;

/** Does a transaction again after a growing pause, while it fails because of another one. */
async function repeated<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await work();
    } catch (error) {
      if (attempt >= mostTries || !isRepeatable(error)) throw error;
      await pause(5 * 2 ** attempt * (0.5 + Math.random()));
    }
}

function isAborted(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '25P02';
}

/**
 * Whether another transaction was the cause (a serialization failure, a deadlock): nothing was written, and the same
 * work may succeed.
 */
export function isContended(error: unknown): boolean {
  return error instanceof pg.DatabaseError && ['40001', '40P01'].includes(error.code ?? '');
}

/** Whether the server ended a statement because it took longer than it may (`statement_timeout`). */
export function isTakingTooLong(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '57014';
}

// also where two requests with the same key met: the same work again finds the other's result
function isRepeatable(error: unknown): boolean {
  const equalKeys =
    error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === 'idempotency_pkey';
  return equalKeys || isContended(error);
}

/** An error that a function of the database caught and returned as its SQLSTATE, as if it had been thrown. */
export function failureOf(sqlstate: string, message: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError(message, message.length, 'error'), { code: sqlstate });
}

/** Whether the database answers but accepts no writes: its disk or memory is full, or it is a read-only copy. */
export function isWritingRefused(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError) || isDatabaseAway(error)) return false;
  const { code = '' } = error;
  return code.startsWith('53') || code === '25006';
}

/** Whether a transaction that ended with this error may have been committed: its commit was not answered. */
export function isOutcomeUnknown(error: unknown): boolean {
  if (!isDatabaseAway(error) || !(error instanceof Error)) return false;
  const neverBegun = ('code' in error && error.code === '53300') || /timeout exceeded when trying/i.test(error.message);
  return !neverBegun;
}

/** Whether the database itself cannot be reached: answered 503, never an error of the request. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    [
      'ECONNREFUSED',
      'ECONNRESET',
      'EPIPE',
      'ETIMEDOUT',
      '57P01',
      '57P02',
      '57P03',
      '53300',
      '08006',
      '08001',
      '08003',
    ].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect|connection is closed|not queryable/i.test(
      error.message,
    )
  );
}
