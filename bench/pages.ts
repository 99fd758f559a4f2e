import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { packageRoot } from '#platform';
import { percentile } from './figures.js';
import { superuserUrl, type Place } from './product.js';
import { fillShelf } from './shelf.js';

/** What people wait for in the browser at one size of the book, in milliseconds (median / p95). */
export interface PageTimes {
  readonly expenses: number;
  /** From the click on a filter that was not read before to the first rows. */
  readonly list: Waited;
  /** From the last key of a search to its hits. */
  readonly search: Waited;
  /** From the key of an act to its first sign on the page. */
  readonly act: Waited;
  /** From the key of an act to the sentence that it is done. */
  readonly actDone: Waited;
}
type Waited = Readonly<Record<'median' | 'p95', number>>;

const searched = [
  ...['20230005000', '20230123456', 'MC-2023-0201000', 'MCY-SHELF-06-0012'],
  ...[
    '高橋中央内科医院',
    '髙橋 歯科',
    '佐藤緑小児科',
    '桜台整形外科クリニック',
    '木村眼科',
    '渡辺記念病院',
    '本町診療所',
  ],
  ...['病院', '医院', '高', '山田 太一', '佐藤 花子', '林 恵', '斎藤和子'],
  ...['03-1234-0000', '03-0007', '06-4321-0002', '0312340012'],
  ...['調査報告書', '通帳の写し', '請求書_77', 'bitcoin', '暗号化', 'そなえ'],
];
const lists = [
  '/expenses?state=routed',
  '/expenses?lane=forensics',
  '/expenses?lane=call-center&state=paid',
  '/expenses?lane=data-restoration&state=routed',
  '/cases?state=open',
  '/cases?severity=critical',
  '/cases?state=reported',
  '/cases?coverageOutlook=red',
  '/work?view=late',
  '/work?view=lane&lane=forensics',
];
const acts = 40;

/** Measures what a senior adjuster waits for in a real browser with so many expenses in the book. */
export async function measurePages(place: Place, expenses: number): Promise<PageTimes> {
  await fillShelf(superuserUrl(place, 'sonae'), expenses);
  await putBack(superuserUrl(place, 'sonae'));
  // of the sources: it is no part of what is built
  const { launchChromium } = (await import(
    pathToFileURL(join(packageRoot, 'test/support/chromium.mjs')).href
  )) as typeof import('../test/support/chromium.mjs');
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ja-JP' });
    const page = await context.newPage();
    await page.goto(`${place.address.replace('127.0.0.1', 'localhost')}/app`);
    await page.getByLabel('メールアドレス').fill(senior);
    await page.getByLabel('パスワード', { exact: true }).fill(place.password);
    await page.getByRole('button', { name: 'サインイン', exact: true }).click();
    await page.getByRole('button', { name: 'サインアウト' }).waitFor();
    const rows: number[] = [];
    // each page's own script is loaded once a day at most
    for (const path of ['/expenses', '/cases', '/work?view=unassigned']) await seen(page, path);
    for (const path of lists) rows.push(await seen(page, path));
    const hits: number[] = [];
    for (const words of searched) hits.push(await found(page, words));
    const signs: number[] = [];
    const done: number[] = [];
    await seen(page, '/work?view=unassigned');
    for (let n = 0; n < acts; n++) {
      const { sign, said } = await taken(page);
      signs.push(sign);
      done.push(said);
    }
    return { expenses, list: waited(rows), search: waited(hits), act: waited(signs), actDone: waited(done) };
  } finally {
    await browser.close();
  }
}

const waited = (took: readonly number[]): Waited => ({
  median: Math.round(percentile(took, 0.5)),
  p95: Math.round(percentile(took, 0.95)),
});

const senior = 'senior@sonae.example';

