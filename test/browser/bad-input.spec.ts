import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { dayInJapan } from '#kernel';
import { Browsers, openSection, phone, signIn, signedIn } from '../support/browser.js';
import { today } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

let system: TestSystem;
let browsers: Browsers;
let manager: Session;
let caseId: string;
const folder = mkdtempSync(join(tmpdir(), 'sonae-files-'));

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  manager = await system.as('manager@sakura.example');
  const made = await manager.send<{ id: string }>('POST', '/incidents', {
    key: freshKey(),
    body: {
      reporter: { name: '見本', phone: '03-5550-0000' },
      description: '電子カルテが開けない',
      cause: 'cyber-attack',
      country: 'JP',
    },
  });
  caseId = made.body.id;
  await system.settled();
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const expenses = async (): Promise<{ amount: number; tax: number; incurredOn: string }[]> =>
  (await manager.get<{ expenses: { amount: number; tax: number; incurredOn: string }[] }>(`/incidents/${caseId}`))
    .expenses;

async function adding(): Promise<Page> {
  const page = await browsers.as('manager@sakura.example', { viewport: phone });
  await page.goto(`${browsers.address}/app/cases/${caseId}/expenses`);
  await page.getByLabel('費目').waitFor();
  return page;
}

describe('signing in', () => {
  it('a wrong password keeps the address and says so; too many tries say how long to wait', async () => {
    const page = await (await browsers.context()).newPage();
    await page.goto(`${browsers.address}/app`);
    await page.getByRole('button', { name: 'サインイン', exact: true }).click();
    await page.getByText('メールアドレスを入力してください。').waitFor();
    await page.getByText('パスワードを入力してください。').waitFor();
    for (let at = 0; at < 30; at++) {
      const answer = page.waitForResponse((response) => response.url().endsWith('/auth/sessions'));
      await signIn(page, 'agent@hikari.example', `違う ${at}`);
      if ((await answer).status() === 429) break;
      await page.getByText('メールアドレスまたはパスワードが違います。').waitFor();
      expect(await page.getByLabel('メールアドレス').inputValue()).toBe('agent@hikari.example');
    }
    await page.getByText(/サインインの失敗が続いたため、あと\d+秒お待ちください。/).waitFor();
    expect(await page.getByLabel('メールアドレス').inputValue()).toBe('agent@hikari.example');
    await page.getByText('もう一度サインインできます。').waitFor();
  });
});

describe('a new device while others try the account', () => {
  it('is let in by the code that the desk reads out; what was typed stays meanwhile', async () => {
    const email = 'payments2@sonae.example';
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(
        `INSERT INTO sign_in_attempt (bucket, attempts, last_at)
         SELECT sha256(convert_to('account:' || $1, 'UTF8')),
           array_agg(now() - interval '1 minute' + interval '1 millisecond' * n), now()
           FROM generate_series(1, 100) n`,
        [email],
      ),
    );
    const page = await (await browsers.context()).newPage();
    await page.goto(`${browsers.address}/app`);
    await signIn(page, email);
    await page.getByText(/初めての端末では確認コードが必要です/).waitFor();
    expect(await page.getByLabel('メールアドレス').inputValue()).toBe(email);
    await page.getByRole('button', { name: '確認のリンクをメールで受け取る' }).click();
    await page.getByText('このシステムではメールを送れません。受付デスクへお電話ください。').waitFor();
    await page.getByLabel('確認コード').fill('1234 5678 9012');
    await page.getByRole('button', { name: 'サインイン', exact: true }).click();
    await page.getByText(/この確認コードは使えません/).waitFor();

    const desk = await browsers.as('support@sonae.example');
    await desk.goto(`${browsers.address}/app/desk/sign-in-code`);
    await desk.getByRole('button', { name: '確認コードを作る' }).click();
    expect(await desk.getByText('入力してください。').count()).toBe(2);
    await desk.getByLabel('サインインする方のメールアドレス').fill(email);
    await desk.getByLabel('折り返した相手と番号').fill('代表番号 03-5550-0100 へ折り返し、本人と確認');
    await desk.getByRole('button', { name: '確認コードを作る' }).click();
    const code = await desk.getByText(/^\d{4} \d{4} \d{4}$/).textContent();

    await page.getByLabel('確認コード').fill(code ?? '');
    await page.getByRole('button', { name: 'サインイン', exact: true }).click();
    await signedIn(page);
  });
});

