import type { Locator, Page } from 'playwright-core';
import { Browsers } from '../support/browser.js';
import { makeFinal } from '../support/cashiers.js';
import { Claims, cost, idOf, post } from '../support/claims.js';
import { testSystem, type TestSystem } from '../support/system.js';
import { worldOf, type World } from '../support/world.js';
import { axe } from './axe.js';

let system: TestSystem;
let browsers: Browsers;
let world: World;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  world = await worldOf(system);
}, 180_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

async function palette(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: '検索' });
  await dialog.getByRole('combobox').waitFor();
  return dialog;
}
const actsIn = (dialog: Locator): Locator => dialog.getByRole('group', { name: 'できる手続' }).getByRole('option');

it('on an expense 減額 and Enter open the form of its key; what was not chosen is not done', async () => {
  const page = await browsers.as(world.holder.email);
  await page.goto(`${browsers.address}/app/expenses/${world.expenses.inReview}`);
  await page.getByRole('button', { name: /^減額/ }).waitFor();
  const dialog = await palette(page);
  // nothing is typed: Enter takes nothing
  await actsIn(dialog).filter({ hasText: '照会' }).waitFor();
  await page.keyboard.press('Enter');
  expect(await dialog.getByRole('option', { selected: true }).count()).toBe(0);
  expect(await axe(page, null)).toEqual([]);
  await dialog.getByRole('combobox').fill('減額');
  const reduce = actsIn(dialog);
  await reduce.waitFor();
  expect(await reduce.innerText()).toMatch(/^減額[\s\S]*r$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '減額' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  // as by its key, the first field of the form has the focus
  expect(await page.evaluate(() => document.activeElement?.closest('[data-open-form]') !== null)).toBe(true);
  const detail = await world.holder.get<{ state: string }>(`/expenses/${world.expenses.inReview}`);
  expect(detail.state).toBe('in-review');
});

it('`?` names the keys of what the page offers, and Esc gives the focus back', async () => {
  const page = await browsers.as(world.holder.email);
  await page.goto(`${browsers.address}/app/expenses/${world.expenses.inReview}`);
  const ask = page.getByRole('button', { name: /^照会/ });
  await ask.focus();
  await palette(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await ask.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'キーの一覧' });
  const now = keys.locator('section').filter({ hasText: 'この画面でいまできる手続' });
  await now.getByText('照会', { exact: true }).waitFor();
});

