import { newId } from '#kernel';
import { makeFinal } from '../support/cashiers.js';
import { Claims, cost, idOf, post, type ClaimCase, type Decision } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

interface Compared {
  readonly own: number;
  readonly peersJa: string;
  readonly everySizeEn: string | null;
  readonly lines: number;
  readonly institutions: number;
  readonly since: string;
  readonly range: Readonly<
    Record<'smallest' | 'lowerQuartile' | 'median' | 'upperQuartile' | 'largest', number>
  > | null;
  readonly below: number | null;
}

let system: TestSystem;
let claims: Claims;
let senior: Session;
let second: Session;
/** A clinic with seven final call centres, whose institution recovers a quarter of the tax and bears a deductible. */
let seven: ClaimCase;
/** Its next two lines, in review, and one of another category. */
let [eighth, ninth, foreign] = ['', '', ''];
/** In review at another clinic: the line whose page is open. */
let own: ClaimCase;

const amounts = [50_000, 30_000, 80_000, 20_000, 110_000, 40_000, 90_000];
const center = (amount: number, more: object = {}): object =>
  cost('call-center', amount, { tax: amount / 10, ...more });
const compared = async (id: string, by = senior): Promise<Compared | null> =>
  (await by.get<{ compared: Compared | null }>(`/expenses/${id}/comparable-costs`)).compared;
const sql = async (statement: string, ...values: unknown[]): Promise<void> => {
  await asSuperuser(system.db.ownerUrl, (client) => client.query(statement, values));
};

/** Approved, or reduced, by one senior-adjuster and signed by the other where that is needed; not final yet. */
async function decide(id: string, body: object = {}): Promise<Decision> {
  const { status, body: made } = await claims.propose(senior, id, body);
  if (status !== 201) throw new Error(JSON.stringify(made));
  if (made.state !== 'open') return made;
  const signed = await claims.sign(second, made.id, { articles: [{ article: '約款 第1条（見本）' }] });
  if (signed.status !== 200) throw new Error(JSON.stringify(signed.body));
  return signed.body;
}

/** A case of costs that are all approved and final. */
async function decided(policy: { id: string; institutionId: string }, costs: readonly object[]): Promise<ClaimCase> {
  const shown = await claims.inReview(policy, costs);
  for (const { id } of shown.expenses) await decide(id);
  await makeFinal(system, shown.id);
  return shown;
}

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
  const policy = await claims.policy({ plan: 3, deductible: 60_000, taxCreditableRatio: 0.25 });
  seven = await claims.inReview(policy, [
    ...amounts.map((amount) => center(amount)),
    center(100_000),
    center(70_000),
    cost('press-conference', 60_000),
  ]);
  [eighth, ninth, foreign] = [idOf(seven, 7), idOf(seven, 8), idOf(seven, 9)];
  for (const [at] of amounts.entries()) await decide(idOf(seven, at));
  own = await claims.inReview(await claims.policy({ plan: 3 }), [center(60_000), cost('press-conference', 10_000)]);
}, 120_000);
afterAll(async () => {
  await system?.stop();
});

