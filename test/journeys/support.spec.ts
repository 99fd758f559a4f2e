import fc from 'fast-check';
import { SettleOutlook } from '#assessment';
import { NOT_KNOWN, systemActor, type EventPayloads, type EventType } from '#database';
import { SettleSupport } from '#emergency-support';
import { correctFacts, caseFile, type CorrectFactsDto } from '#incidents';
import { Registry, type Delivery, type JobHandler, type JobName } from '#queue';
import { declarations } from '../../apps/worker/declarations.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import {
  act,
  attackInJapan,
  correct,
  expenseIn,
  lossAbroad,
  report,
  rowsOf,
  seedOf,
  supportOf,
  wrongLoads,
  type Case,
  type Refusal,
  type SupportRequest,
} from './cases.js';

const overseas = 'emergency-support.overseas-incident';
const states = (requests: readonly SupportRequest[]) => requests.map(({ state }) => state);

/**
 * What breaks R-TER-3 now, over every case of the database: abroad without effect in Japan and not withdrawn or done.
 */
const alive = `SELECT i.case_number, i.facts, s.service, s.state
     FROM support_request s
     JOIN incident i ON i.id = s.incident_id
  WHERE i.country IS NOT NULL
    AND i.country <> 'JP'
    AND (i.facts -> 'domesticEffect') IS DISTINCT FROM 'true'::jsonb
    AND s.state NOT IN ('withdrawn','done')`;
/** R-TER-3: an unknown country is never taken for Japan; only a support person opens such a request. */
const openUnknown = `SELECT i.case_number FROM support_request s JOIN incident i ON i.id = s.incident_id
  WHERE i.country IS NULL AND s.state = 'open' AND s.opened_by IS NULL`;

const factsOf = fc.record(
  {
    country: fc.constantFrom('JP', 'JP', 'US', 'US', 'DE', null),
    domesticEffect: fc.constantFrom(true, false, null),
    cause: fc.constantFrom('cyber-attack', 'cyber-attack', 'information-leak', null),
    attackConfirmed: fc.constantFrom(true, false, null),
    perpetrator: fc.constantFrom('outsider', 'unknown', 'employee'),
    premises: fc.constantFrom('insured-facility', 'undeclared-premises', 'unknown'),
  },
  { requiredKeys: [] },
);

