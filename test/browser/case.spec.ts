import type { Page } from 'playwright-core';
import { Browsers, laptop, phone } from '../support/browser.js';
import { freshKey, testSystem, type TestSystem } from '../support/system.js';
import { worldOf, type World } from '../support/world.js';
import { axe } from './axe.js';

/** The insurer's page of one case: what stays in sight, where letters lead, and what its tabs count. */

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

async function open(id: string, email = 'support@sonae.example', viewport = laptop): Promise<Page> {
  const page = await browsers.as(email, { viewport });
  await page.goto(`${browsers.address}/app/cases/${id}`);
  await page.getByRole('link', { name: /^すべて \d+$/ }).waitFor();
  return page;
}

it('the head stays in sight below the bar, the right part below the head; on a phone both scroll away', async () => {
  const page = await open(world.claimed);
  const heading = page.getByRole('heading', { level: 1 });
  const acts = page.getByRole('heading', { name: 'できる手続' });
  await page.setViewportSize({ width: 1280, height: 500 });
  await page.evaluate(() => scrollTo(0, 1_000));
  await page.waitForFunction(() => scrollY > 0);
  const bar = await page.getByRole('banner').first().boundingBox();
  const head = await heading.boundingBox();
  expect(head?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
  expect((await acts.boundingBox())?.y).toBeGreaterThan((head?.y ?? 0) + (head?.height ?? 0));
  expect((await acts.boundingBox())?.y).toBeLessThan(300);
  await page.setViewportSize(phone);
  await page.evaluate(() => scrollTo(0, 1_500));
  await page.waitForFunction(() => scrollY > 1_000);
  expect((await heading.boundingBox())?.y).toBeLessThan(0);
}, 60_000);

it('letters move the focus to their part, and are text while somebody types', async () => {
  const page = await open(world.abroad);
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
  for (const [letter, name] of [
    ['l', '支払限度額'],
    ['s', '緊急時サポート'],
    ['p', '連絡先'],
    ['o', '起きている'],
    ['.', '入力する'],
  ] as const) {
    await page.keyboard.press(letter);
    expect([letter, await focused()]).toEqual([letter, name]);
  }
  // the part is shown where another one is
  await page.getByRole('link', { name: '書類', exact: true }).click();
  expect(new URL(page.url()).searchParams.get('part')).toBe('papers');
  await page.getByRole('heading', { name: '支払限度額', exact: true }).focus();
  await page.keyboard.press('c');
  const first = page.getByRole('form', { name: '電話を記録する' }).getByRole('radio').first();
  await page.waitForFunction(() => (document.activeElement as HTMLInputElement | null)?.type === 'radio');
  expect(await first.evaluate((radio) => radio === document.activeElement)).toBe(true);
  const said = page.getByLabel('話したこと');
  await said.fill('');
  await said.pressSequentially('lo.');
  expect(await said.inputValue()).toBe('lo.');
  expect(browsers.faults).toEqual([]);
}, 60_000);

it('each tab of the stream counts what it shows, newest first, and stands in the address', async () => {
  const page = await open(world.claimed, 'senior@sonae.example');
  const stream = page.getByRole('region', { name: '経過' });
  const tabs = stream.getByRole('navigation', { name: '経過の種類' }).getByRole('link');
  const counted = await tabs.allTextContents();
  expect(counted.length).toBeGreaterThan(3);
  let sum = 0;
  for (const [at, text] of counted.entries()) {
    const many = Number(/\d+$/.exec(text)?.[0]);
    await tabs.nth(at).click();
    await stream.locator(`[aria-current]:text-is("${text}")`).waitFor();
    expect([text, await stream.getByRole('listitem').count()]).toEqual([text, many]);
    if (at > 0) sum += many;
    else expect(many).toBeGreaterThan(10);
  }
  expect(sum).toBe(Number(/\d+$/.exec(counted[0] ?? '')?.[0]));
  await tabs.first().click();
  await stream.locator(`[aria-current]:text-is("${counted[0]}")`).waitFor();
  const times = await stream
    .locator('time')
    .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
  expect(times).toEqual(times.toSorted((one, other) => other.localeCompare(one)));
  await stream.getByRole('link', { name: /^お金 / }).click();
  await page.reload();
  await stream
    .getByRole('link', { name: /^お金 / })
    .and(stream.locator('[aria-current]'))
    .waitFor();
  // what only the house reads says so
  const inside = stream.getByRole('listitem').filter({ hasText: '社内' }).first();
  expect(await inside.evaluate((line) => getComputedStyle(line).backgroundColor)).not.toBe('rgba(0, 0, 0, 0)');
}, 60_000);

/** The filled buttons of the page that are in sight. */
const filledOf = (page: Page): Promise<string[]> =>
  page
    .locator('main button[data-variant="filled"], main button:not([data-variant])')
    .filter({ visible: true })
    .evaluateAll((all) =>
      all.filter((one) => one.className.includes('mantine-Button')).map((one) => one.textContent ?? ''),
    );

it('has one filled button in sight: the call while it is promised, the form of an act while that is open', async () => {
  const page = await open(world.reported);
  const filled = (): Promise<string[]> => filledOf(page);
  expect(await filled()).toEqual(['通話を記録CtrlEnter']);
  const triage = page.getByRole('region', { name: '初動判定' });
  await triage.getByText('緊急度を設定してください。').waitFor();
  await triage.getByRole('button', { name: '入力する' }).click();
  await triage.getByRole('button', { name: '初動判定を記録する' }).waitFor();
  expect(await filled()).toEqual(['初動判定を記録する']);
  // what was chosen stays when it is closed
  await triage.getByLabel('場所').selectOption('insured-facility');
  await triage.getByRole('button', { name: '閉じる' }).click();
  await triage.getByRole('button', { name: '入力する' }).click();
  expect(await triage.getByLabel('場所').inputValue()).toBe('insured-facility');
}, 60_000);

it('a further call is recorded once the promised ones are kept, and the stream says which call it was', async () => {
  const page = await open(world.reported);
  const form = page.getByRole('form', { name: '電話を記録する' });
  const stream = page.getByRole('region', { name: '経過' });
  const record = async (said: string): Promise<void> => {
    await form.getByLabel('お話しできた').check();
    await form.getByLabel('話したこと').fill(said);
    await form.getByRole('button', { name: '通話を記録' }).click();
    await stream.getByText(said).waitFor();
  };
  await record('折り返しで話したこと');
  await stream.getByText('折り返しのお電話で、お話ししました。').waitFor();
  await form.getByText('お約束のほかにかけたお電話を記録します。').waitFor();
  await form.getByRole('button', { name: '通話を記録' }).click();
  await form.getByText('入力してください。').waitFor();
  await record('その後に話したこと');
  await stream.getByText(/^お電話で、お話ししました。/).waitFor();
  // it was not the promised one, and no promise runs on
  await page.getByText('お電話を記録しました。', { exact: true }).waitFor();
  expect(await stream.getByText('折り返しのお電話で、お話ししました。').count()).toBe(1);
  // the next act is the one filled button now, in each state
  expect(await filledOf(page)).toEqual(['入力する']);
  const desk = await system.as('support@sonae.example');
  const triaged = await desk.send('POST', `/incidents/${world.reported}/transitions`, {
    body: { to: 'triaged', severity: 'normal' },
    key: freshKey(),
  });
  expect(triaged.status).toBe(200);
  await page.reload();
  await page.getByRole('button', { name: '担当者を選ぶ' }).waitFor();
  await form.getByText('お約束のほかにかけたお電話を記録します。').waitFor();
  expect(await filledOf(page)).toEqual(['担当者を選ぶ']);
}, 60_000);

it('the adjuster in charge is changed by what others can assess and have to do, with a reason', async () => {
  const page = await open(world.claimed, 'senior@sonae.example');
  const act = page.getByRole('region', { name: '保険金サービス担当者の変更' });
  await act.getByRole('button', { name: '変更する' }).click();
  await act.getByText(/^いまの保険金サービス担当者は.+です。/).waitFor();
  await act.getByRole('button', { name: 'この担当者に変更する' }).click();
  await act.getByText('入力してください。').nth(1).waitFor();
  await act.getByRole('radio').last().check();
  await act.getByLabel('変更の理由').fill('休暇のため');
  await act.getByRole('button', { name: 'この担当者に変更する' }).click();
  const told = page.getByText(/^保険金サービス担当者を.+に変更しました。$/);
  await told.waitFor();
  const name = /^保険金サービス担当者を(.+)に変更しました。$/.exec((await told.textContent()) ?? '')?.[1] ?? '';
  await act.getByLabel('変更の理由').waitFor({ state: 'hidden' });
  const { adjusterInChargeName } = await (
    await system.as('senior@sonae.example')
  ).get<{ adjusterInChargeName: string }>(`/incidents/${world.claimed}`);
  expect(adjusterInChargeName).toBe(name);
}, 60_000);

it('a phase is moved by a dialog that says what is missing and what it sets off, also from the search', async () => {
  const page = await open(world.claimed, 'senior@sonae.example');
  const strip = page.getByRole('list', { name: 'いまの段階' });
  await strip.getByRole('listitem').filter({ hasText: '説明・お詫び' }).filter({ hasText: '未着手' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: '検索' }).getByRole('combobox').fill('段階');
  await page.getByRole('option').filter({ hasText: '段階の変更' }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '段階の変更' });
  await dialog.getByRole('button', { name: '段階の変更' }).click();
  await dialog.getByText('変える段階を選んでください。').waitFor();
  const claims = dialog.getByRole('radio', { name: '損害賠償：未着手 → 対応中' });
  expect(await claims.isDisabled()).toBe(true);
  await dialog.getByText('第三者からの損害賠償請求があったことを、先に記録してください。').waitFor();
  await dialog.getByRole('radio', { name: '説明・お詫び：未着手 → 対応中' }).check();
  // of six lines one is of the recovery, two of the apology, one of the damages: all before their phase
  const effects = dialog.getByRole('list', { name: 'この変更で起きること' });
  await effects.getByText('始まっていない段階の費用は、4件から2件になります。').waitFor();
  await effects.getByText(/これから「説明・お詫び」の費用として受け付けます。$/).waitFor();
  expect(await axe(page, null)).toEqual([]);
  await dialog.getByRole('button', { name: '段階の変更' }).click();
  await page.getByText('段階「説明・お詫び」を「対応中」にしました。').waitFor();
  await strip.getByRole('listitem').filter({ hasText: '説明・お詫び' }).filter({ hasText: '対応中' }).waitFor();
  await page
    .getByRole('region', { name: '経過' })
    .getByText('段階「説明・お詫び」が「対応中」になりました。')
    .waitFor();
  // what is done begins again with a reason only, and the reason that was typed stays with the dialog
  const senior = await system.as('senior@sonae.example');
  const path = `/incidents/${world.claimed}/phases/apology/transitions`;
  expect((await senior.send('POST', path, { key: freshKey(), body: { to: 'done' } })).status).toBe(200);
  await strip.getByRole('listitem').filter({ hasText: '説明・お詫び' }).filter({ hasText: '完了' }).waitFor();
  await page.getByRole('button', { name: '段階を変える' }).click();
  await dialog.getByRole('radio', { name: '説明・お詫び：完了 → 対応中' }).check();
  await dialog.getByLabel('変更の理由').fill('人数が増えたため');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '段階を変える' }).click();
  await dialog.getByRole('radio', { name: '説明・お詫び：完了 → 対応中' }).check();
  expect(await dialog.getByLabel('変更の理由').inputValue()).toBe('人数が増えたため');
}, 60_000);

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults).toEqual([]);
});
