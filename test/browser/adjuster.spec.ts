import type { Page } from 'playwright-core';
import { Browsers, laptop } from '../support/browser.js';
import { Claims, cost, idOf, type ClaimCase, type Decision } from '../support/claims.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';
import { axe } from './axe.js';
import { assertSpoken } from './screen-reader.js';

let system: TestSystem;
let browsers: Browsers;
let claims: Claims;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  claims = await Claims.on(system);
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

/** Presses Tab until the focus is on something with this name. */
async function tabTo(page: Page, name: string | RegExp, most = 60): Promise<void> {
  for (let at = 0; at < most; at++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const element = document.activeElement as (HTMLElement & { labels?: NodeListOf<HTMLLabelElement> | null }) | null;
      if (element === document.body) return '';
      return (
        [element?.getAttribute('aria-label'), element?.labels?.[0]?.textContent, element?.textContent].find((text) =>
          text?.trim(),
        ) ?? ''
      );
    });
    if (typeof name === 'string' ? found.includes(name) : name.test(found)) return;
  }
  throw new Error(`Tab does not come to ${String(name)}`);
}

interface Detail {
  readonly state: string;
  readonly decisions: readonly Decision[];
  readonly questions: readonly { readonly question: string }[];
}

describe('the adjuster’s day, by keyboard alone', () => {
  let claimed: ClaimCase;
  let holder: Session;
  let page: Page;
  const detail = (at: number): Promise<Detail> => claims.desk.get<Detail>(`/expenses/${idOf(claimed, at)}`);

  beforeAll(async () => {
    const policy = await claims.policy({ plan: 3 });
    claimed = await claims.inReview(policy, [
      cost('call-center', 100_000, { vendorName: '見本一' }),
      cost('call-center', 200_000, { vendorName: '見本二' }),
      cost('call-center', 300_000, { vendorName: '見本三' }),
      cost('call-center', 400_000, { vendorName: '見本四' }),
      cost('call-center', 50_000, { vendorName: '見本五' }),
    ]);
    holder = await claims.holder(idOf(claimed));
    page = await browsers.as(holder.email);
  }, 60_000);

  it('goes through the list with j and k, opens with Enter, approves with a, and takes it back with u', async () => {
    await page.locator('[data-row]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.getByText('自分の署名だけで決定できます。').waitFor();
    await page.keyboard.press('a');
    await page.getByText('承認しました。').waitFor();
    expect(await detail(0)).toMatchObject({ state: 'approved', decisions: [{ amount: 100_000 }] });
    await page.keyboard.press('u');
    await page.getByRole('button', { name: /^承認/ }).waitFor();
    expect((await detail(0)).state).toBe('in-review');
    await page.keyboard.press('a');
    await page.getByText('承認しました。').waitFor();
    expect((await detail(0)).state).toBe('approved');
  });

  it('goes on with j; reduces with r, amounts as people write them, refused beside the field and nothing typed lost', async () => {
    await page.keyboard.press('j');
    await page.getByRole('heading', { level: 1, name: /明細2$/ }).waitFor();
    await page.getByText('自分の署名だけで決定できます。').waitFor();
    await page.keyboard.press('r');
    await page.getByRole('form', { name: '減額' }).waitFor();
    // the first field has the focus
    await page.keyboard.type('約十五万円');
    await tabTo(page, '理由の種類');
    await page.keyboard.press('ArrowDown');
    await page.getByLabel('理由の種類').selectOption('not-necessary');
    await tabTo(page, '説明');
    await page.keyboard.type('受電件数に対して席数が多いため');
    await tabTo(page, '医療機関への文面');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('必要な席数の分をお支払いします。');
    await tabTo(page, 'この内容で減額する');
    await page.keyboard.press('Enter');
    await page.getByText(/金額として読めません/).waitFor();
    expect(await page.getByLabel('お支払いする額').inputValue()).toBe('約十五万円');
    await page.getByLabel('お支払いする額').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('１５０，０００円');
    await page.keyboard.press('Enter');
    await page.getByText('査定案を提出しました。二次承認を待っています。').waitFor();
    expect((await detail(1)).decisions[0]).toMatchObject({ state: 'open', kind: 'reduce', amount: 150_000 });
  });

  it('rejects with x, asks with q; keys that are typed into a field do nothing else', async () => {
    // what is done has left the list: the way goes on behind it
    await page.keyboard.press('j');
    await page.getByRole('heading', { level: 1, name: /明細3$/ }).waitFor();
    await page.getByText(/署名だけで決定できます|二次承認が必要です/).waitFor();
    await page.keyboard.press('x');
    await page.getByRole('form', { name: '対象外' }).waitFor();
    // the kind of reason has the focus, and none is chosen beforehand
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, '説明');
    await page.keyboard.type('aruxqjk という記録だけで、受電の事実を確認できないため');
    expect((await detail(2)).state).toBe('in-review');
    await tabTo(page, '医療機関への文面');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('受電の記録で確認できないため、お支払いの対象になりません。');
    await tabTo(page, '対象外とする');
    // nor those of the page while its form is open, on whatever the focus is
    await page.keyboard.press('a');
    await page.keyboard.press('j');
    await page.getByRole('form', { name: '対象外' }).waitFor();
    expect(await detail(2)).toMatchObject({ state: 'in-review', decisions: [] });
    await page.keyboard.press('Enter');
    await page.getByText('査定案を提出しました。二次承認を待っています。').waitFor();
    expect((await detail(2)).decisions[0]).toMatchObject({ state: 'open', kind: 'reject', amount: 0 });
    // one's own proposal is taken back as long as it waits
    await page.keyboard.press('u');
    await page.getByRole('button', { name: /^承認/ }).waitFor();
    expect((await detail(2)).state).toBe('in-review');

    await page.keyboard.press('q');
    await page.getByRole('form', { name: '照会' }).waitFor();
    await page.keyboard.type('11月20日の受電件数を教えてください。');
    await tabTo(page, '照会を送る');
    await page.keyboard.press('Enter');
    await page.getByText('ご回答待ち').first().waitFor();
    expect((await detail(2)).questions[0]?.question).toBe('11月20日の受電件数を教えてください。');
  });

  it('approves several at once, each by itself', async () => {
    await tabTo(page, /^まとめて承認/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'すぐ決められる' }).waitFor();
    // what is chosen is what stands there: both, when what was read earlier has been read again
    await page.getByText('2件 450,000円').first().waitFor();
    // one from row to row, x to tick it, a for all that are ticked, with their sums
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
    const chosen = page.getByRole('region', { name: '選択' });
    await chosen.getByText('2件を選択').waitFor();
    // the box of a row keeps its own space key, also where the row is one that the key would show beside the list
    for (const many of [1, 2]) {
      await page.locator('tr[data-at] input[type=checkbox]').press('Space');
      await chosen.getByText(`${many}件を選択`).waitFor();
    }
    expect(await page.locator('[data-beside]').count()).toBe(0);
    expect(await chosen.getByText(/^(ご請求額|査定額) 450,000円$/).count()).toBe(2);
    await page.keyboard.press('a');
    await page.getByText('2件のうち2件を承認しました。').waitFor();
    // in sight however low the window: it is there for ten seconds
    await page.setViewportSize({ width: 1440, height: 240 });
    const undo = await page.getByRole('button', { name: '取り消す' }).boundingBox();
    expect((undo?.y ?? 240) + (undo?.height ?? 0)).toBeLessThanOrEqual(240);
    await page.setViewportSize(laptop);
    await tabTo(page, '取り消す');
    await page.keyboard.press('Enter');
    await page.getByText('取り消しました。').waitFor();
    expect([(await detail(3)).state, (await detail(4)).state]).toEqual(['in-review', 'in-review']);
    // each comes back with its own undoing
    await page.getByText('決定できます').nth(1).waitFor();
    await tabTo(page, 'すべて選ぶ');
    await page.keyboard.press('Space');
    await tabTo(page, /^選んだ2件を承認する/);
    await page.keyboard.press('Enter');
    await page.getByText('2件のうち2件を承認しました。').waitFor();
    expect([(await detail(3)).state, (await detail(4)).state]).toEqual(['approved', 'approved']);
  });

  it('a senior-adjuster countersigns with the article, by keyboard', async () => {
    const senior = await browsers.as('senior@sonae.example');
    // once the page is there: it takes the focus to its heading
    await senior.getByRole('heading', { level: 1 }).waitFor();
    await tabTo(senior, '二次承認');
    await senior.keyboard.press('Enter');
    await senior.getByRole('heading', { level: 1, name: '二次承認' }).waitFor();
    await senior.locator('[data-row]').first().waitFor();
    await senior.keyboard.press('j');
    await tabTo(senior, '確かめて署名する');
    await senior.keyboard.press('Enter');
    // once in the decision, and once more in the letter that follows from it
    await senior.getByText('医療機関への文面：必要な席数の分をお支払いします。').waitFor();
    await senior
      .getByRole('region', { name: '書面での見え方' })
      .getByText('必要な席数の分をお支払いします。')
      .waitFor();
    // the button names the act
    await senior.getByText('署名すると、150,000円に減額したお支払いが決まります。').waitFor();
    await tabTo(senior, '150,000円に減額する判断に署名する');
    await senior.keyboard.press('Enter');
    await senior.getByText('入力してください。').waitFor();
    await senior.getByLabel('約款の条項').focus();
    await senior.keyboard.type('第5条第2項');
    await senior.keyboard.press('Enter');
    await senior.getByText(/二次承認しました。/).waitFor();
    expect((await detail(1)).state).toBe('approved');
  });

  it('a proposer does not find the own proposal to countersign; a stale page is told so', async () => {
    const policy = await claims.policy({ plan: 3 });
    const other = await claims.inReview(policy, [cost('call-center', 60_000, { vendorName: '見本六' })]);
    const who = await claims.holder(idOf(other));
    const stale = await browsers.as(who.email);
    await stale.goto(`${browsers.address}/app/expenses/${idOf(other)}`);
    await stale.getByText('自分の署名だけで決定できます。').waitFor();
    // the page does not hear of what happens next
    await stale.route('**/api/v1/expenses/**', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    await claims.desk.send('PATCH', `/expenses/${idOf(other)}`, {
      version: (await claims.desk.get<{ version: number }>(`/expenses/${idOf(other)}`)).version,
      body: { amount: 59_000, reason: '請求書の訂正' },
    });
    await stale.unroute('**/api/v1/expenses/**');
    const answer = stale.waitForResponse((response) => response.url().endsWith('/decisions'));
    await stale.keyboard.press('a');
    expect((await answer).status()).toBe(412);
    await stale.getByText(/ほかの人が変更しました/).waitFor();
    await stale.getByText('59,000円').first().waitFor();
    expect((await claims.desk.get<Detail>(`/expenses/${idOf(other)}`)).decisions).toEqual([]);
  });
});