it('on a list an act says what it needs, and works on the rows that are chosen by the search too', async () => {
  const page = await browsers.as('senior@sonae.example');
  await page.goto(`${browsers.address}/app/work?view=lane`);
  const box = page.getByRole('checkbox', { name: /^MC-.*を選ぶ$/ }).first();
  await box.waitFor();
  let dialog = await palette(page);
  await dialog.getByRole('combobox').fill('引き継');
  const handOver = actsIn(dialog).filter({ hasText: '引き継ぐ' });
  await handOver.waitFor();
  expect(await handOver.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByRole('status').filter({ hasText: '行を選ぶとできます。' }).waitFor();
  await page.keyboard.press('Enter');
  expect(await dialog.count()).toBe(1);
  await page.keyboard.press('Escape');
  // the row that one is at, in half width as it may be typed
  await page.keyboard.press('j');
  const row = await page.evaluate(() => document.activeElement?.closest('tr')?.dataset['key'] ?? '');
  dialog = await palette(page);
  await dialog.getByRole('combobox').fill('mc を選ぶ');
  await actsIn(dialog).filter({ hasText: 'を選ぶ' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: '選択' }).getByText('1件を選択').waitFor();
  expect(await page.locator(`tr[data-key="${row}"]`).getAttribute('aria-selected')).toBe('true');
  dialog = await palette(page);
  await dialog.getByRole('combobox').fill('ヒキツグ 引き継ぐ');
  // every word counts, and kana are no reading of kanji
  expect(await actsIn(dialog).count()).toBe(0);
  await dialog.getByRole('combobox').fill('引キ継グ');
  await actsIn(dialog).filter({ hasText: '引き継ぐ' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '引き継ぐ' }).getByRole('textbox').waitFor();
});

it('on a case the desk opens the form of an act, and reads there what is still missing', async () => {
  const desk = await system.as('support@sonae.example');
  const { allowedActions } = await desk.get<{
    allowedActions: { to: string; missing: { textJa: string }[] }[];
  }>(`/incidents/${world.abroad}`);
  const missing = allowedActions.find(({ to }) => to === 'triaged')?.missing ?? [];
  const page = await browsers.as('support@sonae.example');
  await page.goto(`${browsers.address}/app/cases/${world.abroad}`);
  await page.getByRole('heading', { name: '初動判定' }).waitFor();
  const dialog = await palette(page);
  await dialog.getByRole('combobox').fill('初動');
  await actsIn(dialog).filter({ hasText: '初動判定' }).waitFor();
  for (const { textJa } of missing) await dialog.getByRole('status').filter({ hasText: textJa }).waitFor();
  await page.keyboard.press('Enter');
  const act = page.getByRole('region', { name: '初動判定' });
  await act.locator('form').waitFor();
  expect(await act.getByRole('button', { expanded: true }).count()).toBe(1);
  expect(await page.evaluate(() => document.activeElement?.closest('[data-act]')?.getAttribute('data-act'))).toBe(
    'triage',
  );
});

it('an auditor is offered no act that is not theirs: rows to open, and pages of their rights', async () => {
  const page = await browsers.as('auditor@sonae.example');
  const acts = async (): Promise<string[]> => {
    const dialog = await palette(page);
    await dialog.getByRole('group', { name: 'ページ' }).waitFor();
    const names = await actsIn(dialog).allInnerTexts();
    await page.keyboard.press('Escape');
    return names;
  };
  for (const [path, shown] of [
    [`expenses/${world.expenses.inReview}`, '査定'],
    [`cases/${world.reported}`, '経過'],
  ] as const) {
    await page.goto(`${browsers.address}/app/${path}`);
    await page.getByText(shown).first().waitFor();
    expect(await acts()).toEqual([]);
  }
  await page.goto(`${browsers.address}/app/payments?state=returned`);
  await page.getByRole('row').nth(1).waitFor();
  await page.keyboard.press('j');
  const names = await acts();
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name).toMatch(/^(MC-.*を開く|支払.*の内容を横に出す)/);
  // the same row offers its acts to who may do them
  const cashier = await browsers.as('payments@sonae.example');
  await cashier.goto(`${browsers.address}/app/payments?state=returned`);
  await cashier.getByRole('row').nth(1).waitFor();
  await cashier.keyboard.press('j');
  const dialog = await palette(cashier);
  expect(await actsIn(dialog).count()).toBeGreaterThan(names.length);
  // a page is gone to by name, whoever one is
  await dialog.getByRole('combobox').fill('金融 機関');
  await dialog.getByRole('group', { name: 'ページ' }).getByRole('option').waitFor();
  await cashier.keyboard.press('Enter');
  await cashier.waitForURL('**/app/banks');
});

const helped = async (page: Page): Promise<Locator> => {
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'キーの一覧' });
  return keys.locator('section').filter({ hasText: 'この画面でいまできる手続' });
};

