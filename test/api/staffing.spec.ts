import { dayInJapan } from '#kernel';
import { act, attackInJapan, expenseIn, itemOf, personId, report, rowsOf } from '../journeys/cases.js';
import { giveRole, newcomer, newPassword, signInAs } from '../support/accounts.js';
import { testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Line {
  id: string;
  code?: string;
  fromOn: string;
  toOn: string | null;
  version: number;
  errors?: { pointer: string }[];
}
interface Team {
  id: string;
  code?: string;
  name: string;
  members: { id: string; personId: string; toOn: string | null }[];
}
interface Agency {
  id: string;
  code?: string;
  clients: { id: string; institutionId: string; toOn: string | null }[];
}

let system: TestSystem;
let admin: Session;
let id: string;

beforeAll(async () => {
  system = await testSystem();
  admin = await system.as('admin@sonae.example');
  id = (await newcomer(system, 'new-adjuster@sonae.example', ['adjuster'])).id;
}, 60_000);
afterAll(async () => {
  await system.stop();
});

const day = (offset: number): string => dayInJapan(new Date(Date.now() + offset * 86_400_000));
const outcome = ({ status, body }: Reply<{ code?: string }>): string => `${status} ${body.code ?? ''}`.trim();
const authority = (body: object, who = admin): Promise<Reply<Line>> =>
  act(who, '/authorities', { personId: id, lane: 'forensics', yen: 1_000_000, from: day(0), ...body });
const skill = (body: object, who = admin): Promise<Reply<Line>> =>
  act(who, '/skills', { personId: id, lane: 'forensics', from: day(0), ...body });
const end = <T = Line>(path: string, on = day(0)): Promise<Reply<T & { code?: string }>> =>
  act(admin, `${path}/endings`, { on, reason: '異動' });
const actionsOf = async (subject: string): Promise<string[]> =>
  (
    await rowsOf<{ action: string }>(
      system,
      `SELECT action FROM audit WHERE chain = 'insurer' AND subject = $1 ORDER BY seq`,
      [subject],
    )
  ).map(({ action }) => action);

describe('an authority', () => {
  it('holds from a day on; the next amount comes when the line before it has ended', async () => {
    const made = await authority({});
    expect([made.status, made.body.fromOn, made.body.toOn]).toEqual([201, day(0), null]);
    expect(outcome(await authority({ yen: 2_000_000, from: day(10) }))).toBe('409 parties.line-overlaps');
    expect((await end(`/authorities/${made.body.id}`, day(10))).body.toOn).toBe(day(10));
    expect(outcome(await end(`/authorities/${made.body.id}`, day(11)))).toBe('422 parties.ends-earlier-already');
    expect((await authority({ yen: 2_000_000, from: day(10) })).status).toBe(201);
    expect((await authority({ yen: 5, lane: 'general', from: day(0), to: day(1) })).status).toBe(201);
  });

  it('entered by mistake ends on its first day, never held, and can be entered again', async () => {
    const made = await authority({ lane: 'prevention' });
    const ended = await end(`/authorities/${made.body.id}`);
    expect([ended.status, ended.body.toOn]).toEqual([200, day(0)]);
    expect(outcome(await end(`/authorities/${made.body.id}`))).toBe('409 parties.already-ended');
    expect((await authority({ lane: 'prevention', yen: 7 })).status).toBe(201);
  });

  it.each<[string, object, string, string[] | undefined]>([
    ['ends before it begins', { from: day(2), to: day(1) }, '422 parties.period-reversed', ['/to']],
    ['began yesterday', { from: day(-1) }, '422 parties.in-the-past', ['/from']],
    ['is of no whole yen', { yen: 0.5 }, '400 requests.wrong-type', ['/yen']],
    ['is of nobody', { personId: nobody() }, '422 parties.person-not-found', ['/personId']],
  ])('that %s is refused', async (_, body, expected, pointers) => {
    const answer = await authority({ lane: 'compensation', ...body });
    expect([outcome(answer), answer.body.errors?.map(({ pointer }) => pointer)]).toEqual([expected, pointers]);
  });

  it('entered eight times at once is one line', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => authority({ lane: 'call-center' })));
    expect(answers.map(outcome).toSorted()).toEqual(['201', ...Array<string>(7).fill('409 parties.line-overlaps')]);
  });

  it('and a skill are for adjusters, and nobody’s own affair', async () => {
    const support = await personId(system, 'support@sonae.example');
    expect(outcome(await authority({ personId: support }))).toBe('422 parties.not-adjuster');
    expect(outcome(await skill({ personId: support }))).toBe('422 parties.not-adjuster');
    const both = await newcomer(system, 'both@sonae.example', ['administrator', 'adjuster']);
    const session = await signInAs(system, 'both@sonae.example', newPassword);
    expect(outcome(await authority({ personId: both.id }, session))).toBe('422 parties.for-oneself');
    expect(outcome(await skill({ personId: both.id }, session))).toBe('422 parties.for-oneself');
    const given = await authority({ personId: both.id });
    expect(outcome(await act(session, `/authorities/${given.body.id}/endings`, { on: day(0) }))).toBe(
      '422 parties.for-oneself',
    );
  });
});

