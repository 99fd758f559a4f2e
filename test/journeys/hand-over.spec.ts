import { INSURER, systemActor, verifyAudit } from '#database';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';
import {
  act,
  attackInJapan,
  expenseIn,
  itemOf,
  notRoutedOnce,
  personId,
  report,
  rowsOf,
  wrongLoads,
  type Case,
} from './cases.js';

let system: TestSystem;
let admin: Session;
let desk: Session;
let hospital: Session;

beforeAll(async () => {
  system = await testSystem();
  admin = await system.as('admin@sonae.example');
  desk = await system.as('support@sonae.example');
  hospital = await system.as('reporter@sakura.example');
}, 60_000);
afterAll(async () => {
  await system.stop();
});

const itemsOf = async (id: string): Promise<{ id: string; state: string }[]> =>
  rowsOf(system, `SELECT id, state FROM work_item WHERE assignee_id = $1 AND state IN ('offered','accepted')`, [id]);
const capacity = (email: string, most: number): Promise<unknown> =>
  rowsOf(system, `UPDATE roster SET capacity = $2 FROM person p WHERE p.id = roster.person_id AND p.email = $1`, [
    email,
    most,
  ]);
const depart = (id: string): Promise<{ status: number }> => act(admin, `/users/${id}/departures`, { reason: '退職' });
const timeline = async (id: string): Promise<string[]> =>
  (await desk.get<{ items: { kind: string }[] }>(`/incidents/${id}/timeline?limit=200`)).items.map(({ kind }) => kind);

/** Opens a case with this adjuster in charge. */
async function open(id: string, adjusterId: string): Promise<void> {
  await system.settled();
  const move = (body: object) => desk.send('POST', `/incidents/${id}/transitions`, { key: freshKey(), body });
  expect((await move({ to: 'triaged', severity: 'high' })).status).toBe(200);
  expect((await move({ to: 'open', adjusterId })).status).toBe(200);
}

