import type { Locator, Page } from 'playwright-core';
import { Browsers, laptop } from '../support/browser.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today, type ClaimCase } from '../support/claims.js';
import { fileNeededPapers } from '../support/papers.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { damages } from '../support/world.js';
import { axe } from './axe.js';

/** What the insurer's people do with the money of one case: damages, business interruption, reserves, recourse. */

let system: TestSystem;
let browsers: Browsers;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;
let second: Session;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
}, 120_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const part = (id: string, name: string): string => `${browsers.address}/app/cases/${id}?part=${name}`;
const cells = (row: Locator): Promise<string[]> => row.getByRole('cell').allTextContents();
const filled = (page: Page): Promise<string[]> =>
  page
    .locator('main [class*="mantine-Button-root"]:is([data-variant="filled"], :not([data-variant]))')
    .filter({ visible: true })
    .allTextContents();

/** Approved with every question answered as covered, signed where it has to be, and final. */
async function approve(shown: ClaimCase, at: number): Promise<void> {
  const { questions } = await senior.get<{ questions: { code: string }[] }>(
    `/expenses/${idOf(shown, at)}/decision-preview`,
  );
  const answers = questions.map(({ code }) => ({ code, answer: 'covered', reason: '見本' }));
  const proposed = await claims.propose(senior, idOf(shown, at), { answers });
  const { body } = proposed.body.state === 'open' ? await claims.sign(second, proposed.body.id) : proposed;
  expect([body.code, body.state]).toEqual([undefined, 'approved']);
}

