import type { Page } from 'playwright-core';
import { Browsers } from '../support/browser.js';
import { freshKey, testSystem, type TestSystem } from '../support/system.js';

/** Whom a hospital calls, also without a line, and what the desk records of its calls. */

let system: TestSystem;
let browsers: Browsers;

beforeAll(async () => {
  system = await testSystem({ env: { SONAE_DESK_PHONE: '03-5550-0199', SONAE_NIGHT_PHONE: '03-5550-0188' } });
  browsers = await Browsers.on(system);
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

async function numbersOn(page: Page): Promise<(string | null)[]> {
  const numbers = page.getByRole('complementary', { name: '専任スタッフ（お急ぎのとき）' }).getByRole('link');
  await numbers.first().waitFor();
  return numbers.evaluateAll((links) => links.map((link) => `${link.textContent} ${link.getAttribute('href')}`));
}
const both = ['03-5550-0199 tel:0355500199', '03-5550-0188 tel:0355500188'];

it('both numbers of the desk stand on the report and on the case, also on a page that opens without a line', async () => {
  const page = await (await browsers.context()).newPage();
  await page.goto(`${browsers.address}/report`);
  expect(await numbersOn(page)).toEqual(both);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!(await caches.match('/report'))) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: '何が起きていますか？' }).waitFor();
  expect(await numbersOn(page)).toEqual(both);
  expect(await page.getByText('保険証券に記載', { exact: false }).count()).toBe(0);
  const manager = await browsers.as('manager@sakura.example');
  await manager.goto(`${browsers.address}/app/cases`);
  expect(await numbersOn(manager)).toEqual(both);
}, 60_000);

it('a call back that reaches nobody leaves the promise; one that does ends it; it stands where one decides', async () => {
  const manager = await system.as('manager@sakura.example');
  const reported = await manager.send<{ id: string }>('POST', '/incidents', {
    key: freshKey(),
    body: { reporter: { name: '見本', phone: '03-5550-0000' }, description: '画面が開かない' },
  });
  await system.settled();
  const page = await browsers.as('support@sonae.example');
  await page.goto(`${browsers.address}/app/cases/${reported.body.id}`);
  const promised = page.getByText('折り返しのお電話', { exact: true });
  await promised.waitFor();
  await page.getByRole('region', { name: 'お約束の期限' }).getByText('専任スタッフからお電話します。').waitFor();
  const triage = page.getByRole('region', { name: '初動判定' });
  expect((await promised.boundingBox())?.y ?? Infinity).toBeLessThan((await triage.boundingBox())?.y ?? 0);
  const call = page.getByRole('form', { name: '電話を記録する' });
  const stream = page.getByRole('region', { name: '経過' });
  await call.getByRole('button', { name: /^通話を記録/ }).click();
  await call.getByText('入力してください。').waitFor();
  await call.getByLabel('つながらなかった（不在、話し中、留守番電話）').check();
  await call.getByLabel('話したこと').fill('代表番号で呼び出し中に切れた');
  await call.getByLabel('話したこと').press('Control+Enter');
  await stream.getByText('折り返しのお電話をしましたが、つながりませんでした。').waitFor();
  await stream.getByText(/社内　代表番号で呼び出し中に切れた/).waitFor();
  expect(await call.getByLabel('話したこと').inputValue()).toBe('');
  await promised.waitFor();
  await call.getByLabel('お話しできた').check();
  await call.getByRole('button', { name: /^通話を記録/ }).click();
  await stream.getByText('折り返しのお電話で、お話ししました。').waitFor();
  // the promise is kept; what is recorded from now on is a further call
  const promises = page.getByRole('region', { name: 'お約束の期限' });
  await promises.getByText('専任スタッフからお電話します。').waitFor({ state: 'detached' });
  await call.getByText('お約束のほかにかけたお電話を記録します。').waitFor();
  const hospital = await browsers.as('manager@sakura.example');
  await hospital.goto(`${browsers.address}/app/cases/${reported.body.id}`);
  await hospital.getByText('折り返しのお電話をしましたが、つながりませんでした。', { exact: false }).first().waitFor();
  expect(await hospital.getByText('代表番号で呼び出し中に切れた').count()).toBe(0);
}, 60_000);

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults.filter((fault) => !/ERR_|sw\.js/.test(fault))).toEqual([]);
});
