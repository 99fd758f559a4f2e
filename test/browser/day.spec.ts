import type { Page } from 'playwright-core';
import { Browsers } from '../support/browser.js';
import { Claims, cost, idOf, type ClaimCase } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

/** An adjuster's day: eighty items, with every act of the hand counted: a key, a click, or a field typed. */

/** What a person finds when looking at a line: nothing, too much claimed, something missing, a question of coverage. */
type Kind = 'clean' | 'reduced' | 'asked' | 'questioned';
const mostActs = 260;

let system: TestSystem;
let browsers: Browsers;
let claims: Claims;
let holder: Session;
let taxed: ClaimCase;
const kinds = new Map<string, Kind>();

/** Costs that differ, so that none is taken for another. */
const lines = (many: number, from: number, more: object = {}): object[] =>
  Array.from({ length: many }, (_, at) =>
    cost('call-center', from + at * 100, {
      vendorName: `見本受電 ${from + at}`,
      invoiceNumber: `D-${from + at}`,
      ...more,
    }),
  );

async function enter(
  kind: Kind,
  of: readonly object[],
  { facts = {}, policy = {} }: { facts?: object; policy?: object } = {},
): Promise<ClaimCase> {
  const shown = await claims.inReview(await claims.policy({ plan: 3, ...policy }), of, { facts });
  for (const { id } of shown.expenses) kinds.set(id, kind);
  return shown;
}

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
  claims = await Claims.on(system);
  holder = await claims.holder(idOf(await enter('reduced', lines(8, 60_000))));
  // all of the morning is one adjuster's
  await asSuperuser(system.db.ownerUrl, (client) =>
    client.query(
      `UPDATE roster SET capacity = 0 WHERE person_id IN (SELECT g.person_id FROM role_grant g JOIN person p ON
         p.id = g.person_id WHERE g.role IN ('adjuster', 'senior-adjuster') AND p.email <> $1)`,
      [holder.email],
    ),
  );
  await enter('reduced', lines(12, 50_000));
  await enter('asked', lines(10, 40_000));
  for (let at = 0; at < 10; at++)
    await enter('questioned', lines(1, 100_000 + at * 1_000), { facts: { premises: 'unknown' } });
  for (let at = 0; at < 4; at++) await enter('clean', lines(8, 20_000 + at * 1_000));
  // half of the tax comes back to the institution: not all of what it claims, and nothing to look at
  taxed = await enter('clean', lines(8, 30_000, { tax: 3_000 }), { policy: { taxCreditableRatio: 0.5 } });
}, 180_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

/** The hand of somebody who works, and how often it did something. */
class Hand {
  acts = 0;
  constructor(readonly page: Page) {}
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
    this.acts += keys.length;
  }
  /** One field. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
    this.acts += 1;
  }
}

const filled = (page: Page, name: RegExp): Promise<void> =>
  page.locator('button:not([aria-disabled])').filter({ hasText: name }).first().waitFor();

const decide: Readonly<Record<Exclude<Kind, 'clean'>, (hand: Hand) => Promise<void>>> = {
  reduced: async (hand) => {
    const { page } = hand;
    await filled(page, /^承認 /);
    await hand.press('r');
    await page.getByRole('form', { name: '減額' }).waitFor();
    await hand.type('10,000');
    await hand.press('Tab');
    // the third of the kinds of reasons: 必要かつ有益と認められない
    await hand.press('ArrowDown', 'ArrowDown', 'ArrowDown');
    hand.acts -= 2;
    await hand.press('Tab');
    await hand.type('受電の件数に対して席数が多い（見本）');
    await hand.press('Control+Enter');
    await page.getByText('査定案を提出しました。二次承認を待っています。').waitFor();
  },
  asked: async (hand) => {
    const { page } = hand;
    await filled(page, /^承認 /);
    await hand.press('q');
    await page.getByRole('form', { name: '照会' }).waitFor();
    await hand.type('11月20日の受電件数を教えてください。');
    await hand.press('Control+Enter');
    await page.getByText('ご回答待ち').first().waitFor();
  },
  questioned: async (hand) => {
    const { page } = hand;
    await page.getByRole('form', { name: '補償の確認 1／1' }).waitFor();
    await hand.press('1');
    await hand.type('現地の確認による（見本）');
    await hand.press('Enter');
    await filled(page, /^承認 /);
    await hand.press('a');
    await page.getByText('査定案を提出しました。二次承認を待っています。').waitFor();
  },
};

it('eighty items are done in at most 260 acts of the hand', async () => {
  const page = await browsers.as(holder.email);
  const hand = new Hand(page);
  await page.locator('[data-row]').first().waitFor();
  await hand.press('j', 'Enter');
  const shownId = (): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const left = new Map(kinds);
  for (let id = 'none'; ;) {
    await page.waitForURL((url) => /\/expenses\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.endsWith(id));
    id = shownId();
    const kind = left.get(id);
    // what is left is plain: all of it at once
    if (kind === undefined || kind === 'clean') break;
    await decide[kind](hand);
    left.delete(id);
    await hand.press('j');
  }
  expect([...left.values()].filter((kind) => kind !== 'clean')).toEqual([]);
  // the list of what can be decided at once, by the search
  await page
    .getByRole('link', { name: /^すぐ決められる|^まとめて承認/ })
    .first()
    .click();
  hand.acts += 1;
  // all of them, when what was read earlier has been read again
  await page
    .getByText(/^40件\s/)
    .first()
    .waitFor();
  await page.getByRole('checkbox', { name: 'すべて選ぶ' }).click();
  hand.acts += 1;
  await page.getByRole('region', { name: '選択' }).getByText('40件を選択').waitFor();
  await hand.press('a');
  await page.getByText('40件のうち40件を承認しました。').waitFor({ timeout: 60_000 });

  const states = new Map<string, number>();
  for (const [id, kind] of kinds) {
    const { state } = await claims.desk.get<{ state: string }>(`/expenses/${id}`);
    states.set(`${kind} ${state}`, (states.get(`${kind} ${state}`) ?? 0) + 1);
  }
  expect(Object.fromEntries(states)).toEqual({
    'clean approved': 40,
    'reduced proposed': 20,
    'asked information-requested': 10,
    'questioned proposed': 10,
  });
  // less than was claimed is not called all of it
  const { decisions } = await claims.desk.get<{ decisions: { amount: number; textJa: string }[] }>(
    `/expenses/${idOf(taxed)}`,
  );
  expect(decisions).toMatchObject([
    { amount: 31_500, textJa: 'ご請求のうち、補償の範囲で計算した査定額をお支払いします。' },
  ]);
  console.info(`80 items in ${hand.acts} acts of the hand`);
  expect(hand.acts).toBeLessThanOrEqual(mostActs);
}, 240_000);
