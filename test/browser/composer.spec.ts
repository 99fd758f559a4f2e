import type { Page } from 'playwright-core';
import { attackInJapan, report } from '../journeys/cases.js';
import { daysAfter } from '#platform';
import { today } from '../support/claims.js';
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
  // the section says it itself, its head no more
  await theirs.getByRole('paragraph').filter({ hasText: 'メッセージはまだありません。' }).waitFor();
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

it('a message asks for an answer by a day: it stands among what is asked, and is done with its answer', async () => {
  const id = await reported();
  const page = await open(id);
  const stream = page.getByRole('region', { name: '経過' });
  await page.keyboard.press('m');
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  await page.keyboard.type('復元の見込みをお知らせください。');
  const due = page.getByLabel('回答をお願いする期限（任意）').filter({ visible: true });
  await due.fill('きのう');
  await page.getByRole('button', { name: /^メッセージを送る/ }).click();
  await page.getByText(/^年から入力してください。/).waitFor();
  await due.fill(today.replaceAll('-', '/'));
  await page.getByRole('button', { name: /^メッセージを送る/ }).click();
  await page.getByText('回答をお願いする期限は、明日以降の日にしてください。').first().waitFor();
  const dueOn = daysAfter(today, 5);
  await due.fill(dueOn.replaceAll('-', '/'));
  await page.getByRole('button', { name: /^メッセージを送る/ }).click();
  const asked = stream.getByRole('listitem').filter({ hasText: '復元の見込みをお知らせください。' });
  await asked.getByText(/までにご回答をお願いしています$/).waitFor();
  expect(await due.inputValue()).toBe('');

  // the mail of a plain message leads to the messages: the section is open, its heading has the focus
  const theirs = await browsers.as('reporter@sakura.example', { viewport: phone });
  await theirs.goto(`${browsers.address}/app/cases/${id}#messages`);
  const room = theirs.getByRole('region', { name: /^メッセージ/ });
  await room.getByText('復元の見込みをお知らせください。').waitFor();
  await theirs.waitForFunction(() => document.activeElement?.tagName === 'SUMMARY');
  expect(await theirs.evaluate(() => document.activeElement?.closest('section')?.id)).toBe('messages');
  await theirs.waitForFunction(() => {
    const { top = -1, bottom = 0 } = document.activeElement?.getBoundingClientRect() ?? {};
    return top >= 0 && bottom <= innerHeight;
  });

  await theirs.goto(`${browsers.address}/app/cases/${id}`);
  const ours = theirs.getByRole('region', { name: 'お願いしていること' });
  const request = ours.getByRole('listitem').filter({ hasText: 'メッセージでのお願いにご回答ください' });
  await request.getByText(/まで/).first().waitFor();
  await request.getByRole('link', { name: '答える' }).click();
  await room.getByRole('button', { name: 'このお願いに回答する' }).click();
  await theirs.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  await room.getByText(/までのお願いへの回答として送ります。/).waitFor();
  await room.getByRole('textbox').fill('12月3日の見込みです。');
  expect(await axe(theirs, null)).toEqual([]);
  await room.getByRole('button', { name: 'メッセージを送る' }).click();
  await room.getByText('お願いへの回答', { exact: true }).waitFor();
  await request.waitFor({ state: 'detached' });
  await asked.getByText(/^お願いは.+に済みました$/).waitFor();

  // what is not needed any more is ended by the insurer, in words that the institution reads
  const again = await desk.send('POST', `/incidents/${id}/messages`, {
    key: crypto.randomUUID(),
    body: { text: '写しをお送りください。', asksBy: dueOn },
  });
  expect(again.status).toBe(201);
  const second = stream.getByRole('listitem').filter({ hasText: '写しをお送りください。' });
  await second.getByRole('button', { name: 'お願いを終える' }).click();
  const ending = page.getByRole('dialog', { name: 'お願いを終える' });
  await ending.getByRole('textbox').fill('お電話で伺いました。');
  await ending.getByRole('button', { name: 'お願いを終える' }).click();
  await second.getByText(/^お願いは.+に済みました$/).waitFor();
  await room.getByText('お電話で伺いました。').waitFor();
  expect(browsers.faults).toEqual([]);
}, 120_000);

it('an address with the messages shows them on the page of the insurer, too', async () => {
  const id = await reported();
  await hospital.send('POST', `/incidents/${id}/messages`, { key: crypto.randomUUID(), body: { text: '見本の問い' } });
  const page = await browsers.as('support@sonae.example', { viewport: laptop });
  await page.goto(`${browsers.address}/app/cases/${id}#messages`);
  await page
    .locator('[aria-current]')
    .filter({ hasText: /^メッセージ 1$/ })
    .waitFor();
  const stream = page.getByRole('region', { name: '経過' });
  expect(await stream.getByRole('listitem').count()).toBe(1);
  await stream.getByText('見本の問い').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === '経過');
  // another kind is chosen as always
  await stream.getByRole('link', { name: /^すべて / }).click();
  await stream
    .locator('[aria-current]')
    .filter({ hasText: /^すべて / })
    .waitFor();
  expect(await stream.getByRole('listitem').count()).toBeGreaterThan(1);
}, 60_000);

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
