import pg from 'pg';
import { attackInJapan, expenseIn, rowsOf } from '../../test/journeys/cases.js';
import { asSuperuser } from '../../test/support/database.js';
import { until } from '../../test/support/processes.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../../test/support/system.js';

let system: TestSystem;
let hospital: Session;
beforeAll(async () => {
  system = await testSystem({ queues: [] });
  hospital = await system.as('reporter@sakura.example');
}, 60_000);
afterAll(() => system?.stop());

const report = (): Promise<Reply<{ id: string; code?: string }>> =>
  hospital.send('POST', '/incidents', {
    key: freshKey(),
    body: attackInJapan({ expenses: [expenseIn('forensics'), expenseIn('call-center')] }),
  });
const arrange = (sql: string): Promise<unknown> => asSuperuser(system.db.ownerUrl, (client) => client.query(sql));
/** Counts of the rows of each case, so that none is written twice or in part. */
const written = (ids: readonly string[]): Promise<{ id: string; expenses: number; events: number }[]> =>
  rowsOf(
    system,
    `SELECT i.id, (SELECT count(*)::int FROM expense e WHERE e.incident_id = i.id) AS expenses,
            (SELECT count(*)::int FROM outbox o WHERE o.incident_id = i.id) AS events
       FROM incident i
      WHERE i.id = ANY ('{${ids.join(',')}}') ORDER BY i.id`,
  );

describe('a report in whose way another transaction was is written all the same, once', () => {
  it('when PostgreSQL ends it because each waits for the other', async () => {
    const other = new pg.Client({ connectionString: system.db.ownerUrl, options: '-c search_path=sonae' });
    await other.connect();
    try {
      // the transaction that detects the deadlock is ended: with this setting it is the report
      await other.query(`SET deadlock_timeout = '60s'`);
      await other.query('BEGIN');
      await other.query('LOCK TABLE outbox IN SHARE MODE');
      const answer = report();
      await until('the report waits', 10_000, async () => {
        const waiting = await rowsOf(
          system,
          `SELECT 1 FROM pg_locks WHERE relation = 'sonae.outbox'::regclass AND NOT granted`,
        );
        return waiting.length > 0;
      });
      await other.query('LOCK TABLE incident IN SHARE MODE');
      await other.query('COMMIT');
      const { status, body } = await answer;
      expect([status, body.code]).toEqual([201, undefined]);
      expect(await written([body.id])).toEqual([{ id: body.id, expenses: 2, events: 1 }]);
      expect(
        await rowsOf(system, `SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()`),
      ).toEqual([{ deadlocks: 1 }]);
    } finally {
      await other.end();
    }
  }, 60_000);

  describe.each(['40001', '40P01'])('when it ends with %s', (sqlstate) => {
    beforeAll(() =>
      arrange(`CREATE SEQUENCE public.ended;
        CREATE FUNCTION public.end_it() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          IF nextval('public.ended') <= 2 THEN RAISE EXCEPTION 'in the way' USING ERRCODE = '${sqlstate}'; END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER end_it AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION public.end_it()`),
    );
    afterAll(() => arrange('DROP TRIGGER end_it ON outbox; DROP FUNCTION public.end_it; DROP SEQUENCE public.ended'));

    it('twice, eight that come together each have their case', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, report));
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(8).fill([201, undefined]));
      const ids = answers.map(({ body }) => body.id).toSorted();
      expect(await written(ids)).toEqual(ids.map((id) => ({ id, expenses: 2, events: 1 })));
    });
  });

  it('each time it is tried, the hospital is told to try again, not that there is a defect', async () => {
    await arrange(`CREATE FUNCTION public.end_it() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'in the way' USING ERRCODE = '40P01'; END $$;
        CREATE TRIGGER end_it AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION public.end_it()`);
    try {
      const { status, headers, body } = await report();
      expect([status, body.code, Number(headers.get('retry-after')) > 0]).toEqual([503, 'platform.contended', true]);
    } finally {
      await arrange('DROP TRIGGER end_it ON outbox; DROP FUNCTION public.end_it');
    }
    expect((await report()).status).toBe(201);
  });
});
