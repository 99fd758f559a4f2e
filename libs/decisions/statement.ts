import { lineOf, outlooksOf } from '#assessment';
import {
  askedOf,
  coverageOf,
  explainLine,
  type AssessedLine,
  type CoverageReason,
  type CoverageRequest,
} from '#coverage';
import { type Tx } from '#database';
import { expensesOf, type StoredExpense } from '#expenses';
import { flaggedFactNames, type IncidentRow } from '#incidents';
import { newId } from '#kernel';
import { bucketsOf, leftFor, usedFor, type OpenAmount, type Posting, type StoredPosting } from '#limits';
import { canonicalJson, contentHash } from '#platform';
import { Problem } from '#problems';
import { termsOf } from '#terms';
import { enterRepaymentClaim } from './repayment-claim.store.js';
import {
  beforeLimits,
  comesBackOf,
  deductibleYen,
  loweredByParameter,
  type Statement,
  type StatementLine,
  type Subject,
} from './decision-basis.js';
import { keptOf, noMonth, type EarlierMonth, type EarlierMonths } from './earlier-statements.js';
import { agreedLineOf } from './false-facts.store.js';
import { questionsOf } from './gate-answers.js';
import { demandedOf, repaymentMover } from './move-repayment.js';
import type { DecisionEntity } from './decision.entity.js';

/** A statement with its assessment and its months. */
export interface DrawnStatement extends Statement {
  readonly request: CoverageRequest;
  readonly requestHash: string;
  /** The line of the expense that carries the decision. */
  readonly line: AssessedLine;
  readonly questions: readonly CoverageReason[];
  readonly claimedYen: number;
  readonly parameterReduction: boolean;
  /** An agreed amount above the month's assessment that was promised and not paid. */
  readonly unpaidStays: boolean;
}

/** What the ledger has left for a statement (yen), beside what earlier ones hold and have consumed. */
export const leftForStatement = (
  { incident, period, plan }: Pick<Subject, 'incident' | 'period' | 'plan'>,
  open: readonly OpenAmount[],
): number => leftFor('business-interruption', period, bucketsOf(period, plan, open, incident.id));

/** Of the case's open amounts, what its statements hold or have consumed (yen). */
function ofStatements(open: readonly OpenAmount[], incidentId: string, takes: OpenAmount['takes']): number {
  return open
    .filter(
      (amount) =>
        amount.incidentId === incidentId &&
        amount.coverage === 'business-interruption' &&
        amount.takes === takes &&
        amount.kind !== 'order',
    )
    .reduce((sum, { yen }) => sum + yen, 0);
}

/**
 * Draws up a statement over the lines that count, on the ledger as it stands; the lines of `newIds` are decided with
 * it, and the first of them carries it. A month keeps what it was given of what the insurer had agreed to: that is
 * neither demanded back nor set off against other months. Throws `decisions.facts-missing`,
 * `decisions.figures-missing`.
 */
export function drawUp(
  { incident, period, plan }: Pick<Subject, 'incident' | 'period' | 'plan'>,
  lines: readonly StoredExpense[],
  newIds: readonly string[],
  { open, earlier }: { readonly open: readonly OpenAmount[]; readonly earlier: EarlierMonths },
): DrawnStatement {
  const outlooks = outlooksOf(
    {
      facts: incident.facts,
      flaggedFacts: flaggedFactNames(incident.flags),
      period,
      lines: lines.map(lineOf),
      used: usedFor(open, incident.id),
    },
    termsOf(period.termsVersion),
  );
  const { request, assessment } = outlooks;
  if (!request || !assessment) throw new Problem('decisions.facts-missing', { missing: outlooks.coverageReasons });
  const assessed = new Map(assessment.lines.map((line) => [line.id, line]));
  const line = assessed.get(newIds[0] ?? lines.at(-1)?.id ?? '');
  if (!line || assessed.size < lines.length) throw new Problem('decisions.figures-missing');
  const made = lines.map((expense): StatementLine => {
    const one = assessed.get(expense.id);
    return {
      expenseId: expense.id,
      isNew: newIds.includes(expense.id),
      figures: { amount: expense.amount_yen, ...expense.flags.interruption },
      engineYen: one && one.outcome !== 'not-payable' ? beforeLimits(one) : 0,
    };
  });
  const beforeYen = ofStatements(open, incident.id, 'limit');
  const reducedYen = [...earlier.values()].reduce((sum, month) => sum + month.reducedYen, 0);
  const afterReductions = made.reduce((sum, { engineYen }) => sum + engineYen, 0) - reducedYen;
  const totalYen = Math.max(0, afterReductions);
  const months = lines.map((expense, at) => ({
    expense,
    month: earlier.get(agreedLineOf(expense)) ?? noMonth,
    engineYen: made[at]?.engineYen ?? 0,
  }));
  const above = months.reduce((sum, { month, engineYen }) => sum + beyond(month, engineYen, 'givenYen'), 0);
  const staysYen = Math.max(0, afterReductions + above) - totalYen;
  const left = leftForStatement({ incident, period, plan }, open);
  const fresh = assessment.lines.filter(({ id }) => newIds.includes(id));
  const questions = fresh.flatMap(questionsOf);
  const asked = askedOf(request);
  const paysYen = Math.min(totalYen + staysYen, beforeYen + left) - beforeYen;
  const claimed = months.reduce(
    (sum, { expense, month }) => sum + Math.max(expense.amount_yen, keptOf(month, 'givenYen')),
    0,
  );
  return {
    lines: made,
    totalYen,
    reducedYen,
    beforeYen,
    staysYen,
    paysYen,
    comesBackYen: Math.max(0, -paysYen),
    deductibleYen: assessment.lines.reduce((sum, one) => sum + deductibleYen(one), 0),
    request,
    requestHash: contentHash(request).toString('hex'),
    line,
    questions: questions.filter(({ code }, at) => questions.findIndex((other) => other.code === code) === at),
    claimedYen: Math.max(0, claimed - beforeYen),
    parameterReduction: fresh.some((one) => loweredByParameter(explainLine(one, asked, null))),
    unpaidStays: months.some(
      ({ month, engineYen }) => beyond(month, engineYen, 'givenYen') > beyond(month, engineYen, 'paidYen'),
    ),
  };
}

