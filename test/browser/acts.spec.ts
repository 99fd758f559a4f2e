import type { Locator, Page } from 'playwright-core';
import { daysAfter } from '#platform';
import { Browsers, phone } from '../support/browser.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today, type ClaimCase, type Decision } from '../support/claims.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

/** What is done with an expense beside its decision, as people do it, with the wrong thing done first. */

let system: TestSystem;
let browsers: Browsers;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;
let second: Session;
let page: Page;
let other: Page;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
  [page, other] = await Promise.all([browsers.as('senior@sonae.example'), browsers.as('senior2@sonae.example')]);
}, 90_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const open = (on: Page, path: string): Promise<unknown> => on.goto(`${browsers.address}/app${path}`);
const dialogOf = (on: Page): Locator => on.getByRole('dialog');
/** Opens an act of those that are done less often. */
const act = async (on: Page, name: string): Promise<Locator> => {
  await on.getByRole('button', { name: 'ほかの手続' }).click();
  await dialogOf(on).getByRole('button', { name }).click();
  const dialog = on.getByRole('dialog', { name });
  await dialog.waitFor();
  return dialog;
};
const linesOf = async (caseId: string): Promise<{ state: string; amount: number; partOf: string | null }[]> =>
  (await claims.case(caseId)).expenses as unknown as { state: string; amount: number; partOf: string | null }[];
const limitOf = async (caseId: string): Promise<unknown> => {
  const found = (await claims.case(caseId)).limits?.find(({ bucket }) => bucket === 'response-expense');
  return found && { held: found.held, paid: (found as unknown as { paid: number }).paid };
};
const ruled = async (
  amount: number,
  policy?: { id: string; institutionId: string },
): Promise<[ClaimCase, Decision]> => {
  const shown = await claims.inReview(policy ?? (await claims.policy()), [cost('call-center', amount)]);
  const { body } = await claims.propose(senior, idOf(shown));
  expect(body.state).toBe('approved');
  return [shown, body];
};

