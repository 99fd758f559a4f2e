import { lanes } from '#kernel';
import { categories, categoryTable, coverageOf, laneOf, phaseOf } from './categories.js';

/** Category, Japanese, coverage, phase, lane: section 2 of the rules. */
const published = `
network-isolation | ネットワーク遮断対応のための外部委託費用 | response-expense | suspicion | forensics
attack-check | サイバー攻撃有無の発生調査費用 | response-expense | suspicion | forensics
damage-and-cause-investigation | 被害状況・原因調査費用 | response-expense | investigation | forensics
call-center | コールセンター設置費用 | response-expense | apology | call-center
media-apology | メディアによる謝罪対応費用 | response-expense | apology | communications
condolence | 被害者への見舞金・見舞品購入費用 | response-expense | apology | communications
press-conference | 信頼回復のための会見など | response-expense | apology | communications
data-restoration | データを修復するための費用 | response-expense | recovery | data-restoration
prevention-consulting | 再発防止のためのコンサルタント相談費用 | response-expense | recovery | prevention
prevention-planning | 再発防止策の策定費用 | response-expense | recovery | prevention
expert-advice | 専門家への相談費用 | response-expense | in-progress | prevention
equipment-repair | 情報機器の修理費用 | response-expense | recovery | data-restoration
other-response | その他の事故対応費用 | response-expense | in-progress | general
damages | 損害賠償金 | liability | liability | compensation
litigation | 争訟費用 | liability | liability | compensation
cooperation | 協力費用 | liability | liability | compensation
other-liability | その他の賠償関連費用 | liability | liability | compensation
lost-profit | 喪失利益 | business-interruption | recovery | business-interruption
revenue-decline-prevention | 収益減少防止費用 | business-interruption | recovery | business-interruption
business-continuation | 営業継続費用 | business-interruption | recovery | business-interruption
`
  .trim()
  .split('\n')
  .map((line) => line.split(' | '));

describe('categories of cost', () => {
  it('has the twenty published categories in the published order, and no other', () => {
    expect(categories).toEqual(published.map(([category]) => category));
  });

  it.each(categories)('%s has the published words, coverage, phase and lane', (category) => {
    const row = [
      category,
      categoryTable[category].ja,
      coverageOf(category),
      phaseOf(category),
      laneOf(category, { lawyer: false }),
    ];
    expect(published).toContainEqual(row);
  });

  it.each(categories)('%s: only specialist advice goes to another lane when a lawyer gave it', (category) => {
    const expected = category === 'expert-advice' ? 'compensation' : laneOf(category, { lawyer: false });
    expect(laneOf(category, { lawyer: true })).toBe(expected);
  });

  it('leaves no lane without a category', () => {
    expect(new Set(categories.map((category) => laneOf(category, { lawyer: false })))).toEqual(new Set(lanes));
  });

  it.each(categories)('%s has an English name of its own', (category) => {
    const { en } = categoryTable[category];
    expect(en).toMatch(/^[A-Z][A-Za-z,' -]+$/);
    expect(categories.filter((other) => categoryTable[other].en === en)).toEqual([category]);
  });
});
