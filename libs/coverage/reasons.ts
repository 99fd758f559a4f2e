import type { CoverageReason, IncidentGateCode, RuleId, SupportCode, SupportOnlyCode } from './response.js';

interface ReasonText {
  readonly rule: RuleId;
  readonly textJa: string;
  readonly textEn: string;
}

/** A code without a rule or without a sentence in both languages does not compile. */
const reasonTexts: Readonly<Record<IncidentGateCode | SupportOnlyCode, ReasonText>> = {
  'ineligible-institution': {
    rule: 'R-ELG-2',
    textJa:
      '薬局はこの保険の加入対象ではなく、商品ページは「企業向けサイバー保険」をご案内しているため、お支払いの対象外です。',
    textEn:
      'A pharmacy cannot be insured under this product, for which the product page points to company cyber insurance (企業向けサイバー保険), so nothing is payable.',
  },
  'known-before-inception': {
    rule: 'R-TIME',
    textJa:
      '補償の開始（切れ目なく継続されたご契約では最初の開始）より前に発見され、またはご契約者が知っていた事故は「保険期間中」の事故に当たらないため、お支払いの対象外です。',
    textEn:
      'The incident was discovered, or known to the policyholder, before cover (unbroken over renewals) began and so does not fall within the policy period (保険期間中), so nothing is payable.',
  },
  'outside-period': {
    rule: 'R-TIME',
    textJa:
      '事故の発生が補償の終了後であるか、または発生が補償の開始前で発見が終了後であり、「保険期間中」の事故に当たらないため、お支払いの対象外です。',
    textEn:
      'The incident occurred after cover ended, or occurred before cover began and was discovered after it ended, and so does not fall within the policy period (保険期間中), so nothing is payable.',
  },
  'period-boundary-day': {
    rule: 'R-TIME',
    textJa:
      '事故の発生日または発見日が補償の始まる日または終わる日であり、「保険期間中」に当たるかどうかが時刻によって変わるため、担当者が個別に確認します。',
    textEn:
      'The incident occurred or was discovered on the day on which cover begins or ends, and the hour decides whether that is within the policy period (保険期間中), so a person decides.',
  },
  'period-basis-undecided': {
    rule: 'R-TIME',
    textJa:
      '事故の発生または発見が補償の期間の外にあり、「保険期間中」を発生と発見のどちらで判断するかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The incident occurred before cover began or was discovered after it ended, and the product page does not say which of the two counts as within the policy period (保険期間中), so a person decides.',
  },
  'period-of-limits-undecided': {
    rule: 'R-TIME',
    textJa:
      '事故の発生日または発見日がご継続前の期間またはご継続の当日であり、「加入者毎」「保険期間中」の支払限度額をどの期間のものとするかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The incident occurred or was discovered before this period of an unbroken cover or on the day of renewal, and the product page does not say which period’s limits (加入者毎, 保険期間中: per member, within the policy period) apply, so a person decides.',
  },
  'undeclared-premises': {
    rule: 'R-PRM-1',
    textJa:
      '医療施設の外にある「法人本部事務局」や「医療法第42条の付帯業務」の施設・事務所は「申込時にご申告」いただいた場合に限り補償されるため、ご申告のない拠点の業務のみに生じた損害はお支払いの対象外です。',
    textEn:
      'A head office (法人本部事務局) or place of attached business (医療法第42条の付帯業務) outside the medical facility is covered only if declared at application (申込時にご申告), so a loss of the business of an undeclared place alone is not payable.',
  },
  'premises-undecided': {
    rule: 'R-PRM-1',
    textJa:
      '被害を受けた拠点が「申込時にご申告」いただいた医療法人の拠点として補償されるかどうかを確認できていないため、担当者が個別に確認します。',
    textEn:
      'It is not established whether the place that suffered is covered as a place of a medical corporation declared at application (申込時にご申告), so a person decides.',
  },
  'director-perpetrator': {
    rule: 'R-EMP-4',
    textJa:
      '役員（理事長・院長など）による行為が「従業員等」の行為に含まれるかどうかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The product page does not say whether acts of a director, such as the chairman or the head of the institution, are among those of employees or the like (従業員等), so a person decides.',
  },
  'exclusion-undecided': {
    rule: 'R-EXC',
    textJa:
      '保険金をお支払いしない場合（戦争、地震、故意など）に当たるおそれがあり、商品ページの記載だけでは判断できないため、担当者が個別に確認します。',
    textEn:
      'An exclusion, such as war, earthquake or intent, may apply, which the product page alone does not decide, so a person decides.',
  },
  'overseas-incident': {
    rule: 'R-TER-3',
    textJa:
      '「緊急時サポート総合サービス」は国内の事故に限ってご利用いただけるため、国内の施設への影響が確認されていない海外の事故ではご利用いただけません（保険金のお支払いは海外の事故も対象です）。',
    textEn:
      'The emergency support service (緊急時サポート総合サービス) is for incidents in Japan only, so it cannot be used for an incident abroad without known effect on a facility in Japan (insurance money is payable for incidents worldwide).',
  },
  'domestic-undecided': {
    rule: 'R-TER-3',
    textJa:
      '海外で起き、国内の施設に影響が及んだ事故が「緊急時サポート総合サービス」の対象である国内の事故に当たるかどうかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The product page does not say whether an incident abroad that affects a facility in Japan is an incident in Japan, for which alone the emergency support service (緊急時サポート総合サービス) is provided, so a person decides.',
  },
  'coverage-not-yet-established': {
    rule: 'R-SUP-1',
    textJa:
      '「緊急時サポート総合サービス」は「保険金がお支払いできる場合」に限ってご利用いただけますが、お支払いの対象となるかどうかをまだ確認できていないため、担当者が個別に確認します。',
    textEn:
      'The emergency support service can be used only where insurance money can be paid (保険金がお支払いできる場合), which is not yet established, so a person decides.',
  },
  'limit-exhausted': {
    rule: 'R-SUP-1',
    textJa:
      '「緊急時サポート総合サービス」は「保険金がお支払いできる場合」に限ってご利用いただけますが、事故対応特別費用の支払限度額または保険期間中の合計支払限度額に残りがないため、担当者が個別に確認します。',
    textEn:
      'The emergency support service can be used only where insurance money can be paid (保険金がお支払いできる場合), and nothing is left of the response-expense limit or of the aggregate limit of the policy period, so a person decides.',
  },
  available: {
    rule: 'R-SUP-1',
    textJa:
      '「保険金がお支払いできる場合」に当たる国内の事故として「緊急時サポート総合サービス」をご利用いただけます。',
    textEn:
      'The emergency support service can be used, as this is an incident in Japan for which insurance money can be paid (保険金がお支払いできる場合).',
  },
};

/** The rule behind a code of the incident gates or of emergency support. */
export function ruleOf(code: IncidentGateCode | SupportCode): RuleId {
  return reasonTexts[code].rule;
}

/** The reason for people: code, rule and one plain sentence in Japanese and English that names the product page's words. */
export function reasonOf<C extends IncidentGateCode | SupportCode>(code: C): CoverageReason<C> {
  return { code, ...reasonTexts[code] };
}
