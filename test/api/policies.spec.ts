import { newId } from '#kernel';
import { asSuperuser } from '../support/database.js';
import { enter, entry, facility, freshNumber, post, type Period, type Refusal } from '../support/policies.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

let system: TestSystem;
let admin: Session;

beforeAll(async () => {
  system = await testSystem({ queues: [] });
  admin = await system.as('admin@sonae.example');
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

/** The faults of a refused entry, as [pointer, code]. */
async function faultsOf(body: unknown, path = '/policies'): Promise<string[][]> {
  const answer = await post<Refusal>(admin, path, body);
  if (answer.status < 400) throw new Error(`it was accepted: ${JSON.stringify(body)}`);
  return (answer.body.errors ?? []).map(({ pointer, code }) => [pointer, code]);
}
const count = (sql: string, values: unknown[] = []): Promise<number> =>
  asSuperuser(system.db.ownerUrl, async (client) => Number((await client.query(sql, values)).rows[0]?.count));
const hospital = { kind: 'hospital', corporationKind: 'medical-corporation', prefecture: 13 };

describe('entering a policy', () => {
  it('makes contract, institution and period, and answers the period as it is read', async () => {
    const given = entry({
      certificateNumber: null,
      deductible: 100_000,
      taxCreditableRatio: 0.25,
      businessInterruption: { limit: 50_000_000, waitingHours: 12 },
      bodilyInjuryPropertyDamage: true,
      parameters: { expenseWindowDays: 180 },
    });
    const answer = await post(admin, '/policies', given);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body).toMatchObject({
      policyNumber: given['policyNumber'],
      policyholder: given['policyholder'],
      isGroup: false,
      institutionKind: 'hospital',
      corporationKind: 'medical-corporation',
      plan: 2,
      termsVersion: '2026-11',
      inceptionDate: '2026-04-01',
      expiryDate: '2027-04-01',
      continuousSince: '2026-04-01',
      boundaryHour: 16,
      limits: { liabilityYen: 100_000_000, responseExpenseYen: 10_000_000 },
      deductibleYen: 100_000,
      taxCreditableRatio: 0.25,
      businessInterruption: { limitYen: 50_000_000, waitingHours: 12, indemnityMonths: null },
      bodilyInjuryPropertyDamage: true,
      contractParameters: { expenseWindowDays: 180 },
      premises: [],
    });
    expect(await admin.get(`/policies/${answer.body.id}`)).toEqual(answer.body);
  });

  it('makes the institution findable by its name, however it is written', async () => {
    const { institutionId } = await enter(admin, {
      institution: { name: '医療法人社団 見本会 ひばりクリニック', ...hospital, kind: 'general-clinic' },
    });
    const found = await admin.get<{ items: { id: string }[] }>(`/institutions?q=${encodeURIComponent('ヒバリｸﾘﾆｯｸ')}`);
    expect(found.items.map(({ id }) => id)).toEqual([institutionId]);
  });

  it('is one effect however often it is sent, and is written in the institution’s chain', async () => {
    const sent = { body: entry(), key: freshKey() };
    const first = await admin.send<Period>('POST', '/policies', sent);
    const second = await admin.send<Period>('POST', '/policies', sent);
    expect([second.status, second.body]).toEqual([201, first.body]);
    const entries = await asSuperuser(system.db.ownerUrl, async (client) =>
      client.query('SELECT action, actor_kind, acting_as FROM sonae.audit WHERE chain = $1 ORDER BY seq', [
        `institution:${first.body.institutionId}`,
      ]),
    );
    expect(entries.rows).toEqual([
      { action: 'institution.entered', actor_kind: 'person', acting_as: 'administrator' },
      { action: 'policy.entered', actor_kind: 'person', acting_as: 'administrator' },
    ]);
  });

  it('is for administrators', async () => {
    for (const email of ['support@sonae.example', 'auditor@sonae.example', 'manager@sakura.example']) {
      const answer = await post<Refusal>(await system.as(email), '/policies', entry());
      expect([email, answer.status, answer.body.code]).toEqual([email, 403, 'access.forbidden']);
    }
  });

  it('R-ELG-3: a newly opened institution may enrol, before its facility opens too', async () => {
    await facility(system, { code: '1310009001', name: '見本 開業前クリニック', kind: 'general-clinic' });
    const period = await enter(admin, {
      institution: { facilityCode: '13-1-0009001', corporationKind: 'individual' },
    });
    expect(period).toMatchObject({ institutionName: '見本 開業前クリニック', institutionKind: 'general-clinic' });
  });
});

describe('what is refused, each by its code and place', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    [
      'R-ELG-2: a pharmacy',
      { institution: { name: '見本薬局', ...hospital, kind: 'pharmacy' } },
      '/institution/kind',
      'policies.pharmacy',
    ],
    ['R-ELG-4: a term under a year', { expiryDate: '2027-03-31' }, '/expiryDate', 'policies.term-too-short'],
    ['an expiry on the inception', { expiryDate: '2026-04-01' }, '/expiryDate', 'policies.expiry-not-after-inception'],
    ['a term over five years', { expiryDate: '2031-04-02' }, '/expiryDate', 'policies.term-too-long'],
    ['plan 0', { plan: 0 }, '/plan', 'policies.no-such-plan'],
    ['plan 4', { plan: 4 }, '/plan', 'policies.no-such-plan'],
    ['terms that are not there', { termsVersion: '2020-01' }, '/termsVersion', 'policies.no-such-terms'],
    [
      'a parameter that nobody knows',
      { parameters: { waiting: 1 } },
      '/parameters/waiting',
      'policies.parameter-unknown',
    ],
    [
      'a parameter that the engine refuses',
      { parameters: { ratio: { condolence: 1.5 } } },
      '/parameters/ratio/condolence',
      'policies.parameter-refused',
    ],
    [
      'a ratio of seven decimals',
      { taxCreditableRatio: 0.1234567 },
      '/taxCreditableRatio',
      'policies.too-many-decimals',
    ],
    [
      'joining mid-term outside a group',
      { joinedMidTerm: true, expiryDate: '2026-10-01' },
      '/joinedMidTerm',
      'policies.mid-term-outside-group',
    ],
    ['an end before the inception', { endedEarlyOn: '2026-03-31' }, '/endedEarlyOn', 'policies.ending-outside-period'],
    [
      'unbroken cover from later on',
      { continuousSince: '2026-04-02' },
      '/continuousSince',
      'policies.continuous-after-inception',
    ],
    [
      'an institution by two ways',
      { institution: { name: '見本', facilityCode: '1', ...hospital } },
      '/institution',
      'policies.institution-unclear',
    ],
    [
      'an institution without a kind',
      { institution: { name: '見本', corporationKind: 'other' } },
      '/institution/kind',
      'requests.field-missing',
    ],
    [
      'an institution that is not there',
      { institution: { id: newId() } },
      '/institution/id',
      'parties.institution-not-found',
    ],
    [
      'a facility nobody knows',
      { institution: { facilityCode: '9999999999', corporationKind: 'other' } },
      '/institution/facilityCode',
      'policies.facility-unknown',
    ],
    ['a number of signs', { policyNumber: '---' }, '/policyNumber', 'policies.number-unreadable'],
    [
      'a certificate number with signs',
      { certificateNumber: 'K<1>' },
      '/certificateNumber',
      'policies.number-unreadable',
    ],
  ])('%s', async (_, changes, pointer, code) => {
    const before = await count('SELECT count(*) FROM sonae.policy');
    expect(await faultsOf(entry(changes))).toEqual([[pointer, code]]);
    expect(await count('SELECT count(*) FROM sonae.policy')).toBe(before);
  });

  it('names all faults at once', async () => {
    const answer = await post<Refusal>(
      admin,
      '/policies',
      entry({
        plan: 9,
        expiryDate: '2026-05-01',
        termsVersion: '1999-01',
        parameters: { expenseWindowDays: -1 },
        institution: { name: '見本 欠陥薬局', kind: 'pharmacy', corporationKind: 'individual' },
        premises: [{ facilityCode: '0000000000' }],
      }),
    );
    expect([answer.status, answer.body.code]).toEqual([422, 'policies.refused']);
    expect(Object.fromEntries((answer.body.errors ?? []).map(({ pointer, code }) => [pointer, code]))).toEqual({
      '/expiryDate': 'policies.term-too-short',
      '/institution/kind': 'policies.pharmacy',
      '/parameters/expenseWindowDays': 'policies.parameter-refused',
      '/plan': 'policies.no-such-plan',
      '/premises': 'policies.premises-medical-corporation-only',
      '/premises/0/facilityCode': 'policies.facility-unknown',
      '/termsVersion': 'policies.no-such-terms',
    });
  });

  it('R-ELG-2: points a pharmacy to the insurance that is for it', async () => {
    const answer = await post<Refusal>(
      admin,
      '/policies',
      entry({ institution: { name: '見本薬局', ...hospital, kind: 'pharmacy' } }),
    );
    expect([answer.status, answer.body.code]).toEqual([422, 'policies.pharmacy']);
    expect(answer.body.detail).toContain('企業向けサイバー保険');
  });

  it('R-ELG-4: exactly a year is a year, on a leap day too', async () => {
    expect(await enter(admin, { inceptionDate: '2024-02-29', expiryDate: '2025-02-28' })).toMatchObject({
      expiryDate: '2025-02-28',
    });
    expect(await enter(admin, { expiryDate: '2031-04-01' })).toMatchObject({ expiryDate: '2031-04-01' });
  });

  it('R-ELG-4: a contract that ended early is entered with its day', async () => {
    const period = await enter(admin, { endedEarlyOn: '2026-08-10' });
    expect(period).toMatchObject({
      expiryDate: '2026-08-10',
      contractExpiryDate: '2027-04-01',
      endedEarlyOn: '2026-08-10',
    });
  });

  it('a number that is another number but for hyphens, and names it', async () => {
    const { policyNumber } = await enter(admin);
    const answer = await post<Refusal>(
      admin,
      '/policies',
      entry({ policyNumber: policyNumber.replaceAll('-', ' ').toLowerCase() }),
    );
    expect([answer.status, answer.body.errors]).toEqual([
      409,
      [expect.objectContaining({ code: 'policies.number-folds-to-other', allowed: policyNumber })],
    ]);
    expect(answer.body.detail).toContain(policyNumber);
  });

  it('another member under the number of a contract that is no group', async () => {
    const { policyNumber, policyholder } = await enter(admin);
    expect(await faultsOf(entry({ policyNumber, policyholder }))).toEqual([['/policyNumber', 'policies.not-a-group']]);
  });

  it('overlapping periods of one member; a period may begin on the day the one before ends', async () => {
    const { institutionId } = await enter(admin);
    const next = (inceptionDate: string, expiryDate: string) =>
      entry({ institution: { id: institutionId }, inceptionDate, expiryDate });
    for (const [from, to] of [
      ['2027-03-31', '2028-03-31'],
      ['2025-04-02', '2026-04-02'],
      ['2026-04-01', '2027-04-01'],
      ['2025-01-01', '2029-01-01'],
    ] as const)
      expect([from, await faultsOf(next(from, to))]).toEqual([from, [['/inceptionDate', 'policies.periods-overlap']]]);
    expect((await post(admin, '/policies', next('2027-04-01', '2028-04-01'))).status).toBe(201);
    expect((await post(admin, '/policies', next('2025-04-01', '2026-04-01'))).status).toBe(201);
  });
});

