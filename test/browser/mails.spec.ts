import type { Page } from 'playwright-core';
import { attackInJapan, report } from '../journeys/cases.js';
import { Browsers, laptop, phone, signIn, signedIn } from '../support/browser.js';
import { mailServer, textOfMail } from '../support/neighbours.js';
import { until } from '../support/processes.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

interface Mail {
  readonly id: string;
  readonly state: string;
  readonly subject: string;
  readonly to: string;
}

let mails: Awaited<ReturnType<typeof mailServer>>;
let system: TestSystem;
let browsers: Browsers;
let desk: Session;
let hospital: Session;

beforeAll(async () => {
  mails = await mailServer();
  system = await testSystem({ env: { SMTP_URL: `smtp://127.0.0.1:${mails.port}` } });
  browsers = await Browsers.on(system);
  [desk, hospital] = await Promise.all([system.as('support@sonae.example'), system.as('reporter@sakura.example')]);
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
  await mails?.stop();
});

const mailOf = async (caseId: string): Promise<Mail | undefined> =>
  (await desk.get<{ items: Mail[] }>(`/mails?incidentId=${caseId}`)).items[0];
/** A report whose acknowledgement the mail server refuses, or takes without saying so. */
async function undecided(manner: 'refuses' | 'half-closes'): Promise<{ caseNumber: string; mail: Mail }> {
  await mails.be(manner);
  const { id, caseNumber } = await report(hospital, attackInJapan());
  let mail: Mail | undefined;
  await until('nobody but a person can decide', 30_000, async () => {
    mail = await mailOf(id);
    return mail?.state === (manner === 'refuses' ? 'failed' : 'unknown');
  });
  await mails.be('well');
  return { caseNumber, mail: mail! };
}
const listOf = (page: Page) => page.getByRole('region', { name: '確認が必要なメール' });
const opened = async (email: string, viewport = laptop): Promise<Page> => {
  const page = await browsers.as(email, { viewport });
  await page.goto(`${browsers.address}/app/letters`);
  await page.getByRole('heading', { name: '書面と送信メール' }).waitFor();
  return page;
};

describe('mails of which a person decides', () => {
  it('are shown with reader, reason and what to do, on a phone and on a wide page; who decides nothing has no buttons', async () => {
    const [refused, unknown] = [await undecided('refuses'), await undecided('half-closes')];
    // and counted on the board of the queues
    const admin = await system.as('admin@sonae.example');
    const { errands } = await admin.get<{ errands: { errand: string; dead: number; unknown: number }[] }>('/queues');
    expect(errands.find(({ errand }) => errand === 'send-mail')).toMatchObject({ dead: 1, unknown: 1 });
    for (const viewport of [phone, laptop]) {
      const page = await opened('support@sonae.example', viewport);
      const list = listOf(page);
      await list.getByText(/自動では送り直しません/).waitFor();
      for (const [{ mail }, state, reason] of [
        [refused, '送信できません', 'メールサーバーが送信を断りました（応答 550）。'],
        [unknown, '届いたか不明', /受け取りの返事がないまま、通信が途切れました/],
      ] as const) {
        const item = list.getByRole('row').filter({ hasText: mail.subject });
        await item.getByText(state).waitFor();
        await item.getByText(reason).waitFor();
        await item.getByText(mail.to).waitFor();
        expect(await item.getByRole('button').allInnerTexts()).toEqual(['届いた・伝わったと記録する', 'もう一度送る']);
      }
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide).toBe(0);
    }
    const senior = await opened('senior@sonae.example');
    await listOf(senior).getByText(refused.mail.subject).waitFor();
    expect(await listOf(senior).locator('tbody').getByRole('button').count()).toBe(0);
  }, 120_000);

  it('one is recorded as arrived with how that is known; one goes again when somebody says so, and not otherwise', async () => {
    const page = await opened('support@sonae.example', phone);
    const list = listOf(page);
    await list.getByRole('button', { name: 'もう一度送る' }).nth(1).waitFor();
    const before = new Map(mails.ended);
    const dialog = page.getByRole('dialog');
    const failed = list.getByRole('row').filter({ hasText: '送信できません' });
    await failed.getByRole('button', { name: '届いた・伝わったと記録する' }).click();
    await dialog.getByRole('button', { name: '届いた・伝わったと記録する' }).click();
    await dialog.getByText(/入力してください/).waitFor();
    await dialog.getByLabel('確かめた方法').fill('代表番号へ電話し、画面で読んだと確認');
    await dialog.getByRole('button', { name: '届いた・伝わったと記録する' }).click();
    await failed.waitFor({ state: 'detached' });
    expect(mails.ended).toEqual(before);

    const unknown = list.getByRole('row').filter({ hasText: '届いたか不明' });
    await unknown.getByRole('button', { name: 'もう一度送る' }).click();
    await dialog.getByText('すでに届いている場合は、2通届きます。').waitFor();
    await dialog.getByLabel('確かめた方法').fill('電話で未着と確認');
    await dialog.getByRole('button', { name: 'もう一度送る' }).click();
    // nothing is left to decide, so nothing is said of it
    await list.waitFor({ state: 'detached' });
    await until('it is sent again', 30_000, () => Promise.resolve([...mails.ended.values()].includes(2)));
  }, 120_000);

  it('that a colleague decided meanwhile says so, and what was typed stays', async () => {
    const { mail } = await undecided('refuses');
    const page = await opened('support@sonae.example');
    await listOf(page).getByRole('button', { name: 'もう一度送る' }).click();
    const decided = await desk.send('POST', `/mails/${mail.id}/arrivals`, {
      key: freshKey(),
      body: { reason: '本人から連絡' },
    });
    expect(decided.status).toBe(200);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('確かめた方法').fill('電話で未着と確認');
    await dialog.getByRole('button', { name: 'もう一度送る' }).click();
    await dialog.getByText(/送信の結果を確認する対象ではありません/).waitFor();
    expect(await dialog.getByLabel('確かめた方法').inputValue()).toBe('電話で未着と確認');
    await dialog.getByRole('button', { name: 'やめる' }).click();
    await listOf(page).waitFor({ state: 'detached' });
    expect(mails.ended.get(mail.id)).toBe(undefined);
  }, 120_000);
});

it('a mailed link to sign in is opened on the new device: its code leaves the address, is good once, and says so', async () => {
  mails.sources.clear();
  await system.send('POST', '/auth/sign-in-links', { body: { email: hospital.email } });
  await until('the link', 30_000, () => Promise.resolve(mails.sources.size > 0));
  const [, hash = ''] = /^http\S+(#\S+)$/m.exec(textOfMail([...mails.sources.values()][0] ?? '')) ?? [];
  const open = async (): Promise<Page> => {
    const page = await (await browsers.context({ viewport: phone })).newPage();
    await page.goto(`${browsers.address}/app${hash}`);
    await page.getByLabel('メールアドレス').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    return page;
  };
  const page = await open();
  await signIn(page, hospital.email);
  await signedIn(page);
  const again = await open();
  await signIn(again, hospital.email);
  await again
    .getByText(/使用済み|使えません|期限/)
    .first()
    .waitFor();
}, 60_000);

it('no page reported an error', () => {
  expect(browsers.faults).toEqual([]);
});
