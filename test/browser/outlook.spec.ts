import type { Locator, Page } from 'playwright-core';
import { Browsers } from '../support/browser.js';
import { asSuperuser } from '../support/database.js';
import { until } from '../support/processes.js';
import { freshKey, testSystem, type TestSystem } from '../support/system.js';

let system: TestSystem;
let browsers: Browsers;
let abroad: { readonly id: string; readonly caseNumber: string };

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  const manager = await system.as('manager@midori.example');
  const answer = await manager.send<{ id: string; caseNumber: string }>('POST', '/incidents', {
    key: freshKey(),
    body: {
      reporter: { name: '見本 三郎', phone: '03-5550-0003' },
      description: '海外の学会でノートパソコンを盗まれた',
      cause: 'information-leak',
      country: 'US',
      discoveredAt: new Date(Date.now() - 7_200_000).toISOString(),
      premises: 'insured-facility',
      perpetrator: 'outsider',
    },
  });
  expect(answer.status).toBe(201);
  abroad = answer.body;
  await system.settled();
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const section = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });
/** Words and tone of the states in a part of the page. */
const shown = (part: Locator): Promise<string[]> =>
  part
    .locator('[class*="status"]')
    .evaluateAll((states) =>
      states.map(
        (state) => `${state.textContent} ${/(good|warn|bad|info|plain)/.exec(state.className)?.[0] ?? 'no tone'}`,
      ),
    );

it.each([
  ['manager@midori.example', '緊急時サポート'],
  ['agent@hikari.example', '緊急時サポート'],
  ['support@sonae.example', '緊急時サポートの見通し'],
])(
  'R-TER-1, R-TER-3: abroad %s reads green of cover, and of support, in its own part, that it is not available',
  async (email, part) => {
    const page = await browsers.as(email);
    await page.goto(`${browsers.address}/app/cases/${abroad.id}`);
    await section(page, '補償の見通し').getByText('お支払いの対象', { exact: true }).waitFor();
    expect(await shown(section(page, '補償の見通し'))).toEqual(['お支払いの対象 good']);
    const support = section(page, part);
    expect((await shown(support))[0]).toBe('ご利用いただけません bad');
    await support.getByText(/保険金のお支払いは海外の事故も対象です/).waitFor();
    await page.getByText('補償の見通し：お支払いの対象。緊急時サポートの見通し：ご利用いただけません。').waitFor();
    expect(await page.getByText('お支払いの対象外', { exact: true }).count()).toBe(0);
    await page.goto(`${browsers.address}/app/cases?caseNumber=${abroad.caseNumber}`);
    const line = page.getByRole('row').filter({ hasText: abroad.caseNumber });
    await line.waitFor();
    expect((await shown(line)).filter((state) => /お支払い|ご利用/.test(state))).toEqual([
      'お支払いの対象 good',
      'ご利用いただけません bad',
    ]);
    expect(browsers.faults).toEqual([]);
  },
);

it('the question about Japan is asked in the part of support; answering it leaves cover as it is', async () => {
  const page = await browsers.as('manager@midori.example');
  await page.goto(`${browsers.address}/app/cases/${abroad.id}`);
  const support = section(page, '緊急時サポート');
  await support
    .getByText('被害（システムの停止、データの消失・暗号化など）は、日本国内の施設で起きていますか。')
    .waitFor();
  await support.getByRole('button', { name: 'はい、起きています' }).click();
  await support.getByText('専任スタッフが個別に確認', { exact: true }).waitFor();
  expect((await shown(support))[0]).toBe('専任スタッフが個別に確認 warn');
  expect(await shown(section(page, '補償の見通し'))).toEqual(['お支払いの対象 good']);
  expect(await support.getByRole('button', { name: 'はい、起きています' }).count()).toBe(0);
  expect(browsers.faults).toEqual([]);
});

it('who was told otherwise reads it on the page, is called by the desk, and a senior adjuster works it off', async () => {
  const reasons = JSON.stringify([{ code: 'overseas-incident', textJa: '', textEn: '' }]);
  await asSuperuser(system.db.ownerUrl, async (client) => {
    await client.query('BEGIN');
    await client.query(
      `UPDATE coverage_outlook
         SET outlook = 'red', support_outlook = NULL, answer = jsonb_build_object('reasons', $2::jsonb)
         WHERE incident_id = $1`,
      [abroad.id, reasons],
    );
    await client.query(
      `UPDATE incident
         SET outlook = 'red', outlook_reasons = $2, support_outlook = NULL, support_reasons = NULL,
           support_question = NULL
         WHERE id = $1`,
      [abroad.id, reasons],
    );
    await client.query('COMMIT');
  });
  await until('the case is settled again', 30_000, async () => {
    const { rows } = await asSuperuser(system.db.ownerUrl, (client) =>
      client.query('SELECT 1 FROM incident WHERE id = $1 AND support_outlook IS NOT NULL', [abroad.id]),
    );
    return rows.length === 1;
  });
  await system.settled();

  const manager = await browsers.as('manager@midori.example');
  await manager.goto(`${browsers.address}/app/cases`);
  const notice = manager.getByRole('note').filter({ hasText: '補償の見通しについての訂正のお知らせ' });
  await notice.getByText(/「お支払いの対象外」と表示していましたが、誤りでした/).waitFor();
  await notice.getByRole('link', { name: abroad.caseNumber }).click();
  await notice.getByText(/現在の補償の見通しは「お支払いの対象」/).waitFor();
  await notice.getByRole('button', { name: '確認しました' }).click();
  await notice.getByText(/に確認済み/).waitFor();

  const desk = await browsers.as('support@sonae.example');
  await desk.goto(`${browsers.address}/app/desk`);
  await desk.getByRole('link', { name: /見通しの訂正のお電話/ }).click();
  const listed = desk.getByRole('listitem').filter({ hasText: abroad.caseNumber }).first();
  await listed.getByText(/画面で確認済み/).waitFor();
  for (const left of [2, 1]) {
    expect(await listed.getByRole('button', { name: 'お伝えした' }).count()).toBe(left);
    await listed.getByRole('button', { name: 'お伝えした' }).first().click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('お話しした相手と内容').fill('事務長に説明');
    await dialog.getByRole('button', { name: 'お伝えした' }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  await desk.getByText('お電話する相手はありません。').waitFor();

  const senior = await browsers.as('senior@sonae.example');
  await senior.getByRole('navigation').getByRole('link', { name: '見通しの訂正' }).click();
  const followed = senior.getByRole('listitem').filter({ hasText: abroad.caseNumber }).first();
  await followed.getByText('その後の費用のご請求がありません').waitFor();
  await followed.getByRole('button', { name: '対応を記録する' }).click();
  const dialog = senior.getByRole('dialog');
  await dialog.getByLabel('行ったこと').fill('ご請求を予定していると伺った');
  await dialog.getByRole('button', { name: '対応を記録する' }).click();
  await senior.getByText('対応する事案はありません。').waitFor();
  await senior.getByLabel('見通しの訂正').selectOption('all');
  await senior.getByText(/：ご請求を予定していると伺った/).waitFor();
  expect(browsers.faults).toEqual([]);
});
