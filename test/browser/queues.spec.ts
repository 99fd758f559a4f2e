import type { Page } from 'playwright-core';
import { attackInJapan, report, type Case } from '../journeys/cases.js';
import { axe } from './axe.js';
import { Browsers, laptop, phone } from '../support/browser.js';
import { asSuperuser } from '../support/database.js';
import { until } from '../support/processes.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

const admin = 'admin@sonae.example';
let system: TestSystem;
let browsers: Browsers;
let hospital: Session;
let cases: Case[];

const sql = (text: string): Promise<void> =>
  asSuperuser(system.db.ownerUrl, async (client) => void (await client.query(text)));

beforeAll(async () => {
  system = await testSystem();
  [browsers, hospital] = await Promise.all([Browsers.on(system), system.as('reporter@sakura.example')]);
  // no outlook can be written until this is taken away
  await sql('ALTER TABLE sonae.coverage_outlook ADD CONSTRAINT outlook_refused CHECK (false) NOT VALID');
  cases = await Promise.all([1, 2, 3].map(() => report(hospital, attackInJapan())));
  const administrator = await system.as(admin);
  await until('all have failed', 60_000, async () => {
    const { items } = await administrator.get<{ items: unknown[] }>('/queues/cases/failed-deliveries');
    return items.length === cases.length;
  });
}, 120_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const opened = async (email: string, viewport = laptop): Promise<Page> => {
  const page = await browsers.as(email, { viewport });
  await page.goto(`${browsers.address}/app/queues`);
  await page.getByRole('heading', { name: '処理の状況' }).waitFor();
  return page;
};
const givenUp = (page: Page) => page.getByRole('region', { name: '処理できなかったもの' });
const itemOf = (page: Page, { caseNumber }: Case) => givenUp(page).getByRole('row').filter({ hasText: caseNumber });

describe('the board of the queues', () => {
  it.each([
    ['a phone', phone],
    ['a wide page', laptop],
  ])(
    'on %s shows what was given up, with its case and the kind of reason; nothing is wider than the page',
    async (_, viewport) => {
      const page = await opened(admin, viewport);
      for (const one of cases) {
        const item = itemOf(page, one);
        await item.getByText('見通しの判定').waitFor();
        await item.getByText('データベースが内容を受け付けませんでした。').waitFor();
        await item.getByText(/23514 outlook_refused/).waitFor();
        await item.getByText('6回').waitFor();
        expect(await item.getByRole('link').count()).toBe(0);
      }
      const row = page
        .getByRole('region', { name: '種類ごとの件数' })
        .getByRole('row')
        .filter({ hasText: '事案全体の処理' });
      expect((await row.getByRole('cell').allInnerTexts()).map((text) => text.trim())).toEqual([
        '0',
        '0',
        '－',
        '0',
        '0',
        '3',
      ]);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide).toBe(0);
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        expect([scheme, await axe(page, null)]).toEqual([scheme, []]);
      }
    },
    90_000,
  );

  it('leads an auditor to the case, and lets them bring nothing back', async () => {
    const page = await opened('auditor@sonae.example');
    const [one] = cases;
    await itemOf(page, one!).getByRole('link', { name: one!.caseNumber }).waitFor();
    await givenUp(page)
      .getByText(/システム管理者が原因を取り除き/)
      .waitFor();
    // what was given up is looked at by a button, and brought back by none
    const names = await givenUp(page).getByRole('button').allInnerTexts();
    expect(names.filter((name) => name.includes('もう一度処理する'))).toEqual([]);
    expect(names).toContain('見通しの判定');
  }, 60_000);

  it('says that there is no line, keeps what it shows, and reads again by itself', async () => {
    const page = await opened(admin, phone);
    await itemOf(page, cases[0]!).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('alert').first().waitFor({ timeout: 60_000 });
    expect(await itemOf(page, cases[0]!).count()).toBe(1);
    await page.context().setOffline(false);
    await page.getByRole('alert').first().waitFor({ state: 'detached', timeout: 60_000 });
  }, 180_000);

  it('one is brought back, then all; another page sees it without being touched, and at the end nothing was given up', async () => {
    const [page, other] = [await opened(admin, phone), await opened('auditor@sonae.example')];
    const [first, second] = [cases[0]!, cases[1]!];
    await itemOf(other, first).waitFor();
    await sql('ALTER TABLE sonae.coverage_outlook DROP CONSTRAINT outlook_refused');
    await itemOf(page, first).getByRole('button', { name: 'もう一度処理する' }).click();
    await givenUp(page).getByText('1件の処理をもう一度始めました。').waitFor();
    await itemOf(page, first).waitFor({ state: 'detached' });
    await itemOf(other, first).waitFor({ state: 'detached' });
    expect(await itemOf(page, second).count()).toBe(1);
    await givenUp(page).getByRole('button', { name: '2件をすべて、もう一度処理する' }).click();
    await givenUp(page).getByText('2件の処理をもう一度始めました。').waitFor();
    for (const one of [page, other]) await givenUp(one).getByText('処理できなかったものはありません。').waitFor();
    await system.settled();
    for (const { id } of cases) expect((await hospital.get<Case>(`/incidents/${id}`)).coverageOutlook).toBe('green');
  }, 90_000);

  it('what a colleague brought back a moment before is said, not done twice', async () => {
    const again = await report(hospital, attackInJapan());
    await system.settled();
    await sql(
      `INSERT INTO sonae.delivery (consumer, event_id, event_created_at, queue, subject, due_at, attempts, failed_at,
         reason)
       SELECT 'remind-claimant', id, created_at, 'cases', 'case:' || incident_id, now(), 6, now(), 'Error'
         FROM sonae.outbox WHERE incident_id = '${again.id}' LIMIT 1`,
    );
    const page = await opened(admin);
    const item = itemOf(page, again).filter({ hasText: '照会の期限の知らせ' });
    const button = item.getByRole('button', { name: 'もう一度処理する' });
    await button.waitFor();
    await sql('DELETE FROM sonae.delivery WHERE failed_at IS NOT NULL');
    await button.click();
    await givenUp(page).getByText('すでに、もう一度処理しているか、処理が終わっています。').waitFor();
    await item.waitFor({ state: 'detached' });
    expect(await givenUp(page).getByText(again.caseNumber).count()).toBe(0);
  }, 60_000);
});

it('no page reported an error', () => {
  expect(browsers.faults).toEqual([]);
});