/** What a month keeps above its assessment, less its reductions (yen). */
function beyond(month: EarlierMonth, engineYen: number, of: 'givenYen' | 'paidYen'): number {
  const kept = keptOf(month, of);
  return kept === 0 ? 0 : Math.max(0, kept - (engineYen - month.reducedYen));
}

/** The part of a statement that is stored with its decision. */
export function keptStatement({
  lines,
  totalYen,
  reducedYen,
  beforeYen,
  staysYen = 0,
  paysYen,
  comesBackYen = 0,
  deductibleYen: taken,
}: Statement): Statement {
  return { lines, totalYen, reducedYen, beforeYen, staysYen, paysYen, comesBackYen, deductibleYen: taken };
}

/** What a stored statement had paid above the assessment of its months, and stays (yen). */
export const notDemandedOf = (statement: Statement): number =>
  statement.staysYen ?? Math.max(0, -statement.paysYen) - comesBackOf(statement);

/** Refuses a statement that has changed since its proposal: `limits.exhausted` where only the limit has less left. */
export function requireSameStatement(proposed: Statement, now: Statement, limit: number): void {
  const before = { ...proposed, staysYen: proposed.staysYen ?? 0, comesBackYen: comesBackOf(proposed) };
  if (canonicalJson(before) === canonicalJson(now)) return;
  if (
    canonicalJson({ ...before, paysYen: 0 }) === canonicalJson({ ...now, paysYen: 0 }) &&
    now.paysYen < before.paysYen
  )
    throw new Problem('limits.exhausted', { params: { remaining: Math.max(0, now.paysYen), limit } });
  throw new Problem('decisions.assessment-stale');
}

/**
 * The postings of a ruled statement: a hold of what it pays under the line that carries it, and the deductible over all
 * lines; where the deductible changes, its earlier posting is released in the same act.
 */
export function statementPostings(
  statement: Statement,
  amountYen: number,
  carrierId: string,
  deductibles: readonly StoredPosting[],
): Posting[] {
  const hold = { kind: 'hold', coverage: 'business-interruption', reference: carrierId } as const;
  const posted = deductibles.reduce((sum, { yen }) => sum + yen, 0);
  const moves = posted !== statement.deductibleYen;
  return [
    ...(amountYen > 0 ? [{ ...hold, takes: 'limit' as const, yen: amountYen }] : []),
    ...(moves
      ? deductibles.map(({ id: ends, takes, coverage, yen, reference }): Posting => ({
          kind: 'release',
          takes,
          coverage,
          yen,
          reference,
          ends,
        }))
      : []),
    ...(moves && statement.deductibleYen > 0
      ? [{ ...hold, takes: 'deductible' as const, yen: statement.deductibleYen }]
      : []),
  ];
}

/**
 * The open postings of a case's statements, oldest first: what they hold and have consumed, or what the deductible
 * took.
 */
export async function statementOpen(
  tx: Tx,
  incidentId: string,
  takes: 'limit' | 'deductible',
): Promise<StoredPosting[]> {
  return tx.rows<StoredPosting>(
    `SELECT p.id, p.kind, p.takes, p.coverage, p.yen, p.reference, p.ends FROM open_posting p
      WHERE p.incident_id = $1
        AND p.coverage = 'business-interruption'
        AND p.takes = $2
        AND p.kind IN ('hold','consume')
      ORDER BY p.posted_at, p.id`,
    [incidentId, takes],
  );
}

/**
 * A statement with less than was held and paid demands the difference back, but for what the insurer had agreed to, in
 * the name of its signers. It counts all that was paid, so that open claims for its months are replaced.
 */
export async function demandBack(
  tx: Tx,
  incident: IncidentRow,
  decision: DecisionEntity,
  { statement, signedBy }: { readonly statement: Statement; readonly signedBy: string | null },
): Promise<void> {
  const months = (await expensesOf(tx, [incident.id])).filter(
    ({ category }) => coverageOf(category) === 'business-interruption',
  );
  await repaymentMover.move(tx, incident, await demandedOf(tx, { expenseIds: months.map(({ id }) => id) }), {
    to: 'replaced',
    by: 'system',
    also: { ended_at: tx.now },
    said: null,
  });
  const comesBackYen = comesBackOf(statement);
  if (comesBackYen === 0) return;
  await enterRepaymentClaim(tx, {
    id: newId(),
    expense_id: decision.expense_id,
    incident_id: incident.id,
    institution_id: incident.institution_id,
    statement_id: decision.id,
    amount_yen: comesBackYen,
    reason: decision.text_ja,
    text_ja: null,
    state: 'demanded',
    asked_by: decision.proposed_by,
    signed_by: signedBy,
  });
}
