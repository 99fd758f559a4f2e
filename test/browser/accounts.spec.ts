import { Browsers } from '../support/browser.js';
import { Claims, cost } from '../support/claims.js';
import { pdfOf } from '../support/papers.js';
import { testSystem, type TestSystem } from '../support/system.js';

/** Accounts: what is said of them holds, and their paper stands beside the fields. */

let system: TestSystem;
let browsers: Browsers;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  const claims = await Claims.on(system);
  const { items } = await claims.desk.get<{ items: { id: string; institutionId: string; inForce: boolean }[] }>(
    `/policies?q=${encodeURIComponent('さくら総合病院')}`,
  );
  const policy = items.find(({ inForce }) => inForce);
  await claims.inReview(policy ?? { id: '', institutionId: '' }, [cost('call-center', 100_000)]);
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const says =
  '登録された口座は、登録した人とは別の、当社の支払担当者1人が書類と照らして確認してから使います。口座番号は下3桁だけを表示します。';

it('what a manager types stays over a reload, and the bank book goes along beside the form', async () => {
  const page = await browsers.as('manager@sakura.example');
  await page.goto(`${browsers.address}/app/accounts`);
  await page.getByText(says).waitFor();
  await page.getByLabel('金融機関コード（4桁）').fill('0009');
  await page.getByLabel('支店コード（3桁）').fill('015');
  await page.getByLabel('口座番号（7桁まで）').fill('1234567');
  await page.getByLabel('口座名義（カナ）').fill('ｲ)ﾐﾎﾝｶｲ');
  await page.reload();
  await page.getByLabel('支店コード（3桁）').waitFor();
  for (const [label, value] of [
    ['金融機関コード（4桁）', '0009'],
    ['支店コード（3桁）', '015'],
    ['口座番号（7桁まで）', '1234567'],
    ['口座名義（カナ）', 'ｲ)ﾐﾎﾝｶｲ'],
  ] as const)
    expect([label, await page.getByLabel(label).inputValue()]).toEqual([label, value]);
  const sending = page.getByRole('form', { name: '通帳の写しを送る' });
  await sending.getByRole('button', { name: '通帳の写しを送る' }).click();
  await sending.getByText('ファイルを選んでください。').waitFor();
  await sending
    .locator('input[type=file]')
    .setInputFiles({ name: '通帳.pdf', mimeType: 'application/pdf', buffer: pdfOf('bank book') });
  await sending.getByRole('button', { name: '通帳の写しを送る' }).click();
  await sending.getByText('通帳の写しを受け取りました（通帳.pdf）。').waitFor();
  await sending.getByText(/送付済み：通帳\.pdf（/).waitFor();
  await page.getByRole('button', { name: '登録する' }).click();
  await page.getByText('口座を登録しました。当社の担当者が確認します。').waitFor();
  await page.reload();
  await page.getByLabel('支店コード（3桁）').waitFor();
  expect(await page.getByLabel('支店コード（3桁）').inputValue()).toBe('');
}, 60_000);

it('who confirms reads the same sentence, and sees the bank book beside the fields', async () => {
  const page = await browsers.as('payments@sonae.example');
  await page.goto(`${browsers.address}/app/accounts`);
  await page.getByText(says).waitFor();
  await page.getByRole('button', { name: '口座を確認する' }).click();
  const item = page.getByRole('dialog');
  const paper = item.getByLabel('通帳の写し', { exact: true });
  await paper.waitFor();
  expect(await paper.locator('option').allTextContents()).toEqual([expect.stringContaining('通帳.pdf')]);
  await page.getByTitle('通帳.pdfの表示').waitFor();
  const [left, right] = [await paper.boundingBox(), await item.getByLabel('口座番号（7桁まで）').boundingBox()];
  // beside: the fields begin where the paper ends, and both begin in sight of each other
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0);
  expect(Math.abs((left?.y ?? 0) - (right?.y ?? 0))).toBeLessThan(80);
  await item.getByLabel('口座番号（7桁まで）').fill('7654321');
  await item.getByLabel('口座名義（カナ）').fill('ｲ)ﾐﾎﾝｶｲ');
  await item.getByRole('button', { name: '確認済みにする' }).click();
  await item.getByRole('alert').waitFor();
  await item.getByLabel('口座番号（7桁まで）').fill('1234567');
  await item.getByRole('button', { name: '確認済みにする' }).click();
  // one confirmation of another person is enough, as the sentence says
  await item.waitFor({ state: 'detached' });
  await page.getByText('お支払いに使う口座').waitFor();
}, 60_000);

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults).toEqual([]);
});