/** As many items as are taken wait for somebody; the one who takes them has all lanes, and duty at any hour. */
async function putBack(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=sonae' });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    const { rows } = await client.query<{ id: string }>('SELECT id FROM person WHERE email = $1', [senior]);
    const personId = rows[0]?.id;
    await client.query(
      `INSERT INTO roster (id, person_id, from_at, to_at, capacity, entered_by)
       VALUES (gen_random_uuid(), $1, now() - interval '1 hour', now() + interval '1 day', 100000, $1)`,
      [personId],
    );
    await client.query(
      `INSERT INTO skill (person_id, lane, from_on) SELECT $1, lane, current_date - 1 FROM lane ON CONFLICT DO NOTHING`,
      [personId],
    );
    await client.query(
      `UPDATE work_item SET state = 'unassigned', assignee_id = NULL, offered_at = NULL
      WHERE id IN (SELECT id FROM work_item WHERE state = 'accepted' ORDER BY due_at LIMIT $1)`,
      [acts * 2],
    );
  } finally {
    await client.end();
  }
}

/**
 * Runs in the page: how long (ms) from now until something answers what is asked and that is drawn. The clock is the
 * page's own, so that the way between this process and the browser counts for nothing.
 */
const until = `(isThere) => new Promise((done, failed) => {
  const began = performance.now();
  const look = () => {
    const took = performance.now() - began;
    if (isThere()) requestAnimationFrame(() => done(performance.now() - began));
    else if (took > 20000) failed(new Error('waited in vain at ' + location.href));
    else setTimeout(look, 1);
  };
  look();
})`;

/** With the next event of a kind `took`, in the page, becomes what is measured from then on. It listens at the end. */
async function begun(page: Page, kind: 'input' | 'keydown', measured: string): Promise<void> {
  await page.evaluate(`(() => {
    window.took = new Promise((done, failed) =>
      addEventListener('${kind}', () => (() => ${measured})().then(done, failed), { once: true, capture: true }));
  })()`);
}

/** Goes to a list as a link of the page does; until its first rows stand there. */
async function seen(page: Page, path: string): Promise<number> {
  const search = JSON.stringify(path.includes('?') ? path.slice(path.indexOf('?')) : '');
  return page.evaluate<number>(`(() => {
    history.pushState(history.state, '', '/app${path}');
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    document.querySelectorAll('main tbody tr[data-key]').forEach((row) => row.setAttribute('data-before', ''));
    return (${until})(() => location.search === ${search}
      && document.querySelector('main tbody tr[data-key]:not([data-before])') !== null);
  })()`);
}

/** Types into the search; from the last key until hits are shown. */
async function found(page: Page, words: string): Promise<number> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('dialog').getByRole('combobox');
  await field.waitFor();
  await field.fill(words.slice(0, -1));
  // what was asked for the characters before the last is answered by then
  await page.waitForTimeout(500);
  await begun(
    page,
    'input',
    `{
      // the browser keeps some hundred of them and drops the rest
      performance.clearResourceTimings();
      return (${until})(() => performance.getEntriesByType('resource').some(({ name, responseEnd }) =>
        responseEnd > 0 && new URL(name).searchParams.get('q') === ${JSON.stringify(words)}));
    }`,
  );
  await page.keyboard.insertText(words.slice(-1));
  const took = await page.evaluate<number>('took');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  return took;
}

/** Ticks the next item and takes it; until the first sign of it, and until it is said to be done. */
async function taken(page: Page): Promise<{ sign: number; said: number }> {
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByRole('region', { name: '選択' }).waitFor();
  await begun(
    page,
    'keydown',
    `{
      const isSaid = () => document.body.innerText.includes('引き受けました');
      const isSeen = () => document.querySelector('button[data-loading]') !== null || isSaid();
      return Promise.all([(${until})(isSeen), (${until})(isSaid)]);
    }`,
  );
  await page.keyboard.press('t');
  const [sign = 0, said = 0] = await page.evaluate<number[]>('took');
  await page.getByRole('status').getByRole('button', { name: '閉じる' }).click();
  await page.getByText('引き受けました').waitFor({ state: 'detached' });
  return { sign, said };
}