describe('a person leaves while 200 items are theirs', () => {
  it('every item has a new owner or is on the unassigned list; none is lost, none has two owners, loads agree', async () => {
    const leaver = await personId(system, 'adjuster2@sonae.example');
    const colleague = await personId(system, 'adjuster@sonae.example');
    // the leaver alone has room while the items come in
    await capacity('adjuster2@sonae.example', 500);
    await capacity('adjuster@sonae.example', 0);
    const expenses = Array.from({ length: 20 }, () => expenseIn('forensics'));
    const cases: Case[] = await Promise.all(
      Array.from({ length: 10 }, () => report(hospital, attackInJapan({ expenses }))),
    );
    await system.settled(60_000);
    const before = await itemsOf(leaver);
    expect(before).toHaveLength(200);
    // some of them are taken already, and one case is theirs
    const session = await system.as('adjuster2@sonae.example');
    for (const { id } of before.slice(0, 5))
      expect((await session.send('POST', `/work-items/${id}/claim`, { key: freshKey() })).status).toBe(200);
    await open(cases[0]?.id ?? '', leaver);

    // room for a part of them only
    await capacity('adjuster@sonae.example', 120);
    expect((await depart(leaver)).status).toBe(200);
    await system.settled(60_000);

    expect(await itemsOf(leaver)).toEqual([]);
    expect(
      await rowsOf(
        system,
        `SELECT state, assignee_id = $2 AS colleague, count(*)::int AS items
           FROM work_item
           WHERE id = ANY ($1)
           GROUP BY 1, 2
           ORDER BY 1`,
        [before.map(({ id }) => id), colleague],
      ),
    ).toEqual([
      { state: 'offered', colleague: true, items: 120 },
      { state: 'unassigned', colleague: null, items: 80 },
    ]);
    expect(await wrongLoads(system)).toEqual([]);
    expect(await notRoutedOnce(system)).toEqual([]);
    expect(await rowsOf(system, 'SELECT open_items FROM adjuster_load WHERE person_id = $1', [leaver])).toEqual([
      { open_items: 0 },
    ]);
    // each was remembered once as absent, and the lead was alerted of what fits nobody
    expect(
      await rowsOf(
        system,
        `SELECT count(*)::int AS items FROM work_item_refusal WHERE person_id = $1 AND kind = 'absent'`,
        [leaver],
      ),
    ).toEqual([{ items: 200 }]);
    expect(
      await rowsOf(system, `SELECT 1 FROM work_item WHERE state = 'unassigned' AND lead_alerted_at IS NULL`),
    ).toEqual([]);
    expect(
      await rowsOf(system, 'SELECT consumer, subject, reason, attempts FROM delivery WHERE failed_at IS NOT NULL'),
    ).toEqual([]);
    // what is about no case is the insurer's, and never an institution's to see
    expect(
      await rowsOf(
        system,
        `SELECT DISTINCT institution_id AS owner, incident_id AS case, audience
           FROM outbox
           WHERE type IN ('person.left', 'work-items.handed-over')`,
      ),
    ).toEqual([{ owner: INSURER, case: null, audience: 'insurer' }]);
    // seven transactions: no batch is larger than 32
    expect(
      await rowsOf(
        system,
        `SELECT payload ->> 'more' AS more, count(*)::int AS batches
           FROM outbox
           WHERE type = 'work-items.handed-over'
           GROUP BY 1
           ORDER BY 1`,
      ),
    ).toEqual([
      { more: 'false', batches: 1 },
      { more: 'true', batches: 6 },
    ]);
    // the case has nobody in charge, and the desk knows
    const shown = await desk.get<Case>(`/incidents/${cases[0]?.id}`);
    expect(shown.adjusterInChargeId).toBeNull();
    expect(await timeline(shown.id)).toEqual(expect.arrayContaining(['adjuster-lost', 'desk-alerted']));
    expect(
      (await hospital.get<{ items: { kind: string }[] }>(`/incidents/${shown.id}/timeline?limit=200`)).items
        .map(({ kind }) => kind)
        .filter((kind) => ['adjuster-lost', 'desk-alerted'].includes(kind)),
    ).toEqual([]);
  }, 180_000);

  it('and the desk names a new one, who must adjust and be here', async () => {
    const made = await report(hospital, attackInJapan({ expenses: [expenseIn('call-center')] }));
    const [before, next] = [
      await personId(system, 'adjuster4@sonae.example'),
      await personId(system, 'adjuster5@sonae.example'),
    ];
    await open(made.id, before);
    const name = (who: Session, adjusterId: string) =>
      who.send<Case & { code?: string }>('POST', `/incidents/${made.id}/adjusters-in-charge`, {
        key: freshKey(),
        body: { adjusterId, reason: '担当替え' },
      });
    for (const unfit of ['adjuster2@sonae.example', 'support2@sonae.example', 'reporter@sakura.example'])
      expect([unfit, (await name(desk, await personId(system, unfit))).body.code]).toEqual([
        unfit,
        'incidents.adjuster-unfit',
      ]);
    expect((await name(desk, before)).body.code).toBe('incidents.already-in-charge');
    expect((await name(await system.as('adjuster4@sonae.example'), next)).body.code).toBe('access.forbidden');
    const named = await name(await system.as('senior@sonae.example'), next);
    expect([named.status, named.body.adjusterInChargeId]).toEqual([200, next]);
    expect(await timeline(made.id)).toContain('adjuster-named');
    expect(
      (
        await rowsOf<{ reason: string }>(system, `SELECT reason FROM audit WHERE action = 'incident.adjuster-named'`)
      ).map(({ reason }) => reason),
    ).toEqual(['担当替え']);
    await hospital.send('POST', `/incidents/${made.id}/transitions`, { key: freshKey(), body: { to: 'withdrawn' } });
  });
});

