import { authorityNeeded, signatureReasons, seniorsMissing } from './decision-words.js';
import type { CodedText } from '#kernel';

export const decisionKinds = ['approve', 'reduce', 'reject'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** A signer: whether a senior adjuster, and their authority (yen) in the lane on the day. */
export interface Signer {
  readonly personId: string;
  readonly senior: boolean;
  readonly authorityYen: number;
}

/** What a proposal is judged by (money rules, section 3). */
export interface Situation {
  readonly kind: DecisionKind;
  readonly amountYen: number;
  /** The assessed amount if every question is answered "covered". */
  readonly assessedYen: number;
  /** A gate ends the line, and it is proposed to be paid all the same. */
  readonly againstGate: boolean;
  /** A step came from a parameter that is not in the published terms. */
  readonly parameterReduction: boolean;
  /** The rules left questions, and they were answered. */
  readonly questionsAnswered: boolean;
  /** A check before the first proposal found a problem. */
  readonly checkIssue: boolean;
  /** More was paid already than is due: the rest is demanded back. */
  readonly demandsBack?: boolean;
  /** Yen decided already in the case and lane, and in 30 days for the payee and institution; without this proposal. */
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
  /**
   * What the countersigner names of the policy wording: an article, or an article or that no article carries the
   * denial.
   */
  readonly ground: 'none' | 'article' | 'article-or-none';
  readonly because: readonly CodedText[];
}

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
      ...(kind === 'reject' ? [signatureReasons.reject] : []),
      ...(kind === 'reduce' ? [signatureReasons.reduce] : []),
      ...(situation.parameterReduction ? [signatureReasons.parameter] : []),
      ...(situation.questionsAnswered ? [signatureReasons.questions] : []),
      ...(situation.checkIssue ? [signatureReasons.check] : []),
      ...(situation.demandsBack ? [signatureReasons.back] : []),
      ...(above ? [signatureReasons.above] : []),
      ...(situation.againstGate ? [signatureReasons.against] : []),
    ],
  };
}

/** What is still missing of a proposal's signatures; empty when it is complete. */
export function missingSignatures(needs: Needs, proposer: Signer, countersigners: readonly Signer[]): CodedText[] {
  const all = [proposer, ...countersigners];
  const seniors = all.filter(({ senior }) => senior).length;
  const covered = needs.totalYen === 0 || all.some(({ authorityYen }) => authorityYen >= needs.totalYen);
  return [
    ...(covered || seniors >= 2 ? [] : [authorityNeeded(needs.totalYen)]),
    ...(needs.twoSeniors && seniors < 2 ? [seniorsMissing.two] : []),
    ...(needs.seniorCountersigner && !countersigners.some(({ senior }) => senior)
      ? [seniorsMissing.countersigner]
      : []),
    ...(needs.senior && seniors === 0 ? [seniorsMissing.one] : []),
  ];
}

/** How many countersignatures a proposal needs at least; the database counts them too. */
export function leastCountersigners(needs: Needs, proposer: Signer): 0 | 1 | 2 {
  if (needs.twoSeniors) return proposer.senior ? 1 : 2;
  return missingSignatures(needs, proposer, []).length === 0 ? 0 : 1;
}
