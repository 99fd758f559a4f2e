import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { axe } from './axe.js';
import { Browsers, laptop, phone, speak } from '../support/browser.js';
import { makeFinal } from '../support/cashiers.js';
import { Claims, cost, idOf, post } from '../support/claims.js';

import { testSystem, type TestSystem } from '../support/system.js';
import { worldOf, type World } from '../support/world.js';

/** The folder of docs/screens where its pictures are wished, which are made here. */
const screens = process.env['SONAE_SCREENS'];

let system: TestSystem;
let browsers: Browsers;
let world: World;

beforeAll(async () => {
  if (screens) mkdirSync(screens, { recursive: true });
  system = await testSystem();
  browsers = await Browsers.on(system);
  world = await worldOf(system);
  await withLateArrivals(system);
  await withDifference(system);
}, 180_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

/** A case that was withdrawn, and what reached it after that. */
async function withLateArrivals(on: TestSystem): Promise<void> {
  const by = await on.as(manager);
  const { id } = (
    await post<{ id: string }>(by, '/incidents', {
      reporter: { name: '見本 花子', phone: '03-5550-0100' },
      description: '端末の画面が固まった',
    })
  ).body;
  await post(by, `/incidents/${id}/transitions`, { to: 'withdrawn' });
  await post(by, `/incidents/${id}/expenses`, { expenses: [cost('call-center', 120_000)] });
  const facts = await by.send('PATCH', `/incidents/${id}`, {
    version: (await by.get<{ version: number }>(`/incidents/${id}`)).version,
    body: { affectedPersons: 1_200 },
  });
  if (facts.status !== 200) throw new Error(JSON.stringify(facts.body));
}

/** Two lines that would come to nothing now; that one of them is reversed waits for a signature. */
async function withDifference(on: TestSystem): Promise<void> {
  const claims = await Claims.on(on);
  const by = await on.as(senior);
  const lines = [cost('call-center', 300_000), cost('media-apology', 200_000)];
  const decided = await claims.inReview(await claims.policy({ plan: 3 }), lines);
  const rulings = [await claims.propose(by, idOf(decided)), await claims.propose(by, idOf(decided, 1))];
  await makeFinal(on, decided.id);
  const other = await on.as('senior2@sonae.example');
  const asked = await post(other, `/decisions/${rulings[0]?.body.id}/reversals`, {
    reason: '別の契約から支払われていた',
  });
  if (asked.status !== 201) throw new Error(JSON.stringify(asked.body));
  const { version } = await claims.case(decided.id);
  await claims.desk.send('PATCH', `/incidents/${decided.id}`, { version, body: { premises: 'undeclared-premises' } });
  await on.settled(60_000);
}

interface Shown {
  readonly name: string;
  readonly as: string | null;
  readonly path: () => string;
  /** A text that is there once the page shows what it has. */
  readonly ready: string | RegExp;
  /** What is opened before one looks. */
  readonly open?: (page: Page) => Promise<void>;
  /** What is opened lies over the page, and Escape closes it. */
  readonly isDialog?: true;
}

const openAll = (page: Page): Promise<void> =>
  page.evaluate(() => document.querySelectorAll('details').forEach((details) => details.setAttribute('open', '')));

const manager = 'manager@sakura.example';
const desk = 'support@sonae.example';
const auditor = 'auditor@sonae.example';
const senior = 'senior@sonae.example';
const cashier = 'payments@sonae.example';

const pages: readonly Shown[] = [
  { name: 'start', as: null, path: () => '/', ready: '使いはじめる' },
  { name: 'sign-in', as: null, path: () => '/app', ready: 'サインインしてください' },
  { name: 'report', as: null, path: () => '/report', ready: '何が起きていますか？' },
  { name: 'institution-cases', as: manager, path: () => '/app/cases', ready: /MC-/ },
  { name: 'institution-case', as: manager, path: () => `/app/cases/${world.claimed}`, ready: '復旧・再発防止' },
  {
    name: 'institution-case-opened',
    as: manager,
    path: () => `/app/cases/${world.claimed}`,
    ready: '復旧・再発防止',
    open: openAll,
  },
  {
    name: 'institution-case-abroad',
    as: manager,
    path: () => `/app/cases/${world.abroad}`,
    ready: '当社からの照会',
  },
  {
    name: 'institution-expenses',
    as: manager,
    path: () => `/app/cases/${world.claimed}/expenses`,
    ready: '表計算ソフトからまとめて登録する',
  },
  {
    name: 'institution-expense-asked',
    as: manager,
    path: () => `/app/expenses/${world.expenses.asked}`,
    ready: '当社からの照会',
  },
  {
    name: 'institution-expense-rejected',
    as: manager,
    path: () => `/app/expenses/${world.expenses.rejected}`,
    ready: '再審査を申し出る',
  },
  {
    name: 'institution-appeal',
    as: manager,
    path: () => `/app/expenses/${world.expenses.rejected}`,
    ready: '再審査を申し出る',
    open: (page) =>
      page
        .getByRole('button', { name: /^(再審査を申し出る|Appeal)$/ })
        .first()
        .click(),
    isDialog: true,
  },
  { name: 'institution-accounts', as: manager, path: () => '/app/accounts', ready: 'お支払いに使う口座' },
  { name: 'desk', as: desk, path: () => '/app/desk', ready: /MC-/ },
  {
    name: 'desk-case',
    as: desk,
    path: () => `/app/cases/${world.reported}`,
    ready: '初動判定',
    open: (page) => page.getByRole('button', { name: /^(入力する|Enter)$/ }).click(),
  },
  {
    name: 'list-export',
    as: senior,
    path: () => '/app/cases?standing=open',
    ready: /MC-/,
    open: (page) => page.getByRole('button', { name: /^(書き出す|Export)$/ }).click(),
    isDialog: true,
  },
  {
    name: 'list-columns',
    as: senior,
    path: () => '/app/payments?state=all',
    ready: /MC-/,
    open: (page) => page.getByRole('button', { name: /^(列|Columns)$/ }).click(),
    isDialog: true,
  },
  { name: 'desk-case-abroad', as: desk, path: () => `/app/cases/${world.abroad}`, ready: '起きていない' },
  { name: 'desk-case-stream', as: senior, path: () => `/app/cases/${world.claimed}`, ready: /^すべて \d+$/ },
  ...(['expenses', 'papers', 'facts', 'approvals'] as const).map((part) => ({
    name: `desk-case-${part}`,
    as: desk,
    path: () => `/app/cases/${world.claimed}?part=${part}`,
    ready: { expenses: '明細1', papers: '資料を送る', facts: /^事故の内容$/, approvals: '記者会見の会場と司会' }[part],
  })),
  ...(['claimants', 'reserves'] as const).map((part) => ({
    name: `desk-case-${part}`,
    as: senior,
    path: () => `/app/cases/${world.claimed}?part=${part}`,
    ready: { claimants: '請求者1　見本 患者', reserves: '求償（請求権代位）' }[part],
  })),
  { name: 'desk-call', as: desk, path: () => '/app/desk/call', ready: '受け付ける' },
  { name: 'desk-sign-in-code', as: desk, path: () => '/app/desk/sign-in-code', ready: '確認コードを作る' },
  { name: 'support', as: desk, path: () => '/app/support', ready: /^MC-/ },
  { name: 'cases', as: desk, path: () => '/app/cases', ready: /MC-/ },
  {
    name: 'outlook-corrections',
    as: desk,
    path: () => '/app/outlook-corrections',
    ready: 'お電話する相手はありません。',
  },
  { name: 'merge-proposals', as: desk, path: () => '/app/merge-proposals', ready: '別の事故とする' },
  { name: 'late-arrivals', as: desk, path: () => '/app/late-arrivals', ready: '対応を記録する' },
  { name: 'case-numbers', as: auditor, path: () => '/app/case-numbers', ready: /^まとめて払い出した番号の残りです/ },
  { name: 'queues', as: 'admin@sonae.example', path: () => '/app/queues', ready: '処理できなかったものはありません。' },
  { name: 'letters', as: desk, path: () => '/app/letters', ready: '送信メール' },
  { name: 'work', as: 'holder', path: () => '/app/work', ready: /^あと|超過$/ },
  {
    name: 'expense',
    as: 'holder',
    path: () => `/app/expenses/${world.expenses.inReview}`,
    ready: '自分の署名だけで決定できます。',
  },
  {
    name: 'expense-reduce',
    as: 'holder',
    path: () => `/app/expenses/${world.expenses.inReview}`,
    ready: '自分の署名だけで決定できます。',
    open: (page) => page.getByRole('button', { name: /^(減額|Reduce)/ }).click(),
  },
  { name: 'expense-paid', as: 'holder', path: () => `/app/expenses/${world.expenses.paid}`, ready: '決定の経過' },
  {
    name: 'expense-repayment',
    as: senior,
    path: () => `/app/expenses/${world.expenses.paid}`,
    ready: '返還の請求を起案する',
  },
  { name: 'approve', as: 'holder', path: () => '/app/work?view=ready', ready: '決定できます' },
  { name: 'countersign', as: senior, path: () => '/app/countersign', ready: '取消しを二次承認する' },
  { name: 'assessment-tasks', as: senior, path: () => '/app/assessment-tasks', ready: '医療機関に不利' },
  {
    name: 'expense-split',
    as: 'holder',
    path: () => `/app/expenses/${world.expenses.inReview}`,
    ready: '署名',
    open: async (page) => {
      await page.getByRole('button', { name: /^(ほかの手続|Other acts)/ }).click();
      await page.getByRole('button', { name: /^(明細を分割する|Split the line)/ }).click();
      await page.getByRole('button', { name: /^(2つ目に残りを入れる|Put the rest into part 2)$/ }).waitFor();
    },
    isDialog: true,
  },
  {
    name: 'expense-clock',
    as: senior,
    path: () => `/app/expenses/${world.expenses.inReview}`,
    ready: '署名',
    open: async (page) => {
      if (!(await page.getByRole('button', { name: /^(期限を延ばす|Take longer)$/ }).isVisible()))
        await page.getByRole('heading', { name: /^(支払の期限|Time to pay)$/ }).click();
      await page.getByRole('button', { name: /^(期限を延ばす|Take longer)$/ }).click();
      await page.getByLabel(/^(延長の事由|Ground)/).selectOption('expert-appraisal');
    },
    isDialog: true,
  },
  { name: 'pre-approvals', as: senior, path: () => '/app/pre-approvals', ready: '記者会見の会場と司会' },
  { name: 'settings', as: senior, path: () => '/app/settings', ready: 'いまのパスワード' },
  { name: 'gallery', as: desk, path: () => '/app/gallery', ready: '部品' },
  { name: 'overview', as: senior, path: () => '/app/overview', ready: '分野ごとの金額' },
  {
    name: 'department',
    as: senior,
    path: () => '/app/department',
    ready: /現在の数字です/,
    open: openAll,
  },
  { name: 'expenses', as: senior, path: () => '/app/expenses?standing=undecided', ready: /MC-/ },
  { name: 'payments', as: cashier, path: () => '/app/payments?state=all', ready: /MC-/ },
  { name: 'batches', as: cashier, path: () => '/app/batches', ready: '作成済み' },
  {
    name: 'batch',
    as: cashier,
    path: () => `/app/batches/${world.batch}`,
    ready: '4レコードに誤りはありません。',
    open: (page) => page.getByText(/^(項目を表示する|Show the fields)$/).click(),
  },
  { name: 'accounts', as: cashier, path: () => '/app/accounts', ready: '口座を登録する' },
  { name: 'banks', as: cashier, path: () => '/app/banks', ready: 'コードで確かめる' },
  {
    name: 'screening',
    as: senior,
    path: () => '/app/screening',
    ready: '似ている名簿の名前',
    open: (page) => page.locator('[data-peeks]').first().click(),
  },
  { name: 'watch-list', as: 'admin@sonae.example', path: () => '/app/watch-list', ready: '見本髙橋商会' },
  { name: 'rosters', as: 'admin@sonae.example', path: () => '/app/rosters', ready: '勤務・当番を登録する' },
  {
    name: 'institution-damages',
    as: manager,
    path: () => `/app/expenses/${world.expenses.damages}`,
    ready: '支払い・承諾などを記録する',
  },
  {
    name: 'expense-damages',
    as: senior,
    path: () => `/app/expenses/${world.expenses.damages}`,
    ready: '支払い・承諾などを記録する',
  },
  { name: 'payments-returned', as: cashier, path: () => '/app/payments?state=returned', ready: '誰の誤りかを訂正する' },
  { name: 'reconciliation', as: cashier, path: () => '/app/reconciliation', ready: '銀行の結果ファイルを取り込む' },
  { name: 'payment-waits', as: cashier, path: () => '/app/payment-waits', ready: '口座待ち・保留' },
  { name: 'late', as: cashier, path: () => '/app/late', ready: '期限を過ぎた費用' },
  { name: 'not-found', as: cashier, path: () => '/app/nowhere', ready: 'ページが見つかりません' },
];

const opened = new Map<string, Page>();
/** One page a person, kept: signing in each time is no part of what is looked at. */
async function pageOf(as: string | null): Promise<Page> {
  const email = as === 'holder' ? world.holder.email : as;
  const known = opened.get(email ?? '');
  if (known) return known;
  const page = email === null ? await (await browsers.context()).newPage() : await browsers.as(email);
  opened.set(email ?? '', page);
  return page;
}

async function show(page: Page, shown: Shown, { opened = true } = {}): Promise<void> {
  await page.goto(`${browsers.address}${shown.path()}`);
  // the menu has the same words
  await page.locator('main, body:not(:has(main))').getByText(shown.ready).first().waitFor();
  await page.waitForFunction(() => !document.body.innerText.includes('読み込んでいます'));
  if (opened) await shown.open?.(page);
}

/** Waits for what a new width sets off: its queries are answered, and the frame after them stands. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
  );
}

/** Texts whose content is larger than their box, and what is wider than the page. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide =
      document.documentElement.scrollWidth > innerWidth + 1
        ? [`the page is ${document.documentElement.scrollWidth} wide`]
        : [];
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '');
      const style = getComputedStyle(element);
      if (
        !own ||
        style.display === 'inline' ||
        style.visibility === 'hidden' ||
        // fields scroll; the whole of a cell that is cut stands in its title
        element.closest('.visually-hidden, [aria-hidden=true], option, textarea, thead, td[title]')
      )
        return [];
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || style.clipPath !== 'none') return [];
      const over = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2;
      // what may overflow shows all of it, unless something around it cuts
      const hides = (one: Element | null): boolean =>
        one !== null &&
        (['hidden', 'clip', 'auto', 'scroll'].includes(getComputedStyle(one).overflowX) || hides(one.parentElement));
      const out = box.right > innerWidth + 1 || box.left < -1;
      return (over && hides(element)) || out
        ? [`${element.tagName} “${(element.textContent ?? '').slice(0, 40)}”`]
        : [];
    });
    return [...wide, ...cut];
  });
}

/** Headings of tables, and states and cells of one word or one figure, that stand on two lines. */
function broken(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isWord = (text: string): boolean => /^[^\s、。・，：／（）()「」]{1,12}$/.test(text);
    return [...document.querySelectorAll('thead th, td, [class*="status"] > span')].flatMap((element) => {
      // of each text alone: the box of a button round it begins above its line, and a second text may stand below
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (const range = document.createRange(); texts.nextNode();) {
        range.selectNodeContents(texts.currentNode);
        const text = range.toString().trim();
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1 && (element.matches('th') || isWord(text))) found.push(text);
      }
      return found;
    });
  });
}