describe('an institution is never doubled', () => {
  it('proposes the one of the same name, prefecture and kind by its id, until it is said to be another', async () => {
    const institution = {
      name: '見本 ふたごクリニック',
      kind: 'general-clinic',
      corporationKind: 'individual',
      prefecture: 27,
    };
    const first = await enter(admin, { institution });
    const again = { ...institution, name: '見本ふたごｸﾘﾆｯｸ' };
    const answer = await post<Refusal>(admin, '/policies', entry({ institution: again }));
    expect([answer.status, answer.body.code, answer.body.errors]).toEqual([
      409,
      'policies.institution-exists',
      [expect.objectContaining({ pointer: '/institution', allowed: first.institutionId })],
    ]);
    expect(answer.body.detail).toContain(first.institutionId);
    expect((await enter(admin, { institution: { ...again, prefecture: 28 } })).institutionId).not.toBe(
      first.institutionId,
    );
    const other = await enter(admin, { institution: again, newInstitution: true });
    expect(other.institutionId).not.toBe(first.institutionId);
  });

  it('proposes the one that runs the same facility', async () => {
    await facility(system, { code: '1310009002', name: '見本 施設病院' });
    const institution = { facilityCode: '1310009002', corporationKind: 'public' };
    const first = await enter(admin, { institution });
    const answer = await post<Refusal>(admin, '/policies', entry({ institution }));
    expect([answer.body.code, answer.body.errors?.[0]?.allowed]).toEqual([
      'policies.institution-exists',
      first.institutionId,
    ]);
  });

  it('knows the member of the same contract by its name', async () => {
    const given = entry();
    const first = await post(admin, '/policies', given);
    const next = await post(admin, '/policies', { ...given, inceptionDate: '2027-04-01', expiryDate: '2028-04-01' });
    expect([next.status, next.body.institutionId]).toEqual([201, first.body.institutionId]);
    expect(next.body).toMatchObject({ continuousSince: '2026-04-01', before: [{ id: first.body.id }] });
  });
});

