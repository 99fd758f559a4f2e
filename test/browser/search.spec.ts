import { Browsers, signIn, signedIn } from '../support/browser.js';
import { demonstrationPassword, testSystem, type TestSystem } from '../support/system.js';
import { worldOf, type World } from '../support/world.js';

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

it('a case is found by / and its number in full width, and opened by Enter', async () => {
  const desk = await system.as('support@sonae.example');
  const { caseNumber } = await desk.get<{ caseNumber: string }>(`/incidents/${world.claimed}`);
  const page = await browsers.as('support@sonae.example');
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: '検索' });
  const wide = caseNumber.replaceAll(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
  await dialog.getByRole('combobox').fill(wide);
  await dialog.getByRole('option', { name: new RegExp(caseNumber) }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/app/cases/${world.claimed}`);
  expect(await dialog.count()).toBe(0);
});

it('what is too long is not asked and says so; a sign of patterns finds nothing', async () => {
  const page = await browsers.as('adjuster@sonae.example');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/search')) asked.push(request.url());
  });
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: '検索' });
  await dialog.getByRole('combobox').fill('あ'.repeat(10_000));
  await dialog.getByText('200文字までで探してください。').waitFor();
  expect(asked).toEqual([]);
  await dialog.getByRole('combobox').fill('%');
  await dialog.getByText(/^見つかりません。/).waitFor();
  expect(asked).toHaveLength(1);
});

it('with the line cut what was ticked stays ticked, and nothing is said to be done', async () => {
  const page = await browsers.as('senior@sonae.example');
  await page.goto(`${browsers.address}/app/work?view=lane`);
  await page
    .getByRole('checkbox', { name: /^MC-.*を選ぶ$/ })
    .first()
    .check();
  const bar = page.getByRole('region', { name: '選択' });
  await bar.getByText('1件を選択').waitFor();
  await page.context().setOffline(true);
  await bar.getByRole('button', { name: /^引き継ぐ/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('休暇のため');
  await dialog.getByRole('button', { name: '引き継ぐ' }).click();
  await page.getByRole('alert').first().waitFor();
  expect(await bar.getByText('1件を選択').count()).toBe(1);
  expect(await page.getByText(/件を引き継ぎました/).count()).toBe(0);
  await page.context().setOffline(false);
});

it('`?` shows the keys; who switches single keys off keeps Ctrl+K, and no key does anything by mistake', async () => {
  const page = await browsers.as('adjuster2@sonae.example');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'キーの一覧' });
  await keys.getByText('補償の確認：対象としない').waitFor();
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /さん$/ }).click();
  await page.getByRole('heading', { level: 1, name: '設定' }).waitFor();
  await page.getByRole('checkbox', { name: /^1文字のキーで操作する/ }).uncheck();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '設定' }).waitFor();
  expect(await page.getByRole('checkbox', { name: /^1文字のキーで操作する/ }).isChecked()).toBe(false);
  for (const key of ['?', '/', '[', 'j', 'a']) await page.keyboard.press(key);
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: '検索' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'キーの一覧' }).click();
  await keys.getByText('1文字のキーは、この端末では使わない設定です。', { exact: false }).waitFor();
});

it('the own password is changed: wrong ones are told at their field, and the old one signs in no more', async () => {
  const page = await browsers.as('adjuster3@sonae.example');
  await page.goto(`${browsers.address}/app/settings`);
  const fill = async (current: string, next: string, again: string): Promise<void> => {
    await page.getByLabel('いまのパスワード').fill(current);
    await page.getByLabel('新しいパスワード', { exact: true }).fill(next);
    await page.getByLabel('新しいパスワード（確認）').fill(again);
    await page.getByRole('button', { name: 'パスワードを変更する' }).click();
  };
  const next = 'あたらしい合言葉 2026-11';
  await fill(demonstrationPassword, next, `${next}x`);
  await page.getByText('新しいパスワードと同じものを入力してください。').waitFor();
  await fill('ちがう合言葉 0000', next, next);
  await page.getByRole('alert').first().waitFor();
  // what was typed stays
  expect(await page.getByLabel('新しいパスワード', { exact: true }).inputValue()).toBe(next);
  await fill(demonstrationPassword, next, next);
  await page.getByText('パスワードを変更しました。').waitFor();
  expect(await page.getByLabel('いまのパスワード').inputValue()).toBe('');
  await page.getByRole('button', { name: 'サインアウト' }).click();
  await page.getByLabel('メールアドレス').waitFor();
  await signIn(page, 'adjuster3@sonae.example', next);
  await signedIn(page);
});
