import type { Page } from 'playwright-core';
import { Browsers } from '../support/browser.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today } from '../support/claims.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { damages } from '../support/world.js';

/**
 * Damages that article 22 holds: hospital and insurer read what would free them, and do it on the page that says so.
 */

let system: TestSystem;
let browsers: Browsers;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;
let policy: { id: string; institutionId: string };

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  senior = await system.as('senior@sonae.example');
  const { items } = await claims.desk.get<{ items: { id: string; institutionId: string; inForce: boolean }[] }>(
    `/policies?q=${encodeURIComponent('さくら総合病院')}`,
  );
  policy = items.find(({ inForce }) => inForce) ?? { id: '', institutionId: '' };
  await cashiers.account(policy.institutionId);
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

/** One more of what is known of a claimant, in the dialog of the page. */
async function record(page: Page, kind: string, amount: string): Promise<void> {
  await page.getByRole('button', { name: '支払い・承諾などを記録する' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('記録の種類').selectOption({ label: kind });
  await dialog.getByLabel('金額').fill(amount);
  await dialog.getByLabel('日付').fill(today);
  await dialog.getByRole('button', { name: '支払い・承諾などを記録する' }).click();
  await dialog.waitFor({ state: 'detached' });
}

it('are named, held, and paid once both sides have recorded what the pages ask for', async () => {
  const shown = await claims.inReview(policy, [damages(500_000)]);
  await claims.consent(idOf(shown), 500_000);
  const path = `${browsers.address}/app/expenses/${idOf(shown)}`;

  // whose claim it answers is entered and named where the proposal asks for it
  const adjuster = await browsers.as((await claims.holder(idOf(shown))).email);
  await adjuster.goto(path);
  await adjuster.getByText('損害賠償金には、請求者の登録と、お支払い先', { exact: false }).first().waitFor();
  await adjuster.getByText('請求者はまだ登録されていません。').waitFor();
  await adjuster.getByRole('button', { name: '請求者を登録する' }).click();
  await adjuster.getByText('入力してください。').first().waitFor();
  await adjuster
    .getByText('被害者の方に直接お支払いしたときは、その方への書面の宛名になります。', { exact: false })
    .waitFor();
  await adjuster.getByLabel('請求者の氏名・名称').fill('見本 患者');
  await adjuster.reload();
  await adjuster.getByLabel('請求者の氏名・名称').waitFor();
  expect(await adjuster.getByLabel('請求者の氏名・名称').inputValue()).toBe('見本 患者');
  await adjuster.getByRole('button', { name: '請求者を登録する' }).click();
  const naming = adjuster.getByRole('form', { name: 'この明細の請求者とお支払い先' });
  await naming.getByRole('button', { name: 'この明細に決める' }).click();
  await naming.getByText('入力してください。').first().waitFor();
  await naming.getByLabel('請求者', { exact: true }).selectOption({ label: '請求者1　見本 患者' });
  await naming.getByLabel('医療機関').check();
  await naming.getByRole('button', { name: 'この明細に決める' }).click();
  await adjuster.getByText('明細1（お支払い先：医療機関）').waitFor();

  const proposed = await claims.propose(senior, idOf(shown), {
    answers: (
      await senior.get<{ questions: { code: string }[] }>(`/expenses/${idOf(shown)}/decision-preview`)
    ).questions.map(({ code }) => ({ code, answer: 'covered', reason: '見本' })),
  });
  if (proposed.body.state === 'open') await claims.sign(await system.as('senior2@sonae.example'), proposed.body.id);
  await cashiers.makeFinal(shown.id);

  const manager = await browsers.as('manager@sakura.example');
  await manager.goto(path);
  await manager
    .getByText(
      'まだお支払いできません。保険法22条により、貴院が被害者に支払った額か、被害者が承諾した額までお支払いします（いまは0円まで）。',
      {
        exact: false,
      },
    )
    .waitFor();
  await adjuster.goto(path);
  await adjuster.getByText('保険法22条により保留しています。', { exact: false }).waitFor();
  const cashier = await browsers.as('payments@sonae.example');
  await cashier.goto(`${browsers.address}/app/payment-waits`);
  await cashier.getByRole('link', { name: '請求者の記録を開く' }).click();
  await cashier.getByRole('heading', { name: '請求者の記録（損害賠償）' }).waitFor();
  // who pays reads the register; who records in it is somebody else
  expect(await cashier.getByRole('button', { name: '支払い・承諾などを記録する' }).count()).toBe(0);

  // the hospital records what it paid; what is settled is the insurer's to enter
  await manager.getByRole('button', { name: '支払い・承諾などを記録する' }).click();
  const dialog = manager.getByRole('dialog');
  expect(await dialog.getByLabel('記録の種類').locator('option').allTextContents()).not.toContain('示談');
  await dialog.getByRole('button', { name: '支払い・承諾などを記録する' }).click();
  expect(await dialog.getByText('入力してください。').count()).toBe(3);
  await dialog.getByLabel('記録の種類').selectOption({ label: '被害者の承諾' });
  await dialog.getByLabel('金額').fill('40万円');
  await manager.reload();
  await manager.getByRole('button', { name: '支払い・承諾などを記録する' }).click();
  expect(await dialog.getByLabel('記録の種類').inputValue()).toBe('consent');
  expect(await dialog.getByLabel('金額').inputValue()).toBe('40万円');
  await manager.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await record(manager, '医療機関から被害者への支払い', '50万円');
  await manager.getByText('医療機関が支払った額（合計）').waitFor();
  await manager.getByText('500,000円', { exact: true }).first().waitFor();
  await adjuster.goto(path);
  await record(adjuster, '示談', '500,000');
  const payments = await cashiers.payments(shown.id, 1);
  expect(payments).toMatchObject([{ expenseId: idOf(shown), amount: 500_000, state: 'scheduled' }]);
  for (const page of [manager, adjuster]) {
    await page.goto(path);
    await page.getByText('お支払いの手続をしています。').waitFor();
    expect(await page.getByText('保険法22条により保留', { exact: false }).count()).toBe(0);
  }
  // no other hospital, and no agent, reads the register
  const agent = await system.as('agent@hikari.example');
  expect((await agent.send('GET', `/incidents/${shown.id}/claimants`)).status).toBe(403);
  expect((await post(agent, `/incidents/${shown.id}/claimants`, { name: 'x' })).status).toBe(403);
}, 120_000);

it('a match that a colleague decided first says so in its dialog; what was typed stays, also over a reload', async () => {
  const other = await claims.policy();
  const shown = await claims.inReview(other, [cost('call-center', 100_000)]);
  const { institutionName } = await claims.desk.get<{ institutionName: string }>(`/policies/${other.id}`);
  await post(claims.admin, '/watch-entries', { names: [{ name: institutionName, source: '見本の名簿' }] });
  expect((await claims.propose(senior, idOf(shown))).body.code).toBe('decisions.screening-held');
  const page = await browsers.as('senior@sonae.example');
  await page.goto(`${browsers.address}/app/screening`);
  const match = page.getByRole('row').filter({ hasText: institutionName }).first();
  const dialog = page.getByRole('dialog');
  // who decides sees the candidates before
  const opens = async (): Promise<void> => {
    await match.getByRole('button', { name: institutionName }).click();
    await page.locator('[data-beside]').getByRole('button', { name: '別人・別法人と判断する' }).click();
  };
  await opens();
  await dialog
    .getByText('ほかに判断を待つものがなければ、止まっていた手続を進められます。', { exact: false })
    .waitFor();
  await dialog.getByLabel('相談した法務・コンプライアンスの担当者').fill('見本 法務');
  await dialog.getByLabel('判断の理由（社内のみ）').fill('所在地と代表者が違う');
  await page.reload();
  await opens();
  expect(await dialog.getByLabel('相談した法務・コンプライアンスの担当者').inputValue()).toBe('見本 法務');
  expect(await dialog.getByLabel('判断の理由（社内のみ）').inputValue()).toBe('所在地と代表者が違う');
  const { items } = await senior.get<{ items: { id: string; institutionId: string }[] }>(
    '/screenings?state=held&limit=200',
  );
  const second = await system.as('senior2@sonae.example');
  for (const { id } of items.filter(({ institutionId }) => institutionId === other.institutionId))
    await post(second, `/screenings/${id}/outcomes`, { outcome: 'cleared', compliance: '見本 法務', reason: '別法人' });
  await dialog.getByRole('button', { name: '別人・別法人と判断する' }).click();
  await dialog.getByText('この一致は、すでに判断されています。').waitFor();
  await page.getByText('判断を待っているものはありません。').waitFor();
  expect(await dialog.getByLabel('判断の理由（社内のみ）').inputValue()).toBe('所在地と代表者が違う');
}, 90_000);

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults).toEqual([]);
});
