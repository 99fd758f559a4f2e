import { Browsers, speak } from '../support/browser.js';
import { until } from '../support/processes.js';
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

it.each([
  ['reporter@sakura.example', ['事案の一覧', '事故を報告する']],
  ['manager@sakura.example', ['事案の一覧', '事故を報告する', '振込先口座']],
  ['agent@hikari.example', ['事案の一覧', '事故を報告する']],
  [
    'support@sonae.example',
    [
      '受付デスク',
      '電話で受け付ける',
      '確認コード',
      '引き受け待ち',
      '支出前のご相談',
      '事案の一覧',
      '統合の候補',
      '終わった事案への到着',
      '緊急時サポート',
      '書面と送信メール',
      '見通しの訂正',
      '概況',
      '勤務表と当番',
    ],
  ],
  [
    'adjuster@sonae.example',
    [
      '自分の作業',
      '引き受け待ち',
      '査定の差異',
      '支出前のご相談',
      'まとめて承認',
      '二次承認',
      '事案の一覧',
      '統合の候補',
      '概況',
    ],
  ],
  [
    'senior@sonae.example',
    [
      '自分の作業',
      '引き受け待ち',
      '査定の差異',
      '支出前のご相談',
      'まとめて承認',
      '二次承認',
      '反社会的勢力の確認',
      '事案の一覧',
      '統合の候補',
      '終わった事案への到着',
      'お支払い',
      '期限を過ぎた費用',
      '見通しの訂正',
      '概況',
      '部門の数字',
      '勤務表と当番',
    ],
  ],
  [
    'payments@sonae.example',
    [
      '反社会的勢力の確認',
      '事案の一覧',
      'お支払い',
      '振込データ',
      '振込先口座',
      '金融機関・支店',
      '日次の照合',
      '口座待ち・保留',
      '期限を過ぎた費用',
      '書面と送信メール',
      '概況',
    ],
  ],
  [
    'auditor@sonae.example',
    [
      '反社会的勢力の確認',
      '事案の一覧',
      '統合の候補',
      '終わった事案への到着',
      '振込先口座',
      '金融機関・支店',
      '期限を過ぎた費用',
      '緊急時サポート',
      '書面と送信メール',
      '見通しの訂正',
      '概況',
      '部門の数字',
      '欠番の一覧',
      '処理の状況',
      '勤務表と当番',
    ],
  ],
  ['admin@sonae.example', ['金融機関・支店', '欠番の一覧', '処理の状況', '確認対象の名簿', '勤務表と当番']],
])(
  '%s has these pages, and may read everything that is on them',
  async (email, names) => {
    const page = await browsers.as(email);
    const refused: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400)
        refused.push(`${new URL(page.url()).pathname}: ${response.status()} ${new URL(response.url()).pathname}`);
    });
    const menu = page.getByRole('navigation', { name: 'メニュー' }).getByRole('listitem').getByRole('link');
    // without how much waits
    const shown = await menu.evaluateAll((links) => links.map((link) => link.firstChild?.textContent));
    expect(shown).toEqual(names);
    const addresses = await menu.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    // an agent reads those of its clients only, an administrator none
    const cases = /^(?:agent|admin)@/.test(email)
      ? []
      : [
          `/app/cases/${world.claimed}`,
          `/app/cases/${world.abroad}`,
          ...Object.values(world.expenses).map((id) => `/app/expenses/${id}`),
        ].map((path) => `${browsers.address}${path}`);
    for (const address of [...addresses, ...cases]) {
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction(() => !document.body.innerText.includes('読み込んでいます'));
      await page.waitForLoadState('load');
      expect([address, await page.getByRole('alert').allTextContents()]).toEqual([address, []]);
    }
    // what the decision would come to is asked of who may decide; that it cannot be yet is said on the page
    expect(refused).toEqual([]);
  },
  120_000,
);

it('no name in the rail breaks, in either language', async () => {
  for (const name of ['support@sonae', 'senior@sonae', 'payments@sonae', 'auditor@sonae']) {
    const page = await browsers.as(`${name}.example`);
    for (const language of ['English', '日本語'] as const) {
      await speak(page, language);
      const heights = await page
        .getByRole('navigation', { name: /^(メニュー|Menu)$/ })
        .getByRole('listitem')
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => [link.textContent, link.getBoundingClientRect().height]));
      expect(heights.filter(([, height]) => Number(height) > 30)).toEqual([]);
    }
  }
}, 60_000);

