import { Browsers, laptop } from '../support/browser.js';
import { freshKey, testSystem, type TestSystem } from '../support/system.js';
import { worldOf, type World } from '../support/world.js';

let system: TestSystem;
let browsers: Browsers;
let world: World;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  world = await worldOf(system);
}, 180_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const report = async (): Promise<string> => {
  const manager = await system.as('manager@sakura.example');
  const { body } = await manager.send<{ caseNumber: string }>('POST', '/incidents', {
    key: freshKey(),
    body: { reporter: { name: '見本', phone: '03-5550-0000' }, description: '画面が開かない' },
  });
  return body.caseNumber;
};

describe('what is offered can be done', () => {
  it('a case without an expense is opened with the adjuster who is proposed, load and lanes beside each name', async () => {
    const page = await browsers.as('support@sonae.example');
    await page.goto(`${browsers.address}/app/cases/${world.reported}`);
    await page.getByRole('region', { name: '初動判定' }).getByRole('button', { name: '入力する' }).click();
    await page.getByLabel('場所').selectOption('insured-facility');
    await page.getByLabel('行為者').selectOption('outsider');
    await page.getByRole('button', { name: '事実を保存する' }).click();
    await page.getByRole('button', { name: '事実を保存する' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'この契約と照合する' }).first().click();
    await page
      .getByText(/と照合しました/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: '初動判定を記録する' }).click();
    await page.getByRole('region', { name: '対応を開始する' }).getByRole('button', { name: '担当者を選ぶ' }).click();
    await system.settled();
    const offered = page.getByRole('radiogroup', { name: '保険金サービス担当者' });
    await offered.getByRole('radio').first().waitFor();
    expect(await offered.getByRole('radio').count()).toBeGreaterThan(3);
    const first = await offered.locator('label, [class*="description"]').allTextContents();
    expect(first.join(' ')).toMatch(/勤務中・受持ち\d+件（上限\d+件）　担当分野：/);
    expect(await offered.getByRole('radio').first().isChecked()).toBe(true);
    await page.getByRole('button', { name: '対応を開始する' }).click();
    await page.getByText('対応中', { exact: true }).first().waitFor();
  });

  it('a batch is released by whoever was named, and its builder reads who that is', async () => {
    const builder = await browsers.as('payments@sonae.example');
    await builder.goto(`${browsers.address}/app/batches/${world.batch}`);
    await builder.getByText(/実行できるのは、実行者に指定された.*さんだけです。/).waitFor();
    expect(await builder.getByRole('button', { name: '実行する' }).count()).toBe(0);
    const releaser = await browsers.as('support2@sonae.example');
    await releaser.goto(`${browsers.address}/app/batches/${world.batch}`);
    await releaser.getByRole('button', { name: '実行する' }).waitFor();
  });

  it('the tile of what is new counts what its list shows, the moment it shows it', async () => {
    const page = await browsers.as('support@sonae.example');
    await page.goto(`${browsers.address}/app/desk`);
    const tile = page.getByRole('link', { name: /新着$/ }).locator('strong');
    const rows = page.locator('tbody tr');
    for (let at = 0; at < 2; at++) {
      const number = await report();
      await page.getByRole('link', { name: number }).waitFor();
      const count = String(await rows.count());
      await page.waitForFunction(
        ([shown, wanted]) =>
          [...document.querySelectorAll('a')].some((link) => link.textContent === `${wanted}${shown}`),
        ['新着', count] as const,
        { timeout: 3_000 },
      );
      expect(await tile.textContent()).toBe(count);
    }
  });
});

describe('what is typed', () => {
  it('an answer, a request for pre-approval and an appeal are there again after a reload, until they are sent', async () => {
    const page = await browsers.as('manager@sakura.example');
    await page.goto(`${browsers.address}/app/expenses/${world.expenses.asked}`);
    await page.getByLabel('回答').fill('2頁目は添付のとおりです');
    await page.reload();
    await page.waitForFunction(() => document.querySelector('textarea')?.value === '2頁目は添付のとおりです');
    await page.getByRole('button', { name: '回答を送信する' }).click();
    await page.getByText('2頁目は添付のとおりです').first().waitFor();

    await page.goto(`${browsers.address}/app/cases/${world.claimed}`);
    await page.getByLabel('費目').selectOption('call-center');
    await page.getByLabel('見込みの金額（税込）').fill('30万円');
    await page.getByLabel('何に使いますか').fill('受電の延長');
    await page.reload();
    await page.getByLabel('何に使いますか').waitFor();
    expect(await page.getByLabel('何に使いますか').inputValue()).toBe('受電の延長');
    expect(await page.getByLabel('見込みの金額（税込）').inputValue()).toBe('30万円');
    expect(await page.getByLabel('費目').inputValue()).toBe('call-center');

    await page.goto(`${browsers.address}/app/expenses/${world.expenses.rejected}`);
    await page.getByRole('button', { name: '再審査を申し出る' }).click();
    const reason = page.getByRole('dialog').getByLabel('再審査を求める理由');
    await reason.fill('受電の記録を取り違えていました');
    await page.reload();
    await page.getByRole('button', { name: '再審査を申し出る' }).click();
    expect(await reason.inputValue()).toBe('受電の記録を取り違えていました');
  });

  it('a text that is too long is told at its field before anybody signs in, and stays whole', async () => {
    const page = await (await browsers.context({ viewport: laptop })).newPage();
    await page.goto(`${browsers.address}/report`);
    await page.getByRole('button', { name: /身代金の要求/ }).click();
    const field = page.getByLabel('状況', { exact: true });
    // pasted: the browser's own typing of so many characters takes longer than the page
    await field.evaluate((element: HTMLTextAreaElement) => {
      const property = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
      property?.set?.call(element, 'あ'.repeat(120_000));
      element.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await page.getByText('120,000文字あります。10,000文字以内にまとめるか', { exact: false }).waitFor();
    await page.getByRole('button', { name: '次へ' }).click();
    expect(await page.getByRole('heading', { name: 'いつ気づきましたか？' }).count()).toBe(0);
    expect((await field.inputValue()).length).toBe(120_000);
    await field.fill('画面が開かない');
    await page.getByRole('button', { name: '次へ' }).click();
    await page.getByRole('heading', { name: 'いつ気づきましたか？' }).waitFor();
  });

  it('a country is found by its usual name, and what is none is said', async () => {
    const page = await browsers.as('support@sonae.example');
    await page.goto(`${browsers.address}/app/desk/call`);
    const field = page.getByLabel('国・地域');
    expect(await field.inputValue()).toBe('日本');
    await field.fill('ない国');
    await field.press('Tab');
    await page.getByText('この名前の国・地域は一覧にありません。', { exact: false }).waitFor();
    await field.fill('米国');
    await field.press('Tab');
    expect(await page.getByText('この名前の国・地域は一覧にありません。', { exact: false }).count()).toBe(0);
    const listed = await page.locator('datalist option').allTextContents();
    expect(listed.slice(0, 4)).toEqual(['日本', '韓国', '中国', 'アメリカ合衆国']);
  });
});

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults).toEqual([]);
});