/** Codes, ids and what is written for machines alone, standing on the page as text. */
function untranslated(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const text = document.body.innerText;
    return [
      ...(text.match(/(?<![\w-])R-[A-Z0-9]{2,4}(?:-\d+[a-z]?)?(?![\w-])/g) ?? []),
      ...(text.match(/(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g) ?? []),
      ...(text.match(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g) ?? []),
      ...(text.match(/\b[a-z]+(?:-[a-z]+)+\b/g) ?? []),
      ...(text.match(/\b(undefined|null|NaN|\[object Object\])\b/g) ?? []),
    ];
  });
}

/** The widths of docs/screens. */
const pictured: readonly string[] = ['360', '1440', '1920'];

/** A picture of the whole page, of so few colours that hundreds of them can be kept. */
async function picture(page: Page, name: string): Promise<void> {
  const whole = await page.screenshot({ fullPage: true });
  await sharp(whole)
    .png({ palette: true, colours: 64, dither: 0, compressionLevel: 9, effort: 10 })
    .toFile(join(screens ?? '', `${name}.png`));
}

async function inTheDark(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const [width, viewport] of widths) {
    if (!pictured.includes(width)) continue;
    await page.setViewportSize(viewport);
    await drawn(page);
    await picture(page, `${name}-${width}-dark`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** What a colour scheme alone can change. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

const widths = [
  ['360', phone],
  // a laptop of 1280 pixels at 200 % zoom
  ['640', { width: 640, height: 450 }],
  ['1280', { width: 1280, height: 800 }],
  ['1440', laptop],
  ['1920', { width: 1920, height: 1080 }],
] as const;
/** From here on tables stand as tables: no word of theirs breaks. */
const tablesFrom = 1280;

describe.each(pages)('$name', (shown) => {
  it('is whole from 360 to 1920 pixels: nothing cut off, no word broken, no code, no id; headings in the colour of text', async () => {
    const page = await pageOf(shown.as);
    await page.setViewportSize(phone);
    await show(page, shown);
    for (const [width, viewport] of widths) {
      await page.setViewportSize(viewport);
      await drawn(page);
      expect([width, await cutOff(page)]).toEqual([width, []]);
      expect([width, await untranslated(page)]).toEqual([width, []]);
      if (viewport.width >= tablesFrom) expect([width, await broken(page)]).toEqual([width, []]);
      if (screens && pictured.includes(width)) await picture(page, `${shown.name}-${width}`);
    }
    if (screens) await inTheDark(page, shown.name);
    const [heading, text] = await page.evaluate(() => [
      getComputedStyle(document.querySelector('h1') ?? document.body).color,
      getComputedStyle(document.body).color,
    ]);
    expect(heading).toBe(text);
  });

  it('has no violation of accessibility in either language and either scheme', async () => {
    const page = await pageOf(shown.as);
    await page.setViewportSize(laptop);
    // the choice of language lies under a dialog
    await show(page, shown, { opened: !shown.isDialog });
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.waitForFunction(
        (wanted) =>
          !document.querySelector('#root') || document.documentElement.dataset['mantineColorScheme'] === wanted,
        scheme,
      );
      for (const language of ['日本語', 'English'] as const) {
        await speak(page, language);
        if (shown.isDialog) await shown.open?.(page);
        expect([scheme, language, await axe(page, scheme === 'dark' ? rulesOfColour : null)]).toEqual([
          scheme,
          language,
          [],
        ]);
        if (!shown.isDialog) continue;
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      }
      await speak(page, '日本語');
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });
});

it('shows where the focus is with a ring of 3 : 1 and more in both schemes', async () => {
  const page = await pageOf(desk);
  await page.setViewportSize(laptop);
  await show(page, pages.find(({ name }) => name === 'desk-case') as Shown);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    let seen = 0;
    for (let at = 0; at < 40; at++) {
      await page.keyboard.press('Tab');
      const { rings, ground, name } = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const style = getComputedStyle(element);
        const behind = (one: Element | null): string => {
          const colour = one ? getComputedStyle(one).backgroundColor : 'rgb(255, 255, 255)';
          return one && /rgba\(.*, 0\)|transparent/.test(colour) ? behind(one.parentElement) : colour;
        };
        const target = style.opacity === '0' ? (element.nextElementSibling ?? element) : element;
        return {
          // a dark one and a bright one: one of the two is seen
          rings:
            style.outlineStyle === 'none'
              ? []
              : [style.outlineColor, /rgba?\([^)]*\)/.exec(style.boxShadow)?.[0] ?? ''],
          ground: behind(target.parentElement),
          name: element === document.body ? null : `${element.tagName} ${element.textContent ?? ''}`.slice(0, 60),
        };
      });
      // past the last one the browser itself has the focus
      if (name === null) continue;
      seen += 1;
      expect([scheme, name, rings.length]).toEqual([scheme, name, 2]);
      expect(Math.max(...rings.map((ring) => contrast(ring, ground)))).toBeGreaterThanOrEqual(3);
    }
    expect(seen).toBeGreaterThan(20);
  }
  await page.emulateMedia({ colorScheme: 'light' });
});

/** Contrast of two colours by WCAG 2. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number).map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

it('prints without buttons, dark letters on white paper', async () => {
  const page = await pageOf(manager);
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await show(page, pages.find(({ name }) => name === 'institution-case') as Shown);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.getByRole('button', { name: 'このページを印刷する' }).isVisible()).toBe(false);
  expect(await page.getByRole('navigation').isVisible()).toBe(false);
  expect(await page.getByText('支払限度額').first().isVisible()).toBe(true);
  expect(
    await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]),
  ).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  expect(await cutOff(page)).toEqual([]);
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
});

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults).toEqual([]);
});
