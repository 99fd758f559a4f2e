import type { Page } from 'playwright-core';
import { dayInJapan } from '#kernel';
import { Browsers, phone, signIn, signedIn } from '../support/browser.js';
import { asSuperuser } from '../support/database.js';
import { testSystem, type TestSystem } from '../support/system.js';
import { assertSpoken } from './screen-reader.js';

let system: TestSystem;
let browsers: Browsers;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

const reporter = 'reporter@sakura.example';
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

async function fresh(isKnown = true): Promise<Page> {
  const page = await (await browsers.context({ viewport: phone })).newPage();
  if (isKnown) {
    await page.goto(`${browsers.address}/app`);
    await signIn(page, reporter);
    await signedIn(page);
  }
  await page.goto(`${browsers.address}/report`);
  await heading(page, '何が起きていますか？');
  return page;
}

/** To the last page, from whichever door. */
async function fillIn(page: Page, door: RegExp = /データの紛失/, asked?: () => Promise<void>): Promise<void> {
  await press(page, door);
  if (door.source.includes('攻撃を受けて')) await press(page, '警察、厚生労働省などの公的機関');
  if (door.source.includes('紛失')) await press(page, /なくした/);
  await press(page, '次へ');
  await press(page, 'わからない');
  await press(page, 'わからない');
  await press(page, '日本国内');
  await page.getByLabel('お名前').fill('見本 花子');
  await page.getByLabel('電話番号').fill('090-0000-0000');
  await asked?.();
  await press(page, '次へ');
  await heading(page, 'この内容で報告します');
}

const casesOf = (name: string): Promise<{ description: string; facts: Record<string, unknown> }[]> =>
  asSuperuser(
    system.db.ownerUrl,
    async (client) =>
      (
        await client.query<{ description: string; facts: Record<string, unknown> }>(
          'SELECT description, facts FROM incident WHERE description LIKE $1 ORDER BY created_at',
          [`%${name}%`],
        )
      ).rows,
  );

/** A description that no other test writes. */
async function describedAs(page: Page, text: string): Promise<void> {
  await press(page, '状況：直す');
  await page.getByLabel('状況', { exact: true }).fill(text);
  await press(page, '次へ');
  for (const _ of [1, 2]) await press(page, 'わからない');
  await press(page, '日本国内');
  await press(page, '次へ');
  await heading(page, 'この内容で報告します');
}

