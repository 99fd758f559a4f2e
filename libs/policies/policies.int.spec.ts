import pg from 'pg';
import { systemActor, type Actor, type Tx } from '#database';
import { FacilitiesModule } from '#facilities';
import { bigramsOf, dayInJapan, foldName, foldTelephone, newId } from '#kernel';
import { PeopleModule } from '#people';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/support/database.js';
import { httpApp, type HttpApp, type SignedIn } from '../../test/support/http-app.js';
import { People, password } from '../../test/support/people.js';
import { foldNumber } from './folded-number.js';
import { addNumber, conditionsOf, type Conditions } from './policy-search.js';
import {
  PoliciesModule,
  periodById,
  periodByNumber,
  periodFromRow,
  periodsByNumber,
  periodsOf,
  periodsSql,
  type MemberPeriodRow,
} from './index.js';

let test: TestDatabase;
let app: HttpApp;
let owner: pg.Client;
let sakura: string;
let midori: string;
let nagisa: string;
let sakuraPeriods: string[];
const session: Record<'sakura' | 'midori' | 'support' | 'reporter', SignedIn> = {} as never;

const day = (offset: number): string => dayInJapan(new Date(Date.now() + offset * 86_400_000));

interface NewPeriod {
  institution: string;
  policy: { id: string; number: string };
  from: string;
  to: string;
  certificate?: string;
  renews?: string;
  kind?: string;
  more?: Record<string, unknown>;
}

async function policy(number: string, isGroup = false): Promise<{ id: string; number: string }> {
  const id = newId();
  await owner.query('INSERT INTO policy (id, number, policyholder, is_group) VALUES ($1, $2, $3, $4)', [
    id,
    number,
    '見本 契約者',
    isGroup,
  ]);
  return { id, number };
}