describe('the register of claimants', () => {
  it('says of each victim what article 22 holds and what frees it; the act beside it frees it', async () => {
    const policy = await claims.policy();
    await cashiers.account(policy.institutionId);
    const shown = await claims.inReview(policy, [damages(500_000), damages(200_000)]);
    const enter = async (name: string): Promise<string> =>
      (await post<{ items: { id: string }[] }>(senior, `/incidents/${shown.id}/claimants`, { name })).body.items.at(-1)
        ?.id ?? '';
    const [first, other] = [await enter('見本 患者'), await enter('見本 家族')];
    for (let no = 3; no <= 30; no++) await enter(`見本 ${no}番`);
    for (const [kind, amount] of [
      ['demand', 600_000],
      ['paid-by-institution', 200_000],
      ['settlement', 450_000],
    ] as const)
      await post(senior, `/claimants/${first}/acts`, { kind, amount, onDay: today });
    await post(senior, `/claimants/${other}/acts`, { kind: 'settlement', amount: 200_000, onDay: today });
    for (const [at, claimantId, payTo] of [
      [0, first, 'institution'],
      [1, other, 'victim'],
    ] as const)
      await post(senior, `/expenses/${idOf(shown, at)}/claimants`, { claimantId, payTo });
    await claims.consent(idOf(shown), 500_000);
    await claims.consent(idOf(shown, 1), 200_000);
    await approve(shown, 0);
    await approve(shown, 1);
    await cashiers.makeFinal(shown.id);

    const page = await browsers.as('senior@sonae.example');
    await page.goto(`${browsers.address}/app/cases/${shown.id}`);
    await page.getByRole('link', { name: '損害賠償' }).click();
    const register = page.getByRole('region', { name: '請求者の記録（損害賠償）' });
    const row = register.getByRole('row').filter({ hasText: '見本 患者' });
    // paid 200,000 of an approved 500,000, of a liability of 450,000
    await row.getByRole('cell', { name: '500,000', exact: true }).waitFor();
    expect(await cells(row)).toEqual([
      '請求者1　見本 患者',
      '600,000',
      '200,000',
      '－',
      '450,000',
      '0',
      '500,000',
      '300,000',
      '記録する',
    ]);
    expect(await row.getByRole('cell').nth(7).getAttribute('title')).toContain(
      '医療機関から被害者への支払いがあと300,000円、または被害者の承諾が合計500,000円で登録されることが必要です。' +
        '示談・判決で決まった賠償額が、あと50,000円登録されることが必要です。',
    );
    // the victim of the other waits for an account alone
    expect((await cells(register.getByRole('row').filter({ hasText: '見本 家族' }))).slice(5, 8)).toEqual([
      '0',
      '',
      '',
    ]);
    expect((await register.getByRole('rowheader').allTextContents()).join()).toContain('保留している請求者');
    await register.getByText('請求者30名：保留している保険金 合計500,000円').waitFor();
    expect(await register.getByRole('row').count()).toBe(33);
    expect(await axe(page, null)).toEqual([]);

    // the whole of it opens by its name; what is typed stays over a reload
    await row.getByRole('button', { name: '請求者1　見本 患者' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('保険法22条の範囲で医療機関にお支払いできる残り').waitFor();
    await dialog.getByRole('button', { name: '支払い・承諾などを記録する' }).click();
    await dialog.getByLabel('記録の種類').selectOption({ label: '被害者の承諾' });
    await dialog.getByLabel('金額').fill('50万円');
    await page.reload();
    await row.getByRole('button', { name: '記録する（見本 患者）' }).click();
    await dialog.locator('input[value="50万円"]').waitFor();
    await dialog.getByRole('button', { name: '支払い・承諾などを記録する' }).click();
    await dialog.getByText('入力してください。').first().waitFor();
    await dialog.getByLabel('日付').fill(today);
    await dialog.getByRole('button', { name: '支払い・承諾などを記録する' }).click();
    await dialog.waitFor({ state: 'detached' });
    // the liability alone is lacking now
    await row.getByRole('cell', { name: '示談・判決', exact: true }).waitFor();
    await row.getByRole('button', { name: '記録する（見本 患者）' }).click();
    await dialog.getByLabel('記録の種類').selectOption({ label: '判決' });
    await dialog.getByLabel('金額').fill('500,000');
    await dialog.getByLabel('日付').fill(today);
    await dialog.getByRole('button', { name: '支払い・承諾などを記録する' }).click();
    await dialog.waitFor({ state: 'detached' });
    await cashiers.payments(shown.id, 1);
    await page.reload();
    await row.getByRole('cell', { name: '500,000', exact: true }).last().waitFor();
    expect((await cells(row)).slice(5, 8)).toEqual(['500,000', '', '']);
    expect(await register.getByText('保留している保険金', { exact: false }).count()).toBe(0);
    // inside the house only
    const agent = await system.as('agent@hikari.example');
    const hospital = await system.as('manager@sakura.example');
    for (const by of [agent, hospital])
      expect((await by.send('GET', `/incidents/${shown.id}/victim-gates`)).status).toBe(403);
  }, 120_000);
});

describe('business interruption', () => {
  const figures = (yen: number): object => ({
    standardRevenue: yen,
    actualRevenue: 0,
    profitRate: 1,
    avoidedOrdinaryExpenses: 0,
  });
  const month = (yen: number): object => cost('lost-profit', yen, { interruption: figures(yen) });
  const facts = {
    systemStop: {
      kind: 'caused',
      from: new Date(Date.now() - 6_000_000).toISOString(),
      to: new Date(Date.now() - 4_000_000).toISOString(),
    },
    occurredAt: new Date(Date.now() - 7_200_000).toISOString(),
    discoveredAt: new Date(Date.now() - 6_600_000).toISOString(),
  };

  it('shows months and the next statement in steps; a corrected month demands back what was too much', async () => {
    const policy = await claims.policy({ plan: 3, businessInterruption: { limit: 5_000_000, waitingHours: 0 } });
    await cashiers.account(policy.institutionId);
    const shown = await claims.inReview(policy, [month(3_000_000), month(4_000_000)], { facts });
    const page = await browsers.as('senior@sonae.example', { viewport: laptop });
    await page.goto(part(shown.id, 'interruption'));
    const steps = page.getByRole('table', { name: '次の計算書の計算' });
    await steps.getByText('この計算書でお支払いする額').waitFor();
    // both months are 7.0 million, of which the limit leaves 5.0
    const rows = async (): Promise<string[]> =>
      (await steps.getByRole('row').allTextContents()).map((text) => text.replaceAll('\n', ''));
    expect(await rows()).toEqual([
      '各月の計算結果の合計（限度額の前）7,000,000',
      '対象となる各月の合計7,000,000',
      'これまでのお支払い・予定の額△0',
      '支払限度額を超える額△2,000,000',
      '支払限度額の残りは5,000,000円です。',
      'この計算書でお支払いする額5,000,000円',
    ]);
    expect(await filled(page)).toHaveLength(1);
    expect(await axe(page, null)).toEqual([]);
    const questions = await senior.get<{ questions: { code: string }[] }>(`/incidents/${shown.id}/statement-preview`);
    expect(questions.questions).toEqual([]);
    await page.getByRole('button', { name: '計算書の査定案を提出する' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('5,000,000円のお支払いとして提出します。').waitFor();
    await dialog.getByLabel('医療機関への文面').fill('');
    await dialog.getByRole('button', { name: '計算書の査定案を提出する' }).click();
    await dialog.getByText('入力してください。').waitFor();
    await dialog.getByLabel('医療機関への文面').fill('計算書のとおりお支払いします。');
    // figures that changed since they were seen are shown first, and what was typed stays
    const preview = /\/statement-preview$/;
    await page.route(preview, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), pays: 4_000_000 } });
    });
    await dialog.getByRole('button', { name: '計算書の査定案を提出する' }).click();
    await dialog.getByText('計算書の金額が変わりました。', { exact: false }).waitFor();
    await dialog.getByText('4,000,000円のお支払いとして提出します。').waitFor();
    await page.unroute(preview);
    await dialog.getByRole('button', { name: '計算書の査定案を提出する' }).click();
    await dialog.getByText('5,000,000円のお支払いとして提出します。').waitFor();
    expect(await dialog.getByLabel('医療機関への文面').inputValue()).toBe('計算書のとおりお支払いします。');
    await dialog.getByRole('button', { name: '計算書の査定案を提出する' }).click();
    await dialog.waitFor({ state: 'detached' });
    const made = page.getByRole('table', { name: 'これまでの計算書' });
    await made.getByRole('cell', { name: '5,000,000', exact: true }).waitFor();
    await cashiers.pay(shown.id, 1);

    // the first month was 0.5 million after all: the desk enters it, so that the senior-adjuster can decide it
    const desk = await browsers.as('support@sonae.example', { viewport: laptop });
    await desk.goto(part(shown.id, 'interruption'));
    const entry = desk.getByRole('dialog');
    const entered = desk.getByRole('table', { name: /の各月$/ });
    await entered.getByText('お支払い済み').first().waitFor();
    await entered.getByRole('button', { name: '数字を訂正する' }).first().click();
    await entry.getByLabel('標準営業収益').fill('およそ50');
    await entry.getByLabel('訂正の理由').fill('月次決算の確定');
    await entry.getByRole('button', { name: '数字を訂正する' }).click();
    await entry.getByLabel('標準営業収益').and(entry.locator('[aria-invalid=true]')).waitFor();
    await entry.getByLabel('標準営業収益').fill('50万円');
    await entry.getByLabel('利益率').fill('１００%');
    await entry.getByLabel('訂正後の請求額').fill('500,000');
    await entry.getByRole('button', { name: '数字を訂正する' }).click();
    await entry.waitFor({ state: 'detached' });
    await entered.getByRole('row').filter({ hasText: '訂正1' }).waitFor();
    await desk.getByText('査定中の月はありません。', { exact: false }).waitFor();
    await system.settled(60_000, policy.institutionId);
    const correction = (await claims.case(shown.id)).expenses.at(-1)?.id ?? '';
    await fileNeededPapers(system, claims.desk, shown.id, [correction]);
    await claims.take(correction);
    await page.reload();
    await steps.getByText('返還をお願いする額').waitFor();
    expect(await rows()).toEqual([
      '各月の計算結果の合計（限度額の前）4,500,000',
      '対象となる各月の合計4,500,000',
      'これまでのお支払い・予定の額△5,000,000',
      '返還をお願いする額500,000円',
    ]);
    const grid = page.getByRole('table', { name: /の各月$/ });
    const versions = grid.getByRole('row');
    expect(await cells(versions.filter({ hasText: '当初の請求　訂正済み' }))).toContain('3,000,000');
    expect(await cells(versions.filter({ hasText: '訂正1' }))).toEqual([
      '訂正1　計算に使う',
      '明細3',
      '500,000',
      '0',
      '100%',
      '0',
      '500,000',
      '500,000',
      '確認中',
    ]);
    expect(await made.getByRole('row').count()).toBe(2);
  }, 120_000);
});

