import { Browsers } from '../support/browser.js';
import { makeFinal } from '../support/cashiers.js';
import { Claims, cost, idOf, type ClaimCase } from '../support/claims.js';
import { testSystem, type TestSystem } from '../support/system.js';
import { axe } from './axe.js';

let system: TestSystem;
let browsers: Browsers;
let claims: Claims;
let shown: ClaimCase;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  claims = await Claims.on(system);
  const tens = [10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000];
  const decided = await claims.inReview(
    await claims.policy({ plan: 3 }),
    tens.map((amount) => cost('call-center', amount)),
  );
  const senior = await system.as('senior@sonae.example');
  for (const { id } of decided.expenses) expect((await claims.propose(senior, id)).body.state).toBe('approved');
  await makeFinal(system, decided.id);
  shown = await claims.inReview(await claims.policy({ plan: 3 }), [
    cost('call-center', 65_000, { tax: 6_500 }),
    cost('press-conference', 65_000),
  ]);
}, 120_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

/** By how much the columns of the page, and the window, have more than they show. */
const hidden = (page: Awaited<ReturnType<Browsers['as']>>): Promise<number[]> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main section[tabindex]')].map(
      (part) => part.scrollHeight - part.clientHeight,
    ),
  );

it('the range of comparable costs is a picture that says itself in words, without scrolling, and a table behind it', async () => {
  const page = await browsers.as((await claims.holder(idOf(shown))).email);
  await page.goto(`${browsers.address}/app/expenses/${idOf(shown)}`);
  const block = page.getByRole('region', { name: '同じ費目で認めた額（税抜）' });
  await block
    .getByRole('img', {
      name:
        '8件の最小10,000円、中央の半数20,000円から60,000円、中央値40,000円、最大80,000円。' +
        'この明細のご請求は65,000円で、認めた額がこれより低いものは6件',
      exact: true,
    })
    .waitFor();
  expect(await block.getByRole('heading').textContent()).toBe('同じ費目で認めた額（税抜）診療所・8件');
  await page.getByText('自分の署名だけで決定できます。').waitFor();
  expect(await hidden(page)).toEqual([0, 0, 0, 0]);
  expect(await axe(page, null)).toEqual([]);
  await block.getByText('金額の表と比べ方').click();
  expect(await block.getByRole('row').allTextContents()).toEqual([
    '最小10,000円',
    '4分の1がこの額以下20,000円',
    '中央値（半数がこの額以下）40,000円',
    '4分の3がこの額以下60,000円',
    '最大80,000円',
    'この明細のご請求65,000円',
  ]);
  expect(await block.getByText(/このうち診療所の8件（1医療機関）を比べています/).isVisible()).toBe(true);
  await page.getByRole('button', { name: 'English' }).click();
  await page
    .getByRole('region', { name: 'Recognised for like costs, without tax' })
    .getByRole('img', {
      name:
        'Of 8 expenses the smallest is ¥10,000, the middle half ¥20,000 to ¥60,000, the median ¥40,000, the largest ' +
        '¥80,000. This one claims ¥65,000; less than that was recognised for 6',
      exact: true,
    })
    .waitFor();
}, 60_000);

it('of too few there is no picture, and that is said', async () => {
  const page = await browsers.as((await claims.holder(idOf(shown, 1))).email);
  await page.goto(`${browsers.address}/app/expenses/${idOf(shown, 1)}`);
  const block = page.getByRole('region', { name: '同じ費目で認めた額（税抜）' });
  await block.getByText('比べられる決定済みの費用が少なすぎます（0件）。').waitFor();
  expect(await block.getByRole('img').count()).toBe(0);
}, 60_000);

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults).toEqual([]);
});
