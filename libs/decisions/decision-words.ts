import { yenInWords, type CodedText, type Words } from '#kernel';
import { checkNames, type CheckKind } from './case-check-kinds.js';
import type { reasonCodes } from './decision-reasons.js';

/** What each reason of a decision is called. */
export const reasonNames: Readonly<Record<(typeof reasonCodes)[number], Words>> = {
  'not-covered': { ja: '補償の対象外', en: 'Not covered' },
  'not-proven': { ja: '資料で確認できない', en: 'Not proven' },
  'not-necessary': { ja: '必要かつ有益と認められない', en: 'Not necessary and useful' },
  'other-incident': { ja: '別の事故の費用', en: 'Of another incident' },
  duplicate: { ja: '重複したご請求', en: 'Claimed twice' },
  'other-insurance': { ja: '他の保険からのお支払い', en: 'Paid by another insurance' },
  'compensated-by-vendor': { ja: '事業者からの補償', en: 'Compensated by a vendor' },
  other: { ja: 'その他', en: 'Other' },
};

/** Why a proposal needs more than its proposer's signature. */
export const signatureReasons = {
  reject: {
    code: 'decisions.because-reject',
    textJa: 'お支払いしない判断には、上席の保険金サービス担当者の二次承認と約款の条文が必要です。',
    textEn: 'A rejection needs the countersignature of a senior adjuster and the article of the policy wording.',
  },
  reduce: {
    code: 'decisions.because-reduce',
    textJa: '査定額より少ない額にする判断には、上席の保険金サービス担当者の二次承認と約款の条文が必要です。',
    textEn:
      'Less than the assessed amount needs the countersignature of a senior adjuster and the article ' +
      'of the policy wording.',
  },
  parameter: {
    code: 'decisions.because-parameter',
    textJa: '公表された条件にない扱いによる減額があるため、上席の保険金サービス担当者の二次承認が必要です。',
    textEn: 'A reduction rests on a parameter that is not in the published terms, so a senior adjuster countersigns.',
  },
  questions: {
    code: 'decisions.because-questions',
    textJa: '規定だけでは決まらない点の判断には、上席の保険金サービス担当者の署名が必要です。',
    textEn: 'What the rules leave open is answered, or countersigned, by a senior adjuster.',
  },
  check: {
    code: 'decisions.because-check',
    textJa: 'お支払い前の確認で問題が見つかっているため、上席の保険金サービス担当者の署名が必要です。',
    textEn: 'A check before the first proposal found something, so a senior adjuster signs.',
  },
  back: {
    code: 'decisions.because-repayment',
    textJa: 'お支払い済みの額の返還を求めるため、上席の保険金サービス担当者の二次承認が必要です。',
    textEn: 'Money that was paid is demanded back, so a senior adjuster countersigns.',
  },
  above: {
    code: 'decisions.because-above',
    textJa: '査定額を超える額には、上席の保険金サービス担当者2人の署名が必要です。',
    textEn: 'More than the assessed amount needs two senior adjusters.',
  },
  against: {
    code: 'decisions.because-against-gate',
    textJa: 'お支払いの対象外とされる費用を支払う判断には、上席の保険金サービス担当者2人の署名が必要です。',
    textEn: 'Paying what the rules do not cover needs two senior adjusters.',
  },
} as const satisfies Record<string, CodedText>;

/** Somebody whose authority (yen) covers all of it has to sign. */
export function authorityNeeded(totalYen: number): CodedText {
  const total = yenInWords(totalYen);
  return {
    code: 'decisions.authority-needed',
    textJa: `合計${total.ja}までの決裁権限を持つ人の二次承認が必要です（上席の保険金サービス担当者2人でもかまいません）。`,
    textEn:
      `The countersignature of somebody whose authority covers ${total.en} in all is needed (or two ` +
      'senior adjusters).',
  };
}

/** Signatures of senior adjusters that are missing. */
export const seniorsMissing = {
  two: {
    code: 'decisions.two-seniors-needed',
    textJa: '上席の保険金サービス担当者2人の署名が必要です。',
    textEn: 'Two senior adjusters have to sign.',
  },
  countersigner: {
    code: 'decisions.senior-countersignature-needed',
    textJa: '上席の保険金サービス担当者の二次承認が必要です。',
    textEn: 'The countersignature of a senior adjuster is needed.',
  },
  one: {
    code: 'decisions.senior-needed',
    textJa: '上席の保険金サービス担当者の署名が必要です。',
    textEn: 'A senior adjuster has to sign.',
  },
} as const satisfies Record<string, CodedText>;

