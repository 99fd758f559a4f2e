import { reasonOf, type CoverageReason, type SupportCode } from '#coverage';
import type { CodedText, Words } from '#kernel';
import type { MissingFact } from './case-request.js';

/** The names of the outlook on cover. */
export const coverageOutlookNames = {
  green: { ja: 'お支払いの対象', en: 'can be paid' },
  amber: { ja: '担当者が個別に確認', en: 'a person decides' },
  red: { ja: 'お支払いの対象外', en: 'not covered' },
} as const;
/** The names of the outlook on emergency support, in the service's own words. */
export const supportOutlookNames = {
  available: { ja: 'ご利用いただけます', en: 'can be used' },
  refer: { ja: '専任スタッフが個別に確認', en: 'a support person decides' },
  'not-available': { ja: 'ご利用いただけません', en: 'cannot be used' },
} as const;

/**
 * The one question that settles the support outlook of an incident abroad: whether the damage is at a facility in
 * Japan.
 */
export type OutlookQuestion = 'domestic-effect';

/** The reason of the coverage outlook, in words of cover alone. */
export function coverageReason(code: SupportCode): CodedText {
  switch (code) {
    case 'available':
      return coverExpected;
    case 'coverage-not-yet-established':
      return coverNotEstablished;
    case 'limit-exhausted':
      return limitExhausted;
    default:
      return reasonOf(code);
  }
}

/** The reasons of the support outlook, in the service's own words, and the question of cover where one decided. */
export function supportReasons(code: SupportCode): CodedText[] {
  const own = reasonOf(code);
  return inServiceWords.has(code) ? [own] : [own, supportNeedsCover];
}

const inServiceWords: ReadonlySet<SupportCode> = new Set([
  'available',
  'overseas-incident',
  'domestic-undecided',
  'coverage-not-yet-established',
  'limit-exhausted',
]);

const coverExpected: CodedText = {
  code: 'incident.cover-expected',
  rule: 'R-TER-1',
  textJa:
    'この事故は、国内・海外のどちらで起きた場合も、保険金のお支払いの対象となる見通しです。費用ごとのお支払いは、担当者が確認して決定します。',
  textEn:
    'Insurance money can be expected for this incident, in Japan or abroad. An adjuster looks at each expense and decides on it.',
};

const coverNotEstablished: CodedText = {
  code: 'coverage-not-yet-established',
  rule: 'R-SUP-1',
  textJa:
    '「保険金がお支払いできる場合」に当たるかどうかを、これまでにわかっている事実からはまだ確認できないため、担当者が個別に確認します。',
  textEn:
    'Whether insurance money can be paid (保険金がお支払いできる場合) is not established by what is known so far, so a person decides.',
};

const limitExhausted: CodedText = {
  code: 'limit-exhausted',
  rule: 'R-LIM-2',
  textJa:
    '事故対応特別費用の支払限度額または保険期間中の合計支払限度額に残りがないため、お支払いできるかどうかを担当者が個別に確認します。',
  textEn:
    'Nothing is left of the response-expense limit or of the aggregate limit of the policy period, so a person decides whether anything can be paid.',
};

const supportNeedsCover: CodedText = {
  code: 'support-needs-cover',
  rule: 'R-SUP-1',
  textJa: '「緊急時サポート総合サービス」は、「保険金がお支払いできる場合」に限ってご利用いただけます。',
  textEn:
    'The emergency support service can be used only where insurance money can be paid (保険金がお支払いできる場合).',
};

/** A fact without which an outlook is not settled. The country is needed for support alone. */
export type NamedFact = MissingFact | 'country';

const factWords: Readonly<Record<Exclude<NamedFact, 'policy'>, Words>> = {
  cause: { ja: '事故の原因', en: 'the cause of the incident' },
  discoveredAt: { ja: '事故を発見した日時', en: 'the time of its discovery' },
  country: { ja: '事故が起きた国', en: 'the country in which it happened' },
};

/** Why the coverage outlook is not settled. */
export function coverageMissing(missing: readonly MissingFact[]): CodedText[] {
  return reasonsOfMissing(missing, {
    facts: (names) => ({
      ja: `次の事項を確認できていないため、補償の見通しはまだお示しできません：${names.ja}。`,
      en: `The coverage outlook cannot be given yet, because the following is not established: ${names.en}.`,
    }),
    policy: {
      ja: '対象となるご契約を確認できていないため、補償の見通しはまだお示しできません。',
      en: 'The coverage outlook cannot be given yet, because the policy has not been found.',
    },
  });
}

/** Why a support person decides on emergency support. */
export function supportMissing(missing: readonly NamedFact[]): CodedText[] {
  return reasonsOfMissing(missing, {
    facts: (names) => ({
      ja: `次の事項を確認できていないため、緊急時サポートをご利用いただけるかどうかを専任スタッフが個別に確認します：${names.ja}。`,
      en: `A support person decides whether emergency support can be used, because the following is not established: ${names.en}.`,
    }),
    policy: {
      ja: '対象となるご契約を確認できていないため、緊急時サポートをご利用いただけるかどうかを専任スタッフが個別に確認します。',
      en: 'A support person decides whether emergency support can be used, because the policy has not been found.',
    },
  });
}

function reasonsOfMissing(
  missing: readonly NamedFact[],
  texts: { readonly facts: (names: Words) => Words; readonly policy: Words },
): CodedText[] {
  const named = missing.flatMap((name) => (name === 'policy' ? [] : [factWords[name]]));
  const facts = texts.facts({
    ja: named.map(({ ja }) => ja).join('、'),
    en: named.map(({ en }) => en).join(', '),
  });
  const coded = (code: string, { ja, en }: Words): CodedText => ({ code, textJa: ja, textEn: en });
  return [
    ...(named.length > 0 ? [coded('incident.facts-missing', facts)] : []),
    ...(missing.includes('policy') ? [coded('incident.policy-not-found', texts.policy)] : []),
  ];
}

/** The question about Japan in words, for the institution and the desk. */
export const questionTexts: Readonly<Record<OutlookQuestion, CodedText>> = {
  'domestic-effect': {
    code: 'incident.domestic-effect-unknown',
    textJa: '被害（システムの停止、データの消失・暗号化など）は、日本国内の施設で起きていますか。',
    textEn:
      'Is the damage (systems that stand still, data lost or encrypted, and so on) at a facility in Japan, for example because a system in a foreign cloud serves it?',
  },
};

/** A line of bodily injury whose clause holds in Japan only, while the country is not known. */
export const countryUnknown: CoverageReason<'bodily-injury-territory'> = {
  code: 'bodily-injury-territory',
  rule: 'R-TER-2',
  textJa:
    '「サイバー攻撃による対人・対物事故補償追加条項」は国内の事故に限られ、事故が起きた国をまだ確認できていないため、担当者が個別に確認します。',
  textEn:
    'The added clause for bodily injury and property damage (サイバー攻撃による対人・対物事故補償追加条項) applies in ' +
    'Japan only, and the country of the incident is not established yet, so a person decides.',
};