describe('a group policy', () => {
  const group = () => ({ policyNumber: freshNumber(), policyholder: '見本県医師会', isGroup: true });

  it('is joined by further members, each with a period and limits of its own, found by its certificate', async () => {
    const contract = group();
    const first = await enter(admin, { ...contract, certificateNumber: 'KX-0001', plan: 1 });
    const second = await enter(admin, { ...contract, certificateNumber: 'KX-0002', plan: 3 });
    expect(second.institutionId).not.toBe(first.institutionId);
    const numbers = async (number: string) =>
      (await admin.get<{ items: Period[] }>(`/policies?number=${encodeURIComponent(number)}`)).items.map(
        ({ id }) => id,
      );
    expect((await numbers(contract.policyNumber)).toSorted()).toEqual([first.id, second.id].toSorted());
    expect(await numbers('ｋｘ０００２')).toEqual([second.id]);
    expect((await numbers('KX 00')).toSorted()).toEqual([first.id, second.id].toSorted());
  });

  it('a certificate number is one member’s in overlapping periods, and may be given again afterwards', async () => {
    const contract = group();
    await enter(admin, { ...contract, certificateNumber: 'KY-0001' });
    expect(await faultsOf(entry({ ...contract, certificateNumber: 'ky0001' }))).toEqual([
      ['/certificateNumber', 'policies.certificate-taken'],
    ]);
    const later = { ...contract, inceptionDate: '2027-04-01', expiryDate: '2028-04-01', certificateNumber: 'KY-0001' };
    expect((await enter(admin, later)).certificateNumber).toBe('KY-0001');
    expect(await faultsOf(entry({ certificateNumber: contract.policyNumber }))).toEqual([
      ['/certificateNumber', 'policies.number-folds-to-other'],
    ]);
    expect(await faultsOf(entry({ policyNumber: 'KY 0001' }))).toEqual([
      ['/policyNumber', 'policies.number-folds-to-other'],
    ]);
  });

  it('R-ELG-4: a member that joins mid-term ends with the others, and on no other day', async () => {
    const contract = group();
    await enter(admin, contract);
    const joins = { ...contract, joinedMidTerm: true, inceptionDate: '2026-10-01' };
    expect(await faultsOf(entry({ ...joins, expiryDate: '2027-03-01' }))).toEqual([
      ['/expiryDate', 'policies.not-with-group'],
    ]);
    expect(await faultsOf(entry({ ...joins, joinedMidTerm: false, expiryDate: '2027-04-01' }))).toEqual([
      ['/expiryDate', 'policies.term-too-short'],
    ]);
    expect(await enter(admin, { ...joins, expiryDate: '2027-04-01' })).toMatchObject({
      joinedMidTerm: true,
      inceptionDate: '2026-10-01',
      expiryDate: '2027-04-01',
    });
    expect(await faultsOf(entry({ ...group(), joinedMidTerm: true, expiryDate: '2026-10-01' }))).toEqual([
      ['/expiryDate', 'policies.not-with-group'],
    ]);
  });

  it('keeps its policyholder and its kind: another entry cannot change them by the way', async () => {
    const contract = group();
    await enter(admin, contract);
    expect(await faultsOf(entry({ ...contract, policyholder: '見本市医師会' }))).toEqual([
      ['/policyholder', 'policies.contract-differs'],
    ]);
    expect(await faultsOf(entry({ ...contract, isGroup: false }))).toEqual([['/isGroup', 'policies.contract-differs']]);
  });

  it('a member leaves with a day and a reason, the others stay', async () => {
    const contract = group();
    const leaver = await enter(admin, contract);
    const stays = await enter(admin, contract);
    const answer = await post(admin, `/policies/${leaver.id}/endings`, {
      endedEarlyOn: '2026-09-01',
      reason: '廃院のため脱退',
    });
    expect(answer.body).toMatchObject({
      expiryDate: '2026-09-01',
      contractExpiryDate: '2027-04-01',
      endedReason: '廃院のため脱退',
      version: 2,
    });
    expect(await admin.get(`/policies/${stays.id}`)).toMatchObject({ expiryDate: '2027-04-01', endedEarlyOn: null });
  });

  it('shows a manager its own period and nobody else’s, by no filter', async () => {
    const contract = group();
    const manager = await system.as('manager@midori.example');
    const own = (await manager.get<{ items: Period[] }>('/policies?limit=1')).items[0];
    await enter(admin, {
      ...contract,
      institution: { name: '見本 となりの病院', ...hospital, telephone: '03-9999-0001' },
    });
    const last = (await admin.get<{ items: Period[] }>(`/policies?institutionId=${own?.institutionId}&limit=1`))
      .items[0];
    const joined = await enter(admin, {
      ...contract,
      institution: { id: own?.institutionId },
      inceptionDate: last?.expiryDate,
      expiryDate: '2031-04-01',
    });
    const seen = async (query: string) =>
      (await manager.get<{ items: Period[] }>(`/policies?${query}`)).items.map(({ institutionId }) => institutionId);
    expect(await seen(`number=${contract.policyNumber}`)).toEqual([own?.institutionId]);
    expect(await seen(`q=${encodeURIComponent('となりの')}`)).toEqual([]);
    expect(await seen('telephone=0399990001')).toEqual([]);
    expect(await manager.get(`/policies/${joined.id}`)).toMatchObject({ policyholder: null, isGroup: null });
  });
});

