import type { Socket } from 'node:net';
import { Browsers } from '../support/browser.js';
import { asSuperuser } from '../support/database.js';
import { cutter, type Cutter } from '../support/cuttable-line.js';
import { freshKey, testSystem, type TestSystem } from '../support/system.js';

let system: TestSystem;
let browsers: Browsers;
let line: Cutter;

beforeAll(async () => {
  system = await testSystem();
  line = await cutter(system.address);
  browsers = await Browsers.on(system, line.address);
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await line?.close();
  await system?.stop();
});

/** A report by somebody else; answers its number. */
async function report(): Promise<string> {
  const reporter = await system.as('reporter@sakura.example');
  const answer = await reporter.send<{ caseNumber: string }>('POST', '/incidents', {
    key: freshKey(),
    body: { reporter: { name: '見本 報告', phone: '03-5550-0000' }, description: '電子カルテが開けない' },
  });
  expect(answer.status).toBe(201);
  return answer.body.caseNumber;
}
const streams = (): readonly Socket[] => line.open('/api/v1/events');
const lost = 'から接続が切れています。入力は残ります';

it('one connection a browser; what changes appears in every tab, without losing the place', async () => {
  const first = await browsers.as('support@sonae.example');
  const second = await first.context().newPage();
  await second.goto(`${browsers.address}/app/desk`);
  await second.getByRole('heading', { name: '受付デスク' }).waitFor();
  const third = await first.context().newPage();
  await third.goto(`${browsers.address}/app/overview`);
  await third.getByRole('heading', { name: '概況' }).waitFor();
  const number = await report();
  await first.getByRole('link', { name: number }).waitFor();
  await second.getByRole('link', { name: number }).waitFor();
  expect(streams()).toHaveLength(1);
  // the place is kept: the row that has the focus has it after the next one came
  await first.getByRole('link', { name: number }).focus();
  const next = await report();
  await first.getByRole('link', { name: next }).waitFor();
  expect(await first.evaluate(() => document.activeElement?.textContent)).toBe(number);
  await first.context().close();
  await until(() => streams().length === 0);
});

it('a line that is cut shows itself, and catches up with what happened meanwhile', async () => {
  const page = await browsers.as('support@sonae.example');
  await report().then((number) => page.getByRole('link', { name: number }).waitFor());
  line.refuse('/api/v1/events');
  for (const socket of streams()) socket.destroy();
  await page.getByText(lost).waitFor();
  const missed = await report();
  line.accept();
  await page.getByText(lost).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: missed }).waitFor();
  await page.context().close();
  expect(browsers.faults.filter((fault) => !/ERR_|sw\.js/.test(fault))).toEqual([]);
});

it('when the leading tab goes, another one takes up at the last event that the browser has seen', async () => {
  const leader = await browsers.as('support@sonae.example');
  await report().then((number) => leader.getByRole('link', { name: number }).waitFor());
  const follower = await leader.context().newPage();
  await follower.goto(`${browsers.address}/app/desk`);
  await follower.getByRole('heading', { name: '受付デスク' }).waitFor();
  const asked: string[] = [];
  follower.on('request', (request) => {
    if (request.url().includes('/api/v1/events')) asked.push(request.url());
  });
  await leader.close();
  const number = await report();
  await follower.getByRole('link', { name: number }).waitFor();
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/\?after=\d+$/);
  await follower.context().close();
});

it('who has the same case open is told to each other, and goes when the page is left', async () => {
  const number = await report();
  const [one, other] = [await browsers.as('support@sonae.example'), await browsers.as('support2@sonae.example')];
  for (const page of [one, other]) {
    await page.getByRole('link', { name: number }).click();
    await page.getByRole('heading', { level: 1 }).filter({ hasText: 'さくら' }).waitFor();
  }
  await one.getByText('そなえ 二葉さんも開いています').waitFor();
  await other.getByText('そなえ 一花さんも開いています').waitFor();
  // in a second tab of the same browser too
  const tab = await one.context().newPage();
  await tab.goto(one.url());
  await tab.getByText('そなえ 二葉さんも開いています').waitFor();
  await other.goBack();
  await one.getByText('さんも開いています').waitFor({ state: 'detached' });
  expect(await other.getByText('さんも開いています').count()).toBe(0);
  await Promise.all([one, other].map((page) => page.context().close()));
});