it('what the rules leave open is answered with the proposal; an answer given elsewhere meanwhile takes nothing typed away', async () => {
  const shown = await claims.inReview(
    await claims.policy({ plan: 3 }),
    [cost('call-center', 100_000), cost('equipment-repair', 200_000)],
    { facts: { premises: 'unknown' } },
  );
  const page = await browsers.as('senior@sonae.example');
  await page.goto(`${browsers.address}/app/expenses/${idOf(shown, 1)}`);
  await page.getByRole('button', { name: /^承認/ }).waitFor();
  // what is proposed in another way than the bar does stands among the other acts
  await page.keyboard.press('.');
  await page.getByRole('dialog').getByRole('button', { name: '額や文面を変えて承認する' }).click();
  const form = page.getByRole('form', { name: '承認' });
  await form.getByLabel('医療機関への文面').fill('修理の費用をお支払いします。（見本）');
  const questions = form.getByRole('radiogroup');
  expect(await questions.count()).toBe(2);
  // which of the two it is, is said by a person: neither is chosen beforehand
  expect(await form.getByRole('radio', { checked: true }).count()).toBe(0);
  await form.getByLabel('判断の理由').last().fill('修理の記録による（見本）');
  const other = await system.as('senior2@sonae.example');
  const answers = [{ code: 'premises-undecided', answer: 'covered', reason: '現地の確認による（見本）' }];
  expect((await claims.propose(other, idOf(shown), { answers })).body.state).toBe('approved');
  // the page hears of it
  await questions.nth(1).waitFor({ state: 'detached' });
  expect(await form.getByLabel('医療機関への文面').inputValue()).toBe('修理の費用をお支払いします。（見本）');
  expect(await form.getByLabel('判断の理由').inputValue()).toBe('修理の記録による（見本）');
  await form.getByRole('button', { name: 'この内容で承認する' }).click();
  await form.getByText('対象とするか、しないかを選んでください。').waitFor();
  await form.getByLabel('対象とする', { exact: true }).check();
  await form.getByRole('button', { name: 'この内容で承認する' }).click();
  await page.getByText('承認しました。').first().waitFor();
  expect(await claims.desk.get<Detail>(`/expenses/${idOf(shown, 1)}`)).toMatchObject({
    state: 'approved',
    decisions: [{ amount: 200_000 }],
  });
}, 60_000);

