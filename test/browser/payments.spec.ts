import { bankDaysAfter } from '#platform';
import { Browsers } from '../support/browser.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, today, type ClaimCase } from '../support/claims.js';
import { sendForm } from '../support/papers.js';
import { testSystem, type TestSystem } from '../support/system.js';

/** What the people of payments read before they act, and where a transfer that came back stands. */

let system: TestSystem;
let browsers: Browsers;
let claims: Claims;
let cashiers: Cashiers;
let policy: { id: string; institutionId: string };
let hospital: string;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
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

const inJapanese = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** One approved cost, scheduled. */
async function scheduled(amount: number): Promise<{ shown: ClaimCase; id: string }> {
  const shown = await claims.inReview(policy, [cost('call-center', amount)]);
  await claims.propose(await claims.holder(idOf(shown)), idOf(shown));
  await cashiers.makeFinal(shown.id);
  const [payment] = await cashiers.payments(shown.id, 1);
  return { shown, id: payment?.id ?? '' };
}

it('the release dialog says how many, how much and on which day; batches have numbers of their own', async () => {
  const { id } = await scheduled(123_000);
  const { body } = await cashiers.build([{ id }]);
  const page = await browsers.as(cashiers.releaser.email);
  await page.goto(`${browsers.address}/app/batches`);
  await page.getByRole('columnheader').first().waitFor();
  expect((await page.getByRole('columnheader').allTextContents())[0]).toBe('振込データ番号');
  await page.goto(`${browsers.address}/app/batches/${body.id}`);
  await page.getByRole('button', { name: '実行する' }).click();
  const { total } = await cashiers.cashier.get<{ total: number }>(`/payment-batches/${body.id}`);
  const day = inJapanese(bankDaysAfter(today, 3));
  await page
    .getByRole('dialog')
    .getByText(`振込指定日${day}、1件、合計${total.toLocaleString('ja-JP')}円の振込ファイルを確定します。`, {
      exact: false,
    })
    .waitFor();
}, 60_000);

it('a mismatch names institution, case and payment; a transfer that came back is in a list with its acts', async () => {
  const { shown, id } = await scheduled(145_000);
  await cashiers.export(await cashiers.payments(shown.id, 1));
  const { number } = await cashiers.cashier.get<{ number: number }>(`/payments/${id}`);
  const sent = await sendForm(system, cashiers.cashier, '/bank-reports', {
    file: Buffer.from(`区分,日付,金額,支払番号,摘要\r\n振込済,${today},1,${number},`),
    name: '振込結果.csv',
  });
  expect(sent.status).toBe(201);
  const page = await browsers.as('payments@sonae.example');
  await page.goto(`${browsers.address}/app/reconciliation`);
  const mismatch = page.getByRole('listitem').filter({ hasText: '金額が一致しません。' });
  await mismatch.getByText(hospital).waitFor();
  await mismatch.getByText(`支払番号 ${number}`).waitFor();
  await mismatch.getByRole('link', { name: /^事案番号 MC-/ }).waitFor();

  // whose mistake it was is asked for, and nothing is sent without it
  await page.goto(`${browsers.address}/app/payments?state=exported`);
  const row = page.getByRole('row').filter({ hasText: hospital }).first();
  await row.getByRole('button', { name: '振込不能を記録する' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('銀行からの理由').fill('口座解約済み');
  await dialog.getByRole('button', { name: '振込不能を記録する' }).click();
  await dialog.getByText('誰の誤りで戻ったかを選んでください。').waitFor();
  await dialog.getByLabel(/^支払先から受け取った口座の誤り/).check();
  await dialog.getByRole('button', { name: '振込不能を記録する' }).click();
  await dialog.waitFor({ state: 'detached' });

  await page.goto(`${browsers.address}/app/payments?state=returned`);
  const back = page.getByRole('row').filter({ hasText: '口座解約済み' });
  await back.getByText('支払先から受け取った口座の誤りとして記録').waitFor();
  await back.getByRole('button', { name: 'もう一度お支払いを予定する' }).waitFor();
  await back.getByRole('button', { name: '誰の誤りかを訂正する' }).click();
  await dialog.getByText('当社の誤り（すべての日数を数えます）に訂正します。', { exact: false }).waitFor();
  await dialog.getByLabel('訂正の理由').fill('書類から登録した番号を取り違えていた');
  await dialog.getByRole('button', { name: '誰の誤りかを訂正する' }).click();
  await dialog.waitFor({ state: 'detached' });
  await back.getByText('当社の誤りとして記録', { exact: true }).waitFor();
  const senior = await browsers.as('senior@sonae.example');
  await senior.goto(`${browsers.address}/app/payments?state=returned`);
  for (const name of ['供託として記録する', '留保にする']) await senior.getByRole('button', { name }).waitFor();
}, 90_000);

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults).toEqual([]);
});
