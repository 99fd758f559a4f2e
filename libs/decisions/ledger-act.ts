import { limitNames } from '#assessment';
import { coverageOf } from '#coverage';
import type { Tx } from '#database';
import { afterAct, bucketsOf, type Bucket, type OpenAmount, type Posting, type StoredPosting } from '#limits';
import type { Statement, Subject } from './decision-basis.js';
import type { LimitAfterDto } from './decision.dto.js';
import type { DecisionKind } from './decision-needs.js';
import { statementOpen, statementPostings } from './statement.js';

/** The effect of a decision on limits and deductible; whole yen. */
export interface Outcome {
  readonly kind: DecisionKind;
  readonly amountYen: number;
  /** What its line takes of the deductible. */
  readonly deductibleYen: number;
  readonly statement?: Statement;
}

/** What the ledger is asked to post for a decision, with the postings that it ends. */
export interface DecisionAct {
  readonly postings: readonly Posting[];
  readonly ended: readonly StoredPosting[];
}

/** The postings of a decision once it has its signatures; posting them and previewing them use this one function. */
export async function actOf(
  tx: Tx,
  { incident, expense }: Pick<Subject, 'incident' | 'expense'>,
  { kind, amountYen, deductibleYen, statement }: Outcome,
): Promise<DecisionAct> {
  if (kind === 'reject') return { postings: [], ended: [] };
  if (statement) {
    const deductibles = await statementOpen(tx, incident.id, 'deductible');
    const postings = statementPostings(statement, amountYen, expense.id, deductibles);
    return { postings, ended: deductibles.filter(({ id }) => postings.some(({ ends }) => ends === id)) };
  }
  // a posting is for an expense: its reference is the expense's id
  const hold = { kind: 'hold', coverage: coverageOf(expense.category), reference: expense.id } as const;
  return {
    postings: [
      ...(amountYen > 0 ? [{ ...hold, takes: 'limit' as const, yen: amountYen }] : []),
      ...(deductibleYen > 0 ? [{ ...hold, takes: 'deductible' as const, yen: deductibleYen }] : []),
    ],
    ended: [],
  };
}

/** The release of all that a line holds; posting it and previewing it use this one function. */
export function releaseOf(open: readonly StoredPosting[]): DecisionAct {
  const ended = open.filter(({ kind }) => kind === 'hold');
  return {
    ended,
    postings: ended.map(({ id: ends, takes, coverage, yen, reference }) => ({
      kind: 'release' as const,
      takes,
      coverage,
      yen,
      reference,
      ends,
    })),
  };
}

/**
 * Every limit and the deductible before and after a decision (yen), computed by the ledger's own posting; nothing is
 * posted.
 */
export async function limitsAfter(
  tx: Tx,
  subject: Pick<Subject, 'incident' | 'expense' | 'period' | 'plan'>,
  open: readonly OpenAmount[],
  outcome: Outcome,
): Promise<LimitAfterDto[]> {
  return limitsAfterAct(subject, open, await actOf(tx, subject, outcome));
}

/** The same before and after any act of a case. */
export function limitsAfterAct(
  { incident, period, plan }: Pick<Subject, 'incident' | 'period' | 'plan'>,
  open: readonly OpenAmount[],
  act: DecisionAct,
): LimitAfterDto[] {
  const buckets = (amounts: readonly OpenAmount[]): Bucket[] => bucketsOf(period, plan, amounts, incident.id);
  const after = buckets(afterAct(open, incident.id, act));
  return buckets(open).map(({ bucket, limit, remaining }) => ({
    bucket,
    nameJa: limitNames[bucket].ja,
    nameEn: limitNames[bucket].en,
    limit,
    remaining,
    remainingAfter: after.find((one) => one.bucket === bucket)?.remaining ?? remaining,
  }));
}
