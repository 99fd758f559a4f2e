import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { Browsers } from '../support/browser.js';
import { post } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { until } from '../support/processes.js';
import { testSystem, type TestSystem } from '../support/system.js';
import { worldOf } from '../support/world.js';
import { axe } from './axe.js';

let system: TestSystem;
let browsers: Browsers;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  await worldOf(system);
}, 180_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const table = (page: Page) => page.getByRole('table', { name: '事案の一覧' });
const headings = (page: Page): Promise<string[]> =>
  table(page)
    .getByRole('columnheader')
    .allTextContents()
    .then((texts) => texts.map((text) => text.replace(/ [↑↓]$/, '')));
const numbers = async (page: Page): Promise<string[]> => table(page).locator('[data-row]').allTextContents();
const holds = (what: () => Promise<boolean>): Promise<void> => until('what the list shows', 20_000, what);
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

it('a view is narrowed, given a name, shared, turned round, chosen of its columns, and written to a file', async () => {
  const page = await browsers.as('support@sonae.example');
  await page.goto(`${browsers.address}/app/cases`);
  await table(page).waitFor();
  const newest = await numbers(page);
  expect(newest.length).toBeGreaterThan(2);

  // the server sorts, the heading says how
  const reported = table(page).getByRole('columnheader', { name: '受付日時' });
  await page.setViewportSize({ width: 1920, height: 1000 });
  await reported.getByRole('button').click();
  await page.waitForURL(/sort=oldest/);
  await holds(async () => (await numbers(page))[0] === newest.at(-1));
  expect(await numbers(page)).toEqual(newest.toReversed());
  expect(await reported.getAttribute('aria-sort')).toBe('ascending');

  // columns: those that lead to a row or say how bad it is cannot be left out
  await page.getByRole('button', { name: '列', exact: true }).click();
  const columns = dialog(page, '列');
  const column = (name: string) => columns.getByRole('checkbox', { name });
  expect(await column('事案番号').isDisabled()).toBe(true);
  for (const name of ['医療機関', '段階', '次の手続', '限度額の残り 円']) await column(name).uncheck();
  // how urgent it is goes before the institution and the number
  for (let step = 0; step < 2; step++) await columns.getByRole('button', { name: '「緊急度」を前へ' }).click();
  await columns.getByRole('button', { name: 'この列で表示する' }).click();
  await columns.waitFor({ state: 'hidden' });
  const chosen = [
    '残り時間',
    '緊急度',
    '事案番号',
    '状態',
    '補償の見通し',
    '緊急時サポートの見通し',
    '担当者',
    '受付日時',
  ];
  await holds(async () => (await headings(page)).join() === chosen.join());
  await page.reload();
  await holds(async () => (await headings(page)).join() === chosen.join());

  // a name: none, one that is taken, one
  await page.getByRole('button', { name: '表示を保存' }).click();
  const save = dialog(page, '表示を保存');
  await save.getByRole('button', { name: '保存する' }).click();
  await save.getByText('入力してください。').waitFor();
  for (const isTaken of [false, true]) {
    await save.getByLabel('表示の名前').fill('古い順');
    if (!isTaken) await save.getByLabel('同じ一覧を見る人と共有する').check();
    await save.getByRole('button', { name: '保存する' }).click();
    await save
      .getByText(isTaken ? 'この名前の表示はもうあります。別の名前を付けてください。' : '共有中')
      .first()
      .waitFor();
  }
  expect(await save.getByLabel('表示の名前').inputValue()).toBe('古い順');
  expect(await axe(page, null)).toEqual([]);
  await page.keyboard.press('Escape');
  await save.waitFor({ state: 'hidden' });

  // a colleague opens it by its address, and reads the same; it is not theirs to change
  await page.getByRole('link', { name: '古い順' }).click();
  await page.waitForURL(/\/cases\?view=[0-9a-f-]{36}$/);
  const colleague = await browsers.as('senior@sonae.example');
  await colleague.goto(page.url());
  await holds(async () => (await headings(colleague)).join() === chosen.join());
  expect(await numbers(colleague)).toEqual(newest.toReversed());
  await colleague.getByRole('button', { name: '表示を保存' }).click();
  await dialog(colleague, '表示を保存')
    .getByText(/さんが共有$/)
    .waitFor();
  expect(await dialog(colleague, '表示を保存').getByRole('button', { name: /削除/ }).count()).toBe(0);
  await colleague.keyboard.press('Escape');

  // the file has what the screen has
  await page.getByRole('button', { name: '書き出す' }).click();
  const files = dialog(page, '書き出す');
  await files.getByText('書き出したファイルはまだありません。').waitFor();
  await files.getByRole('button', { name: 'CSV' }).click();
  const link = files.getByRole('link', { name: /^「事案の一覧_\d{8}-\d{4}\.csv」をダウンロード$/ });
  await link.waitFor({ timeout: 30_000 });
  expect(await axe(page, null)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const rows: string[][] = parse(readFileSync(await download.path()), { bom: true });
  const written = chosen.map((name) => (name === '残り時間' ? '次の手続の期限' : name));
  expect(rows.map((row) => row[2])).toEqual(['事案番号', ...newest.toReversed()]);
  expect(rows[0]).toEqual(written);

  // removed, its address says so and shows the list
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '表示を保存' }).click();
  await save.getByRole('button', { name: '表示「古い順」を削除する' }).click();
  await save.getByText('保存した表示はまだありません。').waitFor();
  await colleague.reload();
  await colleague.getByText('この表示は削除されたか、共有されていません。').waitFor();
  await holds(async () => (await numbers(colleague)).join() === newest.join());
});