describe('one expense on one screen', () => {
  it('of a plain line needs no scrolling at 1440 × 900, has one filled button, and is decided with one key', async () => {
    // of a kind that nothing else in this file is: what it is compared with does not depend on what was decided before
    const dentist = { name: `見本医院 ${freshKey()}`, kind: 'dental-clinic', corporationKind: 'medical-corporation' };
    const policy = await claims.policy({ plan: 3, institution: dentist });
    const shown = await claims.inReview(policy, [cost('call-center', 110_000)]);
    const page = await browsers.as((await claims.holder(idOf(shown))).email);
    await page.goto(`${browsers.address}/app/expenses/${idOf(shown)}`);
    await page.getByText('自分の署名だけで決定できます。').waitFor();
    await page.getByRole('heading', { level: 1, name: /明細1$/ }).waitFor();
    await page.getByText('比べられる決定済みの費用が少なすぎます').waitFor();
    expect(await scrolls(page)).toEqual([]);
    expect(await page.locator('main [class*="_main_"]').allTextContents()).toEqual([
      expect.stringMatching(/^承認 110,000円/),
    ]);
    await assertAccessible(page);
    await assertSpoken(page, 'expense', { apart: ['自分の作業の前後', '割当ての理由'] });
    await page.keyboard.press('a');
    await page.getByText('110,000円を承認しました。').waitFor();
    expect((await claims.desk.get<Detail>(`/expenses/${idOf(shown)}`)).state).toBe('approved');
    // what was done, and how long it can be undone, stand where it was done
    await page.getByRole('button', { name: /^取り消す あと\d+秒/ }).waitFor();
  }, 60_000);

  it('asks what the rules leave open one after the other, by keys alone; what is typed is there after a reload', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [cost('equipment-repair', 200_000)], {
      facts: { premises: 'unknown' },
    });
    const page = await browsers.as((await claims.holder(idOf(shown))).email);
    await page.goto(`${browsers.address}/app/expenses/${idOf(shown)}`);
    await page.getByRole('form', { name: '補償の確認 1／2' }).waitFor();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    expect(await scrolls(page, { columns: false })).toEqual([]);
    // not allowed yet: reached by Tab, and its key does nothing
    const approval = page.getByRole('button', { name: /^承認/ });
    expect(await approval.getAttribute('aria-disabled')).toBe('true');
    expect(await page.getByText('あと2問に答えると決められます').isVisible()).toBe(true);
    await assertAccessible(page);
    await page.keyboard.press('a');
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.getByText('入力してください。').waitFor();
    await page.keyboard.type('現地の確認による（見本）12');
    await page.reload();
    const field = page.getByLabel('理由（社内の記録に残ります）');
    await field.waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value.endsWith('12')));
    expect(await field.inputValue()).toBe('現地の確認による（見本）12');
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: '補償の確認 2／2' }).waitFor();
    await page.keyboard.press('1');
    await page.keyboard.type('修理の記録による（見本）');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^承認 200,000円/ }).waitFor();
    await page.keyboard.press('a');
    await page.getByText('査定案を提出しました。二次承認を待っています。').waitFor();
    const { decisions } = await claims.desk.get<{ decisions: { answers: { answer: string; reason: string }[] }[] }>(
      `/expenses/${idOf(shown)}`,
    );
    expect(decisions[0]?.answers.map(({ answer, reason }) => [answer, reason])).toEqual([
      ['covered', '現地の確認による（見本）12'],
      ['covered', '修理の記録による（見本）'],
    ]);
    // taken back, and what was answered is not asked again
    await page.keyboard.press('u');
    await page.getByRole('button', { name: /^承認 200,000円/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('査定案を提出しました。二次承認を待っています。').waitFor();
  }, 60_000);

  it('an answer that it is not covered leaves the rejection alone; a form that is closed keeps what was typed', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 120_000)], {
      facts: { premises: 'unknown' },
    });
    const page = await browsers.as((await claims.holder(idOf(shown))).email);
    await page.goto(`${browsers.address}/app/expenses/${idOf(shown)}`);
    await page.getByRole('form', { name: '補償の確認 1／1' }).waitFor();
    await page.keyboard.press('2');
    await page.keyboard.type('施設の外の端末と分かった（見本）');
    await page.keyboard.press('Enter');
    await page.getByText('「対象としない」と答えた点があるため、選べるのは対象外です').waitFor();
    expect(await page.getByRole('button', { name: /^承認/ }).getAttribute('aria-disabled')).toBe('true');
    expect(await page.getByRole('button', { name: /^減額/ }).getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('x');
    const form = page.getByRole('form', { name: '対象外' });
    await form.getByLabel('医療機関への文面').fill('施設の外の機器のため、お支払いの対象になりません。');
    await form.getByRole('button', { name: 'やめる' }).click();
    await page.keyboard.press('x');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('textarea')].some(
        ({ value }) => value === '施設の外の機器のため、お支払いの対象になりません。',
      ),
    );
  }, 60_000);
});