describe('a renewal', () => {
  it('continues cover over a chain of periods, keeps what is not named, and may be entered ahead', async () => {
    const first = await enter(admin, { deductible: 50_000, parameters: { expenseWindowDays: 180 } });
    const second = await post(admin, `/policies/${first.id}/renewals`, { expiryDate: '2028-04-01', plan: 3 });
    expect([second.status, second.body]).toMatchObject([
      201,
      {
        inceptionDate: '2027-04-01',
        expiryDate: '2028-04-01',
        continuousSince: '2026-04-01',
        plan: 3,
        deductibleYen: 50_000,
        boundaryHour: 16,
        contractParameters: { expenseWindowDays: 180 },
        policyNumber: first.policyNumber,
        before: [{ id: first.id }],
      },
    ]);
    const third = await post(admin, `/policies/${second.body.id}/renewals`, {
      expiryDate: '2029-04-01',
      policyNumber: `${first.policyNumber}-R`,
    });
    expect(third.body).toMatchObject({ continuousSince: '2026-04-01', policyNumber: `${first.policyNumber}-R` });
    expect(third.body.before.map(({ id }) => id)).toEqual([second.body.id, first.id]);
  });

  it('a gap starts unbroken cover again', async () => {
    const first = await enter(admin);
    const later = await post(admin, `/policies/${first.id}/renewals`, {
      inceptionDate: '2027-04-02',
      expiryDate: '2028-04-02',
    });
    expect(later.body).toMatchObject({ continuousSince: '2027-04-02', before: [{ id: first.id }] });
  });

  it('is refused twice, before the end, for under a year, and for what is not there', async () => {
    const first = await enter(admin);
    const path = `/policies/${first.id}/renewals`;
    expect(await faultsOf({ inceptionDate: '2027-03-31', expiryDate: '2028-04-01' }, path)).toEqual([
      ['/inceptionDate', 'policies.renewal-before-end'],
    ]);
    expect(await faultsOf({ expiryDate: '2027-10-01', plan: 7 }, path)).toEqual([
      ['/plan', 'policies.no-such-plan'],
      ['/expiryDate', 'policies.term-too-short'],
    ]);
    expect((await post(admin, path, { expiryDate: '2028-04-01' })).status).toBe(201);
    const again = await post(admin, path, { expiryDate: '2028-04-01' });
    expect([again.status, again.body.code]).toEqual([409, 'policies.already-renewed']);
    expect((await post(admin, `/policies/${newId()}/renewals`, { expiryDate: '2028-04-01' })).status).toBe(404);
  });

  it('begins on the day of an early ending without a break; one that was called off can be entered again', async () => {
    const first = await enter(admin);
    const renewed = await post(admin, `/policies/${first.id}/renewals`, { expiryDate: '2028-04-01' });
    const end = { endedEarlyOn: '2026-10-01', reason: '契約の切替え' };
    const blocked = await post(admin, `/policies/${first.id}/endings`, end);
    expect([blocked.status, blocked.body.code]).toEqual([409, 'policies.renewal-in-the-way']);
    expect(
      (await post(admin, `/policies/${renewed.body.id}/endings`, { endedEarlyOn: '2027-04-01', reason: '取消' }))
        .status,
    ).toBe(200);
    expect((await post(admin, `/policies/${first.id}/endings`, end)).status).toBe(200);
    const next = await post(admin, `/policies/${first.id}/renewals`, { expiryDate: '2027-10-01' });
    expect(next.body).toMatchObject({ inceptionDate: '2026-10-01', continuousSince: '2026-04-01' });
  });
});

