import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { SettleOutlook } from '#assessment';
import { systemActor, type Tx } from '#database';
import { SettleSupport } from '#emergency-support';
import {
  caseFile,
  correctFacts,
  initialPhases,
  phasesAfter,
  type CorrectFactsDto,
  type Facts,
  type Phases,
} from '#incidents';
import { caseAt, caseOf } from '#intake';
import type { Delivery } from '#queue';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { act, attackInJapan, correct, expenseIn, hoursAgo, report, rowsOf, seedOf, type Case } from './cases.js';

interface FactsAct {
  version: number;
  facts: { name: string; value: unknown }[];
  trueAt: string | null;
  learnedAt: string;
  source: string;
  reason: string | null;
  enteredByName: string | null;
  recordedAt: string;
}
type CaseInTime = Case & {
  facts: Facts;
  factsVersion: number;
  description: string;
  institutionId: string | null;
  phases: Phases;
  asOf: string | null;
  allowedActions: unknown[];
};

describe('facts of a case have versions, and the case can be read as it stood', () => {
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

  const acts = async (session: Session, id: string, name?: string): Promise<FactsAct[]> =>
    (await session.get<{ items: FactsAct[] }>(`/incidents/${id}/facts${name ? `?name=${name}` : ''}`)).items;
  const now = (session: Session, id: string): Promise<CaseInTime> => session.get<CaseInTime>(`/incidents/${id}`);
  const at = (session: Session, id: string, moment: string): Promise<CaseInTime> =>
    session.get<CaseInTime>(`/incidents/${id}?at=${encodeURIComponent(moment)}`);

  it('persons grow from 10,000 to 130,000: each count stays, with its day, source and who entered it', async () => {
    const { id } = await report(hospital, attackInJapan({ affectedPersons: 10_000 }));
    const [trueAt, learnedAt] = [hoursAgo(3), hoursAgo(2)];
    await correct(desk, id, {
      affectedPersons: 130_000,
      trueAt,
      learnedAt,
      source: '調査会社の中間報告',
      reason: '第二報',
    });
    const [first, second, ...more] = await acts(desk, id, 'affectedPersons');
    expect(more).toEqual([]);
    expect(first).toMatchObject({ version: 1, facts: [{ name: 'affectedPersons', value: 10_000 }], trueAt: null });
    expect(second).toMatchObject({
      version: 2,
      facts: [{ name: 'affectedPersons', value: 130_000 }],
      trueAt,
      learnedAt,
      source: '調査会社の中間報告',
      reason: '第二報',
    });
    const [person] = await rowsOf<{ display_name: string }>(
      system,
      `SELECT display_name FROM person WHERE email = 'support@sonae.example'`,
    );
    expect(second?.enteredByName).toBe(person?.display_name);
    expect((await now(hospital, id)).facts.affectedPersons).toBe(130_000);
    // reasons and names of the insurer's people stay inside
    expect(await acts(hospital, id, 'affectedPersons')).toEqual([
      expect.objectContaining({ version: 1, enteredByName: null }),
      expect.objectContaining({ version: 2, enteredByName: null, reason: null }),
    ]);
  });

  it('what is learned late of an earlier day is kept and does not undo what is known of a later one', async () => {
    const { id } = await report(hospital, attackInJapan({ discoveredAt: hoursAgo(90) }));
    await correct(hospital, id, { affectedPersons: 130_000, trueAt: hoursAgo(10) });
    await correct(hospital, id, { affectedPersons: 50_000, trueAt: hoursAgo(40) });
    expect((await now(hospital, id)).facts.affectedPersons).toBe(130_000);
    expect((await acts(hospital, id, 'affectedPersons')).map(({ facts }) => facts[0]?.value)).toEqual([
      130_000, 50_000,
    ]);
    // without a day it corrects whatever was said
    await correct(hospital, id, { affectedPersons: 129_000 });
    expect((await now(hospital, id)).facts.affectedPersons).toBe(129_000);
  });

  it('shows the case as it stood: facts, outlook, phases, expenses and whose case it was', async () => {
    const unknown = await report(desk, {
      ...attackInJapan({ country: null, cause: null, attackConfirmed: null }),
      institutionName: 'どこかの病院',
      expenses: [expenseIn('forensics')],
    });
    await system.settled();
    const before = await now(desk, unknown.id);
    await sleep(5);
    const moment = new Date().toISOString();
    await sleep(5);
    const [sakura] = await rowsOf<{ id: string }>(
      system,
      `SELECT p.institution_id AS id FROM person p WHERE p.email = 'reporter@sakura.example'`,
    );
    const [policy] = (await desk.get<{ items: { id: string }[] }>(`/policies?institutionId=${sakura?.id}`)).items;
    const matched = await act<Case>(desk, `/incidents/${unknown.id}/matches`, {
      institutionId: sakura?.id,
      policyId: policy?.id,
    });
    expect(matched.status).toBe(200);
    await correct(desk, unknown.id, { country: 'JP', cause: 'cyber-attack', attackConfirmed: true });
    await act(desk, `/incidents/${unknown.id}/expenses`, { expenses: [expenseIn('call-center')] });
    const [expense] = before.expenses;
    await desk.send('PATCH', `/expenses/${expense?.id}`, { body: { amount: 1 }, version: expense?.version ?? 0 });
    await system.settled();

    const later = await now(desk, unknown.id);
    expect(later).toMatchObject({ coverageOutlook: 'green', institutionId: sakura?.id, asOf: null });
    expect(later.expenses).toHaveLength(2);
    const then = await at(desk, unknown.id, moment);
    // what was agreed to until then is not known at an earlier moment
    const lines = before.expenses.map((line) => ({ ...line, consent: null }));
    expect(then).toEqual({ ...before, expenses: lines, asOf: moment, allowedActions: [], phaseActions: [], next: [] });
    expect(then).toMatchObject({ institutionId: null, coverageOutlook: 'amber' });
    // the hospital whose case it has become sees the same past
    expect((await at(hospital, unknown.id, moment)).facts).toEqual(before.facts);
    // what the ledger has left now, and what was agreed to, say nothing about a moment that has passed
    const without = later.expenses.map((line) => {
      const { assessment } = line as never as { assessment: { textJa: string; textEn: string } };
      const textJa = `${assessment.textJa.split('。')[0]}。`;
      const textEn = `${assessment.textEn.split('. ')[0]}.`;
      return { ...line, consent: null, assessment: { ...assessment, available: null, textJa, textEn } };
    });
    expect((await at(desk, unknown.id, new Date().toISOString())).expenses).toEqual(without);
  });

  it('refuses facts of the future with the place of each, and a moment that has not come or was before the report', async () => {
    const { id, version } = await report(hospital, attackInJapan());
    const ahead = new Date(Date.now() + 86_400_000).toISOString();
    const refused = await hospital.send<{ code: string; errors: { pointer: string }[] }>('PATCH', `/incidents/${id}`, {
      version,
      body: {
        discoveredAt: ahead,
        occurredAt: hoursAgo(4),
        learnedAt: ahead,
        trueAt: ahead,
        systemStop: { kind: 'caused', from: hoursAgo(1), to: ahead },
      },
    });
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('incidents.fact-in-future');
    expect(refused.body.errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/discoveredAt',
      '/learnedAt',
      '/systemStop/to',
      '/trueAt',
    ]);
    expect((await now(hospital, id)).factsVersion).toBe(1);
    const ask = async (moment: string): Promise<unknown> =>
      (await hospital.send<{ code: string }>('GET', `/incidents/${id}?at=${encodeURIComponent(moment)}`)).body.code;
    expect(await ask(ahead)).toBe('incidents.moment-in-future');
    expect(await ask(hoursAgo(1))).toBe('incidents.moment-before-report');
    expect(await ask('yesterday')).toBe('requests.no-such-date');
  });

  it('nobody else sees the past of a case', async () => {
    const { id } = await report(hospital, attackInJapan());
    const other = await system.as('manager@midori.example');
    const moment = encodeURIComponent(new Date().toISOString());
    expect((await other.send('GET', `/incidents/${id}?at=${moment}`)).status).toBe(404);
    expect((await other.send('GET', `/incidents/${id}/facts`)).status).toBe(404);
  });
});

