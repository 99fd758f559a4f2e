import pg from 'pg';
import { replayDifferences as replayedRun, type KeptRun } from '#assessment';
import { systemActor } from '#database';
import { dayInJapan } from '#kernel';
import { type QueueName } from '#platform';
import type { Delivery, JobHandler, JobName } from '#queue';
import { chooseAdjuster, LapseOffer, RelaxSkill, type RoutingInput } from '#routing';
import { asSuperuser } from '../support/database.js';
import { People } from '../support/people.js';
import { until } from '../support/processes.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';
import {
  act,
  assigneeOf,
  attackInJapan,
  codesOf,
  emptyQueues,
  expenseIn,
  itemOf,
  notRoutedOnce,
  personId,
  report,
  rowsOf,
  wrongLoads,
  type Case,
  type Item,
  type LaneWithCategory,
  type Refusal,
} from './cases.js';

interface StoredDecision {
  input: RoutingInput;
  chosen_id: string | null;
  reasons: object;
  cause: string;
}

describe('an expense finds its adjuster', () => {
  let system: TestSystem;
  let hospital: Session;
  let desk: Session;
  let replayed = 0;
  beforeAll(async () => {
    system = await testSystem();
    hospital = await system.as('reporter@sakura.example');
    desk = await system.as('support@sonae.example');
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  // after each test: every automatic decision replays, and no load drifted
  afterEach(async () => {
    await system.settled();
    expect(await wrongLoads(system)).toEqual([]);
    expect(await notRoutedOnce(system)).toEqual([]);
    const decisions = await rowsOf<StoredDecision>(system, 'SELECT input, chosen_id, reasons FROM routing_decision');
    for (const { input, chosen_id, reasons: stored } of decisions) {
      const { chosenId, reasons, passedOver } = chooseAdjuster(input);
      expect({ chosenId, stored: { reasons, passedOver } }).toEqual({ chosenId: chosen_id, stored });
    }
    replayed += decisions.length;
  });

  const routed = async (lane: LaneWithCategory, amount?: number): Promise<{ incident: Case; item: Item }> => {
    const { id } = await report(hospital, attackInJapan({ expenses: [expenseIn(lane, amount)] }));
    await system.settled();
    const incident = await hospital.get<Case>(`/incidents/${id}`);
    return { incident, item: await itemOf(desk, incident.expenses[0]?.id) };
  };
  const delivery = (job: JobName, queue: QueueName, incidentId: string, itemId: string): Delivery => ({
    ...{ consumer: job, job, queue, subject: `case:${incidentId}`, incidentId, ids: [itemId], dueAt: null },
    ...{ eventId: itemId, eventCreatedAt: new Date().toISOString() },
  });
  const run = async (handler: JobHandler, one: Delivery): Promise<void> =>
    system.db.database.transaction(systemActor(one.job), (tx) => handler.handle(tx, [one]));
  const offDuty = (lane: string): Promise<unknown[]> =>
    rowsOf(
      system,
      `UPDATE roster
         SET ended_at = now()
         WHERE ended_at IS NULL AND person_id IN (SELECT person_id FROM skill WHERE lane = $1)`,
      [lane],
    );
  const onDuty = (): Promise<unknown[]> => rowsOf(system, 'UPDATE roster SET ended_at = NULL');

  it('who accepts an offer has the expense in review, and the hospital sees it', async () => {
    const { incident, item } = await routed('forensics');
    expect(item.state).toBe('offered');
    expect(codesOf(item.reasons)).toContain('routing.has-skill');
    expect(codesOf(item.reasons)).toContain('routing.authority-covers');
    expect(Date.parse(item.lapsesAt ?? '')).toBeGreaterThan(Date.now() + 14 * 60_000);
    const adjuster = await assigneeOf(system, item);
    const own = await adjuster.get<{ items: Item[] }>('/work-items?assignee=me');
    expect(own.items.map(({ id }) => id)).toContain(item.id);

    const key = freshKey();
    const accepted = await adjuster.send<Item>('POST', `/work-items/${item.id}/claim`, { key });
    expect([accepted.status, accepted.body.state, accepted.body.lapsesAt]).toEqual([200, 'accepted', null]);
    const again = await adjuster.send<Item>('POST', `/work-items/${item.id}/claim`, { key });
    expect(again.body).toEqual(accepted.body);
    expect((await act<Refusal>(adjuster, `/work-items/${item.id}/claim`)).body.code).toBe('routing.not-open');
    expect((await hospital.get<Case>(`/incidents/${incident.id}`)).expenses[0]?.state).toBe('in-review');
  });

  it('an offer is taken by nobody else', async () => {
    const { item } = await routed('forensics');
    const mine = await assigneeOf(system, item);
    const other = await system.as(
      mine.email === 'adjuster@sonae.example' ? 'adjuster2@sonae.example' : 'adjuster@sonae.example',
    );
    expect((await act<Refusal>(other, `/work-items/${item.id}/claim`)).body.code).toBe('routing.not-yours');
    const refused = await act<Refusal>(other, `/work-items/${item.id}/decline`, { reason: '今日は手が離せません。' });
    expect(refused.body.code).toBe('routing.not-yours');
  });

  it('a decline needs a reason and is routed again without that person; everybody declined: the lead is told why', async () => {
    const { item } = await routed('forensics');
    const first = await assigneeOf(system, item);
    expect((await act(first, `/work-items/${item.id}/decline`, {})).status).toBe(400);
    const declined = await act<Item>(first, `/work-items/${item.id}/decline`, { reason: '他の事案の現地調査中です。' });
    expect([declined.status, declined.body.state]).toEqual([200, 'offered']);
    const second = await assigneeOf(system, declined.body);
    expect(second.email).not.toBe(first.email);
    const nobody = await act<Item>(second, `/work-items/${item.id}/decline`, { reason: '利害関係があります。' });
    expect([nobody.body.state, nobody.body.assignee]).toEqual(['unassigned', null]);
    expect(codesOf(nobody.body.reasons)).toEqual(['routing.nobody-willing', 'routing.to-unassigned-list']);
    await system.settled();
    const list = await desk.get<{ items: Item[] }>('/work-items?state=unassigned&lane=forensics');
    const told = list.items.find(({ id }) => id === item.id);
    expect(told?.leadAlertedAt).toBeTruthy();
    expect(told?.reasons[0]?.textJa).toContain('辞退');
  });

  it('an offer that nobody accepted in time goes to another person; before its time it stays', async () => {
    const { incident, item } = await routed('data-restoration');
    const lapse = new LapseOffer();
    const due = delivery('lapse-offer', 'data-restoration', incident.id, item.id);
    await run(lapse, due);
    expect((await itemOf(desk, incident.expenses[0]?.id)).version).toBe(item.version);
    await rowsOf(system, `UPDATE work_item SET lapses_at = now() - interval '1 second' WHERE id = $1`, [item.id]);
    await run(lapse, due);
    const after = await itemOf(desk, incident.expenses[0]?.id);
    expect(after.state).toBe('offered');
    expect(after.assignee?.id).not.toBe(item.assignee?.id);
    // the same letter once more changes nothing: the new offer has its own time
    await run(lapse, due);
    expect((await itemOf(desk, incident.expenses[0]?.id)).version).toBe(after.version);
  });

  it('a timer lives in the database: with empty queues the sweep takes it up when it is due', async () => {
    const { incident, item } = await routed('forensics');
    await emptyQueues(system);
    await rowsOf(system, `UPDATE work_item SET lapses_at = now() - interval '1 minute' WHERE id = $1`, [item.id]);
    await system.settled(40_000);
    const after = await itemOf(desk, incident.expenses[0]?.id);
    expect([after.state, after.assignee?.id === item.assignee?.id]).toEqual(['offered', false]);
  }, 60_000);

  it('nobody on duty: the unassigned list, the lead alerted once with a reason in words; a claim needs duty; relaxed to the team after the limit', async () => {
    await offDuty('call-center');
    const { incident, item } = await routed('call-center');
    expect([item.state, item.assignee]).toEqual(['unassigned', null]);
    expect(item.leadAlertedAt).toBeTruthy();
    expect(item.reasons.map(({ textJa }) => textJa)).toEqual([
      '担当できる人が、いまは全員勤務時間外です。',
      '未割当の一覧に入れ、この分野の責任者に知らせます。',
    ]);
    const lead = await rowsOf<{ email: string }>(
      system,
      `SELECT p.email
         FROM timeline_entry t
         JOIN person p ON p.id = (t.data ->> 'personId')::uuid
         WHERE t.incident_id = $1 AND t.kind = 'lead-alerted'`,
      [incident.id],
    );
    expect(lead).toEqual([{ email: 'senior2@sonae.example' }]);
    const away = await system.as('adjuster4@sonae.example');
    const refused = await act<Refusal & { missing: { code: string }[] }>(away, `/work-items/${item.id}/claim`);
    expect([refused.status, refused.body.code]).toEqual([409, 'incidents.guard']);
    expect(codesOf(refused.body.missing)).toContain('routing.not-on-duty');

    // the lane's limit is 60 minutes; the timer is a column
    const [timer] = await rowsOf<{ minutes: number }>(
      system,
      'SELECT extract(epoch FROM relax_at - created_at)::int / 60 AS minutes FROM work_item WHERE id = $1',
      [item.id],
    );
    expect(timer?.minutes).toBe(60);
    await rowsOf(system, `UPDATE work_item SET relax_at = now() - interval '1 second' WHERE id = $1`, [item.id]);
    await run(new RelaxSkill(), delivery('relax-skill', 'call-center', incident.id, item.id));
    const relaxed = await itemOf(desk, incident.expenses[0]?.id);
    expect(relaxed.state).toBe('offered');
    expect(codesOf(relaxed.reasons)).toContain('routing.of-team');
    expect(['adjuster6@sonae.example', 'senior2@sonae.example']).toContain((await assigneeOf(system, relaxed)).email);
    await onDuty();
  });

  it('nobody at all on duty, not even in the team: it stays on the list, is tried again, and is never dropped', async () => {
    await rowsOf(system, 'UPDATE roster SET ended_at = now() WHERE ended_at IS NULL');
    const { incident, item } = await routed('communications');
    const relax = delivery('relax-skill', 'communications', incident.id, item.id);
    await rowsOf(system, `UPDATE work_item SET relax_at = now() - interval '1 second' WHERE id = $1`, [item.id]);
    await run(new RelaxSkill(), relax);
    await system.settled();
    const still = await itemOf(desk, incident.expenses[0]?.id);
    expect([still.state, still.leadAlertedAt]).toEqual(['unassigned', item.leadAlertedAt]);
    await onDuty();
    await rowsOf(system, `UPDATE work_item SET relax_at = now() - interval '1 second' WHERE id = $1`, [item.id]);
    await run(new RelaxSkill(), relax);
    expect((await itemOf(desk, incident.expenses[0]?.id)).state).toBe('offered');
  });

  it('a shift that begins takes the oldest of what fits nobody, as many as it has places; the others wait for the next', async () => {
    await rowsOf(system, 'UPDATE roster SET ended_at = now() WHERE ended_at IS NULL');
    const waiting: string[] = [];
    for (let at = 0; at < 3; at++) waiting.push((await routed('communications')).item.id);
    // the time after which the team would do is over: nobody is there either, and no clock runs any more
    await rowsOf(system, `UPDATE work_item SET relax_at = now() - interval '1 second' WHERE id = ANY ($1)`, [waiting]);
    const items = (): Promise<{ id: string; state: string; relaxed: boolean; relax_at: Date | null }[]> =>
      rowsOf(system, 'SELECT id, state, relaxed, relax_at FROM work_item WHERE id = ANY ($1) ORDER BY tried_at, id', [
        waiting,
      ]);
    await until('all are relaxed', 15_000, async () => (await items()).every(({ relaxed }) => relaxed));
    expect((await items()).map(({ state, relax_at }) => [state, relax_at])).toEqual(
      Array.from({ length: 3 }, () => ['unassigned', null]),
    );
    const [oldest, next] = (await items()).map(({ id }) => id);
    const begins = (places: number): Promise<unknown[]> =>
      rowsOf(
        system,
        `INSERT INTO roster (id, person_id, from_at, to_at, capacity, entered_by)
         SELECT gen_random_uuid(), s.person_id, now() - interval '1 hour', now() + interval '8 hours',
                coalesce(l.open_items, 0) + $1, s.person_id
           FROM skill s
           LEFT JOIN adjuster_load l ON l.person_id = s.person_id
          WHERE s.lane = 'communications' AND s.to_on IS NULL
          ORDER BY s.person_id
          LIMIT 1`,
        [places],
      );
    const offered = async (): Promise<string[]> =>
      (await items()).flatMap(({ id, state }) => (state === 'offered' ? [id] : []));
    await begins(2);
    await until('two are offered', 15_000, async () => (await offered()).length === 2);
    expect(new Set(await offered())).toEqual(new Set([oldest, next]));
    // two looks of the sweep later still only two: nothing begins
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect((await offered()).length).toBe(2);
    await begins(1);
    await until('the last is offered', 15_000, async () => (await offered()).length === 3);
    await rowsOf(system, 'DELETE FROM roster WHERE entered_by = person_id');
    await onDuty();
  }, 90_000);

  /** An item that fits nobody and whose clock is over: only what begins in its lane brings it to somebody. */
  const waitsInVain = async (lane: LaneWithCategory): Promise<string> => {
    await rowsOf(system, 'UPDATE roster SET ended_at = now() WHERE ended_at IS NULL');
    const { item } = await routed(lane);
    await rowsOf(system, `UPDATE work_item SET relax_at = now() - interval '1 second' WHERE id = $1`, [item.id]);
    await until('it is relaxed', 15_000, async () => (await stateOf(item.id)).endsWith('relaxed'));
    return item.id;
  };
  const stateOf = async (id: string): Promise<string> => {
    const [item] = await rowsOf<{ state: string; relaxed: boolean }>(
      system,
      'SELECT state, relaxed FROM work_item WHERE id = $1',
      [id],
    );
    return `${item?.state}${item?.relaxed ? ', relaxed' : ''}`;
  };
  const fits = (id: string): Promise<void> =>
    until('it is offered', 15_000, async () => (await stateOf(id)).startsWith('offered'));
  /** Somebody on duty for hours already, with room, who can do nothing of the lane. */
  const idle = async (email: string, roles: readonly ('adjuster' | 'payments')[]): Promise<string> =>
    asSuperuser(system.db.ownerUrl, async (client) => {
      const id = await (await People.on(client)).person({ email, roles });
      await client.query('INSERT INTO adjuster_load (person_id) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
      await client.query(dutyOf, [id]);
      return id;
    });
  const dutyOf = `
    INSERT INTO roster (id, person_id, from_at, to_at, capacity, entered_by, entered_at)
    VALUES (gen_random_uuid(), $1, now() - interval '1 hour', now() + interval '8 hours', 5, $1,
      now() - interval '1 hour')`;
  /** The sweep looks once a second. */
  const staysFor = async (id: string): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await stateOf(id)).toBe('unassigned, relaxed');
  };

  it('somebody on duty is given the skill: what fitted nobody is offered', async () => {
    const admin = await system.as('admin@sonae.example');
    const waiting = await waitsInVain('communications');
    const personId = await idle('given-skill@sonae.example', ['adjuster']);
    await staysFor(waiting);
    const today = dayInJapan(new Date());
    const given = await act(admin, '/skills', { personId, lane: 'communications', from: today });
    expect(given.status).toBe(201);
    await fits(waiting);
    await rowsOf(system, 'DELETE FROM roster WHERE entered_by = person_id');
    await onDuty();
  }, 60_000);

  it('the lane gets a team of which somebody is on duty, or the team somebody: what fitted nobody is offered', async () => {
    const admin = await system.as('admin@sonae.example');
    const today = dayInJapan(new Date());
    const { items } = await admin.get<{ items: { lane: string; teamId: string | null; version: number }[] }>('/lanes');
    const lane = items.find((one) => one.lane === 'communications');
    const team = (await act<{ id: string }>(admin, '/teams', { name: '控えのチーム' })).body.id;
    const first = await idle('of-team@sonae.example', ['adjuster']);
    const entered = await act(admin, `/teams/${team}/members`, { personId: first, from: today });
    expect(entered.status).toBe(201);
    const waiting = await waitsInVain('communications');
    await rowsOf(system, dutyOf, [first]);
    await staysFor(waiting);
    const changed = await admin.send<{ version: number }>('PATCH', '/lanes/communications', {
      body: { teamId: team },
      version: lane?.version ?? 0,
    });
    expect(changed.status).toBe(200);
    await fits(waiting);

    const next = await waitsInVain('communications');
    const second = await idle('joins-team@sonae.example', ['adjuster']);
    await staysFor(next);
    expect((await act(admin, `/teams/${team}/members`, { personId: second, from: today })).status).toBe(201);
    await fits(next);
    await admin.send('PATCH', '/lanes/communications', {
      body: { teamId: lane?.teamId ?? null },
      version: changed.body.version,
    });
    await rowsOf(system, 'DELETE FROM roster WHERE entered_by = person_id');
    await onDuty();
  }, 60_000);

  it('the role of somebody with the skill, on duty, is confirmed: what fitted nobody is offered', async () => {
    const [admin, admin2] = [await system.as('admin@sonae.example'), await system.as('admin2@sonae.example')];
    const personId = await idle('confirmed@sonae.example', ['payments']);
    await rowsOf(system, `INSERT INTO skill (person_id, lane, from_on) VALUES ($1, 'communications', '2020-01-01')`, [
      personId,
    ]);
    const waiting = await waitsInVain('communications');
    await rowsOf(system, dutyOf, [personId]);
    const granted = await act<{ id: string }>(admin, `/users/${personId}/roles`, { role: 'adjuster' });
    await staysFor(waiting);
    expect((await act(admin2, `/role-grants/${granted.body.id}/confirmations`)).status).toBe(200);
    await fits(waiting);
    await rowsOf(system, 'DELETE FROM roster WHERE entered_by = person_id');
    await onDuty();
  }, 60_000);

  it('a shift entered before the last try and committed after it is not lost', async () => {
    const waiting = await waitsInVain('communications');
    const [lateCommit, free] = [new pg.Client(system.db.ownerUrl), 'adjuster6@sonae.example'];
    await lateCommit.connect();
    await lateCommit.query('SET search_path = sonae');
    await lateCommit.query('BEGIN');
    await lateCommit.query(
      `INSERT INTO roster (id, person_id, from_at, to_at, capacity, entered_by)
       SELECT gen_random_uuid(), p.id, now() - interval '1 hour', now() + interval '8 hours', 500, p.id
         FROM person p WHERE p.email = $1`,
      [free],
    );
    await rowsOf(system, `UPDATE work_item SET relax_at = now() - interval '1 second' WHERE id = $1`, [waiting]);
    const [tried] = await rowsOf<{ incident_id: string }>(system, 'SELECT incident_id FROM work_item WHERE id = $1', [
      waiting,
    ]);
    await run(new RelaxSkill(), delivery('relax-skill', 'communications', tried?.incident_id ?? '', waiting));
    await staysFor(waiting);
    await lateCommit.query('COMMIT');
    await lateCommit.end();
    await fits(waiting);
    expect(await stateOf(waiting)).toMatch(/^offered/);
    await rowsOf(system, 'DELETE FROM roster WHERE entered_by = person_id');
    await onDuty();
  }, 60_000);

  it('what is nobody’s is claimed by who has skill, duty and room', async () => {
    await offDuty('business-interruption');
    const { item } = await routed('business-interruption');
    await onDuty();
    const unskilled = await system.as('adjuster@sonae.example');
    const refused = await act<Refusal>(unskilled, `/work-items/${item.id}/claim`);
    expect([refused.status, refused.body.code]).toEqual([409, 'routing.skill-missing']);
    const skilled = await system.as('adjuster7@sonae.example');
    const claimed = await act<Item>(skilled, `/work-items/${item.id}/claim`);
    expect([claimed.status, claimed.body.state, claimed.body.assignee?.name]).toEqual([200, 'accepted', 'そなえ 九太']);
  });

  it('two who claim the same item at once: one has it', async () => {
    await offDuty('business-interruption');
    const { item } = await routed('business-interruption');
    await onDuty();
    const [one, two] = [await system.as('adjuster7@sonae.example'), await system.as('adjuster8@sonae.example')];
    const answers = await Promise.all([one, two].map((who) => act<Item>(who, `/work-items/${item.id}/claim`)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it('the lead of the lane gives an item to another person; others may not', async () => {
    const { item } = await routed('forensics');
    const holder = await assigneeOf(system, item);
    const other =
      holder.email === 'adjuster@sonae.example' ? 'adjuster2@sonae.example' : ('adjuster@sonae.example' as const);
    const body = { assigneeId: await personId(system, other), reason: '現地に近い担当者に替えます。' };
    const path = `/work-items/${item.id}/reassign`;
    const refusals: [string, number, string][] = [
      [holder.email, 403, 'incidents.move-not-yours'],
      ['support@sonae.example', 403, 'incidents.move-not-yours'],
      ['auditor@sonae.example', 403, 'access.forbidden'],
      ['admin@sonae.example', 403, 'access.forbidden'],
      ['manager@sakura.example', 403, 'access.forbidden'],
    ];
    for (const [email, status, code] of refusals) {
      const refused = await act<Refusal>(await system.as(email), path, body);
      expect([email, refused.status, refused.body.code]).toEqual([email, status, code]);
    }

    // a lead need not be a senior adjuster
    const leadOf = 'UPDATE lane SET lead_id = (SELECT id FROM person WHERE email = $1) WHERE lane = $2';
    await rowsOf(system, leadOf, ['support2@sonae.example', 'forensics']);
    const lead = await system.as('support2@sonae.example');
    const unfit = await act<Refusal & { missing: { code: string }[] }>(lead, path, {
      ...body,
      assigneeId: await personId(system, 'adjuster7@sonae.example'),
    });
    expect(unfit.status).toBe(409);
    const moved = await act<Item>(lead, path, body);
    expect([moved.status, moved.body.state, moved.body.assignee?.id]).toEqual([200, 'offered', body.assigneeId]);
    await rowsOf(system, leadOf, ['senior@sonae.example', 'forensics']);

    // a senior adjuster has it routed again: who had it is not asked
    const senior = await system.as('senior@sonae.example');
    const again = await act<Item>(senior, path, { reason: '再度の割当てをお願いします。' });
    expect(again.status).toBe(200);
    expect(again.body.assignee?.id).not.toBe(body.assigneeId);
  });

  it('an amount corrected by support is routed again to whose authority covers it', async () => {
    const { incident, item } = await routed('prevention', 500_000);
    // in the demonstration adjusters decide up to 1,000,000 yen, senior adjusters up to 20,000,000
    await rowsOf(
      system,
      `INSERT INTO skill (person_id, lane, from_on)
         SELECT id, 'prevention', '2020-01-01'
         FROM person
         WHERE email = 'senior@sonae.example'`,
    );
    const [expense] = incident.expenses;
    const path = `/expenses/${expense?.id}`;
    const change = { amount: 5_000_000, reason: '請求書の金額を読み違えていました。' };
    expect((await desk.send('PATCH', path, { body: change })).status).toBe(428);
    expect((await desk.send('PATCH', path, { body: change, version: (expense?.version ?? 0) + 7 })).status).toBe(412);
    const hers = await hospital.send<Refusal>('PATCH', path, { body: change, version: expense?.version ?? 0 });
    expect([hers.status, hers.body.code]).toEqual([403, 'access.forbidden']);
    const current = await desk.get<{ version: number }>(path);
    expect((await desk.send('PATCH', path, { body: change, version: current.version })).status).toBe(200);
    await system.settled();
    const after = await itemOf(desk, expense?.id);
    expect([after.id, after.state]).toEqual([item.id, 'offered']);
    expect((await assigneeOf(system, after)).email).toBe('senior@sonae.example');
    expect(codesOf(after.reasons)).toContain('routing.authority-covers');
    expect(codesOf(after.reasons)).toContain('routing.decided-by-authority');
    await rowsOf(
      system,
      `DELETE
         FROM skill
         WHERE lane = 'prevention' AND person_id = (SELECT id FROM person WHERE email = 'senior@sonae.example')`,
    );
  });

  it('nobody’s authority covers it: the smallest shortfall, said in yen', async () => {
    const { item } = await routed('prevention', 1_000_001);
    expect(item.state).toBe('offered');
    expect(item.reasons.find(({ code }) => code === 'routing.authority-short')?.textJa).toContain('1円不足');
  });

  it('other response goes to the adjuster in charge of the case, once support has named one', async () => {
    const { incident, item } = await routed('general');
    expect(item.state).toBe('unassigned');
    expect(codesOf(item.reasons)[0]).toBe('routing.no-adjuster-in-charge');
    const move = `/incidents/${incident.id}/transitions`;
    expect((await act(desk, move, { to: 'triaged', severity: 'high' })).status).toBe(200);
    const adjusterId = await personId(system, 'adjuster5@sonae.example');
    const opened = await act<Case>(desk, move, { to: 'open', adjusterId });
    expect([opened.status, opened.body.adjusterInChargeId]).toEqual([200, adjusterId]);
    await system.settled();
    const after = await itemOf(desk, incident.expenses[0]?.id);
    expect([after.state, after.assignee?.id]).toEqual(['offered', adjusterId]);
    expect(codesOf(after.reasons)).toContain('routing.in-charge-of-case');
    // what is submitted later goes there at once
    const more = await act<Case>(hospital, `/incidents/${incident.id}/expenses`, { expenses: [expenseIn('general')] });
    await system.settled();
    expect((await itemOf(desk, more.body.expenses.at(-1)?.id)).assignee?.id).toBe(adjusterId);
  });

  it('one face for one institution: the lines of one case go to one person as far as skills allow', async () => {
    const { id } = await report(hospital, attackInJapan({ expenses: Array(3).fill(expenseIn('forensics')) }));
    await system.settled();
    const { expenses } = await hospital.get<Case>(`/incidents/${id}`);
    const items = await Promise.all(expenses.map((expense) => itemOf(desk, expense.id)));
    expect(new Set(items.map(({ assignee }) => assignee?.id)).size).toBe(1);
    expect(codesOf(items[1]?.reasons ?? [])).toContain('routing.one-face');
  });

  it('who took part in entering the case does not assess it', async () => {
    // support that is also an adjuster: the exclusion is of the person, not of the role
    const both = await personId(system, 'adjuster@sonae.example');
    await asSuperuser(system.db.ownerUrl, async (client) => {
      const others = (await client.query<{ id: string }>(`SELECT id FROM person WHERE email LIKE 'admin%'`)).rows;
      await client.query(
        `INSERT INTO role_grant (id, person_id, role, granted_by, granted_at, confirmed_by, confirmed_at)
           VALUES (gen_random_uuid(), $1, 'support', $2, now(), $3, now())`,
        [both, others[0]?.id, others[1]?.id],
      );
    });
    const session = await system.as('adjuster@sonae.example');
    const { id } = await report(
      session,
      attackInJapan({ institutionName: '見本 さくら総合病院', expenses: [expenseIn('forensics')] }),
    );
    await system.settled();
    const { expenses } = await desk.get<Case>(`/incidents/${id}`);
    const item = await itemOf(desk, expenses[0]?.id);
    expect((await assigneeOf(system, item)).email).toBe('adjuster2@sonae.example');
    await rowsOf(
      system,
      `UPDATE role_grant SET ended_at = now(), ended_by = granted_by WHERE person_id = $1 AND role = 'support'`,
      [both],
    );
  });

  it('every automatic decision of this file replays from its stored input: routing and outlook', async () => {
    expect(replayed).toBeGreaterThan(50);
    const causes = await rowsOf<{ cause: string }>(system, 'SELECT DISTINCT cause FROM routing_decision ORDER BY 1');
    expect(causes.map(({ cause }) => cause)).toEqual([
      'declined',
      'facts',
      'lapsed',
      'reassigned',
      'relaxed',
      'submitted',
    ]);
    const runs = await rowsOf<KeptRun>(
      system,
      `SELECT id, incident_id, at, input, outlook, support_outlook, answer, assessment,
         encode(request_hash, 'hex') AS request_hash, encode(answer_hash, 'hex') AS answer_hash
         FROM coverage_outlook`,
    );
    expect(runs.length).toBeGreaterThan(15);
    for (const run of runs) expect(replayedRun(run)).toEqual([]);
  });
});
