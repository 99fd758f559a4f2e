import type { Page } from 'playwright-core';
import { bankDaysAfter, daysAfter } from '#platform';
import { Browsers, openSection, phone } from '../support/browser.js';
import { Cashiers } from '../support/cashiers.js';
import { today } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { pdfOf } from '../support/papers.js';
import { testSystem, type TestSystem } from '../support/system.js';

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

/** Counts what a person does on a page: taps, and fields into which something is typed. */
async function counted(page: Page): Promise<() => Promise<{ taps: number; typed: number }>> {
  await page.addInitScript(() => {
    const kept = JSON.parse(sessionStorage.getItem('counted') ?? '{"taps":0,"typed":[]}') as {
      taps: number;
      typed: string[];
    };
    const keep = (): void => sessionStorage.setItem('counted', JSON.stringify(kept));
    addEventListener(
      'click',
      (event) => {
        // a tap into a field belongs to the typing
        if (
          event.isTrusted &&
          !(event.target instanceof Element && event.target.matches('input:not([type=checkbox]), textarea, label'))
        ) {
          kept.taps += 1;
          keep();
        }
      },
      true,
    );
    addEventListener(
      'input',
      (event) => {
        const { id, name } = event.target as HTMLInputElement;
        if ((event.target as HTMLInputElement).type !== 'checkbox' && !kept.typed.includes(name || id))
          kept.typed.push(name || id);
        keep();
      },
      true,
    );
  });
  return async () => {
    const kept = await page.evaluate(() => sessionStorage.getItem('counted'));
    const { taps, typed } = JSON.parse(kept ?? '{"taps":0,"typed":[]}') as { taps: number; typed: string[] };
    return { taps, typed: typed.length };
  };
}

const dmOf = (page: Page, name: string) => page.getByLabel(name, { exact: true });