it('of two lists of what waits for a signature a key acts on the row of the one with the focus', async () => {
  const claims = await Claims.on(system);
  const [senior, other] = [await system.as('senior@sonae.example'), await system.as('senior2@sonae.example')];
  const reversed = await claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 300_000)]);
  const decided = await claims.propose(other, idOf(reversed));
  await makeFinal(system, reversed.id);
  const asked = await post(other, `/decisions/${decided.body.id}/reversals`, { reason: '別の契約から支払われていた' });
  expect(asked.status).toBe(201);
  const page = await browsers.as('senior@sonae.example');
  await page.goto(`${browsers.address}/app/countersign`);
  const lists = page.locator('[data-list]');
  await lists.nth(1).waitFor();
  const decisions = lists.first().locator('tbody tr');
  const many = await decisions.count();
  await page.keyboard.press('j');
  await (await helped(page)).getByText('確かめて署名する', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  let dialog = await palette(page);
  const { caseNumber } = await senior.get<{ caseNumber: string }>(`/expenses/${world.expenses.proposed}`);
  await dialog.getByRole('combobox').fill(`${caseNumber} 署名`);
  await actsIn(dialog).filter({ hasText: '確かめて署名する' }).filter({ hasText: caseNumber }).waitFor();
  await page.keyboard.press('Enter');
  const signing = page.getByRole('dialog').filter({ hasText: caseNumber });
  await signing.waitFor();
  await page.keyboard.press('Escape');
  await signing.waitFor({ state: 'hidden' });
  // beyond the last row of the first list the second one begins
  for (let at = 0; at < many; at++) await page.keyboard.press('j');
  await page.keyboard.press('s');
  const reversal = page.getByRole('dialog', { name: '取消しを二次承認する' });
  await reversal.waitFor();
  expect(await page.getByRole('dialog').filter({ visible: true }).count()).toBe(1);
  await reversal.getByRole('button', { name: 'やめる' }).click();
  dialog = await palette(page);
  await actsIn(dialog).filter({ hasText: '取消しを二次承認する' }).waitFor();
  await page.keyboard.press('Escape');
}, 60_000);

it('the checks of a case are recorded from the search, their first field has the focus', async () => {
  const page = await browsers.as('senior@sonae.example');
  await page.goto(`${browsers.address}/app/cases/${world.reported}`);
  await page.getByRole('button', { name: '確認を記録する' }).waitFor();
  const dialog = await palette(page);
  await dialog.getByRole('combobox').fill('確認を記録');
  await actsIn(dialog).filter({ hasText: '確認を記録する' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '確認を記録する' }).waitFor();
  await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
  const again = await palette(page);
  await again.getByRole('combobox').fill('確認を記録');
  await again.getByRole('group', { name: 'ページ' }).or(again.getByRole('status')).first().waitFor();
  expect(await actsIn(again).count()).toBe(0);
}, 60_000);

it('an account that waits is confirmed from its row, by its key and from the search', async () => {
  const { user } = await (await system.as('manager@sakura.example')).get<{ user: { institutionId: string } }>('/me');
  const cashier = await system.as('payments2@sonae.example');
  const entered = await post(cashier, '/payee-accounts', {
    institutionId: user.institutionId,
    bankCode: '0009',
    branchCode: '015',
    accountNumber: '7654321',
    holder: 'ｲ)ﾐﾎﾝｶｲ',
  });
  expect(entered.status).toBe(201);
  const page = await browsers.as('payments@sonae.example');
  await page.goto(`${browsers.address}/app/accounts?state=waiting`);
  await page.getByRole('button', { name: '口座を確認する' }).first().waitFor();
  // before a row is reached nothing is offered
  let dialog = await palette(page);
  await dialog.getByRole('combobox').fill('口座を確認');
  await dialog.getByRole('group', { name: 'ページ' }).or(dialog.getByRole('status')).first().waitFor();
  expect(await actsIn(dialog).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  const confirming = page.getByRole('dialog').filter({ has: page.getByRole('heading', { name: '口座を確認する' }) });
  await confirming.waitFor();
  await page.keyboard.press('Escape');
  await confirming.waitFor({ state: 'hidden' });
  await (await helped(page)).getByText('口座を確認する', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  dialog = await palette(page);
  await dialog.getByRole('combobox').fill('口座を確認');
  await actsIn(dialog).filter({ hasText: '口座を確認する' }).waitFor();
  await page.keyboard.press('Enter');
  await confirming.waitFor();
}, 60_000);

it('no page of all this had an error', () => expect(browsers.faults).toEqual([]));
