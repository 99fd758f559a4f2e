import type { Locator, Page } from 'playwright-core';
import { Browsers, phone } from '../support/browser.js';
import { post } from '../support/claims.js';
import { testSystem, type TestSystem } from '../support/system.js';
import { axe } from './axe.js';

/** Cases that may be of one incident: compared side by side and answered by keys, in the list of all cases. */

interface Case {
  readonly id: string;
  readonly caseNumber: string;
}

let system: TestSystem;
let browsers: Browsers;
let first: Case;
let second: Case;
let third: Case;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  const report = async (description: string, more: object = {}): Promise<Case> => {
    const { body } = await post<Case>(await system.as('manager@sakura.example'), '/incidents', {
      reporter: { name: '見本 花子', phone: '03-5550-0100' },
      description,
      cause: 'cyber-attack',
      country: 'JP',
      ...more,
    });
    await system.settled(60_000);
    return body;
  };
  first = await report('電子カルテが開けない');
  second = await report('画像の端末に脅迫文が出ている', { attackConfirmed: true });
  third = await report('会計の端末も動かない');
}, 180_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const inMenu = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'メニュー' }).getByRole('link', { name: /^統合の候補/ });
const rowOf = (page: Page, { caseNumber }: Case): Locator =>
  page.getByRole('row').filter({ has: page.locator('[data-row]', { hasText: caseNumber }) });

it('the desk compares two cases and answers by keys; its menu counts what is left', async () => {
  const page = await browsers.as('support@sonae.example');
  await inMenu(page).filter({ hasText: '2' }).click();
  // the page before it had rows of these cases too
  await page.getByRole('heading', { level: 1, name: '統合の候補' }).waitFor();
  // the newest first: both reports that came later may be of the first one
  await rowOf(page, third).waitFor();
  expect(await page.locator('tbody tr').count()).toBe(2);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  const table = page.getByRole('table', { name: '両方の内容' });
  const line = (name: string): Locator =>
    table.locator('tbody').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}\\s`) }) });
  await line('状況').getByText('画像の端末に脅迫文が出ている').waitFor();
  await line('状況').getByText('電子カルテが開けない').waitFor();
  await line('状況').getByText('異なる').waitFor();
  await line('原因').getByText('同じ').waitFor();
  // that it was an attack is confirmed by one of them only
  await line('攻撃の確認').getByText('片方だけ').waitFor();
  expect(await axe(page, null)).toEqual([]);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'キーの一覧' });
  const now = keys.locator('section').filter({ hasText: 'この画面でいまできる手続' });
  for (const [key, name] of [
    ['m', '統合する'],
    ['d', '別の事故とする'],
  ] as const)
    await now.locator('div').filter({ hasText: name }).getByText(key, { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'hidden' });

  await page.keyboard.press('d');
  const apart = page.getByRole('dialog', { name: '別の事故とする' });
  await apart.getByRole('button', { name: '別の事故とする' }).click();
  await apart.getByText('入力してください。').waitFor();
  await apart.getByLabel('別の事故とする理由').fill('別の端末の別の事故');
  await apart.getByRole('button', { name: '別の事故とする' }).click();
  await page.getByText('別の事故として記録しました。').waitFor();
  await rowOf(page, second).waitFor({ state: 'detached' });
  await inMenu(page).filter({ hasText: '1' }).waitFor();

  await page.keyboard.press('j');
  await page.keyboard.press('m');
  const merging = page.getByRole('dialog', { name: '統合する' });
  await merging.getByText(third.caseNumber).first().waitFor();
  await merging.getByLabel('統合する理由').fill('同じ攻撃');
  await merging.getByRole('button', { name: '統合する' }).click();
  await page.getByText(`${first.caseNumber}に統合しました。`).waitFor();
  await page.getByText('同じ事故かもしれない事案はありません。').waitFor();
  expect(await inMenu(page).textContent()).toBe('統合の候補');
  const desk = await system.as('support@sonae.example');
  expect(await desk.get(`/incidents/${third.id}`)).toMatchObject({ state: 'merged', mergedInto: { id: first.id } });
  expect(await desk.get(`/incidents/${second.id}`)).toMatchObject({ state: 'reported' });
}, 90_000);

it('a colleague was first: who answers is told so, and nothing typed is lost', async () => {
  const again = (
    await post<Case>(await system.as('manager@sakura.example'), '/incidents', {
      reporter: { name: '見本 花子', phone: '03-5550-0100' },
      description: '電子カルテがまた開けない',
      cause: 'cyber-attack',
      country: 'JP',
    })
  ).body;
  await system.settled(60_000);
  const page = await browsers.as('support@sonae.example', { viewport: phone });
  await page.goto(`${browsers.address}/app/merge-proposals`);
  await rowOf(page, again).getByRole('button', { name: '別の事故とする' }).click();
  const apart = page.getByRole('dialog', { name: '別の事故とする' });
  await apart.getByLabel('別の事故とする理由').fill('別の端末');
  const desk = await system.as('support@sonae.example');
  const path = `/incidents/${again.id}/merge-proposals/${first.id}/refusals`;
  expect((await post(desk, path, { reason: '先に確かめた' })).status).toBe(200);
  await apart.getByRole('button', { name: '別の事故とする' }).click();
  await apart.getByRole('alert').waitFor();
  expect(await apart.getByLabel('別の事故とする理由').inputValue()).toBe('別の端末');
}, 60_000);

it('an auditor reads the list, and is offered no answer', async () => {
  await post(await system.as('manager@sakura.example'), '/incidents', {
    reporter: { name: '見本 花子', phone: '03-5550-0100' },
    description: '受付の端末が開けない',
    cause: 'cyber-attack',
    country: 'JP',
  });
  await system.settled(60_000);
  const page = await browsers.as('auditor@sonae.example');
  await page.goto(`${browsers.address}/app/merge-proposals`);
  await page.getByText('統合するか、別の事故とするかは、専任スタッフが決めます。').waitFor();
  await page.getByRole('row').nth(1).waitFor();
  expect(await page.getByRole('button', { name: /^(統合する|別の事故とする)$/ }).count()).toBe(0);
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(browsers.faults).toEqual([]);
}, 60_000);