describe('the range of comparable costs', () => {
  it('knows no line before its decision is final', async () => {
    expect(await compared(idOf(own))).toMatchObject({ lines: 0, range: null, below: null });
  });

  it('is said of eight lines and not of seven: what was recognised, without tax, before deductible and limits', async () => {
    await makeFinal(system, seven.id);
    expect(await compared(idOf(own))).toMatchObject({ lines: 7, institutions: 1, range: null, below: null });
    // 107,500 with the tax that the institution bears: four fifths of it are 86,000, and of 100,000 they are 80,000
    const reduced = await decide(eighth, {
      kind: 'reduce',
      amount: 86_000,
      reasons: [{ code: 'not-necessary', amount: 21_500, text: '見本' }],
    });
    expect(reduced).toMatchObject({ state: 'approved', amount: 86_000 });
    await makeFinal(system, seven.id);
    // 20 30 40 50 80 80 90 110
    expect(await compared(idOf(own))).toMatchObject({
      own: 60_000,
      peersJa: '診療所',
      everySizeEn: null,
      lines: 8,
      institutions: 1,
      range: { smallest: 20_000, lowerQuartile: 30_000, median: 50_000, upperQuartile: 80_000, largest: 110_000 },
      below: 4,
    });
  });

  it('leaves out the line itself', async () => {
    // of the eight lines, 110,000
    expect(await compared(idOf(seven, 4))).toMatchObject({ own: 110_000, lines: 7, range: null });
  });

  it('leaves out what is undone, and what is reversed', async () => {
    const { id } = await decide(ninth);
    await post(senior, `/decisions/${id}/undos`);
    await makeFinal(system, seven.id);
    expect(await compared(idOf(own))).toMatchObject({ lines: 8 });
    const again = await decide(ninth);
    await makeFinal(system, seven.id);
    expect(await compared(idOf(own))).toMatchObject({ lines: 9, range: { median: 70_000 } });
    await post(second, `/decisions/${again.id}/reversals`, { reason: '見本' });
    const { items } = await senior.get<{ items: { id: string }[] }>('/reversals?limit=200');
    expect((await post(senior, `/reversals/${items[0]?.id}/signatures`)).status).toBe(200);
    expect(await compared(idOf(own))).toMatchObject({ lines: 8, range: { median: 50_000 } });
  });

  it('leaves out what is rejected, another category and another kind of institution', async () => {
    await decide(ninth, { kind: 'reject', reasons: [{ code: 'not-proven', text: '見本' }] });
    await decide(foreign);
    await makeFinal(system, seven.id);
    const dentist = { name: '見本歯科', kind: 'dental-clinic', corporationKind: 'medical-corporation' };
    await decided(await claims.policy({ plan: 3, institution: dentist }), [center(1_000)]);
    expect(await compared(idOf(own))).toMatchObject({ lines: 8, range: { smallest: 20_000, largest: 110_000 } });
    expect(await compared(idOf(own, 1))).toMatchObject({ lines: 1, range: null });
  });

  it('leaves out parts of a bill, what a supplement claims more of and its supplement, and what is demanded back', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [center(200_000), center(300_000)]);
    const [whole, first] = [idOf(shown), idOf(shown, 1)];
    const holder = await claims.holder(whole);
    const parts = [
      { amount: 150_000, tax: 15_000 },
      { amount: 50_000, tax: 5_000 },
    ];
    expect((await post(holder, `/expenses/${whole}/splits`, { parts })).status).toBe(200);
    await system.settled(60_000, shown.institutionId);
    const part = idOf(await claims.case(shown.id), 2);
    await claims.take(part);
    await decide(part);
    await decide(first, {
      kind: 'reduce',
      amount: 220_000,
      reasons: [{ code: 'not-necessary', amount: 110_000, text: '見本' }],
    });
    await makeFinal(system, shown.id);
    expect(await compared(part)).toBe(null);
    expect(await compared(idOf(own))).toMatchObject({ lines: 9, institutions: 2, range: { largest: 200_000 } });
    const more = await post<{ id: string }>(claims.desk, `/expenses/${first}/supplements`, {
      amount: 11_000,
      reason: '見本',
    });
    expect(more.status).toBe(201);
    expect(await compared(more.body.id)).toBe(null);
    expect(await compared(idOf(own))).toMatchObject({ lines: 8, institutions: 1, range: { largest: 110_000 } });

    const asked = newId();
    await asSuperuser(system.db.ownerUrl, async (client) => {
      // its guard asks for a payment, which these lines need not have
      await client.query('SET session_replication_role = replica');
      await client.query(
        `INSERT INTO repayment_claim (id, expense_id, incident_id, institution_id, amount_yen, reason, state, asked_by,
           asked_at)
         SELECT $1, e.id, e.incident_id, e.institution_id, 1, '見本', 'asked', p.id, now()
           FROM expense e, person p WHERE e.id = $2 AND p.email = 'senior@sonae.example'`,
        [asked, idOf(seven)],
      );
    });
    expect(await compared(idOf(own))).toMatchObject({ lines: 7 });
    await asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query('SET session_replication_role = replica');
      await client.query(`UPDATE repayment_claim SET state = 'dropped', ended_at = now() WHERE id = $1`, [asked]);
    });
    expect(await compared(idOf(own))).toMatchObject({ lines: 8 });
  });

  it('leaves out what was submitted more than 24 months ago', async () => {
    const { since } = (await compared(idOf(own))) ?? {};
    const move = (instant: string): Promise<void> =>
      sql('UPDATE expense SET submitted_at = $2 WHERE id = $1', idOf(seven), instant);
    await move(`${since}T00:00:00+09:00`);
    expect(await compared(idOf(own))).toMatchObject({ lines: 8 });
    await move(new Date(Date.parse(`${since}T00:00:00+09:00`) - 1).toISOString());
    expect(await compared(idOf(own))).toMatchObject({ lines: 7 });
  });
});