it('at most 350 kB of script come over the line before an adjuster’s list stands', async () => {
  const page = await browsers.as('adjuster@sonae.example');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Network.setBypassServiceWorker', { bypass: true });
  const scripts = new Map<string, number>();
  session.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.set(requestId, 0));
  session.on(
    'Network.loadingFinished',
    ({ requestId, encodedDataLength }) => scripts.has(requestId) && scripts.set(requestId, encodedDataLength),
  );
  await page.goto(`${browsers.address}/app/work`);
  await page.getByRole('heading', { level: 1, name: '自分の作業' }).waitFor();
  await page.locator('[data-row]').first().waitFor();
  const bytes = [...scripts.values()].reduce((sum, length) => sum + length, 0);
  process.stdout.write(`script before an adjuster's list stands: ${bytes} bytes in ${scripts.size} files\n`);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThanOrEqual(350_000);
}, 60_000);

it('a page of another role says so, and shows no form', async () => {
  const page = await browsers.as('manager@sakura.example');
  await page.goto(`${browsers.address}/app/desk/call`);
  await page.getByRole('heading', { name: 'このページを使う役割がありません' }).waitFor();
  expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0);
});

it('who is taken off the roster is on duty no more; what a colleague ended first is said, and what is typed stays', async () => {
  const admin = await system.as('admin@sonae.example');
  const { items } = await admin.get<{ items: { id: string }[] }>('/users?role=adjuster&limit=1');
  const away = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
  const enter = async (from: string, to: string, capacity: number): Promise<string> =>
    (
      await admin.send<{ id: string }>('POST', '/rosters', {
        key: freshKey(),
        body: { personId: items[0]?.id, from, to, capacity },
      })
    ).body.id;
  await enter(away(0), away(3), 17);
  const ahead = await enter(away(24), away(32), 18);
  const page = await browsers.as('admin@sonae.example');
  await page.goto(`${browsers.address}/app/rosters`);
  const onDuty = page.getByRole('region', { name: 'いま勤務中' }).getByRole('listitem');
  const line = (capacity: string) => page.getByRole('row').filter({ hasText: capacity });
  const dialog = page.getByRole('dialog');
  await page.getByLabel('はじめの日').fill('2027/1/12');
  await line('17件').waitFor();
  await onDuty.first().waitFor();
  const before = await onDuty.count();
  await line('17件').getByRole('button', { name: '終了する' }).click();
  await dialog.getByRole('textbox').fill('早退');
  await dialog.getByRole('button', { name: '終了する' }).click();
  await line('17件').waitFor({ state: 'detached' });
  await until('the line is over', 10_000, async () => (await onDuty.count()) === before - 1);

  await line('18件').getByRole('button', { name: '終了する' }).click();
  await dialog.getByRole('textbox').fill('交替');
  await admin.send('POST', `/rosters/${ahead}/endings`, { key: freshKey(), body: { reason: '交替' } });
  await dialog.getByRole('button', { name: '終了する' }).click();
  await dialog.getByText('すでに終わっています。', { exact: false }).waitFor();
  await line('18件').getByText('取り消しました').waitFor();
  await page.reload();
  await page.getByLabel('はじめの日').waitFor();
  expect(await page.getByLabel('はじめの日').inputValue()).toBe('2027/1/12');
}, 60_000);

it.each(['senior@sonae.example', 'auditor@sonae.example', 'payments@sonae.example'])(
  'every figure of the overview opens its list for %s',
  async (email) => {
    const page = await browsers.as(email);
    await page.goto(`${browsers.address}/app/overview`);
    await page.getByText('分野ごとの金額').waitFor();
    const links = page.getByRole('main').getByRole('link');
    const addresses = [
      ...new Set(await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))),
    ];
    expect(addresses.length).toBeGreaterThan(15);
    for (const address of addresses.filter((one) => !/lane=(?!forensics)/.test(one))) {
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction(() => !document.body.innerText.includes('読み込んでいます'));
      expect([address, await page.getByRole('alert').allTextContents()]).toEqual([address, []]);
    }
    expect(browsers.faults).toEqual([]);
  },
  120_000,
);
