import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { packageRoot } from '#platform';
import { Browsers, headOf, openSection, phone } from '../support/browser.js';
import { Claims, cost, idOf, post, today, type ClaimCase } from '../support/claims.js';
import { testSystem, type TestSystem } from '../support/system.js';

/** The institution's page of a case: what is asked and done first, the telephone in sight, sections that open. */

let system: TestSystem;
let browsers: Browsers;
let ten: ClaimCase;
let caseNumber: string;
let page: Page;

const managerEmail = 'manager@sakura.example';
const sectionsOf = (): Locator => page.getByRole('group', { name: 'くわしい内容' }).locator('> section > details');

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  const claims = await Claims.on(system);
  const { items } = await claims.desk.get<{ items: { id: string; institutionId: string; inForce: boolean }[] }>(
    `/policies?q=${encodeURIComponent('さくら総合病院')}`,
  );
  const policy = items.find(({ inForce }) => inForce);
  if (!policy) throw new Error('the hospital of the demonstration has no policy in force');
  ten = await claims.inReview(
    policy,
    Array.from({ length: 10 }, (_, at) => cost('call-center', 100_000 + at)),
  );
  await post(await claims.holder(idOf(ten, 4)), `/expenses/${idOf(ten, 4)}/information-requests`, {
    question: '見積書をお送りください。',
  });
  await system.settled(60_000);
  const manager = await system.as(managerEmail);
  ({ caseNumber } = await manager.get<{ caseNumber: string }>(`/incidents/${ten.id}`));
  page = await browsers.as(managerEmail, { viewport: phone });
}, 180_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

