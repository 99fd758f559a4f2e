import { lineOf, outlooksOf } from '#assessment';
import { askedOf, explainLine, type AssessedLine, type CoverageReason, type CoverageRequest } from '#coverage';
import type { StoredExpense } from '#expenses';
import { flaggedFactNames, type IncidentRow } from '#incidents';
import { newId } from '#kernel';
import { bucketsOf, leftFor, usedFor, type OpenAmount, type Posting, type StoredPosting } from '#limits';
import { canonicalJson, contentHash, Problem, type Tx } from '#platform';
import { termsOf } from '#terms';
import {
  beforeLimits,
  deductibleYen,
  loweredByParameter,
  type Statement,
  type StatementLine,
  type Subject,
} from './basis.js';
import type { DecisionRow } from './decision.store.js';
import { questionsOf } from './gate-answers.js';

/** The same with what it was computed from. */
export interface DrawnStatement extends Statement {
  readonly request: CoverageRequest;
  readonly requestHash: string;
  /** The line of the expense that carries the decision. */
  readonly line: AssessedLine;
  readonly questions: readonly CoverageReason[];
  readonly claimedYen: number;
  readonly parameterReduction: boolean;
}

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
 * Draws a statement up over the lines that count, on the ledger as it stands; `newIds` are decided with it, the first of them
 * carries it. `agreedYen`: of what was paid, what stays whatever it comes to now. Throws `decisions.facts-missing`, `decisions.figures-missing`.
 */
export function drawUp(
  { incident, period, plan }: Pick<Subject, 'incident' | 'period' | 'plan'>,
  lines: readonly StoredExpense[],
  newIds: readonly string[],
  {
    open,
    reducedYen,
    agreedYen = 0,
  }: { readonly open: readonly OpenAmount[]; readonly reducedYen: number; readonly agreedYen?: number },
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
  const totalYen = Math.max(0, made.reduce((sum, { engineYen }) => sum + engineYen, 0) - reducedYen);
  const left = leftFor('business-interruption', period, bucketsOf(period, plan, open, incident.id));
  const fresh = assessment.lines.filter(({ id }) => newIds.includes(id));
  const questions = fresh.flatMap(questionsOf);
  const asked = askedOf(request);
  const paysYen = Math.min(totalYen, beforeYen + left) - beforeYen;
  return {
    lines: made,
    totalYen,
    reducedYen,
    beforeYen,
    paysYen,
    comesBackYen: Math.max(0, Math.min(-paysYen, beforeYen - agreedYen)),
    deductibleYen: assessment.lines.reduce((sum, one) => sum + deductibleYen(one), 0),
    request,
    requestHash: contentHash(request).toString('hex'),
    line,
    questions: questions.filter(({ code }, at) => questions.findIndex((other) => other.code === code) === at),
    claimedYen: Math.max(0, lines.reduce((sum, { amount_yen }) => sum + amount_yen, 0) - beforeYen),
    parameterReduction: fresh.some((one) => loweredByParameter(explainLine(one, asked, null))),
  };
}

/** What earlier statements of a case were reduced by, by decisions that stand (yen). */
export async function reducedBefore(tx: Tx, incidentId: string): Promise<number> {
  const row = await tx.one<{ yen: number }>(
    `SELECT coalesce(sum(d.assessed_yen - d.amount_yen), 0)::bigint AS yen FROM decision d JOIN ruling r ON r.decision_id = d.id
      WHERE d.incident_id = $1 AND d.kind = 'reduce' AND EXISTS (SELECT FROM statement_line s WHERE s.decision_id = d.id)
        AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = d.id AND a.kind IN ('undone','reversed'))`,
    [incidentId],
  );
  return row?.yen ?? 0;
}

