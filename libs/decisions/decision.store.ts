import { type Tx } from '#database';
import {
  expenseById,
  type StoredExpense,
  type ExpenseEntity,
  RulingEntity,
  type StatementLineEntity,
  enterRuling,
} from '#expenses';
import { type Lane, dayInJapan, newId } from '#kernel';
import { openPostings, type OpenAmount } from '#limits';
import { Problem } from '#problems';
import type { FirstLine } from './decision-basis.js';
import type { NamedArticle } from './decision-reasons.js';
import type { Signer } from './decision-needs.js';
import { DecisionActEntity } from './decision-act.entity.js';
import { DecisionEntity } from './decision.entity.js';
import type { PersonEntity } from '#people';

/** One act on a proposal, with the name of its actor. */
export interface ActRow extends Omit<DecisionActEntity, 'incident_id' | 'institution_id'> {
  readonly person_name: PersonEntity['display_name'];
}

/** One proposal. Throws `requests.not-found`. */
export async function decisionById(tx: Tx, id: string): Promise<DecisionEntity> {
  const row = await tx.findOne(DecisionEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/** Everything that was done with these proposals, in order. */
export async function actsOf(tx: Tx, decisionIds: readonly string[]): Promise<ActRow[]> {
  return tx.rows<ActRow>(
    `SELECT a.id, a.decision_id, a.kind, a.person_id, p.display_name AS person_name, a.acting_as, a.articles, a.note,
       a.at
       FROM decision_act a JOIN person p ON p.id = a.person_id WHERE a.decision_id = ANY ($1) ORDER BY a.at, a.id`,
    [decisionIds],
  );
}

/** When a proposal became a ruling, and until when it can be undone. */
export type Ruled = Pick<RulingEntity, 'ruling' | 'ruled_at' | 'final_at'>;

/** The ruling of a proposal; null before it has one. */
export async function ruledOf(tx: Tx, decisionId: string): Promise<Ruled | null> {
  const sql = 'SELECT ruling, ruled_at, final_at FROM ruling WHERE decision_id = $1';
  return (await tx.one<Ruled>(sql, [decisionId])) ?? null;
}

export async function insertDecision(tx: Tx, row: Omit<DecisionEntity, 'no'>): Promise<void> {
  await tx.rows(
    `INSERT INTO decision (id, expense_id, incident_id, institution_id, no, kind, amount_yen, claimed_yen,
       assessed_yen, deductible_yen, reasons, answers, text_ja, text_en, basis, needs, countersigners, proposed_by,
       proposed_as, proposed_at)
     SELECT r.id, r.expense_id, r.incident_id, r.institution_id,
       (SELECT coalesce(max(d.no), 0) + 1 FROM decision d WHERE d.expense_id = r.expense_id), r.kind, r.amount_yen,
       r.claimed_yen,
            r.assessed_yen, r.deductible_yen, r.reasons, r.answers, r.text_ja, r.text_en, r.basis, r.needs,
              r.countersigners, r.proposed_by, r.proposed_as, r.proposed_at
       FROM jsonb_populate_record(NULL::decision, $1::jsonb) r`,
    [JSON.stringify(row)],
  );
}

export async function insertAct(
  tx: Tx,
  decision: DecisionEntity,
  act: Pick<ActRow, 'kind' | 'acting_as' | 'articles' | 'note'>,
): Promise<void> {
  await tx.insert(DecisionActEntity, {
    ...{ id: newId(), decision_id: decision.id },
    ...{ incident_id: decision.incident_id, institution_id: decision.institution_id },
    ...{ kind: act.kind, person_id: tx.actor.id, acting_as: act.acting_as, articles: act.articles, note: act.note },
    at: tx.now,
  });
}

/** In which who signed can undo a ruling. */
export const undoSeconds = 10;

export async function insertRuling(tx: Tx, decision: DecisionEntity, articles: readonly NamedArticle[]): Promise<void> {
  await enterRuling(tx, {
    decision_id: decision.id,
    expense_id: decision.expense_id,
    incident_id: decision.incident_id,
    institution_id: decision.institution_id,
    ruling: decision.kind === 'reject' ? 'rejected' : 'approved',
    amount_yen: decision.amount_yen,
    claimed_yen: decision.claimed_yen,
    reasons: decision.reasons,
    articles,
    text_ja: decision.text_ja,
    text_en: decision.text_en,
    ruled_at: tx.now,
    final_at: new Date(tx.now.getTime() + undoSeconds * 1_000),
  });
}

/** A person as signer in a lane today; null where they may not sign for this institution. */
export async function signerOf(
  tx: Tx,
  personId: string,
  subject: { readonly lane: Lane; readonly institutionId: string },
): Promise<(Signer & { readonly ownInstitution: boolean; readonly adjusts: boolean }) | null> {
  return (
    (await tx.one(
      `SELECT p.id AS "personId", p.institution_id = $3 AS "ownInstitution",
         'senior-adjuster' = ANY (r.roles) AS senior,
              r.roles && ARRAY['adjuster','senior-adjuster'] AS adjusts, authority_of(p.id, $2, $4) AS "authorityYen"
         FROM person p CROSS JOIN LATERAL (SELECT coalesce(array_agg(g.role), '{}') AS roles FROM confirmed_role g
           WHERE g.person_id = p.id) r
        WHERE p.id = $1`,
      [personId, subject.lane, subject.institutionId, dayInJapan(tx.now)],
    )) ?? null
  );
}

/** Who countersigned, with the role they signed in and their authority of a day. */
export async function countersignersOf(
  tx: Tx,
  acts: readonly ActRow[],
  subject: { readonly lane: Lane; readonly institutionId: string },
): Promise<Signer[]> {
  const signers: Signer[] = [];
  for (const { person_id, acting_as } of acts) {
    const signer = await signerOf(tx, person_id, subject);
    if (signer) signers.push({ ...signer, senior: acting_as === 'senior-adjuster' });
  }
  return signers;
}

/** Yen already approved, without this expense: in the case and lane, and in 30 days for the institution. */
export async function runningTotals(
  tx: Tx,
  expense: { readonly id: string; readonly incident_id: string; readonly institution_id: string; readonly lane: Lane },
): Promise<{ caseLaneYen: number; payeeYen: number }> {
  const row = await tx.one<{ case_lane: number; payee: number }>(
    `WITH approved AS (SELECT e.incident_id, e.lane, r.amount_yen, r.ruled_at FROM expense e
        JOIN newest_ruling r ON r.expense_id = e.id AND r.ruling = 'approved'
        WHERE e.institution_id = $1 AND e.state IN ('approved','scheduled','paid') AND e.id <> $2)
     SELECT coalesce(sum(amount_yen) FILTER (WHERE incident_id = $3 AND lane = $4), 0)::bigint AS case_lane,
            coalesce(sum(amount_yen) FILTER (WHERE ruled_at > $5::timestamptz - interval '30 days'), 0)::bigint AS payee
              FROM approved`,
    [expense.institution_id, expense.id, expense.incident_id, expense.lane, tx.now],
  );
  return { caseLaneYen: row?.case_lane ?? 0, payeeYen: row?.payee ?? 0 };
}

/** Whether a person signed the decision that an expense appeals against or supplements. */
export async function signedEarlier(tx: Tx, expenseId: string, personId: string): Promise<boolean> {
  return (await earlierSigners(tx, expenseId)).includes(personId);
}

/** The signers of the decision that an expense appeals against or supplements. */
export async function earlierSigners(tx: Tx, expenseId: string): Promise<string[]> {
  const rows = await tx.rows<Pick<DecisionActEntity, 'person_id'>>('SELECT person_id FROM earlier_signers($1)', [
    expenseId,
  ]);
  return rows.map(({ person_id }) => person_id);
}

/**
 * The line that an expense claims more of, with what was approved for it and its other supplements; null for other
 * expenses.
 */
export async function firstLineOf(
  tx: Tx,
  expense: Pick<StoredExpense, 'id' | 'supplements'>,
): Promise<FirstLine | null> {
  if (expense.supplements === null) return null;
  const first = await expenseById(tx, expense.supplements);
  const approved = await tx.rows<Pick<ExpenseEntity, 'id'> & Pick<RulingEntity, 'amount_yen'>>(
    `SELECT e.id, r.amount_yen FROM expense e
      JOIN newest_ruling r ON r.expense_id = e.id AND r.ruling = 'approved'
      WHERE (e.id = $1 OR e.supplements = $1) AND e.id <> $2 AND e.state IN ('approved','scheduled','paid')`,
    [first.id, expense.id],
  );
  const open: OpenAmount[] = [];
  for (const { id } of approved)
    for (const { takes, coverage, kind, yen } of await openPostings(tx, first.incident_id, id))
      if (kind !== 'release') open.push({ incidentId: first.incident_id, takes, coverage, kind, yen });
  return { expense: first, approvedYen: approved.reduce((sum, { amount_yen }) => sum + amount_yen, 0), open };
}

/** The expenses that follow a decision: its own, or every new month of its statement. */
export async function linesOf(
  tx: Tx,
  { id, expense_id }: Pick<DecisionEntity, 'id' | 'expense_id'>,
): Promise<string[]> {
  const rows = await tx.rows<Pick<StatementLineEntity, 'expense_id'>>(
    'SELECT expense_id FROM statement_line WHERE decision_id = $1 AND is_new',
    [id],
  );
  return rows.length === 0 ? [expense_id] : rows.map((row) => row.expense_id);
}