describe('emergency support follows the country of the incident', () => {
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

  const settledCase = async (body: Record<string, unknown>): Promise<Case> => {
    const { id } = await report(hospital, body);
    await system.settled();
    return hospital.get<Case>(`/incidents/${id}`);
  };
  const corrected = async (id: string, facts: Record<string, unknown>): Promise<Case> => {
    await correct(hospital, id, facts);
    await system.settled();
    return hospital.get<Case>(`/incidents/${id}`);
  };

  it('R-TER-1, R-TER-3: abroad, effect in Japan not said: cover green, support not available, one question, no request', async () => {
    const abroad = await settledCase(lossAbroad());
    expect([abroad.coverageOutlook, abroad.supportOutlook]).toEqual(['green', 'not-available']);
    expect(abroad.coverageOutlookReasons.map(({ code }) => code)).toEqual(['incident.cover-expected']);
    expect(abroad.supportOutlookReasons.map(({ code }) => code)).toEqual(['overseas-incident']);
    expect(abroad.supportOutlookQuestion?.code).toBe('incident.domestic-effect-unknown');
    const { items } = await hospital.get<{ items: { kind: string; textJa: string }[] }>(
      `/incidents/${abroad.id}/timeline`,
    );
    expect(items.filter(({ kind }) => kind === 'outlook-settled').map(({ textJa }) => textJa)).toEqual([
      '補償の見通し：お支払いの対象。緊急時サポートの見通し：ご利用いただけません。',
    ]);
    expect(abroad.expenses.map(({ state }) => state)).toEqual(['routed', 'routed']);
    expect(await supportOf(desk, abroad.id)).toEqual([]);
  });

  it('R-TER-3: the question answered yes: amber requests that wait, opened by a person only by name and with a reason', async () => {
    const abroad = await settledCase(lossAbroad());
    const answered = await corrected(abroad.id, { domesticEffect: true });
    expect([answered.coverageOutlook, answered.supportOutlook]).toEqual(['green', 'refer']);
    expect(answered.supportOutlookQuestion).toBeNull();
    const waiting = await supportOf(desk, abroad.id);
    expect(states(waiting)).toEqual(['amber', 'amber']);
    for (const request of waiting) {
      expect(request.reasons[0]?.code).toBe('emergency-support.overseas-with-domestic-effect');
      expect(request.reasons[0]?.textJa).toContain('国内の施設に影響');
    }

    const move = `/support-requests/${waiting[0]?.id}/transitions`;
    for (const reason of [undefined, null, '　 ']) {
      const refused = await act<Refusal>(desk, move, { to: 'open', ...(reason === undefined ? {} : { reason }) });
      expect([refused.status, refused.body.code]).toEqual([422, 'incidents.reason-needed']);
    }
    const others = await Promise.all(
      ['adjuster@sonae.example', 'reporter@sakura.example', 'auditor@sonae.example'].map((email) => system.as(email)),
    );
    for (const other of others) {
      const refused = await act<Refusal>(other, move, { to: 'open', reason: '国内の病院で診療に支障が出ています。' });
      expect([refused.status, refused.body.code]).toEqual([403, 'access.forbidden']);
    }
    const opened = await act<SupportRequest>(desk, move, {
      to: 'open',
      reason: '国内の病院で診療に支障が出ているため。',
    });
    expect(opened.status).toBe(200);
    expect(opened.body).toMatchObject({
      state: 'open',
      openedBy: { name: 'そなえ 一花', reason: '国内の病院で診療に支障が出ているため。' },
    });
    // back to waiting is the system's alone: said with both states, in words
    const back = await act<Refusal & { textJa: string; textEn: string }>(desk, move, { to: 'amber', reason: '保留' });
    expect([back.status, back.body.code]).toEqual([409, 'support.move-not-allowed']);
    expect([back.body.textJa, back.body.textEn]).toEqual([
      'いまの状態（手配待ち）からは、この手続（専任スタッフの確認待ち）に進めません。',
      'This move (Waiting for the support desk) is not possible from the present state (Open).',
    ]);
    // who opened it and why is the insurer's inside
    expect((await supportOf(hospital, abroad.id)).map(({ openedBy }) => openedBy)).toEqual([null, null]);

    await corrected(abroad.id, { domesticEffect: false });
    const ended = await supportOf(desk, abroad.id);
    expect(states(ended)).toEqual(['withdrawn', 'withdrawn']);
    for (const { reasons } of ended) expect(reasons[0]?.code).toBe(overseas);
    expect((await supportOf(hospital, abroad.id))[0]?.reasons[0]?.textJa).toContain('日本国外の事故');
  });

  it('R-TER-3: abroad without effect nobody can open a request, whatever stands there', async () => {
    const home = await settledCase(attackInJapan({ country: null, expenses: [expenseIn('forensics')] }));
    const [request] = await supportOf(desk, home.id);
    expect([request?.state, request?.reasons[0]?.code]).toEqual(['amber', 'emergency-support.country-unknown']);
    // at the same moment: whichever comes first, nothing stays open
    await Promise.all([
      correct(hospital, home.id, { country: 'US', domesticEffect: false }),
      act(desk, `/support-requests/${request?.id}/transitions`, { to: 'open', reason: '病院から電話で依頼。' }),
    ]);
    const late = await act<Refusal>(desk, `/support-requests/${request?.id}/transitions`, {
      to: 'open',
      reason: '病院から電話で依頼。',
    });
    expect(late.status).toBe(409);
    await system.settled();
    expect(states(await supportOf(desk, home.id))).toEqual(['withdrawn']);
  });

  it('R-TER-3: for support an unknown country is never taken for Japan: amber until it is known, then open', async () => {
    const unknown = await settledCase(attackInJapan({ country: null, expenses: [expenseIn('data-restoration')] }));
    expect([unknown.coverageOutlook, unknown.supportOutlook]).toEqual(['green', 'refer']);
    const [waiting] = await supportOf(desk, unknown.id);
    expect([waiting?.service, waiting?.state, waiting?.reasons[0]?.code]).toEqual([
      'restoration',
      'amber',
      'emergency-support.country-unknown',
    ]);
    await corrected(unknown.id, { country: 'JP' });
    expect((await supportOf(desk, unknown.id)).map(({ id, state }) => [id, state])).toEqual([[waiting?.id, 'open']]);
  });

  it('R-TER-3: Japan corrected to a country abroad: open requests are withdrawn and say why; back again: new ones', async () => {
    const home = await settledCase(attackInJapan({ expenses: [expenseIn('forensics'), expenseIn('call-center')] }));
    expect(states(await supportOf(desk, home.id))).toEqual(['open', 'open']);
    const abroad = await corrected(home.id, { country: 'US' });
    expect([abroad.coverageOutlook, abroad.supportOutlook]).toEqual(['green', 'not-available']);
    expect(abroad.supportOutlookQuestion?.code).toBe('incident.domestic-effect-unknown');
    const ended = await supportOf(desk, home.id);
    expect(ended.map(({ state, reasons }) => [state, reasons[0]?.code])).toEqual([
      ['withdrawn', overseas],
      ['withdrawn', overseas],
    ]);
    await corrected(home.id, { country: 'JP' });
    expect(states(await supportOf(desk, home.id)).toSorted()).toEqual(['open', 'open', 'withdrawn', 'withdrawn']);
  });

  it('a case that the hospital withdraws ends its requests, work items and expenses, and gives the loads back', async () => {
    const home = await settledCase(attackInJapan({ expenses: [expenseIn('forensics'), expenseIn('call-center')] }));
    const answer = await act<Case>(hospital, `/incidents/${home.id}/transitions`, { to: 'withdrawn' });
    expect([answer.status, answer.body.state]).toEqual([200, 'withdrawn']);
    await system.settled();
    const ended = await supportOf(desk, home.id);
    expect(states(ended)).toEqual(['withdrawn', 'withdrawn']);
    for (const { reasons } of ended) expect(reasons[0]?.textJa).toContain('取り下げられた');
    const rows = await rowsOf<{ expense: string; item: string }>(
      system,
      `SELECT e.state AS expense, w.state AS item
         FROM expense e
         JOIN work_item w ON w.expense_id = e.id
         WHERE e.incident_id = $1`,
      [home.id],
    );
    expect(rows).toEqual([
      { expense: 'withdrawn', item: 'ended' },
      { expense: 'withdrawn', item: 'ended' },
    ]);
    expect(await wrongLoads(system)).toEqual([]);
  });

  it('R-TER-3: random histories over HTTP: nothing is alive while the country is abroad without effect', async () => {
    const seed = seedOf('histories over HTTP');
    const step = fc.oneof(
      { weight: 5, arbitrary: factsOf.map((facts) => ({ kind: 'facts' as const, facts })) },
      { weight: 2, arbitrary: fc.constant({ kind: 'open' as const }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'expense' as const }) },
    );
    const histories = fc.array(fc.tuple(factsOf, fc.array(step, { minLength: 1, maxLength: 4 })), {
      minLength: 5,
      maxLength: 5,
    });
    let looked = 0;
    await fc.assert(
      fc.asyncProperty(histories, async (played) => {
        // five cases at a time, so that their jobs meet in the queue
        const cases = await Promise.all(
          played.map(([facts]) => report(hospital, attackInJapan({ ...facts, expenses: [expenseIn('forensics')] }))),
        );
        for (let at = 0; ; at++) {
          await system.settled();
          expect(await rowsOf(system, alive)).toEqual([]);
          expect(await rowsOf(system, openUnknown)).toEqual([]);
          looked++;
          if (played.every(([, steps]) => steps.length <= at)) return;
          await Promise.all(
            played.map(async ([, steps], index) => {
              const [one, next] = [cases[index], steps[at]];
              if (!one || !next) return;
              if (next.kind === 'facts') await correct(hospital, one.id, next.facts);
              else if (next.kind === 'expense')
                await act(hospital, `/incidents/${one.id}/expenses`, { expenses: [expenseIn('call-center')] });
              else
                for (const request of await supportOf(desk, one.id))
                  await act(desk, `/support-requests/${request.id}/transitions`, {
                    to: 'open',
                    reason: '病院から電話で依頼。',
                  });
            }),
          );
        }
      }),
      { seed, numRuns: 5, endOnFailure: true },
    );
    expect(looked).toBeGreaterThanOrEqual(10);
    expect(await rowsOf(system, `SELECT consumer, reason FROM delivery WHERE failed_at IS NOT NULL`)).toEqual([]);
  }, 120_000);
});

