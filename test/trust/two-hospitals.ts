import pg from 'pg';
import { limitsOf } from '#coverage';
import { systemActor } from '#database';
import { dayInJapan } from '#kernel';
import { postAct } from '#limits';
import { periodById } from '#policies';
import { termsOf } from '#terms';
import { Claims } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { fileNeededPapers, pdfOf, sendForm } from '../support/papers.js';
import { wholly, type Started } from '../support/started.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';
import { containerOf } from '../support/workbook.js';
import { expense, reportedBy, smallest, type ShownCase } from './reports.js';

/** Two hospitals with routed cases, a case that nobody has matched, and everything that hangs on them. */
export interface TwoHospitals {
  readonly system: TestSystem;
  readonly sakura: string;
  readonly midori: string;
  /** Sakura's cases: one with expenses and support, one more. */
  readonly own: ShownCase;
  readonly other: ShownCase;
  readonly foreign: ShownCase;
  readonly unmatched: ShownCase;
  /** A statement past row security. */
  seen<T extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  stop(): Promise<void>;
}

/** When it fails half-way, what was started is stopped. */
export function twoHospitals(options: Parameters<typeof testSystem>[0] = {}): Promise<TwoHospitals> {
  return wholly(async (started) => {
    const system = await testSystem(options);
    started.add(() => system.stop());
    return arranged(system, started);
  });
}

async function arranged(system: TestSystem, started: Started): Promise<TwoHospitals> {
  const [reporter, neighbour, desk] = [
    await system.as('reporter@sakura.example'),
    await system.as('reporter@midori.example'),
    await system.as('support@sonae.example'),
  ];
  const [own, other, foreign] = [
    await reportedBy(reporter),
    await reportedBy(reporter, smallest()),
    await reportedBy(neighbour),
  ];
  const unmatched = await reportedBy(desk, { ...smallest(), institutionName: '見本 どこかの病院' });
  for (const [person, id] of [
    [reporter, own.id],
    [neighbour, foreign.id],
  ] as const)
    await person.send('POST', `/incidents/${id}/expenses`, {
      body: { expenses: [expense({ category: 'data-restoration' })] },
      key: freshKey(),
    });
  for (const { id } of [own, foreign])
    await desk.send('POST', `/incidents/${id}/call-backs`, { body: { reached: false }, key: freshKey() });
  await system.settled();
  for (const { id, policyId } of [own, foreign])
    await system.db.database.transaction(systemActor('arranging'), async (tx) => {
      await tx.lockCases([id]);
      const period = await periodById(tx, policyId ?? '');
      const plan = period && limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
      if (!period || !plan) throw new Error('the case has no period');
      const amount = { takes: 'limit', coverage: 'response-expense', yen: 100_000, reference: 'expense:1' } as const;
      await postAct(tx, period, plan, { incidentId: id, postings: [{ kind: 'hold', ...amount }] });
    });
  await system.settled();
  await rejectOne(system, [own, foreign]);
  await asSuperuser(system.db.ownerUrl, (client) => payOne(system, [own, foreign], client));
  const superuser = new pg.Client({ connectionString: system.db.ownerUrl, options: '-c search_path=sonae,public' });
  await superuser.connect();
  started.add(() => superuser.end());
  return {
    system,
    sakura: own.institutionId ?? '',
    midori: foreign.institutionId ?? '',
    own,
    other,
    foreign,
    unmatched,
    seen: async (sql, values = []) => (await superuser.query(sql, [...values])).rows,
    stop: () => started.stop(),
  };
}

/** A branch that opens: banks are nobody's own. */
async function openBranch(cashier: Session, other: Session): Promise<void> {
  const body = { act: 'added', bankCode: '0009', branchCode: '991', name: '見本新支店', kana: 'ミホンシン' };
  const entered = await cashier.send<{ id: string }>('POST', '/bank-entries', {
    key: freshKey(),
    body: { ...body, fromOn: dayInJapan(new Date()), source: '銀行のお知らせ' },
  });
  await other.send('POST', `/bank-entries/${entered.body.id}/confirmations`, { key: freshKey(), body: {} });
}