async function openCase(hash = ''): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${browsers.address}/app/cases/${ten.id}${hash}`);
  await page.getByText('明細5：照会にご回答ください').first().waitFor();
  await page.waitForFunction(() => !document.body.innerText.includes('読み込んでいます'));
  // the line of the last section is read last
  await page.waitForFunction(() =>
    [...document.querySelectorAll('summary:not(details[open] > summary) small')].every(
      ({ textContent }) => textContent,
    ),
  );
}

const bottomOf = async (of: Locator): Promise<number> => {
  const box = await of.boundingBox();
  return box ? box.y + box.height : Number.NaN;
};

it('on a phone the first screen has what is asked with its day and button, what we do by when, and the telephone', async () => {
  await openCase();
  const numbers = page.getByRole('complementary', { name: '専任スタッフ（お急ぎのとき）' });
  const bar = (await numbers.boundingBox())?.y ?? 0;
  expect(await bottomOf(numbers.getByRole('link').first())).toBeLessThanOrEqual(phone.height);
  const asked = page.getByRole('region', { name: 'お願いしていること' }).getByRole('listitem').first();
  expect(await asked.innerText()).toMatch(/明細5：照会にご回答ください\s*\d+月\d+日まで・あと\d+(日|時間)/);
  expect(await bottomOf(asked.getByRole('link', { name: '答える' }))).toBeLessThanOrEqual(bar);
  const doing = page.getByRole('region', { name: '当社が進めていること' }).getByRole('listitem');
  const promise = doing.filter({ hasText: '費用9件を確認しています。' });
  expect(await promise.innerText()).toMatch(/\d+月\d+日まで/);
  expect(await bottomOf(promise)).toBeLessThanOrEqual(bar);
  // scrolled to its end, it is still in sight
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  expect((await numbers.boundingBox())?.y).toBe(bar);
});

it('a case of ten expenses is at most three screens while its sections are closed, each with a line of what is new', async () => {
  await openCase();
  expect(await sectionsOf().evaluateAll((all) => all.filter((one) => (one as HTMLDetailsElement).open).length)).toBe(0);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  process.stdout.write(`a case of ten expenses, closed: ${height} px\n`);
  expect(height).toBeLessThanOrEqual(3 * phone.height);
  const lines = await sectionsOf().locator('> summary').allInnerTexts();
  expect(lines.length).toBeGreaterThan(8);
  expect(lines[0]?.replaceAll(/\s+/g, ' ')).toBe('費用 10件');
  for (const line of lines) expect(line).toMatch(/^\S.*\n+\S/);
});

it('a section opens by its head, by a key and by the address; what is typed in it stays while it is closed', async () => {
  await openCase();
  const expenses = page.getByRole('row', { name: /明細10/ });
  expect(await expenses.isVisible()).toBe(false);
  await headOf(page, '費用').focus();
  await page.keyboard.press('Enter');
  await expenses.waitFor();
  await page.keyboard.press('Enter');
  await expenses.waitFor({ state: 'hidden' });

  await openSection(page, '支出前のご相談（事前承認）');
  const use = page.getByLabel('何に使いますか');
  await use.fill('会見の会場');
  await headOf(page, '支出前のご相談（事前承認）').click();
  await use.waitFor({ state: 'hidden' });
  await openSection(page, '支出前のご相談（事前承認）');
  expect(await use.inputValue()).toBe('会見の会場');
  await use.fill('');

  await openCase('#documents');
  await page.getByRole('button', { name: '資料を送信する' }).waitFor();
  expect(await headOf(page, '資料').evaluate((head) => head === document.activeElement)).toBe(true);
});

it('a section that was closed opens again when an error comes in it', async () => {
  await openCase();
  await page.route('**/api/v1/incidents/*/pre-approvals', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.fulfill({ status: 500, body: '' });
  });
  await openSection(page, '支出前のご相談（事前承認）');
  await page.getByLabel('費目').selectOption('call-center');
  await page.getByLabel('見込みの金額（税込）').fill('300000');
  await page.getByLabel('何に使いますか').fill('受電の延長');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: '相談を送信する' }).click();
  await sent;
  await headOf(page, '支出前のご相談（事前承認）').click();
  await page.getByLabel('何に使いますか').waitFor({ state: 'hidden' });
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('何に使いますか').inputValue()).toBe('受電の延長');
  await page.unroute('**/api/v1/incidents/*/pre-approvals');
});

it('the printed sheet has all sections, insurer and telephone, case number, year and page numbers, and closes again', async () => {
  await openCase();
  const pdf = await page.pdf({ format: 'A4' });
  const read = spawnSync(process.execPath, [join(packageRoot, 'test/support/pdf-text.mjs')], { input: pdf });
  const text = read.stdout.toString().normalize('NFKC').replaceAll(/\s+/g, '');
  const wanted = [
    '見本損害保険株式会社',
    '03-5550-0110',
    '03-5550-0119',
    caseNumber,
    `${today.slice(0, 4)}年`,
    '明細10',
  ];
  for (const part of wanted) expect([part, text.includes(part)]).toEqual([part, true]);
  const pages = /1\/(\d+)/.exec(text)?.[1] ?? '';
  expect(Number(pages)).toBeGreaterThan(1);
  expect(text).toContain(`${pages}/${pages}`);
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('row', { name: /明細10/ }).waitFor();
  const shut = await sectionsOf().evaluateAll((all) => all.filter((one) => !(one as HTMLDetailsElement).open).length);
  expect(shut).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('row', { name: /明細10/ }).waitFor({ state: 'hidden' });
});

it('where there is room, the sections are open beside what we do', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openCase();
  await page.getByRole('row', { name: /明細10/ }).waitFor();
  const [asked, doing] = await Promise.all(
    ['お願いしていること', '当社が進めていること'].map((name) => page.getByRole('region', { name }).boundingBox()),
  );
  expect(doing?.y).toBe(asked?.y);
  expect(doing?.x ?? 0).toBeGreaterThan(asked?.x ?? 0);
  expect(browsers.faults.filter((fault) => !/500/.test(fault))).toEqual([]);
});

it('an expense on a phone begins with how it stands and what is asked; the rest is closed, each with a line of what it has', async () => {
  await page.setViewportSize(phone);
  await page.goto(`${browsers.address}/app/expenses/${idOf(ten, 4)}`);
  await page.getByRole('heading', { level: 1, name: '明細5　コールセンター設置費用' }).waitFor();
  const standing = page.getByRole('region', { name: 'いまの状態' });
  await standing.getByText('ご回答待ち').waitFor();
  const asked = page.getByRole('region', { name: '当社からの照会' });
  expect(await asked.innerText()).toMatch(/見積書をお送りください。\s*\d+年\d+月\d+日までに/);
  const tops = await Promise.all([standing, asked, headOf(page, 'ご請求の内容')].map((part) => part.boundingBox()));
  expect(tops.map((box) => box?.y)).toEqual(
    tops.map((box) => box?.y).toSorted((one, other) => Number(one) - Number(other)),
  );
  expect(await headOf(page, 'ご請求の内容').innerText()).toBe('ご請求の内容\n合計 100,004円');
  expect(await headOf(page, '必要な資料').innerText()).toBe('必要な資料\n3点のうち3点が届いています');
  await page.goto(`${browsers.address}/app/expenses/${idOf(ten, 4)}#papers`);
  await page.getByRole('button', { name: '資料を送信する' }).waitFor();
});

it('the menu of a phone is one word in the line of the header; it closes where one goes', async () => {
  await page.setViewportSize(phone);
  await openCase();
  expect((await page.getByRole('banner').boundingBox())?.height).toBeLessThanOrEqual(60);
  const accounts = page.getByRole('link', { name: '振込先口座' });
  expect(await accounts.isVisible()).toBe(false);
  await page.getByText('メニュー', { exact: true }).press('Enter');
  await accounts.click();
  await page.getByRole('heading', { level: 1, name: '振込先口座' }).waitFor();
  await accounts.waitFor({ state: 'hidden' });
});