describe('a leaving at a later instant', () => {
  it('changes nothing until then; then the items go and the lane has no lead, by itself', async () => {
    const person = await personId(system, 'adjuster8@sonae.example');
    await rowsOf(system, `UPDATE lane SET lead_id = $1 WHERE lane = 'general'`, [person]);
    await capacity('adjuster7@sonae.example', 0);
    const made = await report(hospital, attackInJapan({ expenses: [expenseIn('business-interruption')] }));
    await system.settled();
    await capacity('adjuster7@sonae.example', 20);
    const expense = made.expenses[0]?.id;
    const stands = async (): Promise<unknown[]> => [
      (await itemOf(desk, expense)).assignee?.id === person,
      (await rowsOf<{ lead: string }>(system, `SELECT lead_id AS lead FROM lane WHERE lane = 'general'`))[0]?.lead ===
        person,
    ];
    expect(await stands()).toEqual([true, true]);
    const leavesAt = new Date(Date.now() + 1_500);
    expect(
      (await act(admin, `/users/${person}/departures`, { reason: '退職', leavesAt: leavesAt.toISOString() })).status,
    ).toBe(200);
    await system.settled();
    expect(await stands()).toEqual([true, true]);
    await new Promise((resolve) => setTimeout(resolve, leavesAt.getTime() - Date.now() + 1_500));
    await system.settled();
    expect(await stands()).toEqual([false, false]);
    expect(await wrongLoads(system)).toEqual([]);
  }, 60_000);
});

describe('a role that ends', () => {
  it('hands over what its person has', async () => {
    const leaver = await personId(system, 'adjuster4@sonae.example');
    const made = await report(hospital, attackInJapan({ expenses: [expenseIn('call-center')] }));
    await system.settled();
    const expense = made.expenses[0]?.id;
    const first = await itemOf(desk, expense);
    // whoever of the two has it, that one stops adjusting
    const holder = first.assignee?.id ?? leaver;
    const { roleGrants } = await admin.get<{ roleGrants: { id: string; role: string }[] }>(`/users/${holder}`);
    expect(roleGrants.map(({ role }) => role)).toEqual(['adjuster']);
    const ended = await act(admin, `/role-grants/${roleGrants[0]?.id}/endings`, { reason: '異動' });
    expect(ended.status).toBe(200);
    await system.settled();
    const second = await itemOf(desk, expense);
    expect(second.id).toBe(first.id);
    expect([second.state, second.assignee?.id === holder]).toEqual(['offered', false]);
    expect(await wrongLoads(system)).toEqual([]);
  });
});

describe('an absence', () => {
  const hour = 3_600_000;
  const away = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
  const absent = (id: string, from: string) =>
    act<{ id: string }>(admin, '/absences', { personId: id, from, to: away(8), kind: 'leave' });

  it('that begins hands over what the person has, who stays in charge of the case; while it lasts nothing comes', async () => {
    const person = await personId(system, 'adjuster3@sonae.example');
    const colleague = await personId(system, 'adjuster@sonae.example');
    await capacity('adjuster@sonae.example', 0);
    const made = await report(hospital, attackInJapan({ expenses: [expenseIn('data-restoration')] }));
    await open(made.id, person);
    const expense = made.expenses[0]?.id;
    expect((await itemOf(desk, expense)).assignee?.id).toBe(person);
    await capacity('adjuster@sonae.example', 500);

    const begins = new Date(Date.now() + 1_500);
    expect((await absent(person, begins.toISOString())).status).toBe(201);
    await system.settled();
    expect((await itemOf(desk, expense)).assignee?.id).toBe(person);
    await new Promise((resolve) => setTimeout(resolve, begins.getTime() - Date.now() + 1_500));
    await system.settled();
    const after = await itemOf(desk, expense);
    expect([after.state, after.assignee?.id]).toEqual(['offered', colleague]);
    expect((await desk.get<Case>(`/incidents/${made.id}`)).adjusterInChargeId).toBe(person);

    const next = await report(hospital, attackInJapan({ expenses: [expenseIn('data-restoration')] }));
    await system.settled();
    expect((await itemOf(desk, next.expenses[0]?.id)).assignee?.id).toBe(colleague);
    expect(await itemsOf(person)).toEqual([]);
    expect(await wrongLoads(system)).toEqual([]);
  }, 60_000);

  it('that was taken back before it began hands over nothing', async () => {
    const person = await personId(system, 'adjuster6@sonae.example');
    const made = await report(hospital, attackInJapan({ expenses: [expenseIn('prevention')] }));
    await system.settled();
    const expense = made.expenses[0]?.id;
    expect((await itemOf(desk, expense)).assignee?.id).toBe(person);
    const begins = new Date(Date.now() + 1_000);
    const { body } = await absent(person, begins.toISOString());
    expect((await act(admin, `/absences/${body.id}/endings`, { reason: '取消し' })).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, begins.getTime() - Date.now() + 1_500));
    await system.settled();
    expect((await itemOf(desk, expense)).assignee?.id).toBe(person);
  }, 60_000);

  it('counts for the time in which an offer is accepted', async () => {
    const { deskLanes } = await import('../../libs/routing/desk.store.js');
    const [person, others] = [
      await personId(system, 'adjuster5@sonae.example'),
      `person_id IN (
           SELECT s.person_id
           FROM skill s
           JOIN person p ON p.id = s.person_id
           WHERE s.lane = 'call-center' AND p.email <> 'adjuster5@sonae.example')`,
    ];
    await rowsOf(system, `UPDATE roster SET ended_at = now() WHERE ${others}`);
    const [from, to] = [away(2), away(4)];
    expect((await act(admin, '/absences', { personId: person, from, to, kind: 'training' })).status).toBe(201);
    const { now, lanes } = await system.db.database.read(systemActor('test'), async (tx) => ({
      now: tx.now,
      lanes: await deskLanes(tx, ['call-center']),
    }));
    const duty = (lanes.get('call-center')?.duty ?? []).map((one) => [Date.parse(one.from), Date.parse(one.to)]);
    expect(duty).toHaveLength(2);
    expect(duty[0]).toEqual([now.getTime(), Date.parse(from)]);
    expect(duty[1]?.[0]).toBe(Date.parse(to));
  });
});