/** One more expense of each case is approved and scheduled for payment to an account of its institution. */
async function payOne(system: TestSystem, cases: readonly ShownCase[], superuser: pg.Client): Promise<void> {
  const claims = await Claims.on(system);
  const [senior, second, cashier, other] = (await Promise.all(
    ['senior', 'senior2', 'payments', 'payments2'].map((name) => system.as(`${name}@sonae.example`)),
  )) as [Session, Session, Session, Session];
  await openBranch(cashier, other);
  for (const { id, institutionId } of cases) {
    const typed = { accountNumber: '1234567', holder: 'ﾐﾎﾝ' };
    const entered = await cashier.send<{ id: string }>('POST', '/payee-accounts', {
      key: freshKey(),
      body: { institutionId, bankCode: '0001', branchCode: '100', ...typed },
    });
    await other.send('POST', `/payee-accounts/${entered.body.id}/confirmations`, { key: freshKey(), body: typed });
    await claims.desk.send('POST', `/incidents/${id}/expenses`, {
      key: freshKey(),
      body: {
        expenses: [
          expense({
            category: 'call-center',
            amount: 1,
            foreign: { currency: 'USD', amount: '2000', paidOn: '2026-11-20' },
          }),
        ],
      },
    });
    await system.settled();
    const last = (await claims.case(id)).expenses.at(-1)?.id ?? '';
    await claims.take(last);
    await fileNeededPapers(system, claims.desk, id, [last]);
    await paperTrail(system, claims, id, last);
    const rate = await senior.send('POST', `/expenses/${last}/exchange-rates`, {
      key: freshKey(),
      body: { rate: '150', source: '見本銀行のTTS' },
    });
    if (rate.status !== 201) throw new Error(JSON.stringify(rate.body));
    await claims.open(id);
    const { questions } = await senior.get<{ questions: { code: string }[] }>(`/expenses/${last}/decision-preview`);
    const answers = questions.map(({ code }) => ({ code, answer: 'covered', reason: '見本' }));
    const decided = await claims.propose(senior, last, { answers });
    const signed = decided.body.state === 'open' ? await claims.sign(second, decided.body.id) : decided;
    if (signed.body.state !== 'approved' || signed.body.amount === 0) throw new Error(JSON.stringify(signed.body));
    await superuser.query(
      `UPDATE ruling
         SET ruled_at = ruled_at - interval '11 s', final_at = final_at - interval '11 s'
         WHERE expense_id = $1`,
      [last],
    );
  }
  // a month of a statement, and a claim for repayment: what an institution reads of them
  await superuser.query(
    `INSERT INTO statement_line (decision_id, expense_id, incident_id, institution_id, is_new, figures, engine_yen)
     SELECT d.id, d.expense_id, d.incident_id, d.institution_id, false, '{}', 0
     FROM decision d
     WHERE d.kind = 'approve'`,
  );
  await superuser.query(
    `INSERT INTO repayment_claim (id, expense_id, incident_id, institution_id, statement_id, amount_yen, reason, state,
       asked_by, asked_at, signed_by, signed_at)
     SELECT gen_random_uuid(), d.expense_id, d.incident_id, d.institution_id, d.id, 1, 'x', 'demanded', d.proposed_by,
       now(), (SELECT id FROM person WHERE id <> d.proposed_by LIMIT 1), now()
       FROM decision d
       WHERE d.kind = 'approve'`,
  );
  // told otherwise while there was one outlook: what an institution reads of it, and what the insurer did
  await superuser.query(
    `WITH correction AS (
       INSERT INTO outlook_correction (id, incident_id, institution_id, told, told_from, told_until, corrected_at)
       SELECT gen_random_uuid(), i.id, i.institution_id, 'red', now(), now(), now()
         FROM incident i
         WHERE i.id = ANY ($1)
       RETURNING id, incident_id, institution_id),
     notice AS (
       INSERT INTO outlook_notice (id, correction_id, incident_id, institution_id, created_at)
       SELECT gen_random_uuid(), c.id, c.incident_id, c.institution_id, now() FROM correction c
       RETURNING id, incident_id, institution_id),
     act AS (
       INSERT INTO outlook_correction_act (id, correction_id, incident_id, institution_id, acted_by, acted_at, done)
       SELECT gen_random_uuid(), c.id, c.incident_id, c.institution_id, (SELECT id FROM person LIMIT 1), now(), 'x'
           FROM correction c)
     INSERT INTO outlook_notice_call (id, notice_id, incident_id, institution_id, called_by, called_at, reached, note)
     SELECT gen_random_uuid(), n.id, n.incident_id, n.institution_id, (SELECT id FROM person LIMIT 1), now(), false, 'x'
       FROM notice n`,
    [cases.map(({ id }) => id)],
  );
  await liabilityAndClock(superuser);
  for (let waited = 0; waited < 150; waited += 1) {
    const { rows } = await superuser.query<{ n: number }>('SELECT count(*)::int AS n FROM payment');
    if (rows[0]?.n === cases.length) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // came back once, and another account was confirmed since: an institution reads the days
  await superuser.query(
    `INSERT INTO payment_return (id, payment_id, incident_id, institution_id, account_id, returned_on, reason, mistake,
       asked_at, confirmed_on)
     SELECT gen_random_uuid(), id, incident_id, institution_id, account_id, now(), 'x', 'payee', now(), now()
       FROM payment`,
  );
}

/** A claimant with a demand, what is sought from others, and everything that moves the time to pay, in each case. */
async function liabilityAndClock(superuser: pg.Client): Promise<void> {
  const of = `(
         SELECT d.expense_id, d.incident_id, d.institution_id, d.proposed_by AS person
         FROM decision d
         WHERE d.kind = 'approve') d`;
  for (const sql of [
    `INSERT INTO claimant (id, incident_id, institution_id, no, name, entered_at)
       SELECT gen_random_uuid(), incident_id, institution_id, 1, 'x', now()
       FROM ${of}`,
    `INSERT INTO claimant_act (id, claimant_id, incident_id, institution_id, kind, yen, on_day, at)
       SELECT gen_random_uuid(), id, incident_id, institution_id, 'demand', 1, now(), now()
       FROM claimant`,
    `INSERT INTO recourse (id, incident_id, institution_id, against, loss_yen, sought_yen, entered_by, entered_at)
       SELECT gen_random_uuid(), incident_id, institution_id, 'x', 1, 1, person, now()
       FROM ${of}`,
    `INSERT INTO recourse_receipt (id, recourse_id, incident_id, institution_id, yen, to_institution_yen, received_on,
       reference, entered_by, at)
       SELECT gen_random_uuid(), id, incident_id, institution_id, 1, 0, now(), 'x', entered_by, now()
       FROM recourse`,
    `INSERT INTO payment_extension (id, expense_id, incident_id, institution_id, ground, reason, notice, entered_by,
       noticed_at)
       SELECT gen_random_uuid(), expense_id, incident_id, institution_id, 'survey-abroad', 'x', 'x', person, now()
       FROM ${of}`,
    `INSERT INTO clock_suspension (id, expense_id, incident_id, institution_id, from_on, to_on, reason, entered_by,
       entered_at)
       SELECT gen_random_uuid(), expense_id, incident_id, institution_id, '2026-01-01', '2026-01-02', 'x', person, now()
       FROM ${of}`,
    `INSERT INTO completion_day (id, expense_id, incident_id, institution_id, complete_on, missing, entered_by,
       noticed_at)
       SELECT gen_random_uuid(), expense_id, incident_id, institution_id, '2026-01-01', 'x', person, now()
       FROM ${of}`,
    `INSERT INTO reserve (id, incident_id, institution_id, lane, yen, reason, author, at)
       SELECT gen_random_uuid(), incident_id, institution_id, 'general', 1, 'x', person, now()
       FROM ${of}`,
  ])
    await superuser.query(sql);
}

/** A paper whose content two persons erased, and one that a senior-adjuster does without. */
async function paperTrail(system: TestSystem, claims: Claims, incidentId: string, expenseId: string): Promise<void> {
  const senior = await system.as('senior@sonae.example');
  await claims.desk.send('POST', `/incidents/${incidentId}/pre-approvals`, {
    key: freshKey(),
    body: { category: 'call-center', amount: 1, description: '見本' },
  });
  await claims.consent(expenseId, 1);
  for (const written of ['notes', 'messages'])
    await claims.desk.send('POST', `/incidents/${incidentId}/${written}`, {
      key: freshKey(),
      body: { text: '見本' },
    });
  await asSuperuser(system.db.ownerUrl, (client) =>
    client.query(
      `INSERT INTO case_message_reading (message_id, incident_id, institution_id, side, read_at)
       SELECT m.id, m.incident_id, m.institution_id, m.side, now()
         FROM case_message m
        WHERE m.incident_id = $1`,
      [incidentId],
    ),
  );
  const asked = await senior.send<{ questions: { id: string }[] }>(
    'POST',
    `/expenses/${expenseId}/information-requests`,
    {
      key: freshKey(),
      body: { question: '見本' },
    },
  );
  await claims.desk.send('POST', `/information-requests/${asked.body.questions[0]?.id}/answers`, {
    key: freshKey(),
    body: { answer: '見本' },
  });
  const filed = await sendForm<{ id: string }>(system, claims.desk, '/documents', {
    fields: { incidentId, kind: 'other' },
    file: pdfOf(freshKey()),
  });
  const path = `/documents/${filed.body.id}`;
  await claims.desk.send('POST', `${path}/erasures`, { key: freshKey(), body: { reason: '別の患者の資料' } });
  await senior.send('POST', `${path}/erasure-confirmations`, { key: freshKey(), body: {} });
  const locked = await sendForm<{ id: string }>(system, claims.desk, '/documents', {
    fields: { incidentId, kind: 'other' },
    file: containerOf('EncryptedPackage'),
    name: '受電件数.xlsx',
  });
  await senior.send('POST', `/documents/${locked.body.id}/openings`, { key: freshKey(), body: {} });
  const { expenses } = await claims.case(incidentId);
  for (const { id } of expenses.filter((one) => one.id !== expenseId))
    for (const kind of ['invoice', 'work-report', 'forensic-report'])
      await senior.send('POST', `/expenses/${id}/evidence-waivers`, {
        key: freshKey(),
        body: { kind, reason: '見本' },
      });
}

/** The last expense of each case is rejected: proposed by one senior-adjuster, signed by another. */
async function rejectOne(system: TestSystem, cases: readonly ShownCase[]): Promise<void> {
  const claims = await Claims.on(system);
  const [senior, second] = [await system.as('senior@sonae.example'), await system.as('senior2@sonae.example')];
  for (const { id, institutionId, policyId } of cases) {
    await claims.desk.send('POST', `/incidents/${id}/matches`, { key: freshKey(), body: { institutionId, policyId } });
    await claims.check(id);
    const last = (await claims.case(id)).expenses.at(-1)?.id ?? '';
    await claims.take(last);
    const open = await claims.propose(senior, last, {
      kind: 'reject',
      textJa: '資料が届かないため、お支払いできません。',
      reasons: [{ code: 'not-proven', text: '見積書のみ' }],
    });
    const signed = await claims.sign(second, open.body.id, { articles: [{ article: '約款 第2条（見本）' }] });
    if (signed.body.state !== 'rejected') throw new Error(JSON.stringify(signed.body));
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(
        `UPDATE ruling
           SET ruled_at = ruled_at - interval '11 s', final_at = final_at - interval '11 s'
           WHERE expense_id = $1`,
        [last],
      ),
    );
    const appealed = await claims.desk.send('POST', `/expenses/${last}/appeals`, {
      key: freshKey(),
      body: { reason: '見本' },
    });
    if (appealed.status !== 201) throw new Error(JSON.stringify(appealed.body));
  }
  await system.settled();
}
