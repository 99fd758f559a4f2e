import type { Page } from 'playwright-core';
import { Browsers } from '../support/browser.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { testSystem, type TestSystem } from '../support/system.js';

let system: TestSystem;
let browsers: Browsers;
let page: Page;

beforeAll(async () => {
  system = await testSystem();
  const claims = await Claims.on(system);
  const cashiers = await Cashiers.on(system);
  const senior = await system.as('senior@sonae.example');
  const policy = await claims.policy({ plan: 1 });
  await cashiers.account(policy.institutionId);
  const shown = await claims.inReview(policy, [cost('call-center', 1_000_000), cost('data-restoration', 40_000)], {
    facts: { channel: 'web', involvedVendors: ['株式会社見本クラウド'] },
  });
  const proposed = await claims.propose(senior, idOf(shown));
  if (proposed.body.state === 'open') await claims.sign(await system.as('senior2@sonae.example'), proposed.body.id);
  await cashiers.pay(shown.id, 1);
  const old = await claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 70_000)], {
    papers: false,
    facts: { involvedVendors: ['見本クラウド（株）'] },
  });
  await post(senior, `/incidents/${old.id}/reserves`, { lane: 'forensics', amount: 25_000_000, reason: '見本' });
  await asSuperuser(system.db.ownerUrl, (client) =>
    client.query(`UPDATE expense SET submitted_at = submitted_at - interval '40 days' WHERE incident_id = $1`, [
      old.id,
    ]),
  );
  await post(claims.desk, `/incidents/${shown.id}/call-backs`, { reached: true });
  await system.settled();
  browsers = await Browsers.on(system);
  page = await browsers.as('senior@sonae.example');
  // counted after all that
  const since = Date.now();
  while (Date.parse((await senior.get<{ asOf: string }>('/department')).asOf) < since)
    await new Promise((resolve) => setTimeout(resolve, 200));
}, 180_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

/** Acts of the hand: a click is one, a key another. */
let acts = 0;
const click = async (name: string | RegExp, within = page.locator('main')): Promise<void> => {
  acts++;
  await within.getByRole('link', { name, exact: true }).first().click();
};
const region = (name: string) => page.getByRole('region', { name, exact: true });

it('the weekly meeting: each picture is read, each figure opened, in at most 20 acts of the hand', async () => {
  await page.goto(`${browsers.address}/app/`);
  acts++;
  await page.getByRole('link', { name: '部門の数字', exact: true }).click();
  await page.getByRole('heading', { name: '部門の数字', exact: true }).waitFor();
  await page.getByText('現在の数字です。').waitFor();

  /** Opens the list of a figure, reads how many it has, and goes back to the figures. */
  const opens = async (path: RegExp, rows: number, open: () => Promise<void>): Promise<void> => {
    await open();
    await page.waitForURL(path);
    await page.getByText(`${rows}件`, { exact: false }).first().waitFor();
    await page.waitForFunction((many) => document.querySelectorAll('main tbody [data-row]').length === many, rows);
    acts++;
    await page.goBack();
    await page.getByRole('heading', { name: '部門の数字', exact: true }).waitFor();
    await page.getByText('現在の数字です。').waitFor();
  };
  const inTable = (name: string) => region(name).locator('details').first();
  const unfold = async (name: string): Promise<void> => {
    acts++;
    await inTable(name).locator('summary').click();
  };

  await region('受付　週ごとの件数').getByRole('img', { name: '今週はこれまでに2件', exact: false }).waitFor();
  await unfold('受付　週ごとの件数');
  await opens(/\/cases\?reportedFrom=/, 2, () => click('2', inTable('受付　週ごとの件数')));

  await region('かかった時間とお約束')
    .getByRole('img', { name: 'お支払い：今週の中央値は1日', exact: false })
    .waitFor();
  await unfold('かかった時間とお約束');
  await opens(/\/payments\?.*settledFrom=/, 1, () => click('1', page.getByRole('table', { name: 'お支払い' })));
  await unfold('かかった時間とお約束');
  await opens(/\/expenses\?decidedFrom=/, 1, () => click('1', page.getByRole('table', { name: '決定' })));

  await opens(/\/work\?view=lane&assignee=/, 1, () => click('1', region('担当者と分野ごとの作業')));
  await opens(/\/expenses\?.*submittedBefore=/, 1, () =>
    click(
      '1件',
      region('ご請求からの日数ごとの未決定の費用').getByRole('listitem').filter({ hasText: '31日から60日' }),
    ),
  );
  await opens(/\/expenses\?unpaid=papers/, 1, () =>
    click('1件', region('ご請求から30日を超えた未払い').getByRole('listitem').filter({ hasText: '資料待ち' })),
  );
  await opens(/\/cases\?commonCauseId=/, 2, () => click('2', region('共通の原因')));
  await region('支払限度額が尽きる見込み').getByText('すでに尽きています').waitFor();
  await region('大口の事案').getByText('25,000,000').first().waitFor();
  await click(/^MC-/, region('大口の事案'));
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
  expect(acts).toBeLessThanOrEqual(20);
  expect(browsers.faults).toEqual([]);
}, 120_000);

it('a list that a figure opens says by what it is narrowed', async () => {
  const filters = page.getByRole('group', { name: '絞り込み' });
  await page.goto(`${browsers.address}/app/department`);
  await region('段階ごとの対応中の事案').getByRole('listitem').filter({ hasText: '調査' }).getByRole('link').click();
  await filters.getByText('段階：調査').waitFor();
  await page.goto(`${browsers.address}/app/department`);
  const institution = region('支払限度額が尽きる見込み').getByRole('link').first();
  const name = await institution.innerText();
  await institution.click();
  await filters.getByText(`医療機関：${name}`).waitFor();
  expect(browsers.faults).toEqual([]);
}, 60_000);