it('signing out ends it in every tab', async () => {
  const page = await browsers.as('support@sonae.example');
  const other = await page.context().newPage();
  await other.goto(`${browsers.address}/app/desk`);
  await other.getByRole('heading', { name: '受付デスク' }).waitFor();
  await page.getByRole('button', { name: 'サインアウト' }).click();
  await page.getByRole('heading', { name: 'サインイン' }).waitFor();
  await other.getByRole('heading', { name: 'サインイン' }).waitFor();
  await until(() => streams().length === 0);
  // nothing of the person who left is on the page or comes back
  expect(await other.getByText(/^MC-/).count()).toBe(0);
  await page.context().close();
});

it('a session that ends while somebody types is taken up again over the page; the same request goes on', async () => {
  const page = await browsers.as('support@sonae.example');
  await page.getByRole('link', { name: '電話で受け付ける' }).first().click();
  await page.getByLabel('折り返しの電話番号').fill('03-5550-0000');
  await page.getByLabel('相手のお名前').fill('見本 太郎');
  await page.getByLabel('医療機関の名称').fill('見本 クリニック');
  await page.getByLabel('何が起きていますか').fill('話している間に期限が切れた');
  await asSuperuser(system.db.ownerUrl, (client) =>
    client.query(`UPDATE session SET ended_at = now(), ended_reason = 'signed-out' WHERE ended_at IS NULL`),
  );
  await page.getByRole('button', { name: '受け付ける' }).click();
  const dialog = page.getByRole('dialog', { name: 'もう一度サインインしてください' });
  await dialog.waitFor();
  expect(await page.getByLabel('何が起きていますか').inputValue()).toBe('話している間に期限が切れた');
  await dialog.getByLabel('パスワード', { exact: true }).fill('sonae demonstration password');
  await dialog.getByRole('button', { name: 'サインイン', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '見本 クリニック' }).waitFor();
  await page.getByText(/^MC-\d{4}-\d{6}-\d$/).waitFor();
  const { rows } = await asSuperuser(system.db.ownerUrl, (client) =>
    client.query(`SELECT 1 FROM incident WHERE description = '話している間に期限が切れた'`),
  );
  expect(rows).toHaveLength(1);
  await page.context().close();
});

it('when somebody else signs in over the page, the page begins again', async () => {
  const page = await browsers.as('support@sonae.example');
  await page.getByRole('link', { name: '電話で受け付ける' }).first().click();
  await page.getByLabel('何が起きていますか').fill('別の人の下書き');
  await asSuperuser(system.db.ownerUrl, (client) =>
    client.query(`UPDATE session SET ended_at = now(), ended_reason = 'signed-out' WHERE ended_at IS NULL`),
  );
  await page.getByRole('link', { name: '概況' }).click();
  const dialog = page.getByRole('dialog', { name: 'もう一度サインインしてください' });
  await dialog.waitFor();
  await dialog.getByLabel('メールアドレス').fill('adjuster@sonae.example');
  await dialog.getByLabel('パスワード', { exact: true }).fill('sonae demonstration password');
  await dialog.getByRole('button', { name: 'サインイン', exact: true }).click();
  await page.getByRole('heading', { name: '自分の作業' }).waitFor();
  await page.context().close();
  expect(browsers.faults.filter((fault) => !/ERR_|sw\.js/.test(fault))).toEqual([]);
});

async function until(holds: () => boolean, ms = 10_000): Promise<void> {
  for (const end = Date.now() + ms; !holds();) {
    if (Date.now() > end) throw new Error('it did not come to hold');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