it('work stands together as one chooses, by its address, and a group is ticked at once', async () => {
  const page = await browsers.as('senior@sonae.example');
  await page.goto(`${browsers.address}/app/work?view=lane`);
  await page.getByLabel(/^まとめ方/).selectOption('case');
  await page.waitForURL(/group=case/);
  await page.reload();
  const groups = page.locator('th[scope=rowgroup]');
  await groups.first().waitFor();
  const titles = await groups.allTextContents();
  const cases = titles.map((title) => /^MC-[\d-]+/.exec(title)?.[0]);
  expect(new Set(cases).size).toBe(titles.length);
  const many = Number(/([\d,]+)件/.exec(titles[0] ?? '')?.[1]);
  const rows = page.getByRole('checkbox', { name: new RegExp(`^${cases[0]}.*を選ぶ$`) });
  expect(await rows.count()).toBe(many);
  await page
    .getByRole('checkbox', { name: /^「.*」の行を選ぶ$/ })
    .first()
    .check();
  await page.getByRole('region', { name: '選択' }).getByText(`${many}件を選択`).waitFor();
  await rows.first().uncheck();
  expect(
    await page
      .getByRole('checkbox', { name: /^「.*」の行を選ぶ$/ })
      .first()
      .isChecked(),
  ).toBe(false);
  expect(await axe(page, null)).toEqual([]);
});