describe('one question a page', () => {
  it('goes back without loss, by its own link and by the browser’s, and keeps everything over a reload', async () => {
    const page = await fresh();
    await press(page, /攻撃を受けているかもしれない/);
    await press(page, '警察、厚生労働省などの公的機関');
    await page.getByLabel('状況', { exact: true }).fill('警察から連絡を受けた');
    await press(page, '次へ');
    await press(page, '日時を入力する');
    await page.getByLabel('気づいた日').fill('令和8年２月30日');
    await page.getByLabel('時刻').fill('３時15分');
    await press(page, '次へ');
    await page.getByText(/実在しない日付です/).waitFor();
    await page.getByLabel('気づいた日').fill('2099/1/1');
    await press(page, '次へ');
    await page.getByText('いまより後の日時です。確かめてください。').waitFor();
    const yesterday = dayInJapan(new Date(Date.now() - 86_400_000));
    const discoveredAt = new Date(`${yesterday}T03:15:00+09:00`).toISOString();
    const [year, month, day] = yesterday.split('-').map(Number);
    await page.getByLabel('気づいた日').fill('昨日');
    await page.getByText(`${year}年${month}月${day}日（令和`).waitFor();
    await page.getByLabel('時刻').fill('午前3時15分');
    await page.getByText('03:15', { exact: true }).waitFor();
    await press(page, '次へ');
    await heading(page, '診療への影響はありますか？');
    await press(page, '戻る');
    await page.getByText(`${month}月${day}日 03:15`).waitFor();
    await page.goBack();
    await heading(page, '診療への影響はありますか？');
    await page.reload();
    await heading(page, '診療への影響はありますか？');
    await page.getByText('紙のカルテで診療している').click();
    await press(page, '次へ');
    await press(page, '日本国内');
    // the session knows who reports, as soon as it is read
    const name = await page.getByLabel('お名前').elementHandle();
    await page.waitForFunction((field) => (field as HTMLInputElement | null)?.value !== '', name);
    await page.getByLabel('電話番号').fill('内線だけ');
    await press(page, '次へ');
    await page.getByText('電話番号を確かめてください。').waitFor();
    expect(await page.getByLabel('電話番号').inputValue()).toBe('内線だけ');
    await page.getByLabel('電話番号').fill('０３ー5550ー0000');
    await press(page, '次へ');
    for (const text of [
      '警察から連絡を受けた',
      '警察、厚生労働省などの公的機関',
      '紙のカルテで診療している',
      '日本国内',
    ])
      await page.getByText(text).waitFor();
    await press(page, '報告を送信する');
    await heading(page, '報告を受け付けました');
    const [made] = await casesOf('警察から連絡を受けた');
    expect(made?.facts).toMatchObject({
      cause: 'cyber-attack',
      country: 'JP',
      discoveredAt,
      suspicion: { raisedBy: 'public-body', raisedAt: discoveredAt },
      careImpact: { paperCharts: true },
    });
  });

  it('switches the language without losing what was typed, or the question', async () => {
    const page = await fresh();
    await press(page, /その他/);
    await page.getByLabel('状況', { exact: true }).fill('言語を替えても残る');
    await press(page, 'English');
    await heading(page, 'What is the situation?');
    expect(await page.getByLabel('Situation', { exact: true }).inputValue()).toBe('言語を替えても残る');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await press(page, '日本語');
    await heading(page, '状況を教えてください');
  });

  it('says what to do now and what happens next with times, and can be left and found again', async () => {
    const page = await fresh();
    // who hears the pages is told the same, in words
    await assertSpoken(page, 'report-first');
    await fillIn(page, /身代金の要求/, () => assertSpoken(page, 'report-reporter'));
    await assertSpoken(page, 'report-review');
    await press(page, '報告を送信する');
    await heading(page, '報告を受け付けました');
    await assertSpoken(page, 'report-received');
    for (const text of ['電源を切らない', '攻撃者に返事をしない、支払わない']) await page.getByText(text).waitFor();
    await page.getByText(/専任スタッフからお電話します。.*まで（あと(1時間|59分|58分)）/).waitFor();
    const number = await page.getByText(/^MC-\d{4}-\d{6}-\d$/).textContent();
    await page.reload();
    await page.getByText(number ?? '').waitFor();
    await page.getByRole('link', { name: '事案のページを開く' }).click();
    await page.getByRole('heading', { level: 1, name: number ?? '' }).waitFor();
    expect(browsers.faults.filter((fault) => !/ERR_|sw\.js/.test(fault))).toEqual([]);
  });
});

