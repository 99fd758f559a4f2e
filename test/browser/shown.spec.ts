import type { Page } from 'playwright-core';
import { Browsers } from '../support/browser.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

/** What each person's pages show of what is stored. */

let system: TestSystem;
let browsers: Browsers;
let claims: Claims;
let cashiers: Cashiers;
let manager: Session;
let policy: { id: string; institutionId: string };
let hospital: string;

const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  manager = await system.as('manager@sakura.example');
  const { items } = await claims.desk.get<{
    items: { id: string; institutionId: string; institutionName: string; inForce: boolean }[];
  }>(`/policies?q=${encodeURIComponent('さくら総合病院')}`);
  const inForce = items.find((item) => item.inForce);
  policy = inForce ?? { id: '', institutionId: '' };
  hospital = inForce?.institutionName ?? '';
  await cashiers.account(policy.institutionId);
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const open = (page: Page, path: string): Promise<unknown> => page.goto(`${browsers.address}/app${path}`);

describe('the adjuster', () => {
  it('reads whose it is, the question and its answer, and goes on without one after the last reminder', async () => {
    const shown = await claims.inReview(policy, [cost('call-center', 100_000)]);
    const id = idOf(shown);
    const holder = await claims.holder(id);
    const ask = (question: string) =>
      post<{ questions: { id: string }[] }>(holder, `/expenses/${id}/information-requests`, { question });
    const first = await ask('受電件数の内訳をお知らせください。');
    await post(manager, `/information-requests/${first.body.questions[0]?.id}/answers`, { answer: '昼が8割です。' });
    const second = await ask('夜間の席数をお知らせください。');

    const page = await browsers.as(holder.email);
    await open(page, `/expenses/${id}`);
    await page.getByText(hospital).first().waitFor();
    await page.getByText('支払の期限').first().waitFor();
    await page.getByText('受電件数の内訳をお知らせください。').waitFor();
    await page.getByText('昼が8割です。').waitFor();
    await page.getByText('再度のお願いがあと2回送られた後は、回答を待たずに進められます。').waitFor();
    expect(await page.getByRole('button', { name: '回答を待たずに確認を進める' }).count()).toBe(0);
    await sql(`UPDATE information_request SET reminders = 2, remind_at = NULL WHERE id = $1`, [
      second.body.questions[1]?.id,
    ]);
    await page.reload();
    await page.getByRole('button', { name: '回答を待たずに確認を進める' }).click();
    await page.getByText(/さんが.*に、回答を待たずに確認を進めました。/).waitFor();
    expect((await holder.get<{ state: string }>(`/expenses/${id}`)).state).toBe('in-review');
  }, 60_000);

  it('is not told that a signature decides what looks like a duplicate', async () => {
    const bill = { vendorName: '見本コールセンター株式会社', invoiceNumber: 'INV-7001' };
    const twice = await claims.inReview(policy, [cost('call-center', 90_000, bill), cost('call-center', 90_000, bill)]);
    const page = await browsers.as((await claims.holder(idOf(twice, 1))).email);
    await open(page, `/expenses/${idOf(twice, 1)}`);
    await page.getByText('次の点が残っているため、まだ決定できません。').waitFor();
    expect(await page.getByText('自分の署名だけで決定できます。').count()).toBe(0);
  }, 60_000);
});

describe('what the letter will say', () => {
  it('stands in the form before anybody signs, without the word for inside; what is too long is told and stays whole', async () => {
    const shown = await claims.inReview(policy, [cost('call-center', 200_000)]);
    const page = await browsers.as((await claims.holder(idOf(shown))).email);
    await open(page, `/expenses/${idOf(shown)}`);
    await page.getByRole('button', { name: /^減額/ }).click();
    const form = page.getByRole('form', { name: '減額' });
    const letter = form.getByRole('region', { name: '書面での見え方' });
    await letter.getByText('必要な項目がすべて入ると', { exact: false }).waitFor();
    await form.getByLabel('お支払いする額').fill('15万円');
    // a reason is chosen, and says the letter's first sentence; alone, it is all that is not paid
    expect(await form.getByLabel('医療機関への文面').inputValue()).toBe('');
    await form.getByLabel('理由の種類').selectOption('not-proven');
    await form.getByLabel('理由の種類').selectOption('not-necessary');
    expect(await form.getByLabel('医療機関への文面').inputValue()).toMatch(
      /認められない部分を差し引いてお支払いします。$/,
    );
    await form.getByText('減らす額 50,000円').waitFor();
    await form.getByLabel('説明（社内のみ）').fill('夜間は契約にない（社内のメモ）');
    await form.getByLabel('医療機関への文面').fill('夜間の受電枠を除いてお支払いします。');
    // with a second reason each has its part; what would be refused is told before it is signed
    await form.getByRole('button', { name: '理由を追加する' }).click();
    await form.getByLabel('減らす額').first().fill('4万円');
    await form.getByLabel('理由の種類').last().selectOption('duplicate');
    await form.getByLabel('減らす額').last().fill('5千円');
    await form.getByLabel('説明（社内のみ）').last().fill('二重の行（社内のメモ）');
    await letter.getByText('理由ごとの金額の合計を', { exact: false }).waitFor();
    // the sentence that somebody wrote stays
    await form.getByLabel('理由の種類').first().selectOption('other');
    await form.getByLabel('理由の種類').first().selectOption('not-necessary');
    expect(await form.getByLabel('医療機関への文面').inputValue()).toBe('夜間の受電枠を除いてお支払いします。');
    await form.getByRole('button', { name: '理由2を取り除く' }).click();
    for (const text of [
      '保険金お支払いのご案内',
      '次のとおり保険金をお支払いしましたので、ご案内します。',
      '・必要かつ有益と認められない',
      '△50,000円',
      '夜間の受電枠を除いてお支払いします。',
    ])
      await letter.getByText(text, { exact: true }).waitFor();
    expect(await letter.textContent()).not.toContain('社内のメモ');
    const field = form.getByLabel('医療機関への文面');
    await field.fill('あ'.repeat(2_001));
    await form.getByText('2,001文字あります。2,000文字以内で入力してください', { exact: false }).waitFor();
    await form.getByRole('button', { name: 'この内容で減額する' }).click();
    expect((await field.inputValue()).length).toBe(2_001);
    expect(await sql('SELECT id FROM decision WHERE expense_id = $1', [idOf(shown)])).toEqual([]);
  }, 60_000);
});