describe('an expense in review', () => {
  it('is split into parts that add up to it; what was typed outlives a reload, what does not add up is not sent', async () => {
    const shown = await claims.inReview(await claims.policy(), [
      cost('call-center', 300_000, { tax: 30_000 }),
      cost('lost-profit', 100_000, {
        interruption: { standardRevenue: 100_000, actualRevenue: 0, profitRate: 1, avoidedOrdinaryExpenses: 0 },
      }),
    ]);
    await open(page, `/expenses/${idOf(shown)}`);
    let dialog = await act(page, '明細を分割する（内払）');
    await dialog.getByText('未配分：300,000円　消費税 30,000円').waitFor();
    await dialog.getByLabel('金額（税抜）').first().fill('２０万円');
    await dialog.getByLabel('消費税').first().fill('20,000');
    await dialog.getByText('未配分：100,000円　消費税 10,000円').waitFor();
    await dialog.getByRole('button', { name: '明細を分割する（内払）' }).click();
    await dialog.getByText('分けた合計を、元の明細の額に合わせてください。').waitFor();
    // too much, of the tax too: said, kept over a reload, corrected
    await dialog.getByLabel('金額（税抜）').nth(1).fill('150,000');
    await dialog.getByLabel('消費税').nth(1).fill('10,001');
    await dialog.getByText('超過：50,000円　消費税 1円').waitFor();
    await page.reload();
    dialog = await act(page, '明細を分割する（内払）');
    await dialog.getByText('超過：50,000円　消費税 1円').waitFor();
    await dialog.getByLabel('金額（税抜）').nth(1).fill('');
    await dialog.getByLabel('消費税').nth(1).fill('');
    await dialog.getByText('未配分：100,000円　消費税 10,000円').waitFor();
    await dialog.getByRole('button', { name: '2つ目に残りを入れる' }).click();
    await dialog.getByText('合計が元の明細と一致しています。').waitFor();
    await dialog.getByRole('button', { name: '明細を分割する（内払）' }).click();
    await page.getByText('2件の明細に分割しました。').waitFor();
    await page.getByRole('region', { name: '分割した明細' }).getByText('220,000円').waitFor();
    const [first, , ...parts] = await linesOf(shown.id);
    expect([first?.state, parts.map(({ amount, partOf }) => [amount, partOf])]).toEqual([
      'withdrawn',
      [
        [200_000, idOf(shown)],
        [100_000, idOf(shown)],
      ],
    ]);
    // a month of business interruption says why it is not split
    await open(page, `/expenses/${idOf(shown, 1)}`);
    await page.getByRole('button', { name: 'ほかの手続' }).click();
    await dialogOf(page).getByText('利益・営業継続費用、追加のご請求、外貨の請求書は分割できません。').waitFor();
  }, 120_000);

  it('is decided later for a ground that the claimant is told, as the letter says it; days held up are not counted', async () => {
    const shown = await claims.inReview(await claims.policy(), [cost('call-center', 90_000)]);
    await open(page, `/expenses/${idOf(shown)}`);
    await page.getByRole('heading', { name: '支払の期限' }).click();
    await page.getByRole('button', { name: '期限を延ばす' }).click();
    let dialog = page.getByRole('dialog', { name: '期限を延ばす' });
    await dialog.getByText('必要な項目が入ると、新しい期限と書面の文がここに出ます。').waitFor();
    await dialog.getByRole('button', { name: '期限を延ばす' }).click();
    expect(await dialog.getByText('事由を選んでください').count()).toBeGreaterThan(0);
    await dialog.getByLabel('延長の事由').selectOption('expert-appraisal');
    await dialog.getByLabel('確認する内容').fill('侵入の経路の鑑定');
    const preview = dialog.getByRole('region', { name: 'この手続のあと' });
    const later = daysAfter(today, 89).split('-').map(Number);
    await preview.getByText(`${later[0]}年${later[1]}月${later[2]}日`, { exact: false }).first().waitFor();
    await preview.getByText('お支払いの期限についてのご案内').waitFor();
    await preview.getByText('侵入の経路の鑑定').waitFor();
    await dialog.getByLabel('理由（社内用）').fill('専門機関に依頼した');
    await dialog.getByRole('button', { name: '期限を延ばす' }).click();
    await page.getByText('支払の期限を更新しました。').waitFor();
    await page.getByText('書面の文：侵入の経路の鑑定').waitFor();

    await page.getByRole('button', { name: '期限の進行を止める' }).click();
    dialog = page.getByRole('dialog', { name: '期限の進行を止める' });
    await dialog.getByLabel('理由（社内用）').fill('資料の提出が遅れている');
    await dialog.getByLabel('遅れが始まった日').fill('2020/01/01');
    await dialog.getByRole('button', { name: '期限の進行を止める' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByLabel('理由（社内用）').inputValue()).toBe('資料の提出が遅れている');
    // nothing is approved behind a dialog, wherever the focus is
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('a');
    await dialog.waitFor();
    await dialog.getByLabel('遅れが始まった日').fill(today);
    await dialog.getByRole('button', { name: '期限の進行を止める' }).click();
    await page.getByText(/進行の停止：.*（継続中）/).waitFor();
    await page.getByRole('button', { name: '期限の進行を再開する' }).waitFor();
    const clock = await senior.get<{ heldUpDays: number; extended: { ground: string }[] }>(
      `/expenses/${idOf(shown)}/clock`,
    );
    expect([clock.heldUpDays, clock.extended.map(({ ground }) => ground)]).toEqual([1, ['expert-appraisal']]);
    expect([(await linesOf(shown.id)).map(({ state }) => state), await page.getByRole('dialog').count()]).toEqual([
      ['in-review'],
      0,
    ]);
  }, 120_000);

  it('is decided without a paper that a senior-adjuster does without, and handed to somebody else', async () => {
    const shown = await claims.inReview(await claims.policy(), [cost('call-center', 80_000)], { papers: false });
    const id = idOf(shown);
    await open(page, `/expenses/${id}`);
    const papers = page.getByRole('region', { name: '必要な書類' });
    await papers.getByRole('button').first().waitFor();
    const missing = await papers.getByRole('button').count();
    await papers.getByRole('button').first().click();
    const dialog = page.getByRole('dialog', { name: '必要な資料を不要とする' });
    await dialog.getByRole('button', { name: '必要な資料を不要とする' }).click();
    await dialog.getByText('入力してください。', { exact: false }).first().waitFor();
    await dialog.getByRole('textbox').fill('請求書に内訳がある');
    await dialog.getByRole('button', { name: '必要な資料を不要とする' }).click();
    await papers.getByText('請求書に内訳がある').waitFor();
    expect(await papers.getByRole('button').count()).toBe(missing - 1);

    const handing = await act(page, '引き継ぐ');
    const people = handing.getByLabel('引き継ぐ人');
    await expect(people.locator('option').nth(1).waitFor({ state: 'attached' })).resolves.toBeUndefined();
    const chosen = await people.locator('option').nth(1).getAttribute('value');
    await people.selectOption(chosen);
    await handing.getByLabel('引き継ぐ理由').fill('専門の担当者へ');
    await handing.getByRole('button', { name: '引き継ぐ' }).click();
    await page.getByText('引き継ぎました。').waitFor();
    const { workItems } = await senior.get<{ workItems: { state: string; assignee: { id: string } | null }[] }>(
      `/expenses/${id}`,
    );
    expect(workItems[0]).toMatchObject({ state: 'offered', assignee: { id: chosen } });
  }, 90_000);

  it('that is another one again is withdrawn by two; the desk corrects a line, and what stood there stays readable', async () => {
    const bill = { vendorName: '見本コール株式会社', invoiceNumber: 'D-77' };
    const shown = await claims.inReview(await claims.policy(), [
      cost('call-center', 70_000, bill),
      cost('call-center', 70_000, bill),
    ]);
    const [one, twin] = [idOf(shown), idOf(shown, 1)];
    expect(
      (await post(senior, `/expenses/${twin}/duplicate-findings`, { finding: 'duplicate', reason: '同じ請求書' }))
        .status,
    ).toBe(201);
    // who found it is not offered the second signature
    await open(page, `/expenses/${twin}`);
    await page.getByText('ほかの人の二次承認を待っています。', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: '重複を二次承認する' }).count()).toBe(0);
    await open(other, `/expenses/${twin}`);
    await other.getByRole('button', { name: '重複を二次承認する' }).click();
    await dialogOf(other).getByRole('button', { name: '重複を二次承認する' }).click();
    await other.getByText('重複と確認し、費用を取り下げました。').waitFor();
    expect((await linesOf(shown.id)).map(({ state }) => state)).toEqual(['in-review', 'withdrawn']);

    const desk = await browsers.as('support@sonae.example', { viewport: phone });
    await open(desk, `/expenses/${one}`);
    await desk.getByRole('button', { name: '明細を訂正する' }).click();
    const dialog = desk.getByRole('dialog', { name: '明細を訂正する' });
    await dialog.getByLabel('訂正する理由').fill('費目の誤り');
    await dialog.getByRole('button', { name: '明細を訂正する' }).click();
    await dialog.getByText('変わった項目がありません。').waitFor();
    await dialog.getByLabel('費目').selectOption('media-apology');
    await dialog.getByLabel('金額（税抜）').fill('65,000');
    await dialog.getByRole('button', { name: '明細を訂正する' }).click();
    const kept = desk.getByRole('region', { name: '訂正の記録' });
    await kept.getByText('金額（税抜）：70,000円 → 65,000円').waitFor();
    await kept.getByText(/費目：コールセンター.* → .*謝罪/).waitFor();
  }, 90_000);

  it('in another currency gets the rate of its day, and its yen before it is entered', async () => {
    const shown = await claims.inReview(await claims.policy(), [
      cost('call-center', 1, { foreign: { currency: 'USD', amount: '1000.50', paidOn: null } }),
    ]);
    await open(page, `/expenses/${idOf(shown)}`);
    await page.getByText('換算レートがまだありません。入れるまで決定できません。').waitFor();
    await page.getByRole('button', { name: '換算レートを入れる' }).click();
    const dialog = page.getByRole('dialog', { name: '換算レートを入れる' });
    await dialog.getByLabel('換算レート（1単位あたり円）').fill('百五十');
    await dialog.getByText('数字で入力してください', { exact: false }).waitFor();
    await dialog.getByLabel('換算レート（1単位あたり円）').fill('１５６．２５');
    // 1000.50 × 156.25 = 156,328.125
    await dialog.getByText('156,328円になります。', { exact: false }).waitFor();
    await dialog.getByLabel('出典').fill('見本銀行 TTS');
    await dialog.getByRole('button', { name: '換算レートを入れる' }).click();
    await page.getByText('換算レートを入れました。').waitFor();
    expect((await linesOf(shown.id)).map(({ amount }) => amount)).toEqual([156_328]);
  }, 60_000);
});