describe('an early ending', () => {
  it('is refused outside the period, twice, without a reason, and for a version that has changed', async () => {
    const { id } = await enter(admin);
    const path = `/policies/${id}/endings`;
    for (const endedEarlyOn of ['2026-03-31', '2027-04-01', '2027-05-01'])
      expect([endedEarlyOn, await faultsOf({ endedEarlyOn, reason: '解約' }, path)]).toEqual([
        endedEarlyOn,
        [['/endedEarlyOn', 'policies.ending-outside-period']],
      ]);
    expect(await faultsOf({ endedEarlyOn: '2026-08-01', reason: '  ' }, path)).toEqual([
      ['/reason', 'policies.reason-needed'],
    ]);
    const stale = await post(admin, path, { endedEarlyOn: '2026-08-01', reason: '解約' }, 7);
    expect([stale.status, stale.body.code]).toEqual([412, 'requests.stale-version']);
    expect((await post(admin, path, { endedEarlyOn: '2026-08-01', reason: '解約' }, 1)).status).toBe(200);
    const twice = await post(admin, path, { endedEarlyOn: '2026-09-01', reason: '解約' });
    expect([twice.status, twice.body.code]).toEqual([409, 'policies.already-ended']);
  });
});

describe('declared premises', () => {
  it('R-PRM-1: are a medical corporation’s, from the inception or from a day of the term', async () => {
    const office = await facility(system, { code: '1310009003', name: '見本 法人本部' });
    await facility(system, { code: '1310009004', name: '見本 訪問看護' });
    const period = await enter(admin, { premises: [{ facilityId: office }] });
    expect(period.premises).toEqual([
      expect.objectContaining({ facilityId: office, fromOn: '2026-04-01', toOn: null, declaredMidTerm: false }),
    ]);
    const path = `/policies/${period.id}/premises`;
    const more = await post(admin, path, { facilityCode: '1310009004', from: '2026-09-01' });
    expect([more.status, more.body.version]).toEqual([201, 2]);
    expect(more.body.premises.map(({ fromOn, declaredMidTerm }) => [fromOn, declaredMidTerm])).toEqual([
      ['2026-04-01', false],
      ['2026-09-01', true],
    ]);
    const twice = await post(admin, path, { facilityCode: '1310009004', from: '2026-10-01' });
    expect([twice.status, twice.body.code]).toEqual([409, 'policies.premises-declared-already']);
    expect(await faultsOf({ facilityCode: '1310009004', from: '2027-04-01' }, path)).toEqual([
      ['/from', 'policies.premises-outside-period'],
    ]);
    expect(await faultsOf({ from: '2026-09-01' }, path)).toEqual([['', 'policies.facility-unclear']]);

    const ended = await post(admin, `${path}/${office}/endings`, { to: '2026-12-01', reason: '本部の移転' });
    expect(ended.body.premises[0]).toMatchObject({ facilityId: office, fromOn: '2026-04-01', toOn: '2026-12-01' });
    const again = await post(admin, `${path}/${office}/endings`, { to: '2026-12-02', reason: '本部の移転' });
    expect([again.status, again.body.code]).toEqual([409, 'policies.premises-not-declared']);
    expect((await post(admin, `${path}/${newId()}/endings`, { to: '2026-12-02', reason: '誤り' })).status).toBe(404);
    // what still holds at the end is declared for the next period too
    const renewed = await post(admin, `/policies/${period.id}/renewals`, { expiryDate: '2028-04-01' });
    expect(renewed.body.premises).toEqual([
      expect.objectContaining({ facilityCode: '1310009004', fromOn: '2027-04-01', declaredMidTerm: false }),
    ]);
  });

  it('are refused to others, and for facilities that are closed or unknown', async () => {
    await facility(system, { code: '1310009005', closedOn: '2026-06-01' });
    expect(await faultsOf(entry({ premises: [{ facilityCode: '1310009005', from: '2026-06-01' }] }))).toEqual([
      ['/premises/0/facilityCode', 'policies.facility-closed'],
    ]);
    const clinic = await enter(admin, {
      institution: {
        name: '見本 個人クリニック',
        kind: 'general-clinic',
        corporationKind: 'individual',
        prefecture: 1,
      },
    });
    expect(
      await faultsOf({ facilityCode: '1310009005', from: '2026-05-01' }, `/policies/${clinic.id}/premises`),
    ).toEqual([['/facilityCode', 'policies.premises-medical-corporation-only']]);
  });
});

