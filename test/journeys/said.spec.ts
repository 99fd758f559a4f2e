import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today, type ClaimCase } from '../support/claims.js';
import { mailServer } from '../support/neighbours.js';
import { fileNeededPapers } from '../support/papers.js';
import { until } from '../support/processes.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { attackInJapan, expenseIn, report, rowsOf, type Case } from './cases.js';

interface Line {
  readonly kind: string;
  readonly textJa: string;
  readonly textEn: string;
  readonly data: Readonly<Record<string, unknown>>;
}
interface Open {
  readonly promises: readonly {
    code: string;
    textJa: string;
    by: string | null;
    byDay: string | null;
    isLate: boolean;
  }[];
  readonly requests: readonly { code: string; textJa: string; dueOn: string; isLate: boolean }[];
}
interface Paid {
  readonly stateName: { readonly textJa: string };
  readonly transfer: { readonly textJa: string; readonly settledOn: string; readonly account: string } | null;
}
interface MailShown {
  readonly id: string;
  readonly what: string;
  readonly addressee: string;
  readonly state: string;
  readonly subject: string;
  readonly body: string;
}

const linesOf = async (by: Session, caseId: string): Promise<readonly Line[]> =>
  (await by.get<{ items: Line[] }>(`/incidents/${caseId}/timeline?limit=200`)).items;
const textsOf = async (by: Session, caseId: string): Promise<string[]> =>
  (await linesOf(by, caseId)).map(({ textJa }) => textJa);
const openOf = (by: Session, caseId: string): Promise<Open> => by.get<Open>(`/incidents/${caseId}/promises`);
const mailsOf = async (by: Session, caseId: string): Promise<MailShown[]> =>
  (await by.get<{ items: MailShown[] }>(`/mails?incidentId=${caseId}&limit=200`)).items;
const codes = (of: readonly { code: string }[]): string[] => of.map(({ code }) => code);