describe('what one may not see, and what is not there', () => {
  it('another hospital’s case, and a case that does not exist, are alike; so is an address that is none', async () => {
    const page = await browsers.as('manager@midori.example');
    for (const id of [caseId, '01900000-0000-7000-8000-00000000dead', 'x']) {
      await page.goto(`${browsers.address}/app/cases/${id}`);
      await page.getByText('見つかりません。番号を確かめてください。').waitFor();
      await page.getByRole('button', { name: 'もう一度試す' }).waitFor();
    }
    expect(browsers.faults.filter((fault) => !/ERR_|sw\.js/.test(fault))).toEqual([]);
  });
  it('a page of another role says that it may not be seen', async () => {
    const page = await browsers.as('manager@midori.example');
    await page.goto(`${browsers.address}/app/overview`);
    await page.getByRole('heading', { name: 'このページを使う役割がありません' }).waitFor();
    const admin = await browsers.as('admin@sonae.example');
    await admin.getByRole('navigation').getByRole('link', { name: '金融機関・支店' }).waitFor();
    await admin.goto(`${browsers.address}/app/payments`);
    await admin.getByText('この操作をする権限がありません。').waitFor();
    expect(browsers.faults.filter((fault) => !/ERR_|sw\.js/.test(fault))).toEqual([]);
  });
});