describe('who countersigns', () => {
  it('reads the answers with their reasons, the limits and the papers; the button names a rejection', async () => {
    const shown = await claims.inReview(policy, [cost('equipment-repair', 200_000), cost('call-center', 70_000)], {
      facts: { premises: 'unknown' },
    });
    const holder = await claims.holder(idOf(shown));
    const { questions } = await holder.get<{ questions: { code: string; textJa: string }[] }>(
      `/expenses/${idOf(shown)}/decision-preview`,
    );
    await claims.propose(holder, idOf(shown), {
      answers: questions.map(({ code }) => ({ code, answer: 'covered', reason: '現地の確認による（見本）' })),
    });
    const page = await browsers.as('senior@sonae.example');
    await open(page, `/expenses/${idOf(shown)}`);
    await page.getByText('現地の確認による（見本）').first().waitFor();
    await page.getByRole('button', { name: '200,000円のお支払いに署名する' }).waitFor();

    const other = await claims.holder(idOf(shown, 1));
    const rejected = await claims.propose(other, idOf(shown, 1), {
      kind: 'reject',
      reasons: [{ code: 'not-proven', text: '受電の記録がない' }],
      answers: [{ code: 'premises-undecided', answer: 'covered', reason: '現地の確認による（見本）' }],
      textJa: '受電の記録で確認できないため、お支払いの対象になりません。',
    });
    expect(rejected.body.code).toBeUndefined();
    await open(page, '/countersign');
    const row = page.getByRole('row').filter({ hasText: '明細2' }).filter({ hasText: hospital }).last();
    await row.getByRole('button', { name: '確かめて署名する' }).click();
    const item = page.getByRole('dialog');
    await item.getByText('受電の記録で確認できないため', { exact: false }).first().waitFor();
    await item.getByText(hospital).first().waitFor();
    await item.getByText('事故対応特別費用', { exact: false }).first().waitFor();
    await item.getByText('ご請求の内容と資料を開く').click();
    await item
      .getByText(/請求書・領収書：提出済み/)
      .first()
      .waitFor();
    expect(await item.getByRole('button', { name: '承認する' }).count()).toBe(0);
    await item.getByText('署名すると、お支払いの対象外（0円）と決まり').waitFor();
    await item.getByLabel('約款の条項').fill('第12条第1項（見本）');
    // it is printed with the rest
    const letter = item.getByRole('region', { name: '書面での見え方' });
    await letter.getByText('根拠となる約款の条項').waitFor();
    await letter.getByText('第12条第1項（見本）').waitFor();
    await letter.getByText('お支払いの対象となりませんでした。', { exact: false }).waitFor();
    await item.getByRole('button', { name: '対象外とする判断に署名する' }).click();
    await page.getByText(/二次承認しました。/).waitFor();
    expect((await claims.desk.get<{ state: string }>(`/expenses/${idOf(shown, 1)}`)).state).toBe('rejected');
  }, 90_000);
});

it('all of the insurer read on a decided line what it rests on and how it was paid', async () => {
  const shown = await claims.inReview(policy, [cost('call-center', 110_000)]);
  const holder = await claims.holder(idOf(shown));
  expect((await claims.propose(holder, idOf(shown))).body.state).toBe('approved');
  await cashiers.pay(shown.id, 1);
  for (const email of ['support@sonae.example', 'auditor@sonae.example', 'payments@sonae.example', holder.email]) {
    const page = await browsers.as(email);
    await open(page, `/expenses/${idOf(shown)}`);
    await page.getByText('1,000,000円（保険金サービス担当者）').waitFor();
    await page.getByText('振込の承認者').waitFor();
    expect(await page.getByText('見込みの計算には含まれていません').count()).toBe(0);
  }
}, 90_000);

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults).toEqual([]);
});