describe('facts in time by property', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await testSystem({ queues: [] });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  const said = fc.record(
    {
      country: fc.constantFrom('JP', 'JP', 'US', null),
      domesticEffect: fc.constantFrom(true, false, null),
      cause: fc.constantFrom('cyber-attack', 'information-leak', null),
      attackConfirmed: fc.constantFrom(true, false, null),
      affectedPersons: fc.constantFrom(0, 1, 1_001, 130_000, null),
      thirdPartyClaim: fc.boolean(),
      perpetrator: fc.constantFrom('outsider', 'employee', 'unknown'),
    },
    { requiredKeys: [] },
  );
  const history = fc.record({
    first: said,
    // hours before now from which on it was so; null: a correction of whatever was said
    acts: fc.array(fc.record({ said, hours: fc.option(fc.integer({ min: 1, max: 60 })) }), {
      minLength: 1,
      maxLength: 5,
    }),
  });
  type History = typeof history extends fc.Arbitrary<infer T> ? T : never;
  type Spoken = { said: object; trueAt: Date | null };

  /** From the start: of each fact what was said last, leaving out what is older than something said before it. */
  const naive = (spoken: readonly Spoken[]): Record<string, unknown> => {
    const names = new Set(spoken.flatMap((one) => Object.keys(one.said)));
    return Object.fromEntries(
      [...names].map((name) => {
        const about = spoken.filter((one) => name in one.said);
        const news = about.filter(({ trueAt }, order) =>
          about.slice(0, order).every((earlier) => !trueAt || !earlier.trueAt || earlier.trueAt <= trueAt),
        );
        return [name, Object.entries(news.at(-1)?.said ?? {}).find(([said]) => said === name)?.[1]];
      }),
    );
  };

  it('300 histories: facts, outlook, support and phases are what a recomputation from the start gives, at every moment', async () => {
    const seed = seedOf('facts in time');
    const hospital = await system.as('reporter@sakura.example');
    const { database } = system.db;
    const me = systemActor('test');
    const run = (work: (tx: Tx) => Promise<void>): Promise<void> => database.transaction(me, work);
    const settle = async (id: string): Promise<void> => {
      const delivery = { incidentId: id, ids: [] } as unknown as Delivery;
      await run((tx) => new SettleOutlook().handle(tx, [delivery]));
      await run((tx) => new SettleSupport().handle(tx, [delivery]));
    };
    const supportOfCase = (id: string): Promise<unknown[]> =>
      database.statement(
        'staff',
        'test-support',
        `SELECT service, state FROM support_request WHERE incident_id = $1 AND state <> 'withdrawn' ORDER BY service`,
        [id],
      );
    const minute = { acknowledgeMinutes: 15, callBackMinutes: 60 };
    let replaced = 0;
    let kept = 0;

    const play = async ({ first, acts }: History): Promise<void> => {
      const base = attackInJapan({ discoveredAt: hoursAgo(80) });
      const { reporter: _, description: __, ...facts } = { ...base, ...first } as Record<string, unknown>;
      const { id } = await report(hospital, { ...base, ...first, expenses: [expenseIn('forensics')] });
      await settle(id);
      const spoken: Spoken[] = [{ said: facts, trueAt: null }];
      const moments: { at: Date; facts: Record<string, unknown> }[] = [{ at: new Date(), facts: naive(spoken) }];
      let phases = initialPhases(naive(spoken) as Facts);
      for (const one of acts) {
        await sleep(3);
        const at = new Date();
        const trueAt = one.hours === null ? null : new Date(at.getTime() - one.hours * 3_600_000);
        await run(async (tx) => {
          await correctFacts(tx, { incident: await caseFile(tx, id), sentTo: null }, {
            ...one.said,
            ...(trueAt ? { trueAt: trueAt.toISOString() } : {}),
          } as CorrectFactsDto);
        });
        const before = naive(spoken);
        // a correction that changes nothing is no act
        const changes = Object.entries(one.said).filter(
          ([name, value]) => trueAt !== null || JSON.stringify(before[name] ?? null) !== JSON.stringify(value),
        );
        if (changes.length > 0) spoken.push({ said: Object.fromEntries(changes), trueAt });
        const after = naive(spoken);
        if (JSON.stringify(after) === JSON.stringify(before)) kept += Number(changes.length > 0);
        else replaced++;
        await settle(id);
        phases = phasesAfter(phases, after as Facts, before as Facts);
        moments.push({ at: new Date(), facts: after });
      }
      const known = (given: object): object =>
        Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      await database.read(me, async (tx) => {
        for (const moment of moments) {
          const then = await caseAt(tx, id, moment.at, minute);
          expect(known(then.facts)).toEqual(known(moment.facts));
        }
      });
      // a case to which everything was said at once expects the same
      const fresh = await report(hospital, { ...base, ...moments.at(-1)?.facts, expenses: [expenseIn('forensics')] });
      await settle(fresh.id);
      const [grown, atOnce] = await database.read(me, async (tx) => [
        await caseOf(tx, id, minute),
        await caseOf(tx, fresh.id, minute),
      ]);
      expect(grown?.coverageOutlook).toBe(atOnce?.coverageOutlook);
      expect(grown?.coverageOutlookReasons).toEqual(atOnce?.coverageOutlookReasons);
      expect(grown?.supportOutlook).toBe(atOnce?.supportOutlook);
      expect(grown?.supportOutlookReasons).toEqual(atOnce?.supportOutlookReasons);
      expect(grown?.phases).toEqual(phases);
      expect(await supportOfCase(id)).toEqual(await supportOfCase(fresh.id));
    };
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 6, maxLength: 6 }), async (histories) => {
        await Promise.all(histories.map(play));
      }),
      { seed, numRuns: system.config.redisUrl === null ? 50 : 5, endOnFailure: true },
    );
    // the histories must have met what they are about
    expect(replaced).toBeGreaterThan(20);
    expect(kept).toBeGreaterThan(5);
  }, 240_000);
});