describe('emergency support by property, deliveries in any order and more than once', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await testSystem({ queues: [] });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  it('R-TER-3: 300 histories of facts: no request but withdrawn ones while abroad without effect in Japan', async () => {
    const seed = seedOf('histories of facts');
    const hospital = await system.as('reporter@sakura.example');
    const handlers: Partial<Record<JobName, JobHandler>> = {
      'settle-outlook': new SettleOutlook(),
      'settle-support': new SettleSupport(),
    };
    const registry = new Registry(declarations);
    const { database } = system.db;
    const seen = new Set<string>();

    const newDeliveries = async (incidentId: string): Promise<Delivery[]> => {
      const events = await database.transaction(systemActor('test'), (tx) =>
        tx.rows<{ id: string; created_text: string; type: EventType; payload: EventPayloads[EventType] }>(
          'SELECT id, created_at::text AS created_text, type, payload FROM outbox WHERE incident_id = $1',
          [incidentId],
        ),
      );
      const fresh = events.filter((event) => !seen.has(event.id));
      for (const event of fresh) seen.add(event.id);
      return fresh.flatMap(({ id, created_text: createdAt, type, payload }) =>
        registry
          .deliveriesOf({ id, createdAt, incidentId, institutionId: NOT_KNOWN, type, payload })
          .filter(({ job }) => handlers[job]),
      );
    };
    const deliver = async (delivery: Delivery): Promise<void> => {
      const handler = handlers[delivery.job];
      if (handler) await database.transaction(systemActor(delivery.job), (tx) => handler.handle(tx, [delivery]));
    };
    // `order` decides which delivery comes next, and whether it comes again later
    const settle = async (incidentId: string, order: readonly number[]): Promise<void> => {
      const waiting = await newDeliveries(incidentId);
      for (let at = 0; waiting.length > 0; at++) {
        const pick = order[at % order.length] ?? 0;
        const [delivery] = waiting.splice(pick % waiting.length, 1);
        if (!delivery) continue;
        await deliver(delivery);
        if (pick % 5 === 0 && at < 12) waiting.push(delivery);
        // only an outlook makes deliveries that are handled here
        if (delivery.job === 'settle-outlook') waiting.push(...(await newDeliveries(incidentId)));
      }
    };
    const brokenIn = (incidentId: string): Promise<unknown[]> =>
      database.transaction(systemActor('test'), async (tx) => [
        ...(await tx.rows(`${alive} AND i.id = $1`, [incidentId])),
        ...(await tx.rows(`${openUnknown} AND i.id = $1`, [incidentId])),
      ]);

    let openedOnce = 0;
    let withdrawnOnce = 0;
    // no queue has a part in it, so a run for the other kind of queue need not do it all again
    const runs = system.config.redisUrl === null ? 50 : 10;
    const history = fc.record({
      first: factsOf,
      corrections: fc.array(factsOf, { minLength: 1, maxLength: 4 }),
      order: fc.array(fc.nat({ max: 1_000 }), { minLength: 3, maxLength: 12 }),
      // so many corrections are made before any of their deliveries arrives
      together: fc.integer({ min: 1, max: 3 }),
    });
    type History = typeof history extends fc.Arbitrary<infer T> ? T : never;
    const play = async ({ first, corrections, order, together }: History): Promise<void> => {
      const { id } = await report(hospital, attackInJapan({ ...first, expenses: [expenseIn('forensics')] }));
      await settle(id, order);
      expect(await brokenIn(id)).toEqual([]);
      for (let at = 0; at < corrections.length; at += together) {
        for (const facts of corrections.slice(at, at + together)) {
          await database.transaction(systemActor('test'), async (tx) => {
            const incident = await caseFile(tx, id);
            await correctFacts(tx, { incident, sentTo: null }, facts as CorrectFactsDto);
          });
        }
        await settle(id, order);
        expect(await brokenIn(id)).toEqual([]);
      }
      const requests = await database.statement<{ state: string }>(
        'staff',
        'test-requests',
        'SELECT state FROM support_request WHERE incident_id = $1',
        [id],
      );
      openedOnce += Number(requests.length > 0);
      withdrawnOnce += Number(requests.some(({ state }) => state === 'withdrawn'));
    };
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 6, maxLength: 6 }), async (histories) => {
        await Promise.all(histories.map(play));
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
    // the histories must have met what they are about
    expect(openedOnce).toBeGreaterThan(runs);
    expect(withdrawnOnce).toBeGreaterThan(runs / 5);
  }, 180_000);
});