async function period(given: NewPeriod): Promise<string> {
  const id = newId();
  const columns: Record<string, unknown> = {
    id,
    institution_id: given.institution,
    policy_id: given.policy.id,
    policy_number: given.policy.number,
    certificate_number: given.certificate ?? null,
    institution_kind: given.kind ?? 'hospital',
    corporation_kind: 'medical-corporation',
    plan: 2,
    terms_version: '2026-11',
    inception_on: given.from,
    expiry_on: given.to,
    continuous_since: given.from,
    boundary_hour: 16,
    renews_id: given.renews ?? null,
    ...given.more,
  };
  const names = Object.keys(columns);
  await owner.query(
    `INSERT INTO member_period (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(columns),
  );
  return id;
}

beforeAll(async () => {
  test = await freshDatabase();
  owner = new pg.Client({ connectionString: test.ownerUrl, options: '-c search_path=sonae' });
  await owner.connect();
  const people = await People.on(owner);
  sakura = await people.institution('見本 さくら病院');
  midori = await people.institution('見本 みどり病院');
  nagisa = await people.institution('見本 なぎさクリニック', 'general-clinic');
  await people.person({ email: 'manager@sakura.example', institutionId: sakura, roles: ['hospital-manager'] });
  await people.person({ email: 'reporter@sakura.example', institutionId: sakura, roles: ['hospital-reporter'] });
  await people.person({ email: 'manager@midori.example', institutionId: midori, roles: ['hospital-manager'] });
  await people.person({ email: 'support@sonae.example', roles: ['support'] });

  const own = await policy('MCY-2026-000101');
  const first = await period({ institution: sakura, policy: own, from: day(-800), to: day(-435) });
  const second = await period({
    institution: sakura,
    policy: own,
    from: day(-435),
    to: day(-70),
    renews: first,
    more: { plan: 1 },
  });
  const third = await period({
    institution: sakura,
    policy: own,
    from: day(-70),
    to: day(295),
    renews: second,
    more: {
      continuous_since: day(-800),
      deductible_yen: 100_000,
      tax_creditable_ratio: 0.05,
      interruption_limit_yen: 50_000_000,
      interruption_waiting_hours: 12,
      interruption_indemnity_months: 6,
      parameters: JSON.stringify({ expenseWindowDays: 180 }),
    },
  });
  sakuraPeriods = [first, second, third];
  const facility = newId();
  await owner.query(
    `INSERT INTO facility (id, code, name, name_grams, kind, prefecture, valid_from)
       VALUES ($1, '1310000001', '見本さくら病院', $2, 'hospital', 13, '2010-04-01')`,
    [facility, bigramsOf(foldName('見本さくら病院'))],
  );
  await owner.query(
    'INSERT INTO declared_premises (member_period_id, institution_id, facility_id, from_on) VALUES ($1, $2, $3, $4)',
    [third, sakura, facility, day(-70)],
  );
  const group = await policy('MCY-2026-000301', true);
  await period({
    institution: nagisa,
    policy: group,
    from: day(-70),
    to: day(295),
    certificate: 'K26-0301-0001',
    kind: 'general-clinic',
  });
  await period({
    institution: midori,
    policy: group,
    from: day(-70),
    to: day(295),
    certificate: 'K26-0301-0002',
    more: { ended_early_on: day(-10) },
  });

  app = await httpApp(test.database, [PeopleModule, FacilitiesModule, PoliciesModule]);
  session.sakura = await app.signIn('manager@sakura.example', password);
  session.reporter = await app.signIn('reporter@sakura.example', password);
  session.midori = await app.signIn('manager@midori.example', password);
  session.support = await app.signIn('support@sonae.example', password);
}, 60_000);

afterAll(async () => {
  await app?.close();
  await owner?.end();
  await test?.drop();
});

const list = async (
  query: string,
  who: keyof typeof session,
): Promise<{ items: Record<string, unknown>[]; nextCursor: string | null }> => {
  const answer = await app.ask('GET', `/policies${query}`, { session: session[who] });
  expect(answer.status).toBe(200);
  return answer.body as { items: Record<string, unknown>[]; nextCursor: string | null };
};

describe('the list of policies', () => {
  it('shows a manager the own periods, the latest first, and nobody else’s by any filter', async () => {
    const { items } = await list('', 'sakura');
    expect(items.map(({ id }) => id)).toEqual(sakuraPeriods.toReversed());
    expect(items.map(({ inForce }) => inForce)).toEqual([true, false, false]);
    for (const query of [`?institutionId=${midori}`, '?number=MCY-2026-000301', '?number=K26-0301-0002']) {
      expect((await list(query, 'sakura')).items).toEqual([]);
    }
    expect((await app.ask('GET', '/policies', { session: session.reporter })).status).toBe(403);
  });

  it('finds a number as people type it, of the policy or of a certificate', async () => {
    expect((await list(`?number=${encodeURIComponent('ｍｃｙ２０２６ー０００３０１')}`, 'support')).items).toHaveLength(
      2,
    );
    expect((await list(`?number=${encodeURIComponent('k26‐0301 0001')}`, 'support')).items).toEqual([
      expect.objectContaining({
        institutionId: nagisa,
        institutionName: '見本 なぎさクリニック',
        certificateNumber: 'K26-0301-0001',
      }),
    ]);
    expect((await list('?number=-', 'support')).items).toEqual([]);
    expect((await app.ask('GET', '/policies?number=%00', { session: session.support })).status).toBe(400);
  });

  it('R-TIME: finds what covers a day, without what ended early', async () => {
    expect((await list(`?inForceOn=${day(0)}`, 'support')).items).toHaveLength(2);
    expect((await list(`?inForceOn=${day(-10)}&institutionId=${midori}`, 'support')).items).toHaveLength(1);
    expect((await list(`?inForceOn=${day(-9)}&institutionId=${midori}`, 'support')).items).toHaveLength(0);
    expect((await list(`?inForceOn=${day(-70)}&institutionId=${sakura}`, 'support')).items).toHaveLength(2);
    for (const noDay of ['2026-02-30', '0000-01-01']) {
      const refused = await app.ask('GET', `/policies?inForceOn=${noDay}`, { session: session.support });
      expect(refused.body).toMatchObject({ status: 400, code: 'requests.no-such-date' });
    }
  });

  it('reads page by page, also where periods begin on one day', async () => {
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(`?limit=2${cursor && `&cursor=${cursor}`}`, 'support');
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });
});

describe('the desk searches while somebody telephones', () => {
  const ids = async (query: string) => (await list(query, 'support')).items.map(({ id }) => id);

  it('by how a number begins, the whole number first', async () => {
    const longer = await policy('MCY-2026-0003011');
    const other = await period({
      institution: nagisa,
      policy: longer,
      from: day(295),
      to: day(660),
      kind: 'general-clinic',
    });
    const found = await ids('?number=mcy20260003');
    expect(found).toHaveLength(3);
    // the other one begins later, so by its date it would come first
    expect((await ids('?number=MCY%202026%20000301')).at(-1)).toBe(other);
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(
        `?number=mcy2026000301&limit=1${cursor && `&cursor=${cursor}`}`,
        'support',
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(await ids('?number=mcy2026000301'));
    await owner.query('DELETE FROM member_period WHERE id = $1', [other]);
  });

  it('by a part of the name and by the telephone', async () => {
    await owner.query(`UPDATE institution SET telephone = '０３－５５５０－０１０１' WHERE id = $1`, [sakura]);
    expect(await ids(`?q=${encodeURIComponent('サクラ')}`)).toEqual(sakuraPeriods.toReversed());
    expect(await ids('?telephone=%2B81%203-5550-0101')).toEqual(sakuraPeriods.toReversed());
    expect(await ids('?telephone=035550')).toEqual(sakuraPeriods.toReversed());
    for (const nobody of ['?telephone=036', '?telephone=none', `?q=${encodeURIComponent('サクラ')}&number=K26`])
      expect([nobody, await ids(nobody)]).toEqual([nobody, []]);
  });

  it('by indexes, as the insurer’s role asks', async () => {
    const plan = ({ sql, values }: Conditions): Promise<string> =>
      asSuperuser(test.staffUrl, async (staff) => {
        await staff.query('SET enable_seqscan = off; SET enable_indexscan = off');
        const { rows } = await staff.query<{ 'QUERY PLAN': string }>(
          `EXPLAIN SELECT m.id FROM member_period m JOIN institution i ON i.id = m.institution_id WHERE ${sql}`,
          values,
        );
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      });
    for (const exact of [true, false]) {
      const asked = await plan(addNumber(conditionsOf({}), 'MCY-2026', exact));
      expect(asked).toContain('member_period_number');
      expect(asked).toContain('member_period_folded_certificate');
    }
    expect(await plan(conditionsOf({ telephone: '03-55' }))).toContain('institution_telephone');
    expect(await plan(conditionsOf({ q: 'さくら' }))).toContain('institution_grams');
  });

  it('the database folds as the program does', async () => {
    const code = [
      0x09, 0x0a, 0x20, 0x2d, 0xa0, 0xad, 0x58a, 0x1680, 0x2000, 0x200b, 0x2010, 0x2015, 0x2028, 0x202f, 0x205f,
    ];
    const more = [
      0x2060, 0x2212, 0x2e3a, 0x3000, 0x301c, 0x3030, 0x30a0, 0x30fc, 0xfe58, 0xfe63, 0xfeff, 0xff0d, 0xff21, 0xff9e,
    ];
    for (const point of [...code, ...more]) {
      const text = `Ａ${String.fromCodePoint(point)}1`;
      const { rows } = await owner.query<{ n: string; t: string }>(
        'SELECT fold_number($1) AS n, fold_telephone($1) AS t',
        [text],
      );
      expect([point.toString(16), rows[0]]).toEqual([
        point.toString(16),
        { n: foldNumber(text), t: foldTelephone(text) },
      ]);
    }
    const telephones = [
      ...[
        '+81 (0)3 1234-5678',
        '+81-03-1234-5678',
        '(+81) 3 1234 5678',
        '0081 3 1234 5678',
        '０３（１２３４）５６７８',
      ],
      ...[
        '03-1234-5678 内線12',
        '03-1234-5678（内線：12）',
        '03-1234-5678 Ext. 12',
        '03-1234-5678#12',
        'なし',
        '内科 1',
      ],
    ];
    for (const typed of telephones) {
      const { rows } = await owner.query<{ t: string }>('SELECT fold_telephone($1) AS t', [typed]);
      expect([typed, rows[0]?.t]).toEqual([typed, foldTelephone(typed)]);
    }
  });
});

describe('one policy', () => {
  it('shows limits, option, premises and renewals', async () => {
    const [first, second, third] = sakuraPeriods;
    const answer = await app.ask('GET', `/policies/${third}`, { session: session.sakura });
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe('"1"');
    expect(answer.body).toMatchObject({
      limits: { liabilityYen: 100_000_000, responseExpenseYen: 10_000_000 },
      deductibleYen: 100_000,
      taxCreditableRatio: 0.05,
      businessInterruption: { limitYen: 50_000_000, waitingHours: 12, indemnityMonths: 6 },
      continuousSince: day(-800),
      premises: [{ facilityCode: '1310000001', facilityName: '見本さくら病院', fromOn: day(-70), toOn: null }],
      before: [
        { id: second, plan: 1, inceptionDate: day(-435), expiryDate: day(-70) },
        { id: first, plan: 2, inceptionDate: day(-800), expiryDate: day(-435) },
      ],
      after: [],
      contractParameters: { expenseWindowDays: 180 },
      policyholder: null,
      isGroup: null,
    });
    const { parameters } = answer.body as { parameters: { name: string; isDefault: boolean }[] };
    expect(parameters.filter(({ isDefault }) => !isDefault).map(({ name }) => name)).toEqual(['expenseWindowDays']);
    const earliest = await app.ask('GET', `/policies/${first}`, { session: session.sakura });
    expect((earliest.body as { after: { id: string }[] }).after.map(({ id }) => id)).toEqual([second, third]);
  });

  it('shows the policyholder to the insurer only, and another’s to nobody', async () => {
    const answer = await app.ask('GET', `/policies/${sakuraPeriods[2]}`, { session: session.support });
    expect(answer.body).toMatchObject({ policyholder: '見本 契約者', isGroup: false });
    expect((await app.ask('GET', `/policies/${sakuraPeriods[2]}`, { session: session.midori })).status).toBe(404);
  });
});

describe('what later domains read', () => {
  const actor = systemActor('test');
  const asInstitution: Actor = { ...actor, side: 'institution' };
  const read = <T>(who: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => test.database.read(who, work);

  it('the periods of institutions, in a transaction or as one prepared statement', async () => {
    const periods = await read(actor, (tx) => periodsOf(tx, [sakura]));
    expect(periods.map(({ id }) => id)).toEqual(sakuraPeriods);
    const rows = await test.database.statement<MemberPeriodRow & Record<string, unknown>>(
      'staff',
      'periods-of',
      periodsSql,
      [[sakura]],
    );
    expect(rows.map(periodFromRow)).toEqual(periods);
    expect(await read(actor, (tx) => periodsOf(tx, []))).toEqual([]);
  });

  it('one by id or number, within institutions or over all, and never past row security', async () => {
    const [, , third] = sakuraPeriods;
    expect((await read(actor, (tx) => periodById(tx, third ?? '')))?.deductible).toBe(100_000);
    expect((await read(actor, (tx) => periodByNumber(tx, 'mcy 2026 000101', null)))?.id).toBe(third);
    expect(await read(actor, (tx) => periodByNumber(tx, 'MCY-2026-000101', [midori]))).toBeNull();
    expect(await read(actor, (tx) => periodsByNumber(tx, 'MCY-2026-000301', null))).toHaveLength(2);
    const sees = { ...asInstitution, institutions: [midori] };
    expect(await read(sees, (tx) => periodById(tx, third ?? ''))).toBeNull();
    expect(await read(sees, (tx) => periodsByNumber(tx, 'MCY-2026-000301', null))).toHaveLength(1);
  });
});
