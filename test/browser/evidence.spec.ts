import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Browsers, laptop, phone } from '../support/browser.js';
import { Claims, cost, idOf, post, type ClaimCase } from '../support/claims.js';
import { sendForm } from '../support/papers.js';
import { receiptHeic, tiffOf } from '../support/pictures.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { containerOf } from '../support/workbook.js';

const axeSource = readFileSync(join(process.cwd(), 'node_modules/axe-core/axe.min.js'), 'utf8');
let system: TestSystem;
let browsers: Browsers;
let claims: Claims;
let folder: string;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  claims = await Claims.on(system);
  folder = process.env['SONAE_SCREENS'] ?? (await mkdtemp(join(tmpdir(), 'sonae-evidence-')));
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe: tool } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await tool.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

/** Without a fault at both widths, nothing wider than the page; pictures of it are kept. */
async function assertFine(page: Page, name: string): Promise<void> {
  for (const [width, viewport] of [
    [360, phone],
    [1440, laptop],
  ] as const) {
    await page.setViewportSize(viewport);
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
}

describe('the clerk sends what there is', () => {
  it('a photograph of a telephone, a ransom note, a workbook with a password: the page says what came', async () => {
    const page = await browsers.as('reporter@sakura.example');
    const reporter = await system.as('reporter@sakura.example');
    const { id } = (
      await post<ClaimCase>(reporter, '/incidents', {
        reporter: { name: '見本', phone: '03-0000-0000' },
        description: '見本',
        expenses: [cost('call-center', 100_000)],
      })
    ).body;
    await page.goto(`${browsers.address}/app/cases/${id}`);
    const note = Buffer.from('\uFEFFREAD ME\r\nあなたのファイルは暗号化されました。', 'utf16le');
    for (const [name, buffer, said] of [
      ['IMG_0002.jpg', receiptHeic(), '受け取ったファイル：IMG_0002.heic（画像（HEIC））'],
      ['身代金メモ.txt', note, '受け取ったファイル：身代金メモ.txt（テキスト）'],
      ['請求書.xlsx', containerOf('EncryptedPackage'), '受け取ったファイル：請求書.xlsx（Office文書）'],
    ] as const) {
      await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      await page.getByRole('button', { name: '資料を送信する' }).click();
      await page.getByText(said).waitFor();
    }
    await page.getByText(/まだ提出済みになりません/).waitFor();
    expect(await page.getByText('パスワードあり・検査できません').count()).toBe(2);
    await assertFine(page, 'evidence-clerk');
  }, 120_000);
});

describe('the adjuster sees it beside the line', () => {
  let claimed: ClaimCase;
  let holder: Session;
  let page: Page;
  const file = async (content: Uint8Array, name: string, kind = 'invoice'): Promise<void> => {
    const { body } = await sendForm<{ id: string }>(system, claims.desk, '/documents', {
      fields: { incidentId: claimed.id, kind },
      file: content,
      name,
    });
    await post(claims.desk, `/documents/${body.id}/links`, { expenseIds: [idOf(claimed)] });
  };
  const choose = (name: string): Promise<unknown> => page.getByRole('tab', { name, exact: true }).click();

  beforeAll(async () => {
    claimed = await claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 100_000)], {
      papers: false,
    });
    await file(receiptHeic(), 'IMG_0001.HEIC');
    const grey = (shade: number) => ({ width: 400, height: 300, grey: Buffer.alloc(120_000, shade) });
    await file(tiffOf([grey(90), grey(200)]), 'fax.tif', 'contract');
    await file(Buffer.from('<html></html>'), 'index.html', 'other');
    await file(containerOf('EncryptedPackage'), '受電件数.xlsx', 'call-log');
    holder = await claims.holder(idOf(claimed));
    page = await browsers.as(holder.email);
    await page.goto(`${browsers.address}/app/expenses/${idOf(claimed)}`);
  }, 90_000);

  const widthOf = async (name: string): Promise<number> => {
    const picture = page.getByRole('img', { name: `${name}の表示` });
    await picture.waitFor();
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    return picture.evaluate((image) => (image as HTMLImageElement).naturalWidth);
  };

  it('a HEIC as a picture, a fax page by page, another form as a download with the reason', async () => {
    expect(await widthOf('IMG_0001.HEIC')).toBe(1_200);
    await assertFine(page, 'evidence-adjuster');
    await choose('契約書・見積書　fax.tif');
    expect(await widthOf('fax.tif')).toBe(400);
    await page.getByText('2ページ中1ページ目').waitFor();
    await page.getByRole('button', { name: '次のページ' }).click();
    await page.getByText('2ページ中2ページ目').waitFor();
    expect(await widthOf('fax.tif')).toBe(400);
    await choose('その他の資料　index.html');
    await page.getByText('この形式は安全のため画面に表示しません。').waitFor();
  }, 60_000);

  it('asks for a password with one press, and records that it was opened', async () => {
    await choose('日別の受電件数　受電件数.xlsx');
    await page.getByText('パスワードあり・検査できません').waitFor();
    await page.getByText('パスワードあり・未確認').waitFor();
    await assertFine(page, 'evidence-locked');
    await page.getByRole('button', { name: 'この照会を送る' }).click();
    await page.getByText('照会を送りました。').waitFor();
    const { questions } = await holder.get<{ questions: { question: string }[] }>(`/expenses/${idOf(claimed)}`);
    expect(questions.map(({ question }) => question)).toEqual([
      expect.stringMatching(/^「受電件数\.xlsx」にはパスワード/),
    ]);
    await page.getByRole('button', { name: '開いて内容を確かめたと記録する' }).click();
    await page.getByText('開いたことを記録しました。').waitFor();
    await page.getByText(/パスワードで開いて確認済み/).waitFor();
    expect(browsers.faults).toEqual([]);
  }, 60_000);
});