describe('sent exactly once', () => {
  it('a line that is cut at each step loses nothing: the report goes out by itself when it is back', async () => {
    const page = await fresh();
    const context = page.context();
    // the service worker holds the page: it opens without a line
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!(await caches.match('/report'))) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await context.setOffline(true);
    await fillIn(page);
    await page.reload();
    await heading(page, 'この内容で報告します');
    await describedAs(page, '回線が切れたときの報告');
    await press(page, '報告を送信する');
    await heading(page, '回線が戻ると、自動で送ります');
    await page.reload();
    await heading(page, '回線が戻ると、自動で送ります');
    expect(await casesOf('回線が切れたときの報告')).toEqual([]);
    await context.setOffline(false);
    await heading(page, '報告を受け付けました');
    expect(await casesOf('回線が切れたときの報告')).toHaveLength(1);
  });

  it('an answer that was lost on its way makes no second case, and neither does what is changed after it', async () => {
    const page = await fresh();
    await fillIn(page);
    await describedAs(page, '答えが届かない報告');
    let lost = 0;
    await page.route('**/api/v1/incidents', async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await press(page, '報告を送信する');
    await heading(page, '回線が戻ると、自動で送ります');
    await press(page, '内容を直す');
    await describedAs(page, '答えが届かない報告、直したもの');
    await press(page, '報告を送信する');
    await heading(page, '報告を受け付けました');
    await page.getByText(/先に届いていた内容で受け付けました/).waitFor();
    expect((await casesOf('答えが届かない報告')).map(({ description }) => description)).toEqual(['答えが届かない報告']);
  });

  it('a double click and two tabs make one case', async () => {
    const page = await fresh();
    await fillIn(page);
    await describedAs(page, '二つのタブの報告');
    const other = await page.context().newPage();
    await other.goto(`${browsers.address}/report`);
    await heading(other, 'この内容で報告します');
    await Promise.all([
      page.getByRole('button', { name: '報告を送信する' }).dblclick(),
      other.getByRole('button', { name: '報告を送信する' }).dblclick(),
    ]);
    await heading(page, '報告を受け付けました');
    await heading(other, '報告を受け付けました');
    expect(await page.getByText(/^MC-/).textContent()).toBe(await other.getByText(/^MC-/).textContent());
    expect(await casesOf('二つのタブの報告')).toHaveLength(1);
  });

  it('answered 401, the draft stays and is sent under the same key after signing in', async () => {
    const page = await fresh();
    await fillIn(page);
    await describedAs(page, '期限切れの報告');
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(`UPDATE session SET ended_at = now(), ended_reason = 'signed-out' WHERE ended_at IS NULL`),
    );
    const keys: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/incidents')) keys.push(request.headers()['idempotency-key'] ?? '');
    });
    await press(page, '報告を送信する');
    await heading(page, 'サインイン');
    await page.getByLabel('メールアドレス').fill(reporter);
    await page.getByLabel('パスワード', { exact: true }).fill('違うパスワードです');
    await press(page, 'サインイン');
    await page.getByText('メールアドレスまたはパスワードが違います。').waitFor();
    expect(await page.getByLabel('メールアドレス').inputValue()).toBe(reporter);
    await signIn(page, reporter);
    await heading(page, '報告を受け付けました');
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(new Set(keys).size).toBe(1);
    expect(await casesOf('期限切れの報告')).toHaveLength(1);
  });

  it('who may not report is told so, and the draft stays', async () => {
    const page = await (await browsers.context({ viewport: phone })).newPage();
    await page.goto(`${browsers.address}/app`);
    await signIn(page, 'payments@sonae.example');
    await signedIn(page);
    await page.goto(`${browsers.address}/report`);
    await press(page, /その他/);
    await press(page, '次へ');
    for (const _ of [1, 2]) await press(page, 'わからない');
    await press(page, '日本国内');
    await page.getByLabel('電話番号').fill('090-0000-0000');
    await press(page, '次へ');
    await heading(page, 'どの医療機関の事故ですか？');
    await press(page, '次へ');
    await page.getByText('名称か証券番号のどちらかを入力してください。').waitFor();
    await page.getByLabel('医療機関の名称').fill('見本病院');
    await press(page, '次へ');
    await press(page, '報告を送信する');
    await heading(page, '送信できませんでした');
    await page.getByText('この操作をする権限がありません。').waitFor();
    await press(page, '内容を直す');
    await page.getByText('見本病院').waitFor();
    expect(browsers.faults.filter((fault) => !/ERR_|sw\.js/.test(fault))).toEqual([]);
  });

  it('what another person left in this browser is neither shown nor sent as somebody else', async () => {
    const page = await fresh();
    await fillIn(page);
    await describedAs(page, '別の方の報告');
    const context = page.context();
    await context.clearCookies();
    await page.goto(`${browsers.address}/app`);
    await signIn(page, 'manager@midori.example');
    await signedIn(page);
    await page.goto(`${browsers.address}/report`);
    await heading(page, 'この端末に、別の方の報告があります');
    expect(await page.getByText('別の方の報告', { exact: true }).count()).toBe(0);
    await press(page, '破棄して、新しい報告を始める');
    await heading(page, '何が起きていますか？');
    await page.reload();
    await heading(page, '何が起きていますか？');
    expect(await casesOf('別の方の報告')).toEqual([]);
  });

  it('over plain HTTP, without a secure context, it works all the same, without the offline start', async () => {
    const page = await (await browsers.context({ viewport: phone })).newPage();
    // what such a browser lacks
    await page.addInitScript(() => {
      Object.defineProperty(crypto, 'randomUUID', { value: undefined });
      Object.defineProperty(navigator, 'locks', { value: undefined });
      Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });
      delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
    });
    await page.goto(`${browsers.address}/report`);
    await fillIn(page);
    await press(page, '報告を送信する');
    await signIn(page, reporter);
    await heading(page, '報告を受け付けました');
    expect(browsers.faults.filter((fault) => !/ERR_|sw\.js/.test(fault))).toEqual([]);
  });
});

it('at most 150 kB come over the line before the form is usable', async () => {
  const page = await (await browsers.context({ viewport: phone })).newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  const files: string[] = [];
  session.on('Network.responseReceived', ({ response }) => files.push(new URL(response.url).pathname));
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(`${browsers.address}/report`, { waitUntil: 'commit' });
  await heading(page, '何が起きていますか？');
  const usable = bytes;
  process.stdout.write(`transferred before the report form is usable: ${usable} bytes (${files.join(' ')})\n`);
  expect(usable).toBeGreaterThan(20_000);
  expect(usable).toBeLessThanOrEqual(150_000);
});

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults.filter((fault) => !/ERR_|sw\.js/.test(fault))).toEqual([]);
});
