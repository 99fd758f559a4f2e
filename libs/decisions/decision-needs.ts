import type { CodedText } from '#kernel';

export const decisionKinds = ['approve', 'reduce', 'reject'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** Somebody who signs: whether as a senior-adjuster, and up to which amount (yen) in the lane on the day. */
export interface Signer {
  readonly personId: string;
  readonly senior: boolean;
  readonly authorityYen: number;
}

/** What a proposal is judged by (money rules, section 3). */
export interface Situation {
  readonly kind: DecisionKind;
  readonly amountYen: number;
  /** What the assessment gives, with every question answered "covered". */
  readonly assessedYen: number;
  /** A gate ends the line, and it is to be paid all the same. */
  readonly againstGate: boolean;
  /** A step came from a parameter that is not in the published terms. */
  readonly parameterReduction: boolean;
  /** The rules left questions, which somebody answered. */
  readonly questionsAnswered: boolean;
  /** A check before the first proposal found something. */
  readonly checkIssue: boolean;
  /** More was paid already than it comes to: the rest is demanded back. */
  readonly demandsBack?: boolean;
  /**
   * Yen decided already in the case and lane, and in 30 days for the payee and institution; this proposal is not in it.
   */
  readonly caseLaneYen: number;
  readonly payeeYen: number;
}

/** What a proposal needs beside its proposer. */
export interface Needs {
  /** The running total that authority is tested against (yen); 0 where nothing is paid. */
  readonly totalYen: number;
  /** A senior-adjuster among those who sign. */
  readonly senior: boolean;
  /** A senior-adjuster among those who countersign. */
  readonly seniorCountersigner: boolean;
  readonly twoSeniors: boolean;
  /** What the countersigner names of the policy wording: an article, or an article or that none carries the denial. */
  readonly ground: 'none' | 'article' | 'article-or-none';
  readonly because: readonly CodedText[];
}

const because = {
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

/** What a proposal needs, by the table of the money rules, section 3; the same situation always needs the same. */
export function needsOf(situation: Situation): Needs {
  const { kind, amountYen, assessedYen } = situation;
  const above = amountYen > assessedYen && !situation.againstGate;
  const twoSeniors = above || situation.againstGate;
  const denied = kind !== 'approve';
  return {
    totalYen: amountYen === 0 ? 0 : amountYen + Math.max(situation.caseLaneYen, situation.payeeYen),
    senior: situation.questionsAnswered || situation.checkIssue,
    seniorCountersigner: denied || situation.parameterReduction || situation.demandsBack === true,
    twoSeniors,
    ground: twoSeniors ? 'article-or-none' : denied ? 'article' : 'none',
    because: [
      ...(kind === 'reject' ? [because.reject] : []),
      ...(kind === 'reduce' ? [because.reduce] : []),
      ...(situation.parameterReduction ? [because.parameter] : []),
      ...(situation.questionsAnswered ? [because.questions] : []),
      ...(situation.checkIssue ? [because.check] : []),
      ...(situation.demandsBack ? [because.back] : []),
      ...(above ? [because.above] : []),
      ...(situation.againstGate ? [because.against] : []),
    ],
  };
}

/** What is still missing of a proposal's signatures; empty when it is complete. */
export function missingSignatures(needs: Needs, proposer: Signer, countersigners: readonly Signer[]): CodedText[] {
  const all = [proposer, ...countersigners];
  const seniors = all.filter(({ senior }) => senior).length;
  const covered = needs.totalYen === 0 || all.some(({ authorityYen }) => authorityYen >= needs.totalYen);
  const figure = needs.totalYen.toLocaleString('en-US');
  return [
    ...(covered || seniors >= 2
      ? []
      : [
          {
            code: 'decisions.authority-needed',
            textJa: `合計${figure}円までの決裁権限を持つ人の二次承認が必要です（上席の保険金サービス担当者2人でもかまいません）。`,
            textEn:
              `The countersignature of somebody whose authority covers ${figure} yen in all is needed (or two ` +
              'senior adjusters).',
          },
        ]),
    ...(needs.twoSeniors && seniors < 2
      ? [
          {
            code: 'decisions.two-seniors-needed',
            textJa: '上席の保険金サービス担当者2人の署名が必要です。',
            textEn: 'Two senior adjusters have to sign.',
          },
        ]
      : []),
    ...(needs.seniorCountersigner && !countersigners.some(({ senior }) => senior)
      ? [
          {
            code: 'decisions.senior-countersignature-needed',
            textJa: '上席の保険金サービス担当者の二次承認が必要です。',
            textEn: 'The countersignature of a senior adjuster is needed.',
          },
        ]
      : []),
    ...(needs.senior && seniors === 0
      ? [
          {
            code: 'decisions.senior-needed',
            textJa: '上席の保険金サービス担当者の署名が必要です。',
            textEn: 'A senior adjuster has to sign.',
          },
        ]
      : []),
  ];
}

/** How many countersignatures a proposal needs at least: what the database counts. */
export function leastCountersigners(needs: Needs, proposer: Signer): 0 | 1 | 2 {
  if (needs.twoSeniors) return proposer.senior ? 1 : 2;
  return missingSignatures(needs, proposer, []).length === 0 ? 0 : 1;
}