describe('without a mail server', () => {
  let system: TestSystem;
  let desk: Session;
  let hospital: Session;
  beforeAll(async () => {
    system = await testSystem();
    [desk, hospital] = await Promise.all([system.as('support@sonae.example'), system.as('reporter@sakura.example')]);
  }, 60_000);
  afterAll(async () => {
    await system?.stop();
  });

  it('the record of a report says that it was put on record, and nowhere that something was sent', async () => {
    const { id } = await report(hospital, attackInJapan());
    await system.settled();
    const texts = await textsOf(hospital, id);
    expect(texts).toContain('受付を記録しました。');
    expect(texts.filter((text) => text.includes('お送りしました'))).toEqual([]);
    // it waits in the outbox, for whoever looks there
    expect((await mailsOf(desk, id)).map(({ what, addressee, state }) => [what, addressee, state])).toEqual([
      ['acknowledgement', 'reporter', 'kept'],
    ]);
  });

  it('an old line that says a report was acknowledged claims no sending either', async () => {
    const { id } = await report(hospital, attackInJapan());
    await system.settled();
    await rowsOf(system, `DELETE FROM sonae.mail WHERE incident_id = $1`, [id]);
    const [line] = (await linesOf(hospital, id)).filter(({ kind }) => kind === 'report-acknowledged');
    expect([line?.textJa, line?.textEn]).toEqual(['受付を記録しました。', 'The report was put on record.']);
  });

  it('a report taken on the telephone promises no call back; who told the caller records it by name', async () => {
    const taken = await report(desk, attackInJapan({ institutionName: '見本 病院' }));
    await system.settled();
    expect(codes((await desk.get<{ next: { code: string }[] }>(`/incidents/${taken.id}`)).next)).not.toContain(
      'call-back',
    );
    const before = await linesOf(desk, taken.id);
    expect(before.map(({ kind }) => kind)).not.toContain('call-back-promised');
    expect(codes((await openOf(desk, taken.id)).promises)).toContain('tell-caller');
    expect(codes((await openOf(desk, taken.id)).promises)).not.toContain('call-back');
    const told = await post(desk, `/incidents/${taken.id}/acknowledgements`, { note: '番号を復唱' });
    expect(told.status).toBe(201);
    expect(codes((await openOf(desk, taken.id)).promises)).not.toContain('tell-caller');
    const [line] = (
      await desk.get<{ items: (Line & { personName: string })[] }>(`/incidents/${taken.id}/timeline?limit=200`)
    ).items.filter(({ kind }) => kind === 'acknowledged-by-telephone');
    const [person] = await rowsOf<{ display_name: string }>(
      system,
      'SELECT display_name FROM sonae.person WHERE email = $1',
      [desk.email],
    );
    expect([line?.textJa, line?.personName]).toEqual([
      '受付と事案番号を、お電話でお伝えしました。',
      person?.display_name,
    ]);
  });

  it('a call back that was not answered keeps the promise running, an answered one keeps it', async () => {
    const { id } = await report(hospital, attackInJapan());
    await system.settled();
    const promised = (await openOf(hospital, id)).promises.find(({ code }) => code === 'call-back');
    expect([promised?.textJa, promised?.isLate]).toEqual(['専任スタッフからお電話します。', false]);
    await post(desk, `/incidents/${id}/call-backs`, { reached: false, note: '留守番電話' });
    const tried = (await openOf(hospital, id)).promises.find(({ code }) => code === 'call-back');
    expect(tried?.textJa).toBe('お電話しましたが、つながりませんでした（1回）。あらためてお電話します。');
    expect(tried?.by).toBe(promised?.by);
    const late = await desk.get<{ items: { id: string; nextAct: { code: string; textJa: string } }[] }>(
      '/incidents?limit=200',
    );
    expect(late.items.find((line) => line.id === id)?.nextAct).toMatchObject({
      code: 'call-back',
      textJa: '折り返しの電話（前の電話は不通）',
    });
    // the promised time goes by
    await rowsOf(system, `UPDATE sonae.incident SET reported_at = reported_at - interval '2 hours' WHERE id = $1`, [
      id,
    ]);
    expect((await openOf(hospital, id)).promises.find(({ code }) => code === 'call-back')?.isLate).toBe(true);
    const overdue = await desk.get<{ items: { id: string }[] }>('/incidents?callBack=late&limit=200');
    expect(overdue.items.map((line) => line.id)).toContain(id);
    const reached = await post(desk, `/incidents/${id}/call-backs`, { reached: true });
    expect(reached.status).toBe(201);
    expect(codes((await openOf(hospital, id)).promises)).not.toContain('call-back');
    expect(
      (await desk.get<{ items: { id: string }[] }>('/incidents?callBack=late&limit=200')).items.map((line) => line.id),
    ).not.toContain(id);
    const kinds = (await linesOf(hospital, id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('call-back-'))).toEqual([
      'call-back-not-reached',
      'call-back-reached',
    ]);
    // a call after it is no call back, and promises nothing
    await post(desk, `/incidents/${id}/call-backs`, { reached: false });
    expect(codes((await openOf(hospital, id)).promises)).not.toContain('call-back');
    expect((await linesOf(hospital, id)).map(({ kind }) => kind)).toContain('call-not-reached');
    // what was noted is inner
    expect(JSON.stringify(await linesOf(hospital, id))).not.toContain('留守番電話');
    expect((await hospital.send('GET', `/incidents/${id}/desk-calls`)).status).toBe(403);
    const calls = await desk.get<{ items: { outcome: string; note: string | null }[] }>(`/incidents/${id}/desk-calls`);
    expect(calls.items.map(({ outcome, note }) => [outcome, note])).toEqual([
      ['not-reached', '留守番電話'],
      ['reached', null],
      ['not-reached', null],
    ]);
  });

  it('a call in the future, or before the report, is refused; nobody of the institution records one', async () => {
    const { id } = await report(hospital, attackInJapan());
    for (const calledAt of [new Date(Date.now() + 3_600_000), new Date(Date.now() - 3_600_000)]) {
      const refused = await post(desk, `/incidents/${id}/call-backs`, {
        reached: true,
        calledAt: calledAt.toISOString(),
      });
      expect([refused.status, refused.body.code, refused.body.errors?.[0]?.pointer]).toEqual([
        422,
        'calls.wrong-time',
        '/calledAt',
      ]);
    }
    expect((await post(hospital, `/incidents/${id}/call-backs`, { reached: true })).status).toBe(403);
  });

  it('papers that are missing are asked for in one sentence a line, and no longer once they have come', async () => {
    const made = await report(
      hospital,
      attackInJapan({ expenses: [expenseIn('forensics'), expenseIn('call-center')] }),
    );
    await system.settled();
    const { requests } = await openOf(hospital, made.id);
    expect(requests.map(({ code, textJa }) => [code, textJa])).toEqual([
      ['papers', '明細1：調査報告書（フォレンジック）、請求書・領収書をお送りください'],
      ['papers', '明細2：日別の受電件数、契約書・見積書、請求書・領収書をお送りください'],
    ]);
    await fileNeededPapers(
      system,
      hospital,
      made.id,
      made.expenses.slice(0, 1).map((expense) => expense.id),
    );
    expect((await openOf(hospital, made.id)).requests.map(({ textJa }) => textJa)).toEqual([
      '明細2：日別の受電件数、契約書・見積書、請求書・領収書をお送りください',
    ]);
  });
});