describe('a line of the roster that ends now', () => {
  it('hands over when nothing else puts the person on duty, and nothing while something does', async () => {
    const person = await personId(system, 'adjuster6@sonae.example');
    const [first] = await rowsOf<{ id: string }>(system, 'SELECT id FROM roster WHERE person_id = $1', [person]);
    const second = await act<{ id: string }>(admin, '/rosters', {
      personId: person,
      from: new Date().toISOString(),
      to: new Date(Date.now() + 8 * 3_600_000).toISOString(),
      capacity: 20,
    });
    const held = (await itemsOf(person)).length;
    expect(held).toBeGreaterThan(0);
    const end = (id: string | undefined) => act(admin, `/rosters/${id}/endings`, { reason: '変更' });
    expect((await end(first?.id)).status).toBe(200);
    await system.settled();
    expect(await itemsOf(person)).toHaveLength(held);
    expect((await end(second.body.id)).status).toBe(200);
    await system.settled();
    expect(await itemsOf(person)).toEqual([]);
    expect(await notRoutedOnce(system)).toEqual([]);
  });
});

describe('routing and leaving at the same moment', () => {
  it('leaves nothing with who has left, however the two meet', async () => {
    const leaver = await personId(system, 'adjuster4@sonae.example');
    await capacity('adjuster4@sonae.example', 200);
    const expenses = [expenseIn('communications'), expenseIn('communications')];
    const reports = Array.from({ length: 24 }, () => report(hospital, attackInJapan({ expenses })));
    await Promise.all(reports.slice(0, 8));
    const left = depart(leaver);
    await Promise.all([...reports, left]);
    expect((await left).status).toBe(200);
    await system.settled(60_000);
    expect(await itemsOf(leaver)).toEqual([]);
    expect(await wrongLoads(system)).toEqual([]);
    expect(await notRoutedOnce(system)).toEqual([]);
  }, 120_000);

  it('and every audit chain is whole after all of this', async () => {
    const found = await system.db.database.read(systemActor('test'), verifyAudit);
    expect(found.faults).toEqual([]);
  });

  it('a delivery that comes twice, or too early, changes nothing', async () => {
    const { handOver } = await import('../../libs/routing/hand-over.js');
    const here = await personId(system, 'adjuster@sonae.example');
    const states = () => rowsOf(system, 'SELECT id, state, assignee_id, version FROM work_item ORDER BY id');
    const before = await states();
    const gone = await personId(system, 'adjuster4@sonae.example');
    await system.db.database.transaction(systemActor('test'), (tx) => handOver(tx, [here, gone]));
    expect(await states()).toEqual(before);
  });
});
