import { reasonOf, ruleOf } from './reasons.js';
import type { IncidentGateCode, LineGateCode, SupportOnlyCode } from './response.js';

/**
 * The rule behind each code: sections 3 and 7 of the rules, and the words of the product page on which the rule rests.
 */
const rules: Record<IncidentGateCode | LineGateCode | SupportOnlyCode, [rule: string, words: string]> = {
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
  ransom: ['R-BI-4', '身代金'],
  'perpetrator-own-loss': ['R-EMP-2', '行為を行った従業員等自身の被る損害'],
  'perpetrator-intent-unknown': ['R-EMP-2', '行為を行った従業員等自身の被る損害'],
  'not-a-cyber-attack': ['R-EXP-1', '公的機関'],
  'suspicion-not-raised-by-third-party': [
    'R-3P-1',
    '公的機関、被保険者システムのセキュリティ運用管理を委託している会社等',
  ],
  'attack-not-yet-determined': ['R-3P-1', '公的機関、被保険者システムのセキュリティ運用管理を委託している会社等'],
  'third-party-undecided': ['R-3P-2', '公的機関、被保険者システムのセキュリティ運用管理を委託している会社等'],
  'suspicion-cost-after-confirmation': ['R-3P-3', '公的機関'],
  'cost-precedes-notice': ['R-3P', '公的機関'],
  'not-outsourced': ['R-EXP-1a', 'ネットワーク遮断対応のための外部委託費用'],
  'attack-not-confirmed': ['R-EXP-2', 'サイバー攻撃'],
  'investigation-without-attack': ['R-EXP-6', '従業員のシステム設定ミスなどによって生じた損害も補償します'],
  'response-trigger-undecided': ['R-EXP', '従業員のシステム設定ミスなどによって生じた損害も補償します'],
  'affected-persons-unknown': ['R-EXP-3a', '被害者への見舞金・見舞品購入費用'],
  'more-persons-than-affected': ['R-EXP-3a', '被害者'],
  'consent-missing': ['R-CONSENT', '同意'],
  'replacement-or-upgrade': ['R-EXP-4a', 'データを修復するための費用'],
  'security-product-purchase': ['R-EXP-5a', 'コンサルタント相談費用'],
  'unlisted-expense': ['R-EXP', '主な費用'],
  'equipment-repair-undecided': ['R-EXP-4a', '院内システムの損害'],
  'cost-precedes-discovery': ['R-TIME', '保険期間中'],
  'after-response-window': ['R-TIME', '事故発生時の各種対応費用'],
  'no-legal-liability': ['R-LIA', '法律上の賠償責任'],
  'defence-without-liability': ['R-LIA-5', '争訟費用'],
  'legal-liability-undecided': ['R-LIA', '法律上の賠償責任'],
  'not-in-course-of-business': ['R-LIA-7', '貴院の業務の一環'],
  'not-accidental': ['R-LIA-6', '偶然な'],
  'bodily-injury-territory': ['R-TER-2', 'サイバー攻撃による対人・対物事故補償追加条項'],
  'bodily-injury-undecided': ['R-TER-2', 'サイバー攻撃による対人・対物事故補償追加条項'],
  'option-not-purchased': ['R-BI', '利益・営業継続費用補償追加条項'],
  'no-system-stop': ['R-BI', 'サイバー攻撃など'],
  'system-stop-unknown': ['R-BI', 'サイバー攻撃など'],
  'voluntary-stop': ['R-BI', 'サイバー攻撃など'],
  'interruption-cause-undecided': ['R-BI', 'サイバー攻撃など'],
  'within-waiting-time': ['R-BI', '利益・営業継続費用補償追加条項'],
  'stop-length-unknown': ['R-BI', '利益・営業継続費用補償追加条項'],
  'no-standard-revenue': ['R-BI-1', '営業利益および経常費'],
  'after-system-restoration': ['R-BI-3', '営業継続費用'],
  'after-business-recovery': ['R-BI-2', '収益減少防止費用'],
  'beyond-indemnity-period': ['R-BI', '利益・営業継続費用補償追加条項'],
  'prevention-undecided': ['R-BI-3', '収益減少防止費用'],
  'overseas-incident': ['R-TER-3', '緊急時サポート総合サービス'],
  'domestic-undecided': ['R-TER-3', '緊急時サポート総合サービス'],
  'coverage-not-yet-established': ['R-SUP-1', '保険金がお支払いできる場合'],
  'limit-exhausted': ['R-SUP-1', '保険金がお支払いできる場合'],
  available: ['R-SUP-1', '保険金がお支払いできる場合'],
};
const codes = Object.keys(rules) as (IncidentGateCode | LineGateCode | SupportOnlyCode)[];

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
