import type { Page } from 'playwright-core';
import { attackInJapan, report } from '../journeys/cases.js';
import { Browsers, laptop, openSection, phone } from '../support/browser.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { axe } from './axe.js';

/** Notes and messages, written by keys on the insurer's page of a case and answered on the institution's. */

let system: TestSystem;
let browsers: Browsers;
let desk: Session;
let hospital: Session;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  [desk, hospital] = await Promise.all([system.as('support@sonae.example'), system.as('reporter@sakura.example')]);
}, 180_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const reported = async (): Promise<string> => {
  const { id } = await report(hospital, attackInJapan());
  await system.settled();
  return id;
};
async function open(id: string, email = 'support@sonae.example'): Promise<Page> {
  const page = await browsers.as(email, { viewport: laptop });
  await page.goto(`${browsers.address}/app/cases/${id}`);
  await page.getByRole('link', { name: /^すべて \d+$/ }).waitFor();
  return page;
}
const textsOf = async (id: string, what: 'notes' | 'messages'): Promise<string[]> =>
  (await desk.get<{ items: { text: string }[] }>(`/incidents/${id}/${what}`)).items.map(({ text }) => text);

it('a note is written by keys: its draft stays, sent twice it is one, and it stands inside with its writer', async () => {
  const id = await reported();
  const page = await open(id);
  const stream = page.getByRole('region', { name: '経過' });
  const field = page.getByRole('textbox', { name: 'メモ', exact: true });
  // the call is offered first, and its form is another one
  await page.getByRole('form', { name: '電話を記録する' }).waitFor();
  expect(await field.isVisible()).toBe(false);
  await page.keyboard.press('n');
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  // while somebody types, letters are text
  await page.keyboard.type('cmn の件は夜間の担当へ');
  expect(await field.inputValue()).toBe('cmn の件は夜間の担当へ');
  await page.reload();
  await page.getByRole('link', { name: /^すべて \d+$/ }).waitFor();
  await page.getByRole('link', { name: '書類', exact: true }).click();
  await page.keyboard.press('n');
  await field.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  expect(await field.inputValue()).toBe('cmn の件は夜間の担当へ');
  expect(await axe(page, null)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  const line = stream.getByRole('listitem').filter({ hasText: 'cmn の件は夜間の担当へ' });
  await line.waitFor();
  expect(await field.inputValue()).toBe('');
  expect(await textsOf(id, 'notes')).toEqual(['cmn の件は夜間の担当へ']);
  expect(await line.textContent()).toMatch(/メモ　社内.*そなえ/);
  // nothing to write down is said at the field
  await field.fill('  ');
  await page.keyboard.press('Control+Enter');
  await page.getByText('入力してください。').waitFor();
  await stream.getByRole('link', { name: 'メモ 1' }).click();
  await page.waitForFunction(() => document.querySelectorAll('section[aria-label="経過"] li').length === 1);
  const theirs = await browsers.as('reporter@sakura.example', { viewport: phone });
  await theirs.goto(`${browsers.address}/app/cases/${id}`);
  await openSection(theirs, 'メッセージ');
  await theirs.getByText('メッセージはまだありません。').waitFor();
  expect(await theirs.getByText('夜間の担当').count()).toBe(0);
  expect(browsers.faults).toEqual([]);
}, 120_000);

it('a message goes to the institution, which says that it has read it and answers; the desk sees both', async () => {
  const id = await reported();
  const page = await open(id);
  const stream = page.getByRole('region', { name: '経過' });
  await page.keyboard.press('m');
  const field = page.getByRole('textbox', { name: '医療機関へのメッセージの内容' });
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  await field.fill('バックアップはいつの分まで無事ですか。');
  await page.getByRole('button', { name: /^メッセージを送る/ }).dblclick();
  const asked = stream.getByRole('listitem').filter({ hasText: 'バックアップはいつの分まで' });
  await asked.getByText('まだ読まれていません').waitFor();
  expect(await textsOf(id, 'messages')).toEqual(['バックアップはいつの分まで無事ですか。']);

  const theirs = await browsers.as('reporter@sakura.example', { viewport: phone });
  await theirs.goto(`${browsers.address}/app/cases/${id}`);
  const room = theirs.getByRole('region', { name: /^メッセージ/ });
  // on a phone it is closed, and its heading says that something is new
  await openSection(theirs, 'メッセージ（新着1件）');
  await room.getByText('バックアップはいつの分まで無事ですか。').waitFor();
  // nobody of the insurer is named, and it is read when somebody says so
  expect(await room.textContent()).not.toContain('そなえ 一花');
  await asked.getByText('まだ読まれていません').waitFor();
  await room.getByRole('button', { name: '読みました' }).click();
  await theirs.getByRole('heading', { name: 'メッセージ', exact: true }).waitFor();
  await asked.getByText(/が.+に読みました$/).waitFor();

  const answer = room.getByRole('textbox', { name: '当社へのメッセージの内容' });
  await answer.fill('11月26日の23時の分まで無事です。');
  await theirs.reload();
  await openSection(theirs, 'メッセージ');
  await theirs.waitForFunction(
    () => document.querySelector<HTMLTextAreaElement>('form textarea[aria-label^="当社への"]')?.value !== '',
  );
  expect(await answer.inputValue()).toBe('11月26日の23時の分まで無事です。');
  expect(await axe(theirs, null)).toEqual([]);
  await room.getByRole('button', { name: 'メッセージを送る' }).dblclick();
  await room.getByText('まだ読まれていません').waitFor();
  expect(await answer.inputValue()).toBe('');
  const answered = stream.getByRole('listitem').filter({ hasText: '11月26日の23時の分まで' });
  await answered.getByText('新着').waitFor();
  expect(await textsOf(id, 'messages')).toHaveLength(2);
  await answered.getByRole('button', { name: '読みました' }).click();
  await answered.getByText(/^そなえ .+が.+に読みました$/).waitFor();
  await room.getByText(/^当社が.+に読みました$/).waitFor();
  expect(browsers.faults).toEqual([]);
}, 120_000);

it('who only looks writes nothing, and says nothing for the insurer', async () => {
  const id = await reported();
  await hospital.send('POST', `/incidents/${id}/messages`, { key: crypto.randomUUID(), body: { text: '見本の問い' } });
  const page = await open(id, 'auditor@sonae.example');
  await page.getByText('見本の問い').waitFor();
  expect(await page.getByRole('button', { name: '読みました' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /^メモ/ }).count()).toBe(0);
  await page.keyboard.press('n');
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('TEXTAREA');
  expect(browsers.faults).toEqual([]);
}, 60_000);
