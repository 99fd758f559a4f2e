import { act, personId, rowsOf } from '../journeys/cases.js';
import { newcomer } from '../support/accounts.js';
import { testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Line {
  id: string;
  code?: string;
  fromAt: string;
  toAt: string;
  endedAt: string | null;
  capacity?: number;
  errors?: { pointer: string }[];
}

let system: TestSystem;
let admin: Session;
let technical: Session;
let id: string;

beforeAll(async () => {
  system = await testSystem({ queues: [] });
  admin = await system.as('admin@sonae.example');
  // leads forensics, data-restoration, prevention and compensation
  technical = await system.as('senior@sonae.example');
  id = (await newcomer(system, 'new-adjuster@sonae.example', ['adjuster'])).id;
}, 60_000);
afterAll(async () => {
  await system.stop();
});

const hour = 3_600_000;
const away = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
const outcome = ({ status, body }: Reply<{ code?: string }>): string => `${status} ${body.code ?? ''}`.trim();
const roster = (body: object, who = admin): Promise<Reply<Line>> =>
  act(who, '/rosters', { personId: id, from: away(0), to: away(8), capacity: 20, ...body });
const absence = (body: object, who = admin): Promise<Reply<Line>> =>
  act(who, '/absences', { personId: id, from: away(1), to: away(8), kind: 'leave', ...body });
const end = (path: string, at?: string, who = admin): Promise<Reply<Line>> =>
  act(who, `${path}/endings`, { reason: '変更', ...(at ? { at } : {}) });
const onDuty = async (moment = away(0)): Promise<string[]> =>
  (
    await admin.get<{ items: { id: string }[] }>(`/rosters?personId=${id}&onDutyAt=${encodeURIComponent(moment)}`)
  ).items.map((line) => line.id);

describe('a line of the roster', () => {
  it('puts somebody on duty, until it is ended early; who did it stands in the audit', async () => {
    const made = await roster({});
    expect([made.status, made.body.capacity, made.body.endedAt]).toEqual([201, 20, null]);
    expect(await onDuty()).toEqual([made.body.id]);
    const ended = await end(`/rosters/${made.body.id}`);
    expect([ended.status, Date.parse(ended.body.endedAt ?? '') <= Date.now()]).toEqual([200, true]);
    expect(await onDuty()).toEqual([]);
    expect(outcome(await end(`/rosters/${made.body.id}`))).toBe('409 parties.already-ended');
    expect(
      await rowsOf(
        system,
        `SELECT chain, action, reason FROM audit WHERE subject = $1 AND action LIKE 'roster.%' ORDER BY seq`,
        [`person:${id}`],
      ),
    ).toEqual([
      { chain: 'insurer', action: 'roster.entered', reason: null },
      { chain: 'insurer', action: 'roster.ended', reason: '変更' },
    ]);
  });

  it('that has not begun is taken back, and one may be ended at a later moment', async () => {
    const made = await roster({ from: away(24), to: away(48) });
    expect(await onDuty(away(30))).toEqual([made.body.id]);
    expect((await end(`/rosters/${made.body.id}`, away(36))).status).toBe(200);
    expect([await onDuty(away(30)), await onDuty(away(37))]).toEqual([[made.body.id], []]);
    expect(outcome(await end(`/rosters/${made.body.id}`, away(40)))).toBe('422 parties.ends-earlier-already');
    expect((await end(`/rosters/${made.body.id}`)).status).toBe(200);
    expect(await onDuty(away(30))).toEqual([]);
  });

  it('is listed until it is over, also while it has not begun', async () => {
    const listed = async (moment: string): Promise<string[]> =>
      (
        await admin.get<{ items: { id: string }[] }>(`/rosters?personId=${id}&notOverAt=${encodeURIComponent(moment)}`)
      ).items.map((line) => line.id);
    const made = await roster({ from: away(72), to: away(96) });
    const lineId = made.body.id;
    expect([(await listed(away(0))).includes(lineId), (await listed(away(97))).includes(lineId)]).toEqual([
      true,
      false,
    ]);
    await end(`/rosters/${lineId}`, away(80));
    expect([(await listed(away(79))).includes(lineId), (await listed(away(81))).includes(lineId)]).toEqual([
      true,
      false,
    ]);
    await end(`/rosters/${lineId}`);
    expect(await listed(away(1))).not.toContain(lineId);
  });

  it.each<[string, object, string, string[] | undefined]>([
    ['ends before it begins', { from: away(2), to: away(1) }, '422 parties.period-reversed', ['/to']],
    ['is longer than 400 days', { to: away(400 * 24 + 1) }, '422 parties.period-too-long', ['/to']],
    ['is over', { from: away(-2), to: away(-1) }, '422 parties.in-the-past', ['/to']],
    ['has no capacity', { capacity: 0 }, '400 requests.out-of-range', ['/capacity']],
    ['has too much of it', { capacity: 201 }, '400 requests.out-of-range', ['/capacity']],
    [
      'is of nobody',
      { personId: '00000000-0000-7000-8000-00000000dead' },
      '422 parties.person-not-found',
      ['/personId'],
    ],
  ])('that %s is refused at its place', async (_, body, expected, pointers) => {
    const answer = await roster(body);
    expect([outcome(answer), answer.body.errors?.map(({ pointer }) => pointer)]).toEqual([expected, pointers]);
  });

  it.each(['auditor@sonae.example', 'reporter@sakura.example', 'agent@hikari.example'])(
    'is not entered for %s, who neither is of the desk nor adjusts',
    async (email) => {
      expect(outcome(await roster({ personId: await personId(system, email) }))).toBe('422 parties.no-duty-role');
    },
  );
});

describe('the lead of a lane', () => {
  it('enters and ends lines and absences of people who have its skill or are of its team, and of nobody else', async () => {
    const skilled = await personId(system, 'adjuster@sonae.example');
    const made = await roster({ personId: skilled }, technical);
    expect(made.status).toBe(201);
    expect((await end(`/rosters/${made.body.id}`, undefined, technical)).status).toBe(200);
    const away1 = await absence({ personId: skilled }, technical);
    expect(away1.status).toBe(201);
    expect((await end(`/absences/${away1.body.id}`, undefined, technical)).status).toBe(200);

    // communications are led by somebody else
    const stranger = await personId(system, 'adjuster4@sonae.example');
    expect(outcome(await roster({ personId: stranger }, technical))).toBe('403 parties.not-lead');
    expect(outcome(await absence({ personId: stranger }, technical))).toBe('403 parties.not-lead');
    const theirs = await roster({ personId: stranger });
    expect(outcome(await end(`/rosters/${theirs.body.id}`, undefined, technical))).toBe('403 parties.not-lead');
    // of the desk, and leads nothing
    expect(outcome(await roster({ personId: skilled }, await system.as('support@sonae.example')))).toBe(
      '403 parties.not-lead',
    );
  });
});

describe('an absence', () => {
  it('takes somebody off duty whatever the roster says, until it is ended', async () => {
    const line = await roster({ from: away(-1), to: away(72) });
    const made = await absence({ from: away(24), to: away(48), kind: 'illness' });
    expect([made.status, (made.body as unknown as { kindJa: string }).kindJa]).toEqual([201, '病気・けが']);
    expect([await onDuty(away(23)), await onDuty(away(25)), await onDuty(away(49))]).toEqual([
      [line.body.id],
      [],
      [line.body.id],
    ]);
    expect((await end(`/absences/${made.body.id}`, away(30))).status).toBe(200);
    expect([await onDuty(away(29)), await onDuty(away(31))]).toEqual([[], [line.body.id]]);
    const { items } = await admin.get<{ items: Line[] }>(`/absences?personId=${id}&at=${encodeURIComponent(away(29))}`);
    expect(items.map((one) => one.id)).toEqual([made.body.id]);
  });

  it('wholly in the past is refused; one that began and goes on is not', async () => {
    expect(outcome(await absence({ from: away(-9), to: away(-1) }))).toBe('422 parties.in-the-past');
    expect(outcome(await absence({ from: away(5), to: away(5) }))).toBe('422 parties.period-reversed');
    expect(outcome(await absence({ from: away(1), to: away(400 * 24 + 2) }))).toBe('422 parties.period-too-long');
    const going = await absence({ from: away(-9), to: away(1) });
    expect(going.status).toBe(201);
    expect(outcome(await end(`/absences/${going.body.id}`, away(-5)))).toBe('422 parties.in-the-past');
    expect((await end(`/absences/${going.body.id}`)).status).toBe(200);
    expect(outcome(await absence({ kind: 'bored' }))).toBe('400 requests.not-one-of');
  });
});

describe('institutions', () => {
  it.each(['manager@sakura.example', 'agent@hikari.example'])('%s reads and writes none of it', async (email) => {
    const session = await system.as(email);
    for (const path of ['/rosters', '/absences', '/users', '/role-grants', '/authorities', '/lanes'])
      expect([path, outcome(await session.send('GET', path))]).toEqual([path, '403 access.forbidden']);
    expect(outcome(await roster({}, session))).toBe('403 access.forbidden');
    expect(outcome(await absence({}, session))).toBe('403 access.forbidden');
  });
});
