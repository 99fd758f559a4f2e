import type { Page } from 'playwright-core';
import { Browsers, openSection, phone } from '../support/browser.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post } from '../support/claims.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

/** What was agreed to and stays, and what comes late or under another number, as people meet it. */

interface Reported {
  readonly id: string;
  readonly caseNumber: string;
}

let system: TestSystem;
let browsers: Browsers;
let claims: Claims;
let cashiers: Cashiers;
let manager: Session;
const seniorEmail = 'senior@sonae.example';
const secondEmail = 'senior2@sonae.example';

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  manager = await system.as('manager@sakura.example');
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const open = (page: Page, path: string): Promise<unknown> => page.goto(`${browsers.address}/app${path}`);
const report = async (more: object = {}): Promise<Reported> =>
  (
    await post<Reported>(manager, '/incidents', {
      reporter: { name: '見本 花子', phone: '03-5550-0100' },
      description: '電子カルテが開けない',
      ...more,
    })
  ).body;
const merge = (from: string, into: string) => post(claims.desk, `/incidents/${from}/merges`, { into });

describe('a paid expense that the insurer had agreed to', () => {
  it('says that it stays; two senior-adjusters record that the facts were knowingly false, and only then it is demanded', async () => {
    const policy = await claims.policy({ plan: 3 });
    await cashiers.account(policy.institutionId);
    const shown = await claims.inReview(policy, [cost('call-center', 250_000)]);
    const id = idOf(shown);
    await claims.consent(id, 250_000);
    await claims.propose(await system.as(seniorEmail), id);
    await cashiers.pay(shown.id, 1);

    const page = await browsers.as(seniorEmail);
    await open(page, `/expenses/${id}`);
    const kept = page.getByText(
      /お支払い済みの額のうち250,000円は、当社が支出の前に事前承認または同意した費用です。.*いま返還を求められるのは0円までです。/,
    );
    await kept.waitFor();
    await page.getByText('返還を求められる額はありません。').waitFor();
    expect(await page.getByRole('button', { name: '返還の請求を起案する' }).count()).toBe(0);
    await page.getByRole('button', { name: '故意の虚偽の記録を起案する' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('感染を契約前から知っていたことを、社内の記録で確認');
    await dialog.getByRole('button', { name: '故意の虚偽の記録を起案する' }).click();
    await page.getByText('ご自身が起案した記録は、二次承認できません。').waitFor();
    expect(await page.getByRole('button', { name: '故意の虚偽の記録を二次承認する' }).count()).toBe(0);

    const other = await browsers.as(secondEmail, { viewport: phone });
    await open(other, `/expenses/${id}`);
    await other.getByText('別の上席の保険金サービス担当者の二次承認を待っています。').waitFor();
    await other.getByRole('button', { name: '故意の虚偽の記録を二次承認する' }).click();
    await other.getByRole('dialog').getByRole('button', { name: '故意の虚偽の記録を二次承認する' }).click();
    await other.getByText(/さんが二次承認しました。事前承認・同意した額も返還を求められます。/).waitFor();
    await other.getByRole('button', { name: '返還の請求を起案する' }).click();
    const asking = other.getByRole('dialog');
    await asking.getByLabel('返還を求める額').fill('250000');
    await asking
      .getByLabel('返還を求める理由（書面の文）')
      .fill('お申し出の事実が事実と異なっていたため、返還をお願いします。');
    await asking.getByLabel('社内の理由').fill('社内の記録で虚偽と確認');
    await asking.getByRole('button', { name: '返還の請求を起案する' }).click();
    await other.getByText(/250,000円　二次承認待ち/).waitFor();
    // who drew it up is not offered the second signature
    await other.getByText('ご自身が起案した請求、または登録した費用の請求は、二次承認できません。').waitFor();
    expect(await other.getByRole('button', { name: '返還の請求を二次承認する' }).count()).toBe(0);

    // dropped while its signature is asked for: the dialog stays and says so
    const toSign = async (): Promise<void> => {
      await page.reload();
      await page.getByRole('button', { name: '返還の請求を二次承認する' }).click();
    };
    await toSign();
    const second = await system.as(secondEmail);
    const { items } = await second.get<{ items: { id: string }[] }>(`/repayments?incidentId=${shown.id}`);
    expect((await post(second, `/repayments/${items[0]?.id}/drops`, { reason: '文面の直し' })).status).toBe(200);
    await page.getByRole('dialog').getByRole('button', { name: '返還の請求を二次承認する' }).click();
    await page.getByRole('dialog').getByText('読み出した後に、ほかの人が変更しました。', { exact: false }).waitFor();
    await page.getByText(/250,000円　取下げ/).waitFor();
    expect(await page.getByRole('dialog').getByRole('alert').count()).toBe(1);

    // drawn up again: the amount is what can be demanded now, and a reload loses nothing that was typed
    await other.reload();
    await other.getByRole('button', { name: '返還の請求を起案する' }).click();
    expect(await asking.getByLabel('返還を求める額').inputValue()).toBe('250000');
    await asking.getByLabel('返還を求める額').fill('200000');
    await asking.getByLabel('返還を求める理由（書面の文）').fill('事実と異なっていたため、返還をお願いします。');
    await other.reload();
    await other.getByRole('button', { name: '返還の請求を起案する' }).click();
    expect(await asking.getByLabel('返還を求める額').inputValue()).toBe('200000');
    await asking.getByLabel('返還を求める額').fill('150000');
    await asking.getByLabel('社内の理由').fill('社内の記録で虚偽と確認');
    await asking.getByRole('button', { name: '返還の請求を起案する' }).click();
    await other.getByText(/150,000円　二次承認待ち/).waitFor();
    await asking.waitFor({ state: 'detached' });
    await other.getByRole('button', { name: '返還の請求を起案する' }).click();
    expect(await asking.getByLabel('返還を求める額').inputValue()).toBe('100000');

    // who may sign finds it in the list of what waits for a second signature; it goes with its last claim
    await open(page, '/countersign');
    const waiting = page.getByRole('region', { name: '二次承認を待つ返還の請求' });
    await waiting.getByText(/150,000円　二次承認待ち/).waitFor();
    await waiting.getByRole('button', { name: '返還の請求を二次承認する' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '返還の請求を二次承認する' }).click();
    await waiting.waitFor({ state: 'detached' });
    await open(page, `/expenses/${id}`);
    await page.getByText(/150,000円　返還をお願い中/).waitFor();
    expect(await kept.count()).toBe(0);
  }, 120_000);
});

describe('a hospital that sends an expense late', () => {
  const enter = async (page: Page, id: string, amount: string): Promise<void> => {
    await open(page, `/cases/${id}/expenses`);
    await page.getByLabel('費目').first().selectOption('call-center');
    await page.getByLabel('金額（税抜）').first().fill(amount);
    await page.getByLabel('作業・利用の最終日').first().fill('2026/11/20');
  };

  it('to a merged number is told which case takes it, before and after', async () => {
    const [from, into] = [await report(), await report()];
    await system.settled(60_000);
    await merge(from.id, into.id);
    const page = await browsers.as('manager@sakura.example', { viewport: phone });
    await enter(page, from.id, '45,000');
    await page
      .getByText(
        `この事案は ${into.caseNumber} に統合されています。ここで登録した費用は、${into.caseNumber} で受け付けます。`,
      )
      .waitFor();
    await page.getByRole('button', { name: '費用1件を請求する' }).click();
    await page.getByText(`統合先の事案 ${into.caseNumber} で受け付けました。`).waitFor();
    await page.waitForURL((url) => url.pathname.endsWith(`/cases/${into.id}`));
    await openSection(page, '費用');
    await page.getByText('45,000円').first().waitFor();
    const lines = await Promise.all([claims.case(from.id), claims.case(into.id)]);
    expect(lines.map(({ expenses }) => expenses.length)).toEqual([0, 1]);
  }, 90_000);

  it('to a withdrawn case is told that it waits, and the desk finds it and notes what was done', async () => {
    const gone = await report();
    await system.settled(60_000);
    await post(manager, `/incidents/${gone.id}/transitions`, { to: 'withdrawn' });
    const page = await browsers.as('manager@sakura.example');
    await enter(page, gone.id, '46,000');
    await page.getByText('この事案は終わっています。登録した費用はお預かりし、').waitFor();
    await page.getByRole('button', { name: '費用1件を請求する' }).click();
    await page.waitForURL((url) => url.pathname.endsWith(`/cases/${gone.id}`));
    await page.getByText('「取下げ」の事案に届いた費用のご請求を、お預かりしました。').first().waitFor();

    const desk = await browsers.as('support@sonae.example');
    await open(desk, '/desk');
    await desk
      .getByRole('link', { name: /終わった事案に届いたもの/ })
      .last()
      .click();
    await desk.getByText(gone.caseNumber).waitFor();
    await desk.getByText('費用のご請求1件（46,000円）').waitFor();
    await desk.getByText('医療機関に連絡して、対応を記録してください。').waitFor();
    // seniors read it too, and the desk calls
    const senior = await browsers.as(seniorEmail);
    await open(senior, '/late-arrivals');
    await senior.getByText('連絡と記録は、専任スタッフが行います。').waitFor();
    expect(await senior.getByText('対応を記録してください').count()).toBe(0);
    await desk.getByRole('button', { name: '対応を記録する' }).click();
    await desk.getByRole('dialog').getByRole('textbox').fill('責任者に電話した');
    await desk.getByRole('dialog').getByRole('button', { name: '対応を記録する' }).click();
    await desk.getByText('対応を待っているものはありません。').waitFor();
    await open(desk, '/late-arrivals?list=noted');
    await desk.getByText(/責任者に電話した/).waitFor();
    expect(await desk.getByText('対応を記録してください').count()).toBe(0);
    expect((await claims.case(gone.id)).expenses.map(({ state }) => state)).toEqual(['submitted']);
  }, 90_000);

  it('what a colleague noted first is said in the dialog, which stays with what was typed', async () => {
    const gone = await report();
    await system.settled(60_000);
    await post(manager, `/incidents/${gone.id}/transitions`, { to: 'withdrawn' });
    await post(manager, `/incidents/${gone.id}/expenses`, { expenses: [cost('call-center', 47_000)] });
    const page = await browsers.as('support@sonae.example');
    await open(page, '/late-arrivals');
    await page.getByText(gone.caseNumber).waitFor();
    await page.getByRole('button', { name: '対応を記録する' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('責任者に電話した');
    const { items } = await claims.desk.get<{ items: { id: string }[] }>('/late-arrivals?list=waiting');
    expect((await post(claims.desk, `/late-arrivals/${items[0]?.id}/notes`, { note: '連絡済み' })).status).toBe(200);
    await dialog.getByRole('button', { name: '対応を記録する' }).click();
    await dialog.getByText('ほかの人がすでに対応を記録しています。', { exact: false }).waitFor();
    await page.getByText('対応を待っているものはありません。').waitFor();
    expect(await dialog.getByRole('textbox').inputValue()).toBe('責任者に電話した');
  }, 60_000);
});

it('a number that a report names is shown with what holds of it, to the hospital and to the insurer', async () => {
  const first = await report();
  await system.settled(60_000);
  const asked = await post<{ id: string }>(manager, `/incidents/${first.id}/pre-approvals`, {
    category: 'call-center',
    amount: 90_000,
    description: '電話窓口',
  });
  const given = await post<{ number: string }>(
    await system.as(seniorEmail),
    `/pre-approvals/${asked.body.id}/answers`,
    {
      answer: 'pre-approved',
      textJa: '承認します。',
    },
  );
  const second = await report({ expenses: [cost('call-center', 80_000, { preApproval: given.body.number })] });
  await system.settled(60_000);
  const line = (await claims.case(second.id)).expenses[0]?.id ?? '';
  for (const email of ['manager@sakura.example', 'senior@sonae.example']) {
    const page = await browsers.as(email);
    await open(page, `/expenses/${line}`);
    await page
      .getByText(`お申し出の事前承認番号「${given.body.number}」は、事案 ${first.caseNumber} の事前承認です。`)
      .waitFor();
  }
  await merge(second.id, first.id);
  await system.settled(60_000);
  const linked = (await claims.case(first.id)).expenses[0]?.id ?? '';
  const page = await browsers.as('manager@sakura.example');
  await open(page, `/expenses/${linked}`);
  await page.getByText('事前承認の残り90,000円の範囲内です。').waitFor();
  expect(await page.getByText('お申し出の事前承認番号').count()).toBe(0);
}, 90_000);