describe('hospitals', () => {
  const hospital = async (name: string, beds: number | null): Promise<{ id: string; institutionId: string }> => {
    const policy = await claims.policy({
      plan: 3,
      institution: { name, kind: 'hospital', corporationKind: 'medical-corporation' },
    });
    if (beds === null) return policy;
    const facilityId = newId();
    await sql(
      `INSERT INTO facility (id, code, name, name_grams, kind, prefecture, valid_from, beds_general, beds_total)
       VALUES ($1, $2, $3, '{}', 'hospital', 13, '2010-04-01', 0, $4)`,
      ...[facilityId, `13${String(beds).padStart(8, '0')}`, name, beds],
    );
    await sql('UPDATE institution SET facility_id = $2 WHERE id = $1', policy.institutionId, facilityId);
    return policy;
  };

  it('are compared with those of about so many beds, where there are enough; else with every hospital, and say why', async () => {
    const tens = [10, 20, 30, 40, 50, 60, 70, 80].map((thousands) => center(thousands * 1_000));
    await decided(await hospital('見本病院 一', 200), tens.slice(0, 4));
    await decided(await hospital('見本病院 二', 399), tens.slice(4));
    await decided(await hospital('見本病院 三', 400), [center(900_000)]);
    const [like, small, unknown] = await Promise.all(
      ([250, 30, null] as const).map(async (beds, at) =>
        claims.inReview(await hospital(`見本病院 十${at}`, beds), [center(35_000)]),
      ),
    );
    if (!like || !small || !unknown) throw new Error('three cases');
    expect(await compared(idOf(like))).toMatchObject({
      ...{ peersJa: '病院（200～399床）', everySizeEn: null, lines: 8, institutions: 2, below: 3 },
      range: { smallest: 10_000, lowerQuartile: 20_000, median: 40_000, upperQuartile: 60_000, largest: 80_000 },
    });
    const every = { peersJa: '病院', lines: 9, institutions: 3, range: { median: 50_000, largest: 900_000 } };
    expect(await compared(idOf(small))).toMatchObject({
      ...every,
      everySizeEn: 'There are fewer than 8 at hospitals of this size, so hospitals of every size are compared.',
    });
    expect(await compared(idOf(unknown))).toMatchObject({
      ...every,
      everySizeEn: 'The register does not know the beds of this hospital, so hospitals of every size are compared.',
    });
  }, 120_000);
});

describe('who may ask', () => {
  it('those of the insurer who read decisions; an institution is refused, of its own line too', async () => {
    const at = `/expenses/${idOf(own)}/comparable-costs`;
    expect((await claims.desk.send('GET', at)).status).toBe(200);
    const manager = await system.as('manager@sakura.example');
    const mine = await post<ClaimCase>(manager, '/incidents', {
      reporter: { name: '見本 花子', phone: '03-5550-0100' },
      description: '電子カルテが開けない',
      expenses: [center(10_000)],
    });
    expect(mine.status).toBe(201);
    const answers = await Promise.all(
      [at, `/expenses/${idOf(mine.body)}/comparable-costs`].map((path) => manager.send('GET', path)),
    );
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    // no more than figures and the name of the kind
    expect(JSON.stringify(await claims.desk.get(at))).not.toMatch(/[0-9a-f]{8}-|見本|MC-/);
  });

  it('nothing is compared with a cost that follows heads, and there is none without a line', async () => {
    const other = await claims.inReview(await claims.policy({ plan: 3 }), [
      cost('condolence', 10_000, { persons: 10 }),
    ]);
    expect(await compared(idOf(other))).toBe(null);
    expect((await senior.send('GET', `/expenses/${newId()}/comparable-costs`)).status).toBe(404);
  });
});