describe('a correction', () => {
  it('changes the certificate number, with the version that was read and a reason; parameters are terms, which two persons settle', async () => {
    const period = await enter(admin);
    const patch = (body: unknown, version?: number) =>
      admin.send<Period & Refusal>('PATCH', `/policies/${period.id}`, {
        body,
        ...(version === undefined ? {} : { version }),
      });
    const change = {
      certificateNumber: 'Ｋ２６－９９９９',
      reason: '申込書のとおり',
    };
    expect([(await patch(change)).status, (await patch(change, 5)).status]).toEqual([428, 412]);
    const done = await patch(change, 1);
    expect(done.body).toMatchObject({
      certificateNumber: 'K26-9999',
      version: 2,
    });
    expect((await patch({ reason: '訂正' }, 2)).body.code).toBe('policies.nothing-to-correct');
    expect((await patch({ plan: 3, reason: '訂正' }, 2)).body.errors?.[0]).toMatchObject({
      pointer: '/plan',
      code: 'requests.unknown-field',
    });
    expect((await patch({ parameters: {}, reason: '訂正' }, 2)).body.errors?.[0]).toMatchObject({
      pointer: '/parameters',
      code: 'requests.unknown-field',
    });
    expect((await patch({ certificateNumber: null, reason: '団体を離れた' }, 2)).body.certificateNumber).toBeNull();
  });
});