describe('a new adjuster', () => {
  it('with skill, roster and authority gets work, and none in the lane after the skill has ended', async () => {
    const person = await newcomer(system, 'worker@sonae.example', ['adjuster']);
    await rowsOf(system, 'UPDATE roster SET ended_at = now()');
    const made = await skill({ personId: person.id, lane: 'communications' });
    expect([made.status, (await skill({ personId: person.id, lane: 'communications' })).status]).toEqual([201, 409]);
    expect((await authority({ personId: person.id, lane: 'communications', yen: 400_000 })).status).toBe(201);
    const duty = { personId: person.id, from: new Date().toISOString(), capacity: 5 };
    const to = new Date(Date.now() + 8 * 3_600_000).toISOString();
    expect((await act(admin, '/rosters', { ...duty, to })).status).toBe(201);
    expect(await admin.get(`/skills?personId=${person.id}`)).toMatchObject({
      items: [{ id: made.body.id, lane: 'communications', laneJa: expect.any(String), toOn: null }],
    });

    const hospital = await system.as('reporter@sakura.example');
    const desk = await system.as('support@sonae.example');
    const first = await report(hospital, attackInJapan({ expenses: [expenseIn('communications')] }));
    await system.settled();
    expect((await itemOf(desk, first.expenses[0]?.id)).assignee?.id).toBe(person.id);
    const [decision] = await rowsOf<{ authority: number }>(
      system,
      `SELECT (c ->> 'authorityYen')::int AS authority
         FROM routing_decision d, jsonb_array_elements(d.input -> 'candidates') c
         WHERE d.chosen_id = $1 AND c ->> 'personId' = $1::text`,
      [person.id],
    );
    expect(decision?.authority).toBe(400_000);

    expect((await end(`/skills/${made.body.id}`)).body.toOn).toBe(day(0));
    const second = await report(hospital, attackInJapan({ expenses: [expenseIn('communications')] }));
    await system.settled();
    expect((await itemOf(desk, second.expenses[0]?.id)).assignee).toBeNull();
    expect(await actionsOf(`person:${person.id}`)).toEqual(
      expect.arrayContaining(['skill.entered', 'authority.entered', 'roster.entered', 'skill.ended']),
    );
  });
});

describe('a team', () => {
  it('is made once by its name; people of the desk enter it and leave it', async () => {
    const made = await act<Team>(admin, '/teams', { name: '夜間チーム' });
    expect([made.status, made.body.members]).toEqual([201, []]);
    expect(outcome(await act(admin, '/teams', { name: ' 夜間チーム ' }))).toBe('409 parties.name-taken');
    const member = (body: object): Promise<Reply<Team>> =>
      act(admin, `/teams/${made.body.id}/members`, { personId: id, from: day(0), ...body });
    const entered = await member({});
    expect([entered.status, entered.body.members.map(({ personId: one }) => one)]).toEqual([201, [id]]);
    expect(outcome(await member({ from: day(5) }))).toBe('409 parties.line-overlaps');
    expect(outcome(await member({ personId: await personId(system, 'payments@sonae.example') }))).toBe(
      '422 parties.no-duty-role',
    );
    expect(outcome(await act(admin, `/teams/${nobody()}/members`, { personId: id, from: day(0) }))).toBe(
      '404 requests.not-found',
    );
    const ended = await end<Team>(`/team-members/${entered.body.members[0]?.id}`);
    expect([ended.status, ended.body.members]).toEqual([200, []]);
    expect((await admin.get<{ items: Team[] }>('/teams')).items.map(({ name }) => name)).toContain('夜間チーム');
  });
});

