import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { packageRoot } from '#platform';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, today, idOf, post, type ClaimCase, type Decision, type Refused } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { mailServer } from '../support/neighbours.js';
import { pause, until } from '../support/processes.js';
import { testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Letter {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly addressee: string;
  readonly to: string;
  readonly onPaper: boolean;
  readonly postedAt: string | null;
  readonly sha256: string;
}
interface Mail {
  readonly id: string;
  readonly letterId: string | null;
  readonly subject: string;
  readonly body: string;
  readonly state: string;
  readonly tries: number;
  readonly reason: string | null;
}

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;
let second: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const sql = <T extends object>(text: string, values: unknown[] = [], on = system): Promise<T[]> =>
  asSuperuser(on.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);
/** Every letter of a case, once there are as many. */
async function lettersOf(caseId: string, count: number, by = senior): Promise<Letter[]> {
  let found: Letter[] = [];
  await until(`${count} letters of the case`, 20_000, async () => {
    found = (await by.get<{ items: Letter[] }>(`/letters?incidentId=${caseId}&limit=200`)).items;
    return found.length === count;
  });
  return found;
}
async function pdfOfLetter(
  letter: Letter | undefined,
  by = senior,
  on = system,
): Promise<{ bytes: Buffer; text: string }> {
  const answer = await fetch(`${on.address}/api/v1/letters/${letter?.id}/content`, { headers: { cookie: by.cookie } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const read = spawnSync(process.execPath, [join(packageRoot, 'test/support/pdf-text.mjs')], { input: bytes });
  if (read.status !== 0) throw new Error(read.stderr.toString());
  return { bytes, text: read.stdout.toString().replaceAll(/\s+/g, '') };
}
/** A policy of an institution that has a manager. */
const sakura = async (on = system): Promise<{ id: string; institutionId: string }> => {
  const [row] = await sql<{ id: string; institutionId: string }>(
    `SELECT m.id, m.institution_id AS "institutionId"
       FROM member_period m
       JOIN person p ON p.institution_id = m.institution_id AND p.email = 'manager@sakura.example'
      WHERE m.inception_on <= now() AND m.expiry_on > now() LIMIT 1`,
    [],
    on,
  );
  if (!row) throw new Error('no period');
  return row;
};

describe('保険金お支払いのご案内', () => {
  it('with a character that nothing prints is held until somebody writes the right one, and goes then', async () => {
    const policy = await sakura();
    const shown = await claims.inReview(policy, [cost('call-center', 90_000)]);
    await cashiers.account(policy.institutionId);
    const proposed = await claims.propose(senior, idOf(shown), {
      kind: 'reduce',
      amount: 80_000,
      reasons: [{ code: 'not-necessary', amount: 10_000, text: '見本' }],
      textJa: '\uE38B田様の分を除いてお支払いします。',
    });
    if (proposed.body.state === 'open')
      await claims.sign(second, proposed.body.id, { articles: [{ article: '約款 第2条（見本）' }] });
    await cashiers.pay(shown.id, 1);
    const [letter] = await lettersOf(shown.id, 1);
    const held = await senior.get<{ items: { id: string; heldFor: string[] }[] }>('/letters?state=held');
    expect(held.items.find(({ id }) => id === letter?.id)?.heldFor).toEqual(['\uE38B']);
    const manager = await system.as('manager@sakura.example');
    const mine = async () =>
      (await manager.get<{ items: { id: string }[] }>(`/letters?incidentId=${shown.id}`)).items.map(({ id }) => id);
    const mails = async () =>
      (
        await senior.get<{ items: { letterId: string | null }[] }>(`/mails?incidentId=${shown.id}&limit=200`)
      ).items.filter(({ letterId }) => letterId === letter?.id).length;
    expect([await mine(), await mails()]).toEqual([[], 0]);
    const release = (text: string) =>
      post(cashiers.cashier, `/letters/${letter?.id}/releases`, { written: [{ character: '\uE38B', text }] });
    expect((await release('\uE38C')).body.code).toBe('letters.still-undrawable');
    const released = await release('𠮷');
    expect([released.status, released.body.code]).toEqual([200, undefined]);
    expect([await mine(), await mails()]).toEqual([[letter?.id], 1]);
    const { bytes, text } = await pdfOfLetter(letter);
    expect(text).toContain('𠮷田様の分を除いてお支払いします。');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe((released.body as unknown as Letter).sha256);
    expect((await release('𠮷')).body.code).toBe('letters.not-held');
  }, 60_000);

  it('says every figure with its reason, what is left, and where to object; the same bytes whenever it is read', async () => {
    // plan 1: 1,000,000 yen of response expenses; 600,000 are asked for after 700,000
    const policy = await sakura();
    const shown = await claims.inReview(policy, [cost('call-center', 400_000)]);
    await cashiers.account(policy.institutionId);
    const proposed = await claims.propose(senior, idOf(shown), {
      kind: 'reduce',
      amount: 350_000,
      reasons: [{ code: 'not-necessary', amount: 50_000, text: '夜間の追加受電枠は必要と認められません。' }],
      textJa: '夜間の追加受電枠を除いてお支払いします。',
    });
    expect([proposed.body.code, proposed.status]).toEqual([undefined, 201]);
    if (proposed.body.state === 'open')
      expect(
        (await claims.sign(second, proposed.body.id, { articles: [{ article: '約款 第2条（見本）' }] })).body.state,
      ).toBe('approved');
    await cashiers.pay(shown.id, 1);
    const [letter, ...more] = await lettersOf(shown.id, 1);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ kind: 'payment-notice', addressee: 'institution', onPaper: false });
    const { bytes, text } = await pdfOfLetter(letter);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(letter?.sha256);
    expect((await pdfOfLetter(letter)).bytes.equals(bytes)).toBe(true);
    for (const said of [
      '保険金お支払いのご案内',
      letter?.number ?? '?',
      'ご請求額400,000円',
      '必要かつ有益と認められない△50,000円',
      'お支払額350,000円',
      '夜間の追加受電枠を除いてお支払いします。',
      'お振込額350,000円',
      '****567',
      '事故対応特別費用の支払限度額',
      '再審査',
      'そんぽADRセンター',
    ])
      expect(text).toContain(said.replaceAll(' ', ''));
    expect(text).not.toContain('1234567');
    // beside the reason stands a word for inside
    expect(text).not.toContain('夜間の追加受電枠は必要と認められません');
    // the institution's manager reads it; a reporter sees no limits, another hospital nothing
    const manager = await system.as('manager@sakura.example');
    expect((await pdfOfLetter(letter, manager)).bytes.equals(bytes)).toBe(true);
    expect(
      (await (await system.as('reporter@sakura.example')).send('GET', `/letters/${letter?.id}/content`)).status,
    ).toBe(403);
    expect(
      (await (await system.as('manager@midori.example')).send('GET', `/letters/${letter?.id}/content`)).status,
    ).toBe(404);
    // without a mail server its mail is kept, and names nobody and no sum
    const mails = await senior.get<{ items: Mail[] }>(`/mails?incidentId=${shown.id}&what=letter`);
    expect(mails.items).toMatchObject([
      { letterId: letter?.id, state: 'kept', subject: expect.stringContaining('保険金お支払いのご案内') },
    ]);
    expect(mails.items[0]?.body).not.toMatch(/350,000|桜|さくら/);
    expect((await manager.send('GET', '/mails')).status).toBe(403);
  }, 60_000);

  it('goes to the victim without limits and by post, and tells the institution too', async () => {
    const policy = await claims.policy({ plan: 3 });
    const shown = await claims.inReview(policy, [
      cost('damages', 300_000, {
        claimant: 'third-party',
        liability: {
          legalLiability: true,
          inCourseOfBusiness: true,
          accidental: true,
          bodilyInjuryOrPropertyDamage: false,
        },
      }),
    ]);
    await claims.consent(idOf(shown), 300_000);
    const entered = await post<{ items: { id: string }[] }>(claims.desk, `/incidents/${shown.id}/claimants`, {
      name: '見本 花子',
    });
    const claimantId = entered.body.items[0]?.id ?? '';
    await post(senior, `/claimants/${claimantId}/acts`, { kind: 'settlement', amount: 300_000, onDay: today });
    await post(senior, `/expenses/${idOf(shown)}/claimants`, { claimantId, payTo: 'victim' });
    const typed = { accountNumber: '7654321', holder: 'ﾐﾎﾝ ﾊﾅｺ' };
    const account = await post<{ id: string }>(cashiers.cashier, '/payee-accounts', {
      institutionId: policy.institutionId,
      bankCode: '0009',
      branchCode: '015',
      claimantId,
      ...typed,
    });
    await post(cashiers.other, `/payee-accounts/${account.body.id}/confirmations`, typed);
    const proposed = await claims.propose(senior, idOf(shown));
    if (proposed.body.state === 'open') await claims.sign(second, proposed.body.id);
    await cashiers.pay(shown.id, 1);
    const letters = await lettersOf(shown.id, 2);
    const toVictim = letters.find(({ addressee }) => addressee === 'claimant');
    const toHospital = letters.find(({ addressee }) => addressee === 'institution');
    expect(toVictim).toMatchObject({ to: '見本 花子 様', onPaper: true });
    const [victims, hospitals] = [await pdfOfLetter(toVictim), await pdfOfLetter(toHospital)];
    expect(victims.text).toContain('お振込額300,000円');
    expect(victims.text).not.toContain('支払限度額');
    expect(hospitals.text).toContain('支払限度額');
    expect(hospitals.text).not.toContain('****321');
    // nobody of the institution is registered: both go by post, and are ticked off once
    const toPost = await cashiers.cashier.get<{ items: Letter[] }>(`/letters?state=to-post&incidentId=${shown.id}`);
    expect(toPost.items).toHaveLength(2);
    const posted = () => post<Letter>(cashiers.cashier, `/letters/${toVictim?.id}/postings`);
    expect((await posted()).body.postedAt).not.toBeNull();
    expect((await posted()).body.code).toBe('letters.not-to-post');
  }, 60_000);
});

describe('お支払いの対象とならない費用についてのご通知', () => {
  const reject = async (shown: ClaimCase): Promise<Decision> => {
    const open = await claims.propose(senior, idOf(shown), {
      kind: 'reject',
      textJa: '平常時の保守のため、お支払いの対象になりません。',
      reasons: [{ code: 'other-incident', text: '事故の前からの保守契約による費用' }],
    });
    const signed = await claims.sign(second, open.body.id, { articles: [{ article: '約款 第3条（見本）' }] });
    expect(signed.body.state).toBe('rejected');
    return signed.body;
  };

  it('comes when the ruling is final, with the article, and not where it was undone', async () => {
    const [undone, shown] = [
      await claims.inReview(await claims.policy(), [cost('call-center', 100_000)]),
      await claims.inReview(await claims.policy(), [cost('call-center', 200_000)]),
    ];
    const first = await reject(undone);
    expect((await post(second, `/decisions/${first.id}/undos`)).status).toBe(200);
    await reject(shown);
    expect((await senior.get<{ items: Letter[] }>(`/letters?incidentId=${shown.id}`)).items).toEqual([]);
    await cashiers.makeFinal(shown.id);
    await cashiers.makeFinal(undone.id);
    const [letter] = await lettersOf(shown.id, 1);
    expect(letter?.kind).toBe('denial-notice');
    const { text } = await pdfOfLetter(letter);
    for (const said of [
      'お支払いの対象とならない費用についてのご通知',
      'ご請求額200,000円',
      '別の事故の費用△200,000円',
      'お支払額0円',
      '約款第3条(見本)',
      '再審査',
      'そんぽADRセンター',
    ])
      expect(text.replaceAll('（', '(').replaceAll('）', ')')).toContain(said);
    expect((await senior.get<{ items: Letter[] }>(`/letters?incidentId=${undone.id}`)).items).toEqual([]);
  }, 60_000);
});

describe('other letters', () => {
  it('a longer time to pay names its ground and what is confirmed, a repayment its number', async () => {
    const policy = await claims.policy({ plan: 3 });
    const shown = await claims.inReview(policy, [cost('call-center', 400_000)]);
    await post(await claims.holder(idOf(shown)), `/expenses/${idOf(shown)}/clock-extensions`, {
      ground: 'survey-abroad',
      reason: '海外の委託先',
      notice: '海外の委託先の通信記録',
    });
    const [clock] = await lettersOf(shown.id, 1);
    expect(clock?.kind).toBe('clock-notice');
    expect((await pdfOfLetter(clock)).text).toContain('確認する事項海外の委託先の通信記録');
    await cashiers.account(policy.institutionId);
    await claims.propose(senior, idOf(shown));
    await cashiers.pay(shown.id, 1);
    const asked = await post<{ id: string }>(senior, `/expenses/${idOf(shown)}/repayments`, {
      amount: 150_000,
      reason: '社内限り：担当者の入力の誤り',
      textJa: '同じ請求書を二重にお支払いしていたためです。',
    });
    await post(second, `/repayments/${asked.body.id}/signatures`);
    const letters = await lettersOf(shown.id, 3);
    const demand = letters.find(({ kind }) => kind === 'repayment-demand');
    const { text } = await pdfOfLetter(demand);
    expect(text).toContain('返還をお願いする額150,000円');
    expect(text).toMatch(/R-\d+/);
    expect(text).toContain('同じ請求書を二重にお支払いしていたためです。');
    expect(text).not.toContain('社内限り');
  }, 60_000);
});

describe('a mail server', () => {
  let mails: Awaited<ReturnType<typeof mailServer>>;
  let mailed: TestSystem;
  let theirs: Claims;
  let one: Session;
  let two: Session;
  beforeAll(async () => {
    mails = await mailServer();
    mailed = await testSystem({ env: { SMTP_URL: `smtp://127.0.0.1:${mails.port}` } });
    theirs = await Claims.on(mailed);
    [one, two] = [await mailed.as('senior@sonae.example'), await mailed.as('senior2@sonae.example')];
  }, 60_000);
  afterAll(async () => {
    await mailed?.stop();
    await mails?.stop();
  });
  /** The mail of a denial, written now. */
  const denied = async (): Promise<{ caseId: string; mail: () => Promise<Mail | undefined> }> => {
    const shown = await theirs.inReview(await sakura(mailed), [cost('call-center', 100_000)]);
    const open = await theirs.propose(one, idOf(shown), {
      kind: 'reject',
      textJa: 'お支払いの対象になりません。',
      reasons: [{ code: 'other', text: '見本' }],
    });
    await theirs.sign(two, open.body.id, { articles: [{ article: '見本' }] });
    await sql(
      `UPDATE ruling
         SET ruled_at = ruled_at - interval '11 s', final_at = final_at - interval '11 s'
         WHERE incident_id = $1`,
      [shown.id],
      mailed,
    );
    const mail = async (): Promise<Mail | undefined> =>
      (await one.get<{ items: Mail[] }>(`/mails?incidentId=${shown.id}&what=letter`)).items[0];
    return { caseId: shown.id, mail };
  };

  it('is tried again until it is there; then the mail has the letter with it', async () => {
    await mails.be('away');
    const { mail } = await denied();
    let first: Mail | undefined;
    await until('a first try', 20_000, async () => {
      first = await mail();
      return first?.state === 'waiting' && first.tries === 1;
    });
    expect(first?.reason).toBe('ESOCKET');
    await mails.be('well');
    await sql(`UPDATE mail SET next_at = now()`, [], mailed);
    await until('the mail', 20_000, async () => (await mail())?.state === 'sent');
    const source = mails.sources.get((await mail())?.id ?? '') ?? '';
    expect(mails.ended.get((await mail())?.id ?? '')).toBe(1);
    expect(source).toMatch(/^To: manager@sakura.example/m);
    expect(source).toContain(`Message-ID: <${(await mail())?.id}@localhost>`);
    expect(source).toMatch(/Content-Type: application\/pdf/);
    expect(source).toMatch(/Subject: =\?UTF-8\?/i);
  }, 90_000);

  it('that hangs up after a mail and before it says that it took it: a person decides, nobody else', async () => {
    await mails.be('half-closes');
    const { caseId, mail } = await denied();
    await until('nobody knows', 20_000, async () => (await mail())?.state === 'unknown');
    const id = (await mail())?.id ?? '';
    await mails.be('well');
    await sql(`UPDATE mail SET next_at = now()`, [], mailed);
    await pause(2_500);
    expect([(await mail())?.state, mails.ended.get(id)]).toEqual(['unknown', 1]);
    // and the database holds it: nobody but a person can
    await expect(sql(`UPDATE mail SET state = 'waiting' WHERE id = $1`, [id], mailed)).rejects.toThrow(
      'not sent again by itself',
    );
    const desk = theirs.desk;
    const shown = await desk.get<{ items: Mail[] }>('/mails?state=to-decide&what=letter');
    expect(shown.items.map((item) => item.id)).toEqual([id]);
    const decide = (by: Session, act: string, reason = '電話で確認'): Promise<Reply<Mail & Refused>> =>
      post<Mail>(by, `/mails/${id}/${act}`, { reason });
    expect((await decide(one, 'resends')).status).toBe(403);
    expect((await decide(desk, 'resends', ' ')).status).toBe(400);
    expect((await decide(desk, 'resends')).body.state).toBe('waiting');
    await until('it is sent again', 20_000, async () => (await mail())?.state === 'sent');
    expect(mails.ended.get(id)).toBe(2);
    expect((await decide(desk, 'arrivals')).body.code).toBe('mails.nothing-to-decide');
    const acts = await sql<{ action: string; reason: string }>(
      `SELECT action, reason FROM audit WHERE chain = 'case:' || $1 AND subject = $2`,
      [caseId, id],
      mailed,
    );
    expect(acts).toEqual([{ action: 'mail.sent-again', reason: '電話で確認' }]);
  }, 90_000);

  it('that refuses the reader for good: it is not tried again; somebody says that the letter arrived another way', async () => {
    await mails.be('refuses');
    const { mail } = await denied();
    await until('it is refused', 20_000, async () => (await mail())?.state === 'failed');
    expect(await mail()).toMatchObject({ tries: 1, reason: '550' });
    await mails.be('well');
    const arrived = await post<Mail>(theirs.desk, `/mails/${(await mail())?.id}/arrivals`, { reason: '郵送した' });
    expect([arrived.status, arrived.body.state]).toEqual([200, 'sent']);
    expect(mails.ended.has((await mail())?.id ?? '')).toBe(false);
  }, 90_000);
});
