import { randomBy } from '../chaos/stream.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today } from '../support/claims.js';
import { mailServer } from '../support/neighbours.js';
import { until } from '../support/processes.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { attackInJapan, expenseIn, report, rowsOf, seedOf } from './cases.js';

/**
 * The whole in the long run; what fits beside the other tests otherwise. One in eight is paid, which takes its time.
 */
const cases = process.env['SONAE_TEST_LONG'] === '1' ? 500 : 40;

/** What a line says was sent, told or paid, and the row that proves it: SQL, a condition on the line in alias `t`. */
const proofs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['mail-sent', 'mail-arrived'].map((kind) => [
      kind,
      `EXISTS (SELECT FROM mail m WHERE m.id = (t.data ->> 'mailId')::uuid AND m.incident_id = t.incident_id
         AND m.state = 'sent' AND m.what = t.data ->> 'what' AND m.addressee = t.data ->> 'addressee')`,
    ]),
  ),
  'letter-written': `EXISTS (
         SELECT
         FROM notice n
         WHERE n.id = (t.data ->> 'letterId')::uuid AND n.incident_id = t.incident_id
     AND n.kind = t.data ->> 'letterKind' AND n.addressee = t.data ->> 'addressee')`,
  'letter-posted': `EXISTS (
     SELECT FROM notice n
      WHERE n.id = (t.data ->> 'letterId')::uuid AND n.posted_at IS NOT NULL)`,
  ...Object.fromEntries(
    (
      [
        ['acknowledged-by-telephone', 'acknowledgement', 'reached'],
        ['call-back-reached', 'call-back', 'reached'],
        ['call-back-not-reached', 'call-back', 'not-reached'],
        ['call-reached', 'call-back', 'reached'],
        ['call-not-reached', 'call-back', 'not-reached'],
      ] as const
    ).map(([kind, purpose, outcome]) => [
      kind,
      `EXISTS (SELECT FROM desk_call c WHERE c.id = (t.data ->> 'callId')::uuid AND c.incident_id = t.incident_id
         AND c.purpose = '${purpose}' AND c.outcome = '${outcome}' AND c.recorded_by = (t.data ->> 'personId')::uuid)`,
    ]),
  ),
  'payment-settled': `EXISTS (
         SELECT
         FROM payment p
         WHERE p.id = (t.data ->> 'paymentId')::uuid AND p.incident_id = t.incident_id
     AND p.settled_on IS NOT NULL AND p.amount_yen = (t.data ->> 'amountYen')::bigint)`,
  'payment-returned': `EXISTS (
         SELECT
         FROM payment p
         WHERE p.id = (t.data ->> 'paymentId')::uuid AND p.returned_on IS NOT NULL)`,
  'payment-deposited': `EXISTS (
         SELECT
         FROM payment p
         WHERE p.id = (t.data ->> 'paymentId')::uuid AND p.state = 'deposited')`,
  'information-requested': `EXISTS (
         SELECT
         FROM information_request q
         WHERE q.id = (t.data ->> 'requestId')::uuid AND q.incident_id = t.incident_id)`,
  'information-reminded': `EXISTS (
         SELECT
         FROM information_request q
         WHERE q.id = (t.data ->> 'requestId')::uuid AND q.reminders > 0)`,
  'information-answered': `EXISTS (
         SELECT
         FROM information_request q
         WHERE q.id = (t.data ->> 'requestId')::uuid AND q.answered_at IS NOT NULL)`,
  'pre-approval-answered': `EXISTS (
         SELECT
         FROM pre_approval a
         WHERE a.id = (t.data ->> 'preApprovalId')::uuid AND a.answered_at IS NOT NULL)`,
  ...Object.fromEntries(
    ['repayment-demanded', 'repayment-received'].map((kind) => [
      kind,
      `EXISTS (
           SELECT
           FROM repayment_claim r
           WHERE r.id = (t.data ->> 'repaymentId')::uuid AND r.incident_id = t.incident_id)`,
    ]),
  ),
  'document-received': `EXISTS (SELECT FROM document d WHERE d.id = (t.data ->> 'documentId')::uuid)`,
};