/** No rule of accessibility is broken, in either scheme. */
async function assertAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction(
      (wanted) => document.documentElement.dataset['mantineColorScheme'] === wanted,
      colorScheme,
    );
    expect([colorScheme, await axe(page, null)]).toEqual([colorScheme, []]);
  }
}

/** What of the page scrolls: the window, and the columns. */
const scrolls = (page: Page, { columns = true } = {}): Promise<string[]> =>
  page.evaluate((all) => {
    const window_ = document.scrollingElement;
    return [
      ...(window_ && window_.scrollHeight > innerHeight ? [`the window by ${window_.scrollHeight - innerHeight}`] : []),
      ...[...document.querySelectorAll('main section[tabindex]')].flatMap((column) =>
        all && column.scrollHeight > column.clientHeight
          ? [`${column.getAttribute('aria-label')} by ${column.scrollHeight - column.clientHeight}`]
          : [],
      ),
    ];
  }, columns);

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults.filter((fault) => !/ERR_FAILED/.test(fault))).toEqual([]);
});

it('what is typed while the page is still being read after an act stays', async () => {
  const policy = await claims.policy({ plan: 3 });
  const claimed = await claims.inReview(policy, [cost('call-center', 100_000)]);
  const holder = await claims.holder(idOf(claimed));
  const page = await browsers.as(holder.email);
  await page.goto(`${browsers.address}/app/cases/${claimed.id}`);
  await page.getByRole('button', { name: '確認を記録する' }).click();
  const one = page.getByRole('radiogroup', { name: '他の保険契約の確認' });
  const other = page.getByRole('radiogroup', { name: '告知内容と事実の照合' });
  // nothing is chosen beforehand, and what lacks its result is not recorded
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  await page.getByRole('button', { name: '確認を記録する' }).click();
  await page.getByText('記録する確認の結果を選んでください。').waitFor();
  await one.getByLabel('問題なし').check();
  await one.getByLabel('内容').fill('一つ目の確認');
  await page.getByRole('button', { name: '確認を記録する' }).click();
  await one.getByText('入力してください。').waitFor();
  await one.getByLabel('根拠（資料名など）').fill('契約台帳');
  await page.reload();
  await page.getByRole('button', { name: '確認を記録する' }).click();
  await one.getByLabel('内容').waitFor();
  expect(await one.getByLabel('内容').inputValue()).toBe('一つ目の確認');
  // the case itself is read slowly, what was recorded is there at once
  let release = (): void => undefined;
  const held = new Promise<void>((open) => (release = open));
  const slow = `**/api/v1/incidents/${claimed.id}`;
  await page.route(slow, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('button', { name: '確認を記録する' }).click();
  await page.getByText('一つ目の確認').waitFor();
  await other.getByLabel('問題あり').check();
  await other.getByLabel('内容').fill('二つ目の確認');
  release();
  await page.getByRole('button', { name: '確認を記録する' }).and(page.locator(':enabled')).waitFor();
  expect(await other.getByLabel('内容').inputValue()).toBe('二つ目の確認');
  await one.getByLabel('内容').waitFor({ state: 'detached' });
}, 60_000);