describe('reserves and recourse', () => {
  it('estimates are versions with their reasons; what comes in is shared as its preview says', async () => {
    const policy = await claims.policy();
    await cashiers.account(policy.institutionId);
    const shown = await claims.inReview(policy, [cost('call-center', 100_000)]);
    await approve(shown, 0);
    await cashiers.makeFinal(shown.id);
    await cashiers.pay(shown.id, 1);
    const page = await browsers.as('senior@sonae.example');
    await page.goto(part(shown.id, 'reserves'));
    const dialog = page.getByRole('dialog');
    const reserve = async (amount: string, reason: string): Promise<void> => {
      await page.getByRole('button', { name: '支払備金を登録する' }).click();
      await dialog.getByLabel('担当区分').selectOption({ label: 'コールセンター' });
      await dialog.getByLabel('見積額').fill(amount);
      await dialog.getByLabel('理由').fill(reason);
      await dialog.getByRole('button', { name: '支払備金を登録する' }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await page.getByRole('button', { name: '支払備金を登録する' }).click();
    await dialog.getByRole('button', { name: '支払備金を登録する' }).click();
    // what is missing is said of all three fields at once
    await dialog.getByText('入力してください。').first().waitFor();
    expect(await dialog.locator('[aria-invalid=true]').count()).toBe(3);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await reserve('20万円', '受電の見込み');
    await reserve('３００，０００', '受電が増えた');
    const reserves = page.getByRole('table', { name: '支払備金' });
    await reserves.getByRole('cell', { name: '300,000', exact: true }).waitFor();
    await reserves.getByText('前の見積り（1件）').click();
    await reserves.getByText('受電の見込み', { exact: false }).waitFor();
    await page.getByText('合計 300,000円').waitFor();

    await page.getByRole('button', { name: '求償を登録する' }).click();
    await dialog.getByLabel('求償の相手方').fill('見本システム株式会社');
    await dialog.getByLabel('医療機関の損害の全体').fill('12万円');
    await dialog.getByLabel('求償額').fill('12万円');
    await dialog.getByRole('button', { name: '求償を登録する' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await axe(page, null)).toEqual([]);
    // of a loss of 120,000 claims money has paid 100,000: 20,000 is the institution's before the insurer has any
    const cashier = await browsers.as('payments@sonae.example');
    await cashier.goto(part(shown.id, 'reserves'));
    const receipt = cashier.getByRole('dialog');
    await cashier.getByRole('button', { name: '回収を登録する' }).click();
    await receipt.getByLabel('回収した額').fill('0');
    await receipt.getByText('1円以上の額を入力してください。').waitFor();
    await receipt.getByLabel('回収した額').fill('6万円');
    const sharing = receipt.getByRole('table', { name: '回収したお金の分け方' });
    await sharing.getByRole('row', { name: '保険金で支払われていない損害 20,000' }).waitFor();
    await sharing.getByRole('row', { name: '医療機関へ △20,000' }).waitFor();
    await sharing.getByRole('row', { name: '当社へ 40,000円' }).waitFor();
    await receipt.getByLabel('入金日').fill(today);
    await receipt.getByRole('button', { name: '回収を登録する' }).click();
    await receipt.getByText('入力してください。').waitFor();
    await receipt.getByLabel('入金の記録').fill('明細 11-29-3');
    await receipt.getByRole('button', { name: '回収を登録する' }).click();
    await receipt.waitFor({ state: 'detached' });
    const row = cashier.getByRole('table', { name: '求償（請求権代位）' }).getByRole('row').nth(1);
    await row.getByRole('cell', { name: '60,000', exact: true }).waitFor();
    expect((await cells(row)).slice(1)).toEqual(['120,000', '120,000', '60,000', '20,000', '40,000', '回収を登録する']);
    // what the insurer bears itself: asked for by one senior-adjuster, signed by another
    const vendor = await post<{ id: string }>(cashiers.cashier, '/payee-accounts', {
      institutionId: policy.institutionId,
      bankCode: '0009',
      branchCode: '015',
      accountNumber: '7654321',
      holder: 'ﾐﾎﾝﾌｴﾝｼﾞﾂｸ',
      vendorName: '見本解析株式会社',
    });
    await post(cashiers.other, `/payee-accounts/${vendor.body.id}/confirmations`, {
      accountNumber: '7654321',
      holder: 'ﾐﾎﾝﾌｴﾝｼﾞﾂｸ',
    });
    const costs = page.getByRole('table', { name: '当社が負担する費用' });
    await page.getByRole('button', { name: '当社負担を申請する' }).click();
    await dialog.getByLabel('事業者').selectOption({ label: '見本解析株式会社' });
    await dialog.getByLabel('金額').fill('8万円');
    await dialog.getByLabel('理由').fill('補償の対象とならない手配');
    await dialog.getByRole('button', { name: '当社負担を申請する' }).click();
    await dialog.waitFor({ state: 'detached' });
    await costs.getByText('承認待ち').waitFor();
    expect(await costs.getByRole('button', { name: '承認する' }).count()).toBe(0);
    const signer = await browsers.as('senior2@sonae.example');
    await signer.goto(part(shown.id, 'reserves'));
    await signer.getByRole('button', { name: '承認する' }).click();
    await signer.getByText('見本解析株式会社への80,000円のお支払いを予定します。').waitFor();
    await signer.getByRole('dialog').getByRole('button', { name: '承認する' }).click();
    await signer.getByRole('table', { name: '当社が負担する費用' }).getByText('承認済み').waitFor();
    const hospital = await system.as('manager@sakura.example');
    for (const path of ['reserves', 'recourses', 'insurer-costs', 'payable-vendors'])
      expect((await hospital.send('GET', `/incidents/${shown.id}/${path}`)).status).toBe(403);
  }, 120_000);
});

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults).toEqual([]);
});
