import { setTimeout as sleep } from 'node:timers/promises';
import { benchName, connectBench } from './connect.js';
import { expensesOfReport } from './report.js';

/** A look past row security into the product's database, for counting. */
export interface Books {
  readonly serverVersion: string;
  /** The server's processes that serve the bench itself. */
  ownBackends(): Promise<ReadonlySet<number>>;
  /**
   * How many items people may have at once: as the demonstration says, or so many that everything finds an adjuster.
   */
  capacities(as: 'in-demonstration' | 'without-end'): Promise<void>;
  /** Expenses that no adjuster and no list of unassigned work has yet. */
  unrouted(): Promise<number>;
  /** Waits until everything that is due is done. Resolves with the milliseconds until the last expense was routed. */
  drained(): Promise<{ routedMs: number; drainedMs: number }>;
  /** Throws unless as many cases are there as reports were accepted, with their expenses. */
  received(reports: number): Promise<void>;
  /**
   * Throws unless the accepted reports, their expenses and one work item for each are there, nothing more and nothing
   * given up.
   */
  agree(reports: number): Promise<void>;
  close(): Promise<void>;
}

const mostMs = 600_000;

export async function openBooks(url: string): Promise<Books> {
  const client = await connectBench(url);
  const number = async (sql: string): Promise<number> =>
    Number((await client.query<{ n: string }>(`SELECT (${sql}) AS n`)).rows[0]?.n);
  const { rows } = await client.query<{ version: string; letters: boolean }>(
    `SELECT current_setting('server_version') AS version, to_regclass('letter') IS NOT NULL AS letters`,
  );
  const { rows: rosters } = await client.query<{ id: string; capacity: number }>('SELECT id, capacity FROM roster');
  const deliveries = rows[0]?.letters ? letters : deliveriesNow;
  const before = await number('SELECT count(*) FROM incident');
  const compare = (counts: Readonly<Record<string, number>>, expected: readonly number[]): void =>
    Object.entries(counts).forEach(([what, count], at) => {
      if (count !== expected[at])
        throw new Error(`${count} ${what} where ${expected[at]} were acknowledged: the figures are worth nothing`);
    });
  const received = async (): Promise<Record<string, number>> => ({
    reports: (await number('SELECT count(*) FROM incident')) - before,
    expenses: await number('SELECT count(*) FROM expense'),
  });
  const unrouted = (): Promise<number> => number(`SELECT count(*) FROM expense WHERE state = 'submitted'`);
  return {
    serverVersion: rows[0]?.version ?? '',
    async ownBackends() {
      const { rows: own } = await client.query<{ pid: number }>(
        'SELECT pid FROM pg_stat_activity WHERE application_name = $1',
        [benchName],
      );
      return new Set(own.map(({ pid }) => pid));
    },
    async capacities(as) {
      await client.query(
        `UPDATE roster r
           SET capacity = n.capacity
           FROM unnest($1::uuid[], $2::int[]) AS n(id, capacity)
           WHERE r.id = n.id`,
        [
          rosters.map(({ id }) => id),
          rosters.map(({ capacity }) => (as === 'in-demonstration' ? capacity : 1_000_000)),
        ],
      );
    },
    unrouted,
    async drained() {
      const began = performance.now();
      let routedMs: number | undefined;
      for (;;) {
        if (routedMs === undefined && (await unrouted()) === 0) routedMs = performance.now() - began;
        const waiting = routedMs === undefined ? 1 : await number(deliveries.waiting);
        const drainedMs = performance.now() - began;
        if (routedMs !== undefined && waiting === 0) return { routedMs, drainedMs };
        if (drainedMs > mostMs) throw new Error(`work is still waiting after ${mostMs / 1_000} s`);
        await sleep(routedMs === undefined ? 50 : 100);
      }
    },
    received: async (reports) => compare(await received(), [reports, reports * expensesOfReport]),
    async agree(reports) {
      const expenses = reports * expensesOfReport;
      const counts = {
        ...(await received()),
        'expenses with a work item': await number('SELECT count(DISTINCT expense_id) FROM work_item'),
        'work items': await number('SELECT count(*) FROM work_item'),
      };
      const { rows: failed } = await client.query<{ what: string }>(deliveries.failed);
      if (failed[0]) throw new Error(`given up: ${failed.map(({ what }) => what).join(', ')}`);
      compare(counts, [reports, expenses, expenses, expenses]);
    },
    close: () => client.end(),
  };
}

const unsent = 'SELECT count(*) FROM outbox WHERE published_no IS NULL';

/** Up to version 0.1 a delivery was a row of `letter`: the state before is measured by the same bench. */
const letters = {
  waiting: `SELECT (${unsent}) + (
         SELECT count(*)
         FROM letter
         WHERE failed_at IS NULL AND (due_at <= clock_timestamp() OR attempts > 0))`,
  failed: `SELECT count(*) || ' × ' || consumer || ' ' || reason AS what
       FROM letter
       WHERE failed_at IS NOT NULL
       GROUP BY consumer, reason`,
} as const;
const deliveriesNow = {
  waiting: `SELECT (${unsent})
              + (SELECT count(*) FROM delivery WHERE failed_at IS NULL AND due_at <= clock_timestamp())`,
  failed: `SELECT count(*) || ' × ' || consumer || ' ' || reason AS what
       FROM delivery
       WHERE failed_at IS NOT NULL
       GROUP BY consumer, reason`,
} as const;