describe('a decision that stands', () => {
  it('is taken back by two: what the limit gets back is seen before it is signed, by whom it waits for', async () => {
    const [shown, decision] = await ruled(400_000);
    await cashiers.makeFinal(shown.id);
    await open(other, `/expenses/${idOf(shown)}`);
    const asking = await act(other, '決定の取消しを申請する');
    // of 1,000,000 there are 600,000 left
    const given = asking.getByRole('region', { name: '取り消すと支払限度額に戻る額' });
    await given.getByText('600,000').first().waitFor();
    await given.getByText('1,000,000').first().waitFor();
    await asking.getByRole('button', { name: '決定の取消しを申請する' }).click();
    await asking.getByText('入力してください。', { exact: false }).waitFor();
    await asking.getByRole('textbox').fill('別の契約から支払われていた');
    await asking.getByRole('button', { name: '決定の取消しを申請する' }).click();
    const waits = other.getByRole('region', { name: '決定の取消し' });
    await waits.getByText('二次承認を待っています').waitFor();
    await waits.getByText('別の契約から支払われていた').waitFor();
    expect(await other.getByRole('button', { name: '取消しを二次承認する' }).count()).toBe(0);
    expect(await limitOf(shown.id)).toEqual({ held: 400_000, paid: 0 });

    await open(page, '/countersign');
    const listed = page.getByRole('region', { name: '決定の取消しの申請' });
    await listed.getByText('別の契約から支払われていた').waitFor();
    await listed.getByRole('button', { name: '取消しを二次承認する' }).click();
    await dialogOf(page).getByText('1,000,000').first().waitFor();
    await dialogOf(page).getByRole('button', { name: '取消しを二次承認する' }).click();
    await page.getByText('決定を取り消しました。').waitFor();
    expect(await limitOf(shown.id)).toEqual({ held: 0, paid: 0 });
    expect((await linesOf(shown.id)).map(({ state }) => state)).toEqual(['in-review']);
    expect((await post(senior, `/decisions/${decision.id}/reversals`, { reason: '二度' })).status).toBe(409);
  }, 90_000);

  it('that would come to something else stands in a list of its own; against the claimant it is left with a reason', async () => {
    const [shown] = await ruled(300_000, await claims.policy({ plan: 3 }));
    const { version } = await claims.case(shown.id);
    await claims.desk.send('PATCH', `/incidents/${shown.id}`, { version, body: { premises: 'undeclared-premises' } });
    await system.settled(60_000);
    const { caseNumber } = await senior.get<{ caseNumber: string }>(`/expenses/${idOf(shown)}`);
    await open(page, '/overview');
    await page
      .getByRole('link', { name: /^査定の差異/ })
      .first()
      .click();
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: caseNumber }) });
    await row.getByText('医療機関に不利').waitFor();
    await row.getByRole('link').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'このままとする' }).click();
    const dialog = page.getByRole('dialog', { name: 'このままとする' });
    await dialog.getByText('決定時の査定300,000円、いまの査定0円。', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'このままとする' }).click();
    await dialog.getByText('入力してください。', { exact: false }).waitFor();
    await dialog.getByRole('textbox').fill('申告の扱いは当社の誤り');
    await dialog.getByRole('button', { name: 'このままとする' }).click();
    await page.getByText('このままとしました。').waitFor();
    await page.getByText('確認を待っている差異はありません。').waitFor();
    await page.getByRole('link', { name: '済んだもの' }).click();
    await row.waitFor();
    const { items } = await senior.get<{ items: { outcome: string; reason: string }[] }>(
      `/assessment-tasks?state=ended&incidentId=${shown.id}`,
    );
    expect(items).toMatchObject([{ outcome: 'left', reason: '申告の扱いは当社の誤り' }]);
  }, 90_000);
});