describe('an expense', () => {
  it('letters in a number field, a day that does not exist, an invoice of tomorrow: a sentence beside the field, nothing lost', async () => {
    const page = await adding();
    await page.getByRole('button', { name: '費用1件を請求する' }).click();
    await page.getByText('費目を選んでください。').waitFor();
    await page.getByLabel('費目').selectOption('call-center');
    await page.getByLabel('金額（税抜）').fill('約十二万円');
    await page.getByLabel('消費税').fill('1,2,3');
    await page.getByLabel('作業・利用の最終日').fill('令和8年2月30日');
    await page.getByRole('button', { name: '費用1件を請求する' }).click();
    await page.getByText(/金額として読めません/).waitFor();
    await page.getByText(/二通りに読める数です/).waitFor();
    await page.getByText(/実在しない日付です/).waitFor();
    expect(await page.getByLabel('金額（税抜）').inputValue()).toBe('約十二万円');
    expect(await page.getByLabel('作業・利用の最終日').inputValue()).toBe('令和8年2月30日');
    await page.getByLabel('作業・利用の最終日').fill('2099/4/1');
    await page.getByRole('button', { name: '費用1件を請求する' }).click();
    await page.getByText(/今日より後の日付です/).waitFor();
    expect(await expenses()).toEqual([]);

    // full-width digits, commas, 円 and 和暦 are read, and shown as they were read
    const [year, month, day] = today.split('-').map(Number);
    await page.getByLabel('金額（税抜）').fill('１，２００，０００円');
    await page.getByText('1,200,000円').waitFor();
    await page.getByLabel('消費税').fill('¥１２０,０００');
    await page.getByLabel('作業・利用の最終日').fill(`令和${(year ?? 0) - 2018}年${month}月${day}日`);
    await page.getByText(`${year}年${month}月${day}日（令和${(year ?? 0) - 2018}年${month}月${day}日）`).waitFor();
    // what is typed is kept over a reload
    await page.reload();
    expect(await page.getByLabel('金額（税抜）').inputValue()).toBe('１，２００，０００円');
    await page.getByRole('button', { name: '費用1件を請求する' }).click();
    await page.getByRole('link', { name: '明細1', exact: true }).waitFor();
    expect(await expenses()).toEqual([expect.objectContaining({ amount: 1_200_000, tax: 120_000, incurredOn: today })]);
  });

  it('「30万」 and 「昨日」 show what was understood, and that is what is stored', async () => {
    const page = await adding();
    const yesterday = dayInJapan(new Date(Date.now() - 86_400_000));
    const [year, month, day] = yesterday.split('-').map(Number);
    await page.getByLabel('費目').selectOption('call-center');
    await page.getByLabel('金額（税抜）').fill('30万');
    await page.getByText('300,000円').waitFor();
    await page.getByLabel('消費税').fill('1.2');
    await page.getByLabel('作業・利用の最終日').fill('昨日');
    await page.getByText(`${year}年${month}月${day}日（令和`).waitFor();
    await page.getByRole('button', { name: '費用1件を請求する' }).click();
    await page.getByText(/1円未満の端数があります/).waitFor();
    // a draft that is opened again tomorrow means the same day
    expect(await page.getByLabel('作業・利用の最終日').inputValue()).toBe(yesterday.replaceAll('-', '/'));
    await page.getByLabel('消費税').fill('３万円');
    await page.getByRole('button', { name: '費用1件を請求する' }).click();
    await page.getByRole('link', { name: '明細2', exact: true }).waitFor();
    expect(await expenses()).toContainEqual(
      expect.objectContaining({ amount: 300_000, tax: 30_000, incurredOn: yesterday }),
    );
  });

  it('a line that is cut while it is sent, and a double click, enter it once', async () => {
    const page = await adding();
    await page.getByLabel('費目').selectOption('call-center');
    await page.getByLabel('金額（税抜）').fill('7,000');
    await page.getByLabel('作業・利用の最終日').fill(today);
    const before = (await expenses()).length;
    let lost = 0;
    await page.route('**/expenses', async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.getByRole('button', { name: '費用1件を請求する' }).dblclick();
    await page.getByText(/つながりません。入力した内容は残っています/).waitFor();
    expect(await page.getByLabel('金額（税抜）').inputValue()).toBe('7,000');
    await page.getByRole('button', { name: '費用1件を請求する' }).dblclick();
    await page.getByRole('link', { name: '明細3', exact: true }).waitFor();
    expect((await expenses()).length).toBe(before + 1);
  });

  it('a sheet is shown row by row before it is entered: faults beside their rows, and what is not taken', async () => {
    const page = await adding();
    const before = (await expenses()).length;
    const head = '費用一覧（見本病院）\n費目,金額（税抜）,消費税,作業・利用の最終日,支払先\n';
    // the same file of the disk each time, as somebody corrects it and chooses it again
    const choose = (rows: string) => {
      writeFileSync(join(folder, '費用.csv'), head + rows);
      return page.locator('input[type=file]').setInputFiles(join(folder, '費用.csv'));
    };
    await choose(
      'コールセンター設置費用,"1,000",100,2026/11/20,見本商店\n知らない費目,abc,0,2026/2/30,\n合計,"1,000",100,,\n',
    );
    await page.getByText(/1行に誤りがあるため、まだ登録できません/).waitFor();
    const wrong = page.getByRole('row').filter({ hasText: '「費目」：読み取れない値です' });
    for (const column of ['金額（税抜）', '作業・利用の最終日']) await wrong.getByText(`「${column}」：`).waitFor();
    await page.getByText('1行目（見出しより上の行）：費用一覧（見本病院）').waitFor();
    await page.getByText(/^5行目（合計の行）/).waitFor();
    expect(await page.getByRole('button', { name: /この内容で登録する/ }).count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect((await expenses()).length).toBe(before);

    await choose('コールセンター設置費用,"1,000",100,2026/11/20,見本商店\ncondolence,5000,,2026/11/21,\n');
    await page.getByText('「人数」').waitFor();
    await choose('コールセンター設置費用,"1,000",100,2026/11/20,見本商店\n合計,"1,000",100,,\n');
    const row = page.getByRole('row').filter({ hasText: '見本商店' });
    for (const shown of ['コールセンター設置費用', '2026年11月20日', '1,000円', '100円'])
      await row.getByText(shown).waitFor();
    await page.getByRole('button', { name: 'この内容で登録する（1件、1,100円）' }).dblclick();
    await page.getByRole('heading', { level: 2, name: '費用', exact: true }).waitFor();
    expect((await expenses()).slice(before)).toMatchObject([{ amount: 1_000, tax: 100, incurredOn: '2026-11-20' }]);
  });

  it('a sheet is shown on a wide page in English too; what is no table says what it is', async () => {
    const page = await browsers.as('manager@sakura.example', { viewport: { width: 1440, height: 900 } });
    await page.goto(`${browsers.address}/app/cases/${caseId}/expenses`);
    await page.getByLabel('費目').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    const choose = (name: string, buffer: Buffer) =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await choose('a.csv', Buffer.from('category,amount,incurredOn\ncall-center,1000,2026/11/20\nTotal,1000,\n'));
    await page.getByText('Row 3').waitFor();
    await page.getByText('Rows that are not taken (1)').waitFor();
    await page.getByRole('button', { name: 'Enter this (1 expense(s), ¥1,000)' }).waitFor();
    await choose('old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    await page.getByText(/Office’s old form/).waitFor();
    expect(await page.getByRole('button', { name: /Enter this/ }).count()).toBe(0);
  });
});

describe('a file', () => {
  it('of 200 MB is refused before anything is sent; an empty one and text called PDF by the sentence of the server', async () => {
    const page = await browsers.as('manager@sakura.example');
    await page.goto(`${browsers.address}/app/cases/${caseId}`);
    await page.getByRole('heading', { name: '資料を送る' }).waitFor();
    const large = join(folder, 'large.pdf');
    writeFileSync(large, '%PDF-1.4\n');
    truncateSync(large, 200_000_000);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/documents')) sent.push(request.url());
    });
    await page.locator('input[type=file]').setInputFiles(large);
    await page.getByText(/ファイルが大きすぎます（200 MB）/).waitFor();
    await page.getByRole('button', { name: '資料を送信する' }).click();
    expect(sent).toEqual([]);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'empty.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) });
    await page.getByRole('button', { name: '資料を送信する' }).click();
    await page.getByText(/ファイルの中身がありません（0バイト）/).waitFor();
    await page.locator('input[type=file]').setInputFiles({
      name: 'called.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('no pdf'),
    });
    await page.getByRole('button', { name: '資料を送信する' }).click();
    await page.getByText(/種類と違います/).waitFor();
    expect((await manager.get<{ documents: unknown[] }>(`/incidents/${caseId}/documents`)).documents).toEqual([]);
  });
});

describe('two tabs', () => {
  it('of one consent: the second answer is told that it was answered already', async () => {
    const asked = await manager.send<{ id: string }>('POST', `/incidents/${caseId}/pre-approvals`, {
      key: freshKey(),
      body: { category: 'press-conference', amount: 500_000, description: '会見の会場' },
    });
    expect(asked.status).toBe(201);
    const one = await browsers.as('senior@sonae.example');
    await one.goto(`${browsers.address}/app/pre-approvals`);
    await one.getByText('会見の会場').waitFor();
    await one.route('**/api/v1/pre-approvals?*', (route) => route.abort());
    const other = await system.as('senior2@sonae.example');
    await other.send('POST', `/pre-approvals/${asked.body.id}/answers`, {
      key: freshKey(),
      body: { answer: 'refused', textJa: '対象になりません。' },
    });
    await one.getByRole('row').filter({ hasText: '会見の会場' }).getByRole('button', { name: '回答する' }).click();
    await one.getByRole('button', { name: '回答を送信する' }).click();
    await one.getByText(/すでに回答されたか取り下げられています|ほかの人が変更しました/).waitFor();
    const { rows } = await asSuperuser(system.db.ownerUrl, (client) =>
      client.query<{ state: string }>('SELECT state FROM pre_approval WHERE id = $1', [asked.body.id]),
    );
    expect(rows).toEqual([{ state: 'refused' }]);
  });
});

it('what somebody types into a field is shown as text, never run', async () => {
  const page = await adding();
  await page.getByLabel('費目').selectOption('call-center');
  await page.getByLabel('金額（税抜）').fill('1');
  await page.getByLabel('作業・利用の最終日').fill(today);
  await page.getByLabel('支払先').fill('<img src=x onerror="document.title=1">{{7*7}}');
  const line = (await expenses()).length + 1;
  await page.getByRole('button', { name: '費用1件を請求する' }).click();
  await page.getByRole('link', { name: `明細${line}`, exact: true }).click();
  await openSection(page, 'ご請求の内容');
  await page.getByText('<img src=x onerror="document.title=1">{{7*7}}').waitFor();
  expect(await page.title()).not.toBe('1');
});

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults.filter((fault) => !/ERR_/.test(fault))).toEqual([]);
});