/** No period of cover is known. */
export const policyMissing: CodedText = {
  code: 'decisions.policy-missing',
  textJa: 'ご契約が確定していません。専任スタッフにご契約との照合を依頼してください。',
  textEn: 'No policy is matched. Ask the desk to match the case.',
};

/** A check that was not recorded. */
export const checkMissing = (kind: CheckKind): CodedText => ({
  code: `decisions.check-missing.${kind}`,
  textJa: `「${checkNames[kind].ja}」を確認し、根拠とともに記録してください。`,
  textEn: `Record, with its source: ${checkNames[kind].en}.`,
});

/** Another expense that nobody has compared with this one. */
export const duplicateOpen = (caseNumber: string, line: number): CodedText => ({
  code: 'decisions.duplicate-open',
  textJa: `${caseNumber}の明細${line}と重複していないか確かめ、結果を記録してください。`,
  textEn: `Look whether it is line ${line} of ${caseNumber}, and record what you find.`,
});

/** Less than all of a line is payable: it is not approved together with others. */
export const notAllPayable: CodedText = {
  code: 'decisions.not-all-payable',
  textJa: '請求額の全額がお支払いの対象ではありません。個別に確認してください。',
  textEn: 'Not all that is claimed is payable: look at it by itself.',
};

/** What somebody who looks at their list reads of a line they have in review: what it waits for, in a word. */
export const standingWords = {
  ready: { ja: '決定できます', en: 'Can be decided' },
  'case-not-open': { ja: '対応開始の前', en: 'Case not open yet' },
  duplicate: { ja: '重複のおそれ', en: 'Possible duplicate' },
  papers: { ja: '資料待ち', en: 'Waits for papers' },
  limit: { ja: '限度額が不足', en: 'Limit too small' },
  checks: { ja: '事案の確認待ち', en: 'Case checks missing' },
  signature: { ja: '二次承認が必要', en: 'Needs a second signature' },
  months: { ja: '各月をまとめて決定', en: 'Months decided together' },
  look: { ja: '個別に確認', en: 'To be looked at' },
} as const satisfies Readonly<Record<string, Words>>;

/** Questions of coverage that are left to a person. */
export const questionsStanding = (many: number): Words => ({
  ja: `補償の確認 ${many}問`,
  en: `Coverage: ${many} ${many === 1 ? 'question' : 'questions'}`,
});

/** A month of business interruption is not approved together with lines of other categories. */
export const statementTogether: CodedText = {
  code: 'decisions.statement-together',
  textJa: '利益・営業継続費用は、各月をまとめて決定します。費用のページから決定してください。',
  textEn: 'The months of business interruption are decided together: decide them on the page of the expense.',
};

/** What an approval at the assessed amount would pay (yen). */
export function approvedNow(claimedYen: number, assessedYen: number): Words {
  const [claimed, assessed] = [claimedYen.toLocaleString('en-US'), assessedYen.toLocaleString('en-US')];
  return {
    ja: `いま査定額で承認すると、ご請求${claimed}円に対するお支払いは${assessed}円です。`,
    en: `Approved now at its assessed amount, ${assessed} of the ${claimed} yen claimed are paid.`,
  };
}

/** Business interruption is not demanded back by hand. */
export const repaidByStatement: CodedText = {
  code: 'payments.by-statement',
  textJa:
    '利益・営業継続費用の返還は、計算書で請求します。お支払いしすぎた月は、その額を追加のご請求として登録し直し、計算書を決定してください。',
  textEn:
    'Of business interruption a statement demands what was paid too much: supplement the month with ' +
    'its figures as they are now and decide the statement.',
};

/** Of what was paid this much (yen) had been agreed to; `most` can be demanded back now. */
export function agreedBefore(agreedYen: number, mostYen: number): CodedText {
  const [agreed, most] = [yenInWords(agreedYen), yenInWords(mostYen)];
  return {
    code: 'payments.agreed-before',
    textJa:
      `お支払い済みの額のうち${agreed.ja}は、当社が支出の前に事前承認または同意した費用です。当時の事実に基づく承認・同意のため、返還は求められません。` +
      `いま返還を求められるのは${most.ja}までです。お申し出の事実が虚偽で、それを知ったうえでのものだったと上席の保険金サービス担当者2人が記録した場合に限り、求められます。`,
    textEn:
      `${agreed.en} of what was paid had been pre-approved or consented to on the facts then known: it ` +
      `is not demanded back. At most ${most.en} can be demanded now. Only two senior adjusters, who ` +
      'record that those facts were knowingly false, change that.',
  };
}
