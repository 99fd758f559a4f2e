import { reasonOf, ruleOf } from './reasons.js';
import type { IncidentGateCode, SupportOnlyCode } from './response.js';

/** The rule behind each code: sections 3 and 7 of the rules, and the words of the product page that the rule rests on. */
const rules: Record<IncidentGateCode | SupportOnlyCode, [rule: string, words: string]> = {
  'ineligible-institution': ['R-ELG-2', '企業向けサイバー保険'],
  'known-before-inception': ['R-TIME', '保険期間中'],
  'outside-period': ['R-TIME', '保険期間中'],
  'period-boundary-day': ['R-TIME', '保険期間中'],
  'period-basis-undecided': ['R-TIME', '保険期間中'],
  'period-of-limits-undecided': ['R-TIME', '加入者毎'],
  'undeclared-premises': ['R-PRM-1', '申込時にご申告'],
  'premises-undecided': ['R-PRM-1', '申込時にご申告'],
  'director-perpetrator': ['R-EMP-4', '従業員等'],
  'exclusion-undecided': ['R-EXC', '商品ページ'],
  'overseas-incident': ['R-TER-3', '緊急時サポート総合サービス'],
  'domestic-undecided': ['R-TER-3', '緊急時サポート総合サービス'],
  'coverage-not-yet-established': ['R-SUP-1', '保険金がお支払いできる場合'],
  'limit-exhausted': ['R-SUP-1', '保険金がお支払いできる場合'],
  available: ['R-SUP-1', '保険金がお支払いできる場合'],
};
const codes = Object.keys(rules) as (IncidentGateCode | SupportOnlyCode)[];

describe('reasons in words', () => {
  it.each(codes)('%s names its rule and the words of the product page', (code) => {
    const [rule, words] = rules[code];
    expect(ruleOf(code)).toBe(rule);
    expect(reasonOf(code)).toMatchObject({ code, rule });
    expect(reasonOf(code).textJa).toContain(words);
  });

  it.each(codes)('%s is one whole sentence in Japanese and one in English', (code) => {
    const { textJa, textEn } = reasonOf(code);
    expect(textJa).toMatch(/^[^。]+(です|ます|ません)(（[^。）]+）)?。$/u);
    expect(textEn).toMatch(/^[A-Z][^.]+\.$/);
  });

  it('says the same sentence for no two codes', () => {
    expect(new Set(codes.map((code) => reasonOf(code).textJa)).size).toBe(codes.length);
    expect(new Set(codes.map((code) => reasonOf(code).textEn)).size).toBe(codes.length);
  });
});