/** What is kept of a statement with its decision. */
export function keptStatement({
  lines,
  totalYen,
  reducedYen,
  beforeYen,
  paysYen,
  comesBackYen,
  deductibleYen: taken,
}: Statement): Statement {
  return { lines, totalYen, reducedYen, beforeYen, paysYen, comesBackYen: comesBackYen ?? 0, deductibleYen: taken };
}

/** What of a kept statement was demanded back (yen). */
export const comesBackOf = ({ paysYen, comesBackYen }: Statement): number => comesBackYen ?? Math.max(0, -paysYen);

/** Refuses a statement that no longer is what was proposed: `limits.exhausted` where only the limit has less left. */
export function requireSameStatement(proposed: Statement, now: Statement, limit: number): void {
  const before = { ...proposed, comesBackYen: comesBackOf(proposed) };
  if (canonicalJson(before) === canonicalJson(now)) return;
  if (
    canonicalJson({ ...before, paysYen: 0 }) === canonicalJson({ ...now, paysYen: 0 }) &&
    now.paysYen < before.paysYen
  )
    throw new Problem('limits.exhausted', { params: { remaining: Math.max(0, now.paysYen), limit } });
  throw new Problem('decisions.assessment-stale');
}

/** Writes the lines of a statement beside its decision. */
export async function insertStatementLines(
  tx: Tx,
  { id, incident_id, institution_id }: Pick<DecisionRow, 'id' | 'incident_id' | 'institution_id'>,
  lines: readonly StatementLine[],
): Promise<void> {
  await tx.rows(
    `INSERT INTO statement_line (decision_id, expense_id, incident_id, institution_id, is_new, figures, engine_yen)
     SELECT $1, r."expenseId", $2, $3, r."isNew", r.figures, r."engineYen" FROM jsonb_to_recordset($4::jsonb) AS r("expenseId" uuid, "isNew" boolean, figures jsonb, "engineYen" bigint)`,
    [id, incident_id, institution_id, JSON.stringify(lines)],
  );
}

/**
 * What a ruled statement posts: a hold of what it pays under the line that carries it, and the deductible as all lines together
 * have it now; what was posted of the deductible before is released in the same act where it changes.
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

/** The open postings of a case's statements, oldest first: what they hold and have consumed, or what the deductible took. */
export async function statementOpen(
  tx: Tx,
  incidentId: string,
  takes: 'limit' | 'deductible',
): Promise<StoredPosting[]> {
  return tx.rows<StoredPosting>(
    `SELECT p.id, p.kind, p.takes, p.coverage, p.yen, p.reference, p.ends FROM limit_posting p
      WHERE p.incident_id = $1 AND p.coverage = 'business-interruption' AND p.takes = $2 AND p.kind IN ('hold','consume')
        AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id) ORDER BY p.posted_at, p.id`,
    [incidentId, takes],
  );
}

/**
 * A statement that comes to less than was held and paid: the rest is demanded back, but for what the insurer had agreed to, in
 * the name of those who signed it; an open claim of an earlier statement is replaced.
 */
export async function demandBack(
  tx: Tx,
  incident: IncidentRow,
  decision: DecisionRow,
  statement: Statement,
  signedBy: string | null,
  now: Date,
): Promise<void> {
  await tx.rows(
    `UPDATE repayment_claim SET state = 'replaced', ended_at = $2, version = version + 1 WHERE incident_id = $1 AND statement_id IS NOT NULL AND state = 'demanded'`,
    [incident.id, now],
  );
  const comesBackYen = comesBackOf(statement);
  if (comesBackYen === 0) return;
  await tx.rows(
    `INSERT INTO repayment_claim (id, expense_id, incident_id, institution_id, statement_id, amount_yen, reason, state, asked_by, asked_at, signed_by, signed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'demanded', $8, $9, $10, $9)`,
    [
      newId(),
      decision.expense_id,
      incident.id,
      incident.institution_id,
      decision.id,
      comesBackYen,
      decision.text_ja,
      decision.proposed_by,
      now,
      signedBy,
    ],
  );
}