/** What has happened, and the line that says it: SQL of rows without one. */
const unsaid: Readonly<Record<string, string>> = {
  'a mail that was taken': `SELECT m.id
       FROM mail m
       WHERE m.state = 'sent' AND 1 <> (SELECT count(*) FROM timeline_entry t
     WHERE t.incident_id = m.incident_id
         AND t.kind IN ('mail-sent','mail-arrived')
         AND t.data ->> 'mailId' = m.id::text)`,
  'a letter': `SELECT n.id FROM notice n WHERE 1 <> (SELECT count(*) FROM timeline_entry t
     WHERE t.incident_id = n.incident_id AND t.kind = 'letter-written' AND t.data ->> 'letterId' = n.id::text)`,
  'a call': `SELECT c.id
       FROM desk_call c
       WHERE c.outcome <> 'not-recorded' AND 1 <> (SELECT count(*) FROM timeline_entry t
     WHERE t.incident_id = c.incident_id AND t.data ->> 'callId' = c.id::text)`,
  'a payment that was settled': `SELECT p.id
       FROM payment p
       WHERE p.settled_on IS NOT NULL AND NOT EXISTS (SELECT FROM timeline_entry t
     WHERE t.incident_id = p.incident_id AND t.kind = 'payment-settled' AND t.data ->> 'paymentId' = p.id::text)`,
  'a payment that came back': `SELECT p.id
       FROM payment p
       WHERE p.returned_on IS NOT NULL AND NOT EXISTS (SELECT FROM timeline_entry t
     WHERE t.incident_id = p.incident_id AND t.kind = 'payment-returned' AND t.data ->> 'paymentId' = p.id::text)`,
  'a question': `SELECT q.id FROM information_request q WHERE 1 <> (SELECT count(*) FROM timeline_entry t
     WHERE t.incident_id = q.incident_id AND t.kind = 'information-requested' AND t.data ->> 'requestId' = q.id::text)`,
};

/** Japanese that says of something that it was sent, told or paid. */
const claims =
  /お送りしました|届いている|郵送しました|お伝えしました|お知らせしました|お話ししました|お電話をしました|お支払いが完了|お振込みができません|お願いしました|供託しました|受け取りました/;