describe('two lists on one page', () => {
  const row = (page: Page): Promise<string | undefined> =>
    page.evaluate(() => document.activeElement?.closest<HTMLElement>('tr[data-key]')?.dataset['key']);

  it('j and k go through both; a row without a page of its own opens beside the list it is in, and Escape closes it', async () => {
    const cashier = await system.as('payments@sonae.example');
    const senior = await system.as('senior@sonae.example');
    const { items } = await senior.get<{ items: { id: string; institutionId: string }[] }>('/screenings?state=held');
    const [first] = items;
    const vendor = await post(cashier, '/payee-accounts', {
      ...{ institutionId: first?.institutionId, bankCode: '0009', branchCode: '015' },
      ...{ accountNumber: '2223334', holder: 'ﾐﾎﾝﾀｶﾊｼ', vendorName: '見本高橋商会 本店' },
    });
    expect(vendor.status).toBe(201);
    const decided = { outcome: 'cleared', compliance: '見本 法務', reason: '別法人' };
    expect((await post(senior, `/screenings/${first?.id}/outcomes`, decided)).status).toBeLessThan(300);

    const page = await browsers.as('senior@sonae.example');
    await page.goto(`${browsers.address}/app/screening`);
    await page.getByRole('table', { name: '判断したもの' }).waitFor();
    await page.getByRole('table', { name: '判断を待っているもの' }).waitFor();
    const keys = await page.locator('tr[data-key]').evaluateAll((rows) => rows.map((one) => one.dataset['key']));
    expect(keys.length).toBeGreaterThan(1);
    const seen: (string | undefined)[] = [];
    for (const _ of keys) {
      await page.keyboard.press('j');
      seen.push(await row(page));
    }
    expect(seen).toEqual(keys);
    // the last one stays the last
    await page.keyboard.press('j');
    expect(await row(page)).toBe(keys.at(-1));

    const beside = page.locator('[data-beside]');
    await page.keyboard.press('Enter');
    await beside.getByText('別法人', { exact: true }).waitFor();
    expect(await beside.count()).toBe(1);
    for (let at = keys.length - 2; at >= 0; at--) {
      await page.keyboard.press('k');
      expect(await row(page)).toBe(keys[at]);
    }
    // what was beside the other list went with the focus
    expect(await beside.count()).toBe(0);
    await page.keyboard.press('Space');
    await beside.getByRole('button', { name: '別人・別法人と判断する' }).waitFor();
    expect(await axe(page, null)).toEqual([]);
    await page.keyboard.press('Escape');
    await beside.waitFor({ state: 'detached' });
    expect(await axe(page, null)).toEqual([]);
  });
});

it('a hospital has its cases without any of it', async () => {
  const page = await browsers.as('manager@sakura.example');
  await page.goto(`${browsers.address}/app/cases`);
  await page.getByText(/^MC-/).first().waitFor();
  for (const name of ['書き出す', '表示を保存', '列'])
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
});

it('a list that came later is turned round in its address, kept with its order, and each list of a page for itself', async () => {
  const page = await browsers.as('senior@sonae.example');
  const support = page.getByRole('table', { name: '緊急時サポート' });
  const rows = (): Promise<string[]> =>
    support
      .locator('tr[data-key]')
      .evaluateAll((lines) => lines.map((line) => (line as HTMLElement).dataset['key'] ?? ''));
  await page.goto(`${browsers.address}/app/support`);
  await support.waitFor();
  const oldest = await rows();
  expect(oldest.length).toBeGreaterThan(1);
  const since = support.getByRole('columnheader', { name: '受付' });
  expect(await since.getAttribute('aria-sort')).toBe('ascending');
  await since.getByRole('button').click();
  await page.waitForURL(/sort=newest/);
  await holds(async () => (await rows())[0] === oldest.at(-1));
  expect(await rows()).toEqual(oldest.toReversed());
  expect(await since.getAttribute('aria-sort')).toBe('descending');

  await page.getByRole('button', { name: '表示を保存' }).click();
  await dialog(page, '表示を保存').getByRole('textbox', { name: '表示の名前' }).fill('新しい順');
  await dialog(page, '表示を保存').getByRole('button', { name: '保存する' }).click();
  await dialog(page, '表示を保存').getByText('自分だけ').waitFor();
  await page.goto(`${browsers.address}/app/support`);
  await page.getByRole('link', { name: '新しい順' }).click();
  await page.waitForURL(/view=/);
  await holds(async () => (await rows())[0] === oldest.at(-1));
  await page.getByRole('button', { name: '書き出す' }).click();
  await dialog(page, '書き出す').getByRole('button', { name: 'CSV' }).click();
  const file = page.waitForEvent('download');
  await dialog(page, '書き出す')
    .getByRole('link', { name: /緊急時サポート_.*\.csv/ })
    .click();
  const written: string[][] = parse(readFileSync(await (await file).path()), { bom: true });
  expect(written.length).toBe(oldest.length + 1);
  await page.keyboard.press('Escape');

  // the mails are turned round, and nothing else of their page
  await page.goto(`${browsers.address}/app/letters`);
  const mails = page.getByRole('table', { name: '送信メール' });
  await mails.getByRole('columnheader', { name: '作成日時' }).getByRole('button').click();
  await page.waitForURL(/mailsSort=newest/);
  expect(new URL(page.url()).searchParams.get('sort')).toBeNull();
  expect(await axe(page, null)).toEqual([]);
  await page.context().close();
});

