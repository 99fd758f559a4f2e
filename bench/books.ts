import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expensesOfReport } from './report.js';

/** A look past row security into the product's database, for counting. */
export interface Books {
  readonly serverVersion: string;
  /** Expenses that no adjuster and no list of unassigned work has yet. */
  unrouted(): Promise<number>;
  /** Waits until every delivery that is due is done. Resolves with the milliseconds until the last expense was routed. */
  drained(): Promise<{ routedMs: number; drainedMs: number }>;
  /** Throws unless the accepted reports, their expenses and one work item for each are there, nothing more and nothing given up. */
  agree(reports: number): Promise<void>;
  close(): Promise<void>;
}

const most = 300_000;

export async function openBooks(url: string): Promise<Books> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=sonae' });
  // when the product is ended from outside its server goes too: the next question says so
  client.on('error', () => undefined);
  await client.connect();
  const number = async (sql: string): Promise<number> =>
    Number((await client.query<{ n: string }>(`SELECT (${sql}) AS n`)).rows[0]?.n);
  const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
  // capacity is not what is measured: with the demonstration's 20 items a person, hardly anything would be assigned
  await client.query('UPDATE roster SET capacity = 1000000');
  const before = await number('SELECT count(*) FROM incident');
  const unrouted = (): Promise<number> => number(`SELECT count(*) FROM expense WHERE state = 'submitted'`);
  return {
    serverVersion: rows[0]?.version ?? '',
    unrouted,
    async drained() {
      const began = performance.now();
      let routedMs: number | undefined;
      for (;;) {
        if (routedMs === undefined && (await unrouted()) === 0) routedMs = performance.now() - began;
        const waiting =
          routedMs === undefined
            ? 1
            : await number(
                `SELECT (SELECT count(*) FROM outbox WHERE published_no IS NULL)
                   + (SELECT count(*) FROM delivery WHERE failed_at IS NULL AND due_at <= clock_timestamp())`,
              );
        const drainedMs = performance.now() - began;
        if (routedMs !== undefined && waiting === 0) return { routedMs, drainedMs };
        if (drainedMs > most) throw new Error(`work is still waiting after ${most / 1_000} s`);
        await sleep(routedMs === undefined ? 50 : 100);
      }
    },
    async agree(reports) {
      const counts = {
        reports: (await number('SELECT count(*) FROM incident')) - before,
        expenses: await number('SELECT count(*) FROM expense'),
        'expenses with a work item': await number('SELECT count(DISTINCT expense_id) FROM work_item'),
        'work items': await number('SELECT count(*) FROM work_item'),
        'deliveries given up': await number('SELECT count(*) FROM delivery WHERE failed_at IS NOT NULL'),
      };
      const expected = [reports, ...[1, 2, 3].map(() => reports * expensesOfReport), 0];
      Object.entries(counts).forEach(([what, count], at) => {
        if (count !== expected[at])
          throw new Error(`${count} ${what} where ${expected[at]} were acknowledged: the figures are worth nothing`);
      });
    },
    close: () => client.end(),
  };
}