it('what was not approved of a line is claimed by the insurer itself, at most that', async () => {
  const shown = await claims.inReview(await claims.policy(), [cost('call-center', 300_000)]);
  const { body } = await claims.propose(senior, idOf(shown), {
    kind: 'reduce',
    amount: 200_000,
    reasons: [{ code: 'not-proven', amount: 100_000, text: '受電の記録が足りない' }],
    textJa: '資料で確認できた額をお支払いします。',
  });
  expect((await claims.sign(second, body.id, { articles: [{ article: '約款 第12条（見本）' }] })).body.state).toBe(
    'approved',
  );
  await cashiers.makeFinal(shown.id);
  await open(page, `/expenses/${idOf(shown)}`);
  const dialog = await act(page, '追加のご請求を登録する');
  await dialog.getByLabel('追加する理由').fill('受電の記録が見つかった');
  await dialog.getByLabel('追加で請求する額').fill('100,001');
  await dialog.getByRole('button', { name: '追加のご請求を登録する' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('追加で請求する額').fill('100,000');
  await dialog.getByRole('button', { name: '追加のご請求を登録する' }).click();
  await page.getByText('追加のご請求を登録しました。').waitFor();
  expect((await linesOf(shown.id)).map(({ amount }) => amount)).toEqual([300_000, 100_000]);
}, 60_000);

it('money that is demanded back gives its limit back on receipt only, to the yen that was seen before', async () => {
  const policy = await claims.policy();
  await cashiers.account(policy.institutionId);
  const [shown] = await ruled(800_000, policy);
  await cashiers.pay(shown.id, 1);
  const asked = await post<{ id: string }>(senior, `/expenses/${idOf(shown)}/repayments`, {
    amount: 300_000,
    reason: '二重払い',
    textJa: '二重にお支払いしていたためです。',
  });
  await post(second, `/repayments/${asked.body.id}/signatures`);
  await open(page, `/expenses/${idOf(shown)}`);
  await page.getByText('支払限度額は、入金を記録したときに戻ります。').waitFor();
  expect(await page.getByRole('button', { name: '返還の入金を記録する' }).count()).toBe(0);
  await page.getByRole('button', { name: '請求しないことを申請する' }).waitFor();

  const cashier = await browsers.as('payments@sonae.example');
  await open(cashier, `/expenses/${idOf(shown)}`);
  await cashier.getByRole('button', { name: '返還の入金を記録する' }).click();
  const dialog = cashier.getByRole('dialog', { name: '返還の入金を記録する' });
  const given = dialog.getByRole('region', { name: '入金で支払限度額に戻る額' });
  await given.getByText('200,000').first().waitFor();
  await given.getByText('500,000').first().waitFor();
  await dialog.getByLabel('銀行の明細の表示').fill('ミホンカイ');
  await dialog.getByLabel('入金日').fill('2020/01/01');
  await dialog.getByRole('button', { name: '返還の入金を記録する' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(await dialog.getByLabel('銀行の明細の表示').inputValue()).toBe('ミホンカイ');
  expect(await limitOf(shown.id)).toEqual({ held: 0, paid: 800_000 });
  await dialog.getByLabel('入金日').fill(today);
  await dialog.getByRole('button', { name: '返還の入金を記録する' }).click();
  await cashier.getByText('入金を記録しました。').waitFor();
  expect(await limitOf(shown.id)).toEqual({ held: 0, paid: 500_000 });
}, 90_000);

it('met no fault of a script', () => {
  expect(browsers.faults).toEqual([]);
});