describe('a lane', () => {
  const lane = async (): Promise<{ version: number; leadId: string | null; limitMinutes: number }> => {
    const { items } = await admin.get<{
      items: { lane: string; version: number; leadId: string | null; limitMinutes: number }[];
    }>('/lanes');
    return items.find((one) => one.lane === 'prevention') ?? { version: 0, leadId: null, limitMinutes: 0 };
  };
  const change = (
    body: object,
    version?: number,
  ): Promise<Reply<Line & { leadId: string | null; limitMinutes: number }>> =>
    admin.send('PATCH', '/lanes/prevention', { body, ...(version === undefined ? {} : { version }) });

  it('changes lead, team and time limit with the version that was read', async () => {
    const before = await lane();
    expect(outcome(await change({ limitMinutes: 30 }))).toBe('428 requests.version-missing');
    expect(outcome(await change({ limitMinutes: 30 }, before.version + 1))).toBe('412 requests.stale-version');
    const lead = await personId(system, 'support@sonae.example');
    const changed = await change({ leadId: lead, limitMinutes: 30 }, before.version);
    expect([changed.status, changed.body.leadId, changed.body.limitMinutes, changed.headers.get('etag')]).toEqual([
      200,
      lead,
      30,
      `"${before.version + 1}"`,
    ]);
    // nothing new is no change
    expect((await change({ limitMinutes: 30 }, before.version + 1)).body.version).toBe(before.version + 1);
    expect((await change({ teamId: null }, before.version + 1)).status).toBe(200);
    expect(await actionsOf('lane:prevention')).toEqual(['lane.changed', 'lane.changed']);
  });

  it.each<[string, () => Promise<object>, string]>([
    [
      'a lead of a hospital',
      async () => ({ leadId: await personId(system, 'manager@sakura.example') }),
      '422 parties.no-duty-role',
    ],
    ['a lead who is nobody', async () => ({ leadId: nobody() }), '422 parties.person-not-found'],
    ['no such team', async () => ({ teamId: nobody() }), '422 parties.team-not-found'],
    ['no time', async () => ({ limitMinutes: 0 }), '400 requests.out-of-range'],
  ])('refuses %s', async (_, body, expected) => {
    expect(outcome(await change(await body(), (await lane()).version))).toBe(expected);
  });

  it('has no lead when the lead leaves or may not lead any more', async () => {
    const leaver = await newcomer(system, 'lead@sonae.example', ['support']);
    expect((await change({ leadId: leaver.id }, (await lane()).version)).status).toBe(200);
    expect((await act(admin, `/users/${leaver.id}/departures`, { reason: '退職' })).status).toBe(200);
    expect((await lane()).leadId).toBeNull();

    const mover = await newcomer(system, 'mover@sonae.example', ['support']);
    await giveRole(system, mover.id, 'auditor');
    expect((await change({ leadId: mover.id }, (await lane()).version)).status).toBe(200);
    const { roleGrants } = await admin.get<{ roleGrants: { id: string; role: string }[] }>(`/users/${mover.id}`);
    const support = roleGrants.find(({ role }) => role === 'support')?.id;
    expect((await act(admin, `/role-grants/${support}/endings`, { reason: '異動' })).status).toBe(200);
    expect((await lane()).leadId).toBeNull();
    expect(await actionsOf('lane:prevention')).toContain('lane.lead-vacated');
  });

  it('that does not exist is not found', async () => {
    expect(outcome(await admin.send('PATCH', '/lanes/nothing', { body: {}, version: 1 }))).toBe(
      '404 requests.not-found',
    );
  });
});

describe('an agency', () => {
  it('acts for a client from a day on: its agents see the client, and no longer once it has ended', async () => {
    const made = await act<Agency>(admin, '/agencies', { name: '見本 みらい代理店' });
    expect(made.status).toBe(201);
    await newcomer(system, 'agent@mirai.example', ['agent'], { agencyId: made.body.id });
    const agent = await signInAs(system, 'agent@mirai.example', newPassword);
    const seen = async (): Promise<string[]> =>
      (await agent.get<{ items: { id: string }[] }>('/institutions')).items.map((one) => one.id);
    const [hospital] = await rowsOf<{ id: string }>(
      system,
      `SELECT institution_id AS id FROM person WHERE email = 'manager@sakura.example'`,
    );
    expect(await seen()).toEqual([]);
    const client = (body: object): Promise<Reply<Agency>> =>
      act(admin, `/agencies/${made.body.id}/clients`, { institutionId: hospital?.id, from: day(0), ...body });
    const entered = await client({});
    expect([entered.status, await seen()]).toEqual([201, [hospital?.id]]);
    expect(outcome(await client({ from: day(3) }))).toBe('409 parties.line-overlaps');
    for (const institutionId of [nobody(), '00000000-0000-0000-0000-000000000001'])
      expect(outcome(await client({ institutionId }))).toBe('422 parties.institution-not-found');
    expect((await end(`/agency-clients/${entered.body.clients[0]?.id}`)).status).toBe(200);
    expect(await seen()).toEqual([]);
    expect(await actionsOf(`agency:${made.body.id}`)).toEqual([
      'agency.created',
      'agency-client.entered',
      'agency-client.ended',
    ]);
  });
});

describe('everybody but administrators', () => {
  it.each([
    'senior@sonae.example',
    'support@sonae.example',
    'auditor@sonae.example',
    'manager@sakura.example',
    'agent@hikari.example',
  ])('%s enters none of it', async (email) => {
    const session = await system.as(email);
    for (const path of ['/authorities', '/skills', '/teams', '/agencies'])
      expect([path, outcome(await act(session, path, {}))]).toEqual([path, '403 access.forbidden']);
    expect(outcome(await session.send('PATCH', '/lanes/general', { body: {}, version: 1 }))).toBe(
      '403 access.forbidden',
    );
  });
});

function nobody(): string {
  return '00000000-0000-7000-8000-00000000dead';
}
