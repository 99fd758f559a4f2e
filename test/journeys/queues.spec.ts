import { createLog } from '#platform';
import { asSuperuser } from '../support/database.js';
import { startQueueApp, type QueueApp } from '../../apps/worker/queue-app.js';
import { until } from '../support/processes.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import {
  act,
  attackInJapan,
  emptyQueues,
  expenseIn,
  notRoutedOnce,
  report,
  rowsOf,
  supportOf,
  wrongLoads,
  type Case,
  type Refusal,
} from './cases.js';

interface Queues {
  queues: { queue: string; pending: number; dead: number }[];
  failedDeliveries: { queue: string; consumer: string; eventType: string; caseNumber: string | null; reason: string }[];
}

interface FailedDelivery {
  consumer: string;
  eventId: string;
  eventCreatedAt: string;
  job: string;
  eventType: string;
  incidentId: string | null;
  caseNumber: string | null;
  attempts: number;
  reason: string;
}

describe('an emptied queue', () => {
  let system: TestSystem;
  let lanes: QueueApp | undefined;
  beforeAll(async () => {
    // nobody serves the lanes yet: their jobs stay in the queue until it is emptied
    system = await testSystem({ queues: ['cases', 'clocks'] });
  }, 60_000);
  afterAll(async () => {
    await lanes?.stop();
    await system.stop();
  });

  it('is filled again from the tables: all that was acknowledged is routed by itself within 60 s, once', async () => {
    const hospital = await system.as('reporter@sakura.example');
    const expenses = [expenseIn('forensics'), expenseIn('call-center'), expenseIn('compensation')];
    const acknowledged: Case[] = [];
    for (let group = 0; group < 4; group++) {
      acknowledged.push(
        ...(await Promise.all(Array.from({ length: 5 }, () => report(hospital, attackInJapan({ expenses }))))),
      );
      // also in the middle of the stream, while the relay adds and workers take
      await emptyQueues(system);
    }
    await until('every event is with the queue', 20_000, async () => {
      const [row] = await rowsOf<{ unsent: number }>(
        system,
        'SELECT count(*)::int AS unsent FROM outbox WHERE published_no IS NULL',
      );
      return row?.unsent === 0;
    });
    await emptyQueues(system);
    const [waiting] = await rowsOf<{ deliveries: number }>(
      system,
      `SELECT count(*)::int AS deliveries FROM delivery WHERE consumer LIKE 'route-expenses%'`,
    );
    expect(waiting?.deliveries).toBe(20 * 3);

    lanes = await startQueueApp({
      config: { ...system.config, queues: ['forensics', 'call-center', 'compensation'] },
      log: createLog('silent'),
      database: system.db.database,
      staffUrl: system.db.staffUrl,
    });
    await system.settled(60_000);
    expect(await notRoutedOnce(system)).toEqual([]);
    expect(await wrongLoads(system)).toEqual([]);
    const cases = await rowsOf<{ id: string; outlook: string; told: number; promised: number }>(
      system,
      `SELECT i.id, i.outlook, count(*) FILTER (WHERE t.kind = 'report-acknowledged')::int AS told,
         count(*) FILTER (WHERE t.kind = 'call-back-promised')::int AS promised
         FROM incident i JOIN timeline_entry t ON t.incident_id = i.id GROUP BY i.id ORDER BY i.id`,
    );
    expect(cases).toEqual(
      acknowledged
        .map(({ id }) => ({ id, outlook: 'green', told: 1, promised: 1 }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
  }, 120_000);

  it('keeps accept timers: they are columns, and come back when they are due', async () => {
    const [timers] = await rowsOf<{ offered: number }>(
      system,
      `SELECT count(*)::int AS offered FROM work_item WHERE state = 'offered' AND lapses_at > now()`,
    );
    expect(timers?.offered).toBe(60);
    await emptyQueues(system);
    await rowsOf(
      system,
      `UPDATE work_item SET lapses_at = now() - interval '1 minute' WHERE state = 'offered' AND lane = 'forensics'`,
    );
    await system.settled(60_000);
    const refusals = await rowsOf<{ kind: string; items: number }>(
      system,
      'SELECT kind, count(DISTINCT work_item_id)::int AS items FROM work_item_refusal GROUP BY kind',
    );
    expect(refusals).toEqual([{ kind: 'lapsed', items: 20 }]);
    expect(await notRoutedOnce(system)).toEqual([]);
    expect(await wrongLoads(system)).toEqual([]);
  }, 90_000);
});

describe('a job that fails', () => {
  let system: TestSystem;
  let hospital: Session;
  let desk: Session;
  beforeAll(async () => {
    system = await testSystem();
    hospital = await system.as('reporter@sakura.example');
    desk = await system.as('support@sonae.example');
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  /** Outlooks cannot be written; a sequence counts the attempts, because it survives their rollback. */
  const breakOutlooks = (): Promise<void> =>
    asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query(`CREATE SEQUENCE public.attempts;
        CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN PERFORM nextval('public.attempts'); RAISE EXCEPTION 'no' USING ERRCODE = '23514',
          CONSTRAINT = 'coverage_outlook_refused'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON sonae.coverage_outlook FOR EACH ROW EXECUTE FUNCTION public.refuse()`);
    });
  const mendOutlooks = (): Promise<void> =>
    asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query(
        'DROP TRIGGER refuse ON sonae.coverage_outlook; DROP FUNCTION public.refuse; DROP SEQUENCE public.attempts',
      );
    });

  it('is tried again with growing pauses, then it has failed, with case and reason, and an administrator brings it back', async () => {
    const auditor = await system.as('auditor@sonae.example');
    const administrator = await system.as('admin@sonae.example');
    await breakOutlooks();
    const began = Date.now();
    const one = await report(hospital, attackInJapan({ expenses: [expenseIn('forensics')] }));
    await until('it is given up', 30_000, async () => {
      const rows = await rowsOf(system, 'SELECT 1 FROM delivery WHERE failed_at IS NOT NULL');
      return rows.length > 0;
    });
    const [tries] = await rowsOf<{ last_value: number }>(system, 'SELECT last_value FROM public.attempts');
    // six attempts of its job, with pauses of 250, 500, 1000, 2000 and 4000 ms between them; before, in the lane: with
    // what else waited for the case, and alone
    expect(await rowsOf(system, 'SELECT attempts FROM delivery WHERE failed_at IS NOT NULL')).toEqual([
      { attempts: 6 },
    ]);
    expect(Number(tries?.last_value)).toBeGreaterThanOrEqual(8);
    expect(Date.now() - began).toBeGreaterThan(7_750);

    // what does not hang on it is done
    const meanwhile = await hospital.get<Case>(`/incidents/${one.id}`);
    expect([meanwhile.coverageOutlook, meanwhile.expenses[0]?.state]).toEqual(['pending', 'routed']);
    expect(await supportOf(desk, one.id)).toEqual([]);

    const seen = await auditor.get<Queues>('/queues');
    expect(seen.queues.find(({ queue }) => queue === 'cases')?.dead).toBe(1);
    expect(seen.failedDeliveries).toHaveLength(1);
    expect(seen.failedDeliveries[0]).toMatchObject({
      queue: 'cases',
      consumer: 'settle-outlook',
      eventType: 'incident.reported',
      caseNumber: one.caseNumber,
    });
    expect(seen.failedDeliveries[0]?.reason).toContain('23514');
    expect(seen.failedDeliveries[0]?.reason).toContain('coverage_outlook_refused');

    for (const other of [auditor, desk, hospital]) {
      const refused = await act<Refusal>(other, '/queues/retries', {});
      expect([refused.status, refused.body.code]).toEqual([403, 'access.forbidden']);
    }
    expect(
      (await act<{ retried: number }>(administrator, '/queues/retries', { queue: 'forensics' })).body.retried,
    ).toBe(0);
    await mendOutlooks();
    const retried = await act<{ retried: number }>(administrator, '/queues/retries', { queue: 'cases' });
    expect([retried.status, retried.body.retried]).toEqual([200, 1]);
    await system.settled(30_000);
    expect((await hospital.get<Case>(`/incidents/${one.id}`)).coverageOutlook).toBe('green');
    expect((await supportOf(desk, one.id)).map(({ state }) => state)).toEqual(['open']);
    expect((await auditor.get<Queues>('/queues')).failedDeliveries).toEqual([]);
  }, 90_000);

  it('is on the board with its case; a person brings one back when its cause is gone, it is done once, and the other stays', async () => {
    const administrator = await system.as('admin@sonae.example');
    const failed = async (): Promise<FailedDelivery[]> =>
      (await administrator.get<{ items: FailedDelivery[] }>('/queues/cases/failed-deliveries')).items;
    await breakOutlooks();
    const [one, other] = [await report(hospital, attackInJapan()), await report(hospital, attackInJapan())];
    await until('both are on the board', 40_000, async () => (await failed()).length === 2);
    expect(new Set((await failed()).map(({ caseNumber }) => caseNumber))).toEqual(
      new Set([one.caseNumber, other.caseNumber]),
    );
    const wanted = (await failed()).find(({ caseNumber }) => caseNumber === one.caseNumber)!;
    expect(wanted).toMatchObject({ job: 'settle-outlook', eventType: 'incident.reported', incidentId: one.id });
    expect([wanted.attempts, wanted.reason]).toEqual([6, expect.stringContaining('coverage_outlook_refused')]);

    await mendOutlooks();
    const { consumer, eventId, eventCreatedAt } = wanted;
    const body = { delivery: { consumer, eventId, eventCreatedAt } };
    // two of them press at once
    const retried = await Promise.all(
      [1, 2].map(() => act<{ retried: number }>(administrator, '/queues/retries', body)),
    );
    expect(retried.map((answer) => answer.body.retried).toSorted((a, b) => a - b)).toEqual([0, 1]);
    await system.settled(30_000);
    expect((await hospital.get<Case>(`/incidents/${one.id}`)).coverageOutlook).toBe('green');
    expect(
      await rowsOf(system, 'SELECT count(*)::int AS outlooks FROM coverage_outlook WHERE incident_id = $1', [one.id]),
    ).toEqual([{ outlooks: 1 }]);
    expect((await hospital.get<Case>(`/incidents/${other.id}`)).coverageOutlook).toBe('pending');
    expect((await failed()).map(({ caseNumber }) => caseNumber)).toEqual([other.caseNumber]);
    await act(administrator, '/queues/retries', { queue: 'cases' });
    await system.settled(30_000);
    expect((await hospital.get<Case>(`/incidents/${other.id}`)).coverageOutlook).toBe('green');
    expect(await failed()).toEqual([]);
  }, 90_000);

  it('comes through by itself when what broke is mended between two attempts', async () => {
    await breakOutlooks();
    const one = await report(hospital, attackInJapan({ expenses: [expenseIn('forensics')] }));
    await until('two attempts', 10_000, async () => {
      const [row] = await rowsOf<{ last_value: number }>(system, 'SELECT last_value FROM public.attempts');
      return Number(row?.last_value) >= 2;
    });
    await mendOutlooks();
    await system.settled(10_000);
    expect((await hospital.get<Case>(`/incidents/${one.id}`)).coverageOutlook).toBe('green');
    expect(await rowsOf(system, 'SELECT 1 FROM delivery WHERE failed_at IS NOT NULL')).toEqual([]);
  }, 60_000);

  it('a delivery that nobody can do is given up, and what waits behind it is done', async () => {
    await rowsOf(
      system,
      `INSERT INTO delivery (consumer, event_id, event_created_at, queue, due_at, subject)
       SELECT 'long-gone', id, created_at, 'cases', now() - interval '1 hour', 'clock:' || id FROM outbox LIMIT 1`,
    );
    const one = await report(hospital, attackInJapan());
    await until('the outlook of the one behind it', 5_000, async () => {
      return (await hospital.get<Case>(`/incidents/${one.id}`)).coverageOutlook === 'green';
    });
    await system.settled(30_000);
    const dead = (await (await system.as('auditor@sonae.example')).get<Queues>('/queues')).failedDeliveries;
    expect(dead.map(({ consumer }) => consumer)).toEqual(['long-gone']);
    await rowsOf(system, `DELETE FROM delivery WHERE consumer = 'long-gone'`);
  }, 60_000);

  it('takes nobody with it: deliveries of one batch that can be done are done', async () => {
    const { database } = system.db;
    await asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query(
        `ALTER TABLE sonae.timeline_entry ADD CONSTRAINT unlucky CHECK (kind <> 'report-acknowledged' OR ` +
          `data ->> 'caseNumber' NOT LIKE '%7') NOT VALID`,
      );
    });
    const cases = await Promise.all(Array.from({ length: 40 }, () => report(hospital, attackInJapan())));
    const unlucky = cases.filter(({ caseNumber }) => caseNumber.endsWith('7'));
    await until('nothing is waiting', 40_000, async () => {
      const [row] = await database.statement<{ waiting: number }>(
        'staff',
        'test-waiting',
        `SELECT (
             SELECT count(*)
             FROM delivery
             WHERE failed_at IS NULL AND (due_at <= clock_timestamp() OR attempts > 0))::int
           + (SELECT count(*) FROM outbox WHERE published_at IS NULL)::int AS waiting`,
        [],
      );
      return row?.waiting === 0;
    });
    const dead = (await (await system.as('auditor@sonae.example')).get<Queues>('/queues')).failedDeliveries;
    expect(dead).toHaveLength(unlucky.length);
    expect(new Set(dead.map(({ caseNumber }) => caseNumber))).toEqual(
      new Set(unlucky.map(({ caseNumber }) => caseNumber)),
    );
    await asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query('ALTER TABLE sonae.timeline_entry DROP CONSTRAINT unlucky');
    });
    await act(await system.as('admin@sonae.example'), '/queues/retries', {});
    await system.settled(30_000);
    const told = await rowsOf<{ cases: number; lines: number }>(
      system,
      `SELECT count(DISTINCT incident_id)::int AS cases, count(*)::int AS lines
         FROM timeline_entry
         WHERE kind = 'report-acknowledged' AND incident_id = ANY ($1)`,
      [cases.map(({ id }) => id)],
    );
    expect(told).toEqual([{ cases: 40, lines: 40 }]);
  }, 120_000);
});