describe('with a mail server', () => {
  let mails: Awaited<ReturnType<typeof mailServer>>;
  let system: TestSystem;
  let claims: Claims;
  let cashiers: Cashiers;
  let desk: Session;
  let manager: Session;
  let hospital: Session;
  let senior: Session;
  let second: Session;
  beforeAll(async () => {
    mails = await mailServer();
    system = await testSystem({ env: { SMTP_URL: `smtp://127.0.0.1:${mails.port}` } });
    claims = await Claims.on(system);
    cashiers = await Cashiers.on(system);
    [desk, manager, hospital, senior, second] = (await Promise.all(
      [
        'support@sonae.example',
        'manager@sakura.example',
        'reporter@sakura.example',
        'senior@sonae.example',
        'senior2@sonae.example',
      ].map((email) => system.as(email)),
    )) as [Session, Session, Session, Session, Session];
  }, 60_000);
  afterAll(async () => {
    await system?.stop();
    await mails?.stop();
  });

  const sakura = async (): Promise<{ id: string; institutionId: string }> => {
    const [row] = await rowsOf<{ id: string; institutionId: string }>(
      system,
      `SELECT m.id, m.institution_id AS "institutionId" FROM sonae.member_period m
         JOIN sonae.person p ON p.institution_id = m.institution_id AND p.email = 'manager@sakura.example'
        WHERE m.inception_on <= now() AND m.expiry_on > now() LIMIT 1`,
    );
    if (!row) throw new Error('no period');
    return row;
  };
  const untilSent = async (caseId: string, what: string, count: number): Promise<MailShown[]> => {
    let found: MailShown[] = [];
    await until(`${count} mails (${what})`, 20_000, async () => {
      found = (await mailsOf(desk, caseId)).filter((mail) => mail.what === what && mail.state === 'sent');
      return found.length === count;
    });
    return found;
  };
  const sentLines = async (caseId: string): Promise<string[]> =>
    (await textsOf(manager, caseId)).filter((text) => text.includes('お送りしました'));

  it('the acknowledgement is in the record once the server has taken it, not before', async () => {
    await mails.be('away');
    const made = await report(hospital, attackInJapan());
    await system.settled();
    await until('a try', 20_000, async () => (await mailsOf(desk, made.id))[0]?.state === 'waiting');
    expect(await sentLines(made.id)).toEqual([]);
    await mails.be('well');
    await rowsOf(system, `UPDATE sonae.mail SET next_at = now()`);
    const [mail] = await untilSent(made.id, 'acknowledgement', 1);
    expect(await sentLines(made.id)).toEqual(['受付の確認を、報告された方にメールでお送りしました。']);
    const line = (await linesOf(manager, made.id)).find(({ kind }) => kind === 'mail-sent');
    expect(line?.data).toEqual({ mailId: mail?.id, what: 'acknowledgement', addressee: 'reporter', letterKind: null });
    expect(mail?.subject).toContain((made as Case & { caseNumber: string }).caseNumber);
    expect(mail?.body).toContain('03-5550-0110');
    expect(mail?.body).not.toContain('見本 太郎');
  });

  it('each thing asked goes once by mail to who can do it, with the day, and says nothing of what it is about', async () => {
    const made = await report(
      hospital,
      attackInJapan({ expenses: [expenseIn('forensics'), expenseIn('call-center')] }),
    );
    await system.settled();
    const asked = await untilSent(made.id, 'request', 2);
    expect(asked.map(({ addressee }) => addressee).toSorted()).toEqual(['hospital-manager', 'hospital-reporter']);
    expect(asked[0]?.body).toContain('資料のご提出');
    expect(asked[0]?.body).toContain('日まで');
    expect(asked[0]?.body).not.toContain('フォレンジック');
    // something else of the case happens: nothing is asked for again
    await post(hospital, `/incidents/${made.id}/expenses`, { expenses: [expenseIn('call-center')] });
    await system.settled();
    await untilSent(made.id, 'request', 4);
    await system.settled();
    expect((await mailsOf(desk, made.id)).filter(({ what }) => what === 'request')).toHaveLength(4);
    expect((await sentLines(made.id)).filter((text) => text.startsWith('お願いのお知らせ'))).toHaveLength(4);
  });

  it('a question is asked on the page and by mail, reminded by mail, and gone once it is answered', async () => {
    const shown = await claims.inReview(await sakura(), [cost('call-center', 100_000)]);
    await untilSent(shown.id, 'request', 2);
    const holder = await claims.holder(idOf(shown));
    const asked = await post(holder, `/expenses/${idOf(shown)}/information-requests`, {
      question: '日別の内訳を教えてください。',
    });
    expect(asked.status).toBe(201);
    await system.settled();
    const { requests } = await openOf(manager, shown.id);
    expect(requests.map(({ textJa }) => textJa)).toEqual(['明細1：照会にご回答ください']);
    const sent = await untilSent(shown.id, 'request', 4);
    expect(sent.filter(({ body }) => body.includes('照会へのご回答'))).toHaveLength(2);
    expect(sent.some(({ body }) => body.includes('内訳'))).toBe(false);
    await rowsOf(system, `UPDATE sonae.information_request SET remind_at = now() WHERE incident_id = $1`, [shown.id]);
    await untilSent(shown.id, 'reminder', 2);
    const [question] = await rowsOf<{ id: string }>(
      system,
      'SELECT id FROM sonae.information_request WHERE incident_id = $1',
      [shown.id],
    );
    expect(
      (await post(manager, `/information-requests/${question?.id}/answers`, { answer: '別紙のとおりです。' })).status,
    ).toBe(200);
    expect((await openOf(manager, shown.id)).requests).toEqual([]);
  });

  it('an account is asked for when a cost is approved, and again when the bank sent the money back', async () => {
    const policy = await sakura();
    const shown: ClaimCase = await claims.inReview(policy, [cost('call-center', 100_000)]);
    await untilSent(shown.id, 'request', 2);
    const open = await claims.propose(senior, idOf(shown));
    if (open.body.state === 'open')
      await claims.sign(second, open.body.id, { articles: [{ article: '約款 第2条（見本）' }] });
    await cashiers.makeFinal(shown.id);
    await until('the account is asked for', 20_000, async () =>
      (await mailsOf(desk, shown.id)).some(({ body }) => body.includes('振込先口座のご登録')),
    );
    expect((await openOf(manager, shown.id)).requests.map(({ textJa }) => textJa)).toEqual([
      'お支払いが決まった費用があります。振込先口座を登録してください',
    ]);
    expect(
      (await mailsOf(desk, shown.id))
        .filter(({ body }) => body.includes('振込先口座のご登録'))
        .map(({ addressee }) => addressee),
    ).toEqual(['hospital-manager']);
    await cashiers.account(policy.institutionId);
    const [payment] = await cashiers.payments(shown.id, 1);
    if (!payment) throw new Error('no payment');
    expect((await openOf(manager, shown.id)).requests).toEqual([]);
    const paying = (await openOf(manager, shown.id)).promises.find(({ code }) => code === 'pay');
    expect([paying?.textJa, paying?.byDay]).toEqual([
      '明細1：お支払いします。',
      expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    ]);
    await cashiers.export([payment]);
    const returned = await post(cashiers.cashier, `/payments/${payment.id}/returns`, {
      returnedOn: today,
      reason: '口座該当なし',
      mistake: 'payee',
    });
    expect(returned.status).toBe(200);
    await system.settled();
    expect((await openOf(manager, shown.id)).requests.map(({ code, textJa }) => [code, textJa])).toEqual([
      ['account-again', '明細1：お振込みができませんでした。振込先口座をもう一度登録してください'],
    ]);
    expect(codes((await openOf(manager, shown.id)).promises)).not.toContain('pay');
    await until('the mail', 20_000, async () =>
      (await mailsOf(desk, shown.id)).some(({ body, state }) => body.includes('再度のご登録') && state === 'sent'),
    );
    const accounts = await manager.get<{ items: { current: boolean; cameBack: boolean }[] }>(
      '/payee-accounts?limit=200',
    );
    expect(accounts.items.map(({ current, cameBack }) => [current, cameBack])).toEqual([[false, true]]);
    const [line] = (await manager.get<{ expenses: Paid[] }>(`/incidents/${shown.id}`)).expenses;
    expect([line?.stateName.textJa, line?.transfer?.textJa]).toEqual([
      'お振込みできず',
      '銀行から戻ったため、お支払いできていません。',
    ]);
  });

  it('a paid line says on which day, and to the account of which last digits', async () => {
    const policy = await claims.policy();
    const shown: ClaimCase = await claims.inReview(policy, [cost('call-center', 100_000)]);
    const open = await claims.propose(senior, idOf(shown));
    if (open.body.state === 'open')
      await claims.sign(second, open.body.id, { articles: [{ article: '約款 第2条（見本）' }] });
    await cashiers.account(policy.institutionId);
    await cashiers.pay(shown.id, 1);
    const [line] = (await desk.get<{ expenses: Paid[] }>(`/incidents/${shown.id}`)).expenses;
    const [year, month, day] = today.split('-').map(Number);
    expect(line?.transfer).toMatchObject({
      textJa: `${year}年${month}月${day}日に、口座 ****567 へお振り込みしました。`,
      settledOn: today,
      account: '****567',
    });
  });
});
