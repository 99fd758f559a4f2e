import { asSuperuser } from '../support/database.js';
import { enter, entry, freshNumber, post, type Period } from '../support/policies.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

let system: TestSystem;
let admin: Session;

beforeAll(async () => {
  system = await testSystem({ queues: [] });
  admin = await system.as('admin@sonae.example');
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const count = (sql: string, values: unknown[]): Promise<number> =>
  asSuperuser(system.db.ownerUrl, async (client) => Number((await client.query(sql, values)).rows[0]?.count));

describe('policies that are entered at the same moment', () => {
  it('64 overlapping periods of one member: exactly one is kept', async () => {
    const { institutionId } = await enter(admin, { inceptionDate: '2020-04-01', expiryDate: '2021-04-01' });
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, at) => {
        const month = String((at % 12) + 1).padStart(2, '0');
        return post(
          admin,
          '/policies',
          entry({
            institution: { id: institutionId },
            inceptionDate: `2026-${month}-01`,
            expiryDate: `2027-${month}-15`,
          }),
        );
      }),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status, body } of answers.filter(({ status }) => status !== 201))
      expect([status, body.code]).toEqual([409, 'policies.periods-overlap']);
    expect(
      await count(
        `SELECT count(*) FROM sonae.member_period WHERE institution_id = $1 AND inception_on >= '2026-01-01'`,
        [institutionId],
      ),
    ).toBe(1);
  });

  it('the same new institution, entered by sixteen at once, is made once', async () => {
    const name = '見本 同時クリニック';
    const answers = await Promise.all(
      Array.from({ length: 16 }, () =>
        post(
          admin,
          '/policies',
          entry({ institution: { name, kind: 'general-clinic', corporationKind: 'individual', prefecture: 13 } }),
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(['policies.institution-exists']),
    );
    expect(await count('SELECT count(*) FROM sonae.institution WHERE name = $1', [name])).toBe(1);
  });

  it('one certificate number for two members at once is given to one of them', async () => {
    const policyNumber = freshNumber();
    const group = {
      policyNumber,
      policyholder: '見本 同時医師会',
      isGroup: true,
      certificateNumber: `K-${policyNumber}`,
    };
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(admin, '/policies', { ...entry(), ...group })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409))
      expect(body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
        ['/certificateNumber', 'policies.certificate-taken'],
      ]);
  });

  it('a renewal that is sent eight times at once is one renewal', async () => {
    const first = await enter(admin);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post(admin, `/policies/${first.id}/renewals`, { expiryDate: '2028-04-01' })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.code))).toEqual(new Set([undefined, 'policies.already-renewed']));
  });

  it('the database holds one member’s periods apart by itself', async () => {
    const { id } = await enter(admin);
    const columns =
      'institution_id, policy_id, policy_number, institution_kind, corporation_kind, plan, ' +
      'terms_version, continuous_since';
    const insert = (from: string, to: string): Promise<string> =>
      asSuperuser(system.db.staffUrl, async (client) => {
        await client.query('BEGIN');
        return client
          .query(
            `INSERT INTO member_period (id, ${columns}, inception_on, expiry_on)
               SELECT gen_random_uuid(), ${columns}, $2, $3
               FROM member_period
               WHERE id = $1`,
            [id, from, to],
          )
          .then(
            () => 'kept',
            (error: { code?: string }) => error.code ?? 'failed',
          );
      });
    expect(await insert('2027-03-31', '2028-03-31')).toBe('SN131');
    expect(await insert('2025-04-02', '2026-04-02')).toBe('SN131');
    expect(await insert('2027-04-01', '2028-04-01')).toBe('kept');
  });

  it('two administrators who change one period: the second, who has not seen the first, changes nothing', async () => {
    const period: Period = await enter(admin);
    const other = await system.as('admin2@sonae.example');
    const change = (session: Session, certificateNumber: string) =>
      session.send<Period>('PATCH', `/policies/${period.id}`, {
        body: { certificateNumber, reason: '加入者証による' },
        version: period.version,
      });
    const answers = await Promise.all([
      change(admin, `${period.policyNumber}-1`),
      change(other, `${period.policyNumber}-2`),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    const kept = answers.find(({ status }) => status === 200)?.body.certificateNumber;
    expect((await admin.get<Period>(`/policies/${period.id}`)).certificateNumber).toBe(kept);
  });
});