it('rows stand together by what is chosen, with how many they are and what they add up to, kept with a view', async () => {
  const page = await browsers.as('senior@sonae.example');
  await page.goto(`${browsers.address}/app/expenses`);
  const expenses = page.getByRole('table', { name: '費用の一覧' });
  await expenses.waitFor();
  const states = await expenses.locator('tr[data-key] td[data-label="状態"]').allTextContents();
  const yen = await expenses.locator('tr[data-key] td[data-label="ご請求額 円"]').allTextContents();
  const wanted = new Map<string, [number, number]>();
  for (const [at, state] of states.entries()) {
    const [many, sum] = wanted.get(state) ?? [0, 0];
    wanted.set(state, [many + 1, sum + Number(yen[at]?.replaceAll(',', ''))]);
  }
  expect(wanted.size).toBeGreaterThan(1);
  await page.getByRole('combobox', { name: 'まとめ方' }).selectOption({ label: '状態' });
  await page.waitForURL(/group=state/);
  const heads = expenses.locator('th[scope="rowgroup"]');
  await holds(async () => (await heads.count()) === wanted.size);
  expect(await heads.allTextContents()).toEqual(
    [...wanted].map(([state, [many, sum]]) => `${state}${many}件　${sum.toLocaleString('en-US')}円`),
  );
  await page.getByRole('button', { name: '表示を保存' }).click();
  await dialog(page, '表示を保存').getByRole('textbox', { name: '表示の名前' }).fill('状態ごと');
  await dialog(page, '表示を保存').getByRole('button', { name: '保存する' }).click();
  await dialog(page, '表示を保存').getByText('自分だけ').waitFor();
  await page.goto(`${browsers.address}/app/expenses`);
  await page.getByRole('link', { name: '状態ごと' }).click();
  await holds(async () => (await heads.count()) === wanted.size);

  for (const [path, ways] of [
    ['cases', ['緊急度', '状態']],
    ['payments?state=all', ['状態', '医療機関']],
    ['support', ['状態']],
  ] as const)
    for (const label of ways) {
      await page.goto(`${browsers.address}/app/${path}`);
      await page.getByRole('table').waitFor();
      await page.getByRole('combobox', { name: 'まとめ方' }).selectOption({ label });
      await page.getByRole('table').locator('th[scope="rowgroup"]').first().waitFor();
    }
  await page.context().close();
});

it('a click in another list of the page puts away what the first shows beside it', async () => {
  // as it stands when the mail server refused a mail: it is in both lists
  await asSuperuser(system.db.ownerUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(
      `UPDATE sonae.mail SET state = 'failed', reason = '550', tries = 1
        WHERE id = (SELECT id FROM sonae.mail ORDER BY id LIMIT 1)`,
    );
  });
  const page = await browsers.as('senior@sonae.example');
  await page.goto(`${browsers.address}/app/letters`);
  const [first, second] = [page.locator('[data-list]').nth(0), page.locator('[data-list]').nth(1)];
  await second.waitFor();
  await first.locator('tr[data-key] td').nth(1).click();
  await page.keyboard.press('Space');
  await first.locator('[data-beside]').waitFor();
  await second.locator('tr[data-key] td').nth(1).click();
  await first.locator('[data-beside]').waitFor({ state: 'detached' });
  expect(await page.locator('[data-beside]').count()).toBe(0);
  await page.context().close();
});