it('from a phone’s report to the settled payment, by manager, support, adjuster and two of payments', async () => {
  const cashiers = await Cashiers.on(system);

  // the desk watches before anything happens
  const desk = await browsers.as('support@sonae.example');
  await desk.getByRole('heading', { name: '受付デスク' }).waitFor();

  // 1. the manager reports on a phone, not signed in
  const manager = await (await browsers.context({ viewport: phone, hasTouch: true })).newPage();
  const count = await counted(manager);
  await manager.goto(`${browsers.address}/report`);
  await manager.getByRole('button', { name: /身代金の要求/ }).tap();
  await manager.getByRole('button', { name: '次へ' }).tap();
  await manager.getByRole('button', { name: 'たった今' }).tap();
  await manager.getByRole('button', { name: '診療への影響はない' }).tap();
  await manager.getByRole('button', { name: '日本国内' }).tap();
  await dmOf(manager, 'お名前').fill('見本 花子');
  await dmOf(manager, '電話番号').fill('０９０-０000-0000');
  await manager.getByRole('button', { name: '次へ' }).tap();
  await manager.getByRole('button', { name: '報告を送信する' }).tap();
  await dmOf(manager, 'メールアドレス').fill('manager@sakura.example');
  await dmOf(manager, 'パスワード').fill('sonae demonstration password');
  await manager.getByRole('button', { name: 'サインイン', exact: true }).tap();
  await manager.getByRole('heading', { name: '報告を受け付けました' }).waitFor();
  const { taps, typed } = await count();
  expect({ taps, typed }).toEqual({ taps: expect.any(Number) as number, typed: expect.any(Number) as number });
  expect(taps).toBeLessThanOrEqual(12);
  expect(typed).toBeLessThanOrEqual(5);
  const number = (await manager.getByText(/^MC-\d{4}-\d{6}-\d$/).textContent()) ?? '';

  // 2. the new case appears at the desk by itself
  await desk.getByRole('link', { name: number }).click();
  await desk.getByRole('region', { name: '初動判定' }).getByRole('button', { name: '入力する' }).click();
  await desk.getByLabel('場所').selectOption('insured-facility');
  await desk.getByLabel('行為者').selectOption('outsider');
  await desk.getByRole('button', { name: '事実を保存する' }).click();
  await desk.getByRole('button', { name: '事実を保存する' }).waitFor({ state: 'detached' });
  await desk.getByRole('button', { name: 'この契約と照合する' }).first().click();
  await desk
    .getByText(/と照合しました/)
    .first()
    .waitFor();
  await desk.getByLabel('高', { exact: true }).check();
  await desk.getByRole('button', { name: '初動判定を記録する' }).click();
  await desk.getByRole('region', { name: '対応を開始する' }).getByRole('button', { name: '担当者を選ぶ' }).click();
  await system.settled();
  // somebody who is on duty is proposed, with what they have to do and can assess
  await desk
    .getByText(/勤務中・受持ち\d+件（上限\d+件）　担当分野：/)
    .first()
    .waitFor();
  await desk.getByRole('button', { name: '対応を開始する' }).click();
  await desk.getByText('対応中', { exact: true }).first().waitFor();

  // 3. the manager claims a cost, with its papers
  await manager.getByRole('link', { name: '事案のページを開く' }).click();
  await manager.getByRole('heading', { name: number }).waitFor();
  await openSection(manager, '費用');
  // named again beside the costs that it may also claim
  await manager.getByRole('link', { name: '費用を追加する' }).first().click();
  // the page before it has a field of the same name
  await manager.getByRole('heading', { level: 1, name: '費用を追加する' }).waitFor();
  await manager.getByLabel('費目').selectOption('damage-and-cause-investigation');
  await manager.getByLabel('金額（税抜）').fill('３００，０００円');
  await manager.getByLabel('消費税').fill('30,000');
  await manager.getByLabel('作業・利用の最終日').fill(today.replaceAll('-', '/'));
  await manager.getByLabel('支払先').fill('見本フォレンジック株式会社');
  await manager.getByText('330,000円').waitFor({ state: 'detached' });
  await manager.getByText('300,000円').waitFor();
  await manager.getByRole('button', { name: '費用1件を請求する' }).click();
  await manager.getByRole('link', { name: '明細1', exact: true }).waitFor();
  await system.settled();
  await manager.getByRole('link', { name: '明細1', exact: true }).click();
  await manager.getByRole('heading', { name: '必要な資料' }).waitFor();
  const missing = manager.getByText(/：未提出$/);
  await missing.first().waitFor();
  const names = (await missing.allTextContents()).map((text) => text.replace('：未提出', ''));
  expect(names.length).toBeGreaterThan(0);
  for (const [at, name] of names.entries()) {
    await manager.getByLabel('資料の種類').selectOption({ label: name });
    await manager
      .locator('input[type=file]')
      .setInputFiles({ name: `${at}.pdf`, mimeType: 'application/pdf', buffer: pdfOf(name) });
    await manager.getByRole('button', { name: '資料を送信する' }).click();
    await manager.getByText(new RegExp(`^${name}：提出済み`)).waitFor();
  }

  // 4. the adjuster to whom it was offered takes it, records the checks and approves with one key
  const [holder] = await asSuperuser(
    system.db.ownerUrl,
    async (client) =>
      (
        await client.query<{ email: string; expense: string }>(
          `SELECT p.email, w.expense_id AS expense
             FROM work_item w
             JOIN person p ON p.id = w.assignee_id
             JOIN incident i ON i.id = w.incident_id
             WHERE i.case_number = $1`,
          [number],
        )
      ).rows,
  );
  const adjuster = await browsers.as(holder?.email ?? '');
  await adjuster.getByRole('checkbox', { name: new RegExp(number) }).check();
  await adjuster.getByRole('button', { name: /^引き受ける/ }).click();
  await adjuster.getByText('1件のうち1件を引き受けました。').waitFor();
  await adjuster.getByRole('link', { name: new RegExp(number) }).click();
  await adjuster.getByText('まだ査定案を出せません').waitFor();
  await adjuster.getByRole('link', { name: '事案のページで確認を記録する' }).click();
  await adjuster.getByRole('button', { name: '確認を記録する' }).click();
  // all four at once; where it was found out is said once
  const checked = ['事故より前の保険料の領収', '告知内容と事実の照合', '他の保険契約の確認', '事業者からの補償の確認'];
  for (const [at, name] of checked.entries()) {
    const one = adjuster.getByRole('radiogroup', { name });
    await one.getByLabel('問題なし').check();
    await one.getByLabel('内容').fill('見本の確認');
    if (at === 0) await one.getByLabel('根拠（資料名など）').fill('契約台帳（見本）');
  }
  await adjuster.getByRole('button', { name: '確認を記録する' }).click();
  for (const name of checked) await adjuster.getByText(`${name}：問題なし`).waitFor();
  await adjuster.getByRole('navigation', { name: 'この事案の内容' }).getByRole('link', { name: '費用 1' }).click();
  await adjuster.getByRole('link', { name: '明細1', exact: true }).click();
  await adjuster
    .getByText('いまお支払いする額')
    .or(adjuster.getByText(/いま承認するとお支払いする額/))
    .first()
    .waitFor();
  await adjuster.getByText('自分の署名だけで決定できます。').waitFor();
  await adjuster.keyboard.press('a');
  await adjuster.getByText('承認しました。').waitFor();
  // taken back with one key, and given again
  await adjuster.keyboard.press('u');
  await adjuster.getByText('取消し').first().waitFor();
  await adjuster.getByRole('button', { name: /^承認/ }).waitFor();
  await adjuster.keyboard.press('a');
  await adjuster.getByText('承認しました。').waitFor();

  // 5. the manager checked the account, one of payments confirms it
  await manager.getByText('メニュー', { exact: true }).click();
  await manager.getByRole('link', { name: '振込先口座' }).click();
  await manager.getByLabel('金融機関コード（4桁）').fill('0009');
  await manager.getByLabel('支店コード（3桁）').fill('０１５');
  await manager.getByLabel('口座番号（7桁まで）').fill('1234567');
  await manager.getByLabel('口座名義（カナ）').fill('ｲ)ﾐﾎﾝｶｲ');
  await manager.getByRole('button', { name: '登録する', exact: true }).click();
  await manager.getByText('口座を登録しました').waitFor();
  const cashier = await browsers.as('payments@sonae.example');
  await cashier.getByRole('link', { name: '振込先口座' }).click();
  await cashier.getByRole('button', { name: '口座を確認する' }).click();
  const confirming = cashier.locator('form', { has: cashier.getByRole('button', { name: '確認済みにする' }) });
  await confirming.getByLabel('口座番号（7桁まで）').fill('1234567');
  await confirming.getByLabel('口座名義（カナ）').fill('ｲ)ﾐﾎﾝｶｲ');
  await confirming.getByRole('button', { name: '確認済みにする' }).click();
  await cashier.getByRole('table', { name: '振込先口座' }).getByText('お支払いに使う口座').waitFor();

  // 6. the ten seconds are over; the payment appears by itself and goes into a batch
  await cashier.getByRole('link', { name: 'お支払い', exact: true }).click();
  const caseId = new URL(await linkOf(manager, browsers.address, number)).pathname.split('/').at(-1) ?? '';
  await cashiers.makeFinal(caseId);
  await cashier.getByRole('cell', { name: new RegExp(number) }).waitFor();
  await cashier.getByLabel('すべて選ぶ').check();
  await cashier.getByRole('button', { name: '振込データを作成する' }).click();
  await cashier.getByLabel('振込指定日').fill(bankDaysAfter(today, 3).replaceAll('-', '/'));
  await cashier.getByLabel('実行者').selectOption({ label: await nameOf('payments2@sonae.example') });
  await cashier.getByRole('dialog').getByRole('button', { name: '振込データを作成する' }).click();
  await cashier.getByText('4レコードに誤りはありません。').waitFor();
  const batch = cashier.url();

  // 7. released by the one who was named, sent to the bank, settled
  const releaser = await browsers.as('payments2@sonae.example');
  await releaser.goto(batch);
  await releaser.getByRole('button', { name: '実行する' }).click();
  await releaser.getByRole('dialog').getByRole('button', { name: '実行する' }).click();
  await releaser.getByText('実行済み').first().waitFor();
  const download = cashier.waitForEvent('download');
  await cashier.getByRole('link', { name: '振込ファイルを保存する' }).click();
  expect((await download).suggestedFilename()).toMatch(/^transfer-.*\.txt$/);
  await cashier.getByRole('button', { name: '銀行へ送信したと記録する' }).click();
  await cashier.getByRole('dialog').getByRole('button', { name: '銀行へ送信したと記録する' }).click();
  await asSuperuser(system.db.ownerUrl, (client) =>
    client.query('UPDATE payment_batch SET transfer_on = $1', [daysAfter(today, -4)]),
  );
  await cashier.getByRole('button', { name: 'お支払い完了を記録する' }).click();
  await cashier.getByRole('dialog').getByRole('button', { name: 'お支払い完了を記録する' }).click();
  await cashier.getByText('お支払い完了', { exact: true }).first().waitFor();

  // 8. the institution sees that it was paid, and its letter
  await manager.goto(`${browsers.address}/app/cases/${caseId}`);
  await openSection(manager, '費用');
  await manager.getByText('お支払い済み', { exact: true }).first().waitFor();
  await openSection(manager, 'お届けした書面');
  await manager.getByRole('link', { name: /保険金お支払いのご案内/ }).waitFor();
  expect(browsers.faults).toEqual([]);
}, 180_000);

async function linkOf(page: Page, address: string, number: string): Promise<string> {
  await page.goto(`${address}/app/cases`);
  return `${address}${(await page.getByRole('link', { name: number }).getAttribute('href')) ?? ''}`;
}

const nameOf = (email: string): Promise<string> =>
  asSuperuser(
    system.db.ownerUrl,
    async (client) =>
      (await client.query<{ name: string }>('SELECT display_name AS name FROM person WHERE email = $1', [email]))
        .rows[0]?.name ?? '',
  );