describe('the record of random cases', () => {
  let mails: Awaited<ReturnType<typeof mailServer>>;
  let system: TestSystem;
  let money: Claims;
  let cashiers: Cashiers;
  let desk: Session;
  let senior: Session;
  let second: Session;
  beforeAll(async () => {
    mails = await mailServer();
    system = await testSystem({ env: { SMTP_URL: `smtp://127.0.0.1:${mails.port}` } });
    money = await Claims.on(system);
    cashiers = await Cashiers.on(system);
    desk = money.desk;
    [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
  }, 180_000);
  afterAll(async () => {
    await system?.stop();
    await mails?.stop();
  });

  const ok = async (by: Session, path: string, body: object = {}): Promise<Record<string, unknown>> => {
    const answer = await post<Record<string, unknown>>(by, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  /** A report by a way of its own, then calls and requests for consent. */
  async function talkedAbout(random: () => number): Promise<void> {
    const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
    const by = await system.as(one(['reporter@sakura.example', 'manager@sakura.example', 'support@sonae.example']));
    const expenses = Array.from({ length: Math.floor(random() * 3) }, () =>
      expenseIn(one(['call-center', 'forensics'])),
    );
    const { id } = await report(by, attackInJapan({ expenses, institutionName: '見本 病院' }));
    for (let acts = Math.floor(random() * 4); acts > 0; acts--) {
      const act = one(['reached', 'not-reached', 'told', 'consent', 'paper'] as const);
      if (act === 'told') await ok(desk, `/incidents/${id}/acknowledgements`);
      else if (act === 'reached' || act === 'not-reached')
        await ok(desk, `/incidents/${id}/call-backs`, { reached: act === 'reached', note: '見本' });
      else if (act === 'consent' && by !== desk) {
        const asked = await ok(by, `/incidents/${id}/pre-approvals`, {
          category: 'call-center',
          amount: 50_000,
          description: '受電',
        });
        if (random() < 0.5)
          await ok(senior, `/pre-approvals/${String(asked['id'])}/answers`, {
            answer: 'refused',
            textJa: '対象になりません。',
          });
      } else if (act === 'paper') await ok(by, `/incidents/${id}/expenses`, { expenses: [expenseIn('call-center')] });
    }
  }

  /** Asked about, decided, paid, sometimes sent back by the bank; `allOfIt`: all of that for certain. */
  async function paidFor(random: () => number, allOfIt: boolean): Promise<void> {
    const happens = (share: number): boolean => random() < share || allOfIt;
    const policy = await money.policy();
    const shown = await money.inReview(policy, [cost('call-center', 100_000)]);
    if (happens(0.5)) {
      await ok(await money.holder(idOf(shown)), `/expenses/${idOf(shown)}/information-requests`, {
        question: '内訳は。',
      });
      const [question] = await rowsOf<{ id: string }>(
        system,
        'SELECT id FROM information_request WHERE incident_id = $1',
        [shown.id],
      );
      await ok(desk, `/information-requests/${question?.id}/answers`, { answer: '別紙のとおり。' });
    }
    const isPaid = happens(0.7);
    const open = await money.propose(
      senior,
      idOf(shown),
      isPaid
        ? {}
        : { kind: 'reject', textJa: 'お支払いの対象になりません。', reasons: [{ code: 'other', text: '見本' }] },
    );
    if (open.status >= 300) throw new Error(JSON.stringify(open.body));
    if (open.body.state === 'open')
      await money.sign(second, open.body.id, { articles: [{ article: '約款 第2条（見本）' }] });
    if (!isPaid) return cashiers.makeFinal(shown.id);
    await cashiers.account(policy.institutionId);
    const [payment] = await cashiers.pay(shown.id, 1);
    if (happens(0.5))
      await ok(cashiers.cashier, `/payments/${payment?.id}/returns`, { returnedOn: today, reason: '口座該当なし' });
  }

  it(`${cases} cases: each line that says something was sent, told or paid has its row, and the other way round`, async () => {
    const random = randomBy(seedOf('said'));
    for (let made = 0; made < cases; made++) {
      // the server goes away, and hangs up before it says whether it took a mail
      if (made % 8 === 0) await mails.be(made % 24 === 8 ? 'away' : made % 24 === 16 ? 'half-closes' : 'well');
      await (made % 8 === 7 ? paidFor(random, made === 7) : talkedAbout(random));
    }
    await system.settled(120_000);
    await mails.be('well');
    await until('no mail is on its way', 60_000, async () => {
      const [row] = await rowsOf<{ n: number }>(
        system,
        `SELECT count(*)::int AS n FROM mail WHERE state = 'sending' OR (state = 'waiting' AND tries = 0)`,
      );
      return row?.n === 0;
    });
    // a person knows of every second mail that may have arrived
    const unknown = await rowsOf<{ id: string }>(system, `SELECT id FROM mail WHERE state = 'unknown' ORDER BY id`);
    for (const [at, { id }] of unknown.entries())
      if (at % 2 === 0) await ok(desk, `/mails/${id}/arrivals`, { reason: '電話で確認' });
    await system.settled(60_000);

    const kinds = await rowsOf<{ kind: string }>(system, 'SELECT DISTINCT kind FROM timeline_entry ORDER BY kind');
    const wrong: unknown[] = [];
    for (const { kind } of kinds) {
      const proof = proofs[kind];
      if (!proof) continue;
      wrong.push(
        ...(await rowsOf(system, `SELECT t.kind, t.data FROM timeline_entry t WHERE t.kind = $1 AND NOT ${proof}`, [
          kind,
        ])),
      );
    }
    expect(wrong).toEqual([]);
    for (const [what, sql] of Object.entries(unsaid)) expect([what, await rowsOf(system, sql)]).toEqual([what, []]);
    // enough has happened for this to mean something
    const happened = new Set(kinds.map(({ kind }) => kind));
    for (const kind of [
      'mail-sent',
      'mail-arrived',
      'letter-written',
      'call-back-reached',
      'payment-settled',
      'payment-returned',
    ])
      expect([kind, happened.has(kind)]).toEqual([kind, true]);
  }, 7_200_000);

  it('no other line claims that something was sent, told or paid', async () => {
    const ids = await rowsOf<{ id: string }>(system, 'SELECT id FROM incident ORDER BY id');
    const claiming = new Set<string>();
    for (const { id } of ids) {
      const { items } = await desk.get<{ items: { kind: string; textJa: string }[] }>(
        `/incidents/${id}/timeline?limit=200`,
      );
      for (const { kind, textJa } of items)
        if (claims.test(textJa) && !proofs[kind]) claiming.add(`${kind}: ${textJa}`);
    }
    expect([...claiming]).toEqual([]);
  }, 600_000);
});
