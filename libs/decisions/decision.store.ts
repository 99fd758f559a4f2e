import { type Tx } from '#database';
import {
  expensesById,
  type StoredExpense,
  type ExpenseEntity,
  RulingEntity,
  type StatementLineEntity,
  enterRuling,
} from '#expenses';
import { type Lane, dayInJapan, groupBy, newId } from '#kernel';
import { openPostingsFor, type OpenAmount } from '#limits';
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

/** In which lane, and for which institution, somebody signs. */
export interface Signed {
  readonly lane: Lane;
  readonly institutionId: string;
}

/** A person as signer, with what they may sign for. */
export interface SignerOf extends Signer {
  readonly ownInstitution: boolean;
  readonly adjusts: boolean;
}

/** A person as signer in a lane today; null where they may not sign for this institution. */
export async function signerOf(tx: Tx, personId: string, subject: Signed): Promise<SignerOf | null> {
  const [signer] = await signersOf(tx, personId, [subject]);
  return signer ?? null;
}

/** The same person as signer in several places. */
export async function signersOf(tx: Tx, personId: string, subjects: readonly Signed[]): Promise<(SignerOf & Signed)[]> {
  return tx.rows(
    `SELECT p.id AS "personId", s.lane, s.institution_id AS "institutionId",
            p.institution_id = s.institution_id AS "ownInstitution", 'senior-adjuster' = ANY (r.roles) AS senior,
            r.roles && ARRAY['adjuster','senior-adjuster'] AS adjusts,
            authority_of(p.id, s.lane, $4) AS "authorityYen"
       FROM person p
       CROSS JOIN LATERAL (SELECT coalesce(array_agg(g.role), '{}') AS roles
                             FROM confirmed_role g
                            WHERE g.person_id = p.id) r
       CROSS JOIN unnest($2::text[], $3::uuid[]) AS s(lane, institution_id)
      WHERE p.id = $1`,
    [
      personId,
      subjects.map(({ lane }) => lane),
      subjects.map(({ institutionId }) => institutionId),
      dayInJapan(tx.now),
    ],
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

/** Yen already approved, without an expense: in its case and lane, and in 30 days for its institution. */
export interface RunningTotals {
  readonly caseLaneYen: number;
  readonly payeeYen: number;
}

type Counted = Pick<StoredExpense, 'id' | 'incident_id' | 'institution_id' | 'lane'>;

/** What is approved already beside an expense. */
export async function runningTotals(tx: Tx, expense: Counted): Promise<RunningTotals> {
  return (await runningTotalsOf(tx, [expense])).get(expense.id) ?? { caseLaneYen: 0, payeeYen: 0 };
}

/** The same for several expenses, by expense. */
export async function runningTotalsOf(
  tx: Tx,
  expenses: readonly Counted[],
): Promise<ReadonlyMap<string, RunningTotals>> {
  const rows = await tx.rows<RunningTotals & Pick<ExpenseEntity, 'id'>>(
    // added up once a lane of a case and once an institution; what is asked for is taken off where it is approved
    `WITH asked AS (
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[])
           AS a(id, incident_id, institution_id, lane)),
       approved AS MATERIALIZED (
         SELECT e.id, e.incident_id, e.institution_id, e.lane, r.amount_yen,
                CASE WHEN r.ruled_at > $5::timestamptz - interval '30 days' THEN r.amount_yen ELSE 0 END AS recent_yen
           FROM expense e
           JOIN newest_ruling r ON r.expense_id = e.id AND r.ruling = 'approved'
          WHERE e.institution_id = ANY ($6) AND e.state IN ('approved','scheduled','paid')),
       in_lane AS (SELECT incident_id, lane, sum(amount_yen) AS yen FROM approved GROUP BY incident_id, lane),
       paid_to AS (SELECT institution_id, sum(recent_yen) AS yen FROM approved GROUP BY institution_id)
     SELECT a.id, (coalesce(l.yen, 0) - coalesce(own.amount_yen, 0))::bigint AS "caseLaneYen",
            (coalesce(p.yen, 0) - coalesce(own.recent_yen, 0))::bigint AS "payeeYen"
       FROM asked a
       LEFT JOIN in_lane l ON l.incident_id = a.incident_id AND l.lane = a.lane
       LEFT JOIN paid_to p ON p.institution_id = a.institution_id
       LEFT JOIN approved own ON own.id = a.id`,
    [
      expenses.map(({ id }) => id),
      expenses.map(({ incident_id }) => incident_id),
      expenses.map(({ institution_id }) => institution_id),
      expenses.map(({ lane }) => lane),
      tx.now,
      [...new Set(expenses.map(({ institution_id }) => institution_id))],
    ],
  );
  return new Map(rows.map(({ id, ...totals }) => [id, totals]));
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

/** Of these expenses, those that appeal against or supplement a decision which a person signed. */
export async function signedEarlierOf(
  tx: Tx,
  expenseIds: readonly string[],
  personId: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<Pick<ExpenseEntity, 'id'>>(
    `SELECT e.id
       FROM unnest($1::uuid[]) AS e(id)
      WHERE EXISTS (SELECT FROM earlier_signers(e.id) s WHERE s.person_id = $2)`,
    [expenseIds, personId],
  );
  return new Set(rows.map(({ id }) => id));
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
  const first = (await firstLinesOf(tx, [expense])).get(expense.id);
  if (!first) throw new Problem('requests.not-found');
  return first;
}

/** The same for several expenses, by expense; one that supplements nothing is left out. */
export async function firstLinesOf(
  tx: Tx,
  expenses: readonly Pick<StoredExpense, 'id' | 'supplements'>[],
): Promise<ReadonlyMap<string, FirstLine>> {
  const firstIds = [...new Set(expenses.flatMap(({ supplements }) => supplements ?? []))];
  if (firstIds.length === 0) return new Map();
  const [firsts, approved] = await tx.together([
    expensesById(tx, firstIds),
    tx.rows<Pick<ExpenseEntity, 'id' | 'supplements'> & Pick<RulingEntity, 'amount_yen'>>(
      `SELECT e.id, e.supplements, r.amount_yen
         FROM expense e
         JOIN newest_ruling r ON r.expense_id = e.id AND r.ruling = 'approved'
        WHERE (e.id = ANY ($1) OR e.supplements = ANY ($1)) AND e.state IN ('approved','scheduled','paid')`,
      [firstIds],
    ),
  ]);
  const approvedOf = (first: StoredExpense) =>
    approved.filter(({ id, supplements }) => id === first.id || supplements === first.id);
  const postings = groupBy(
    await openPostingsFor(
      tx,
      firsts.flatMap((first) => approvedOf(first).map(({ id }) => ({ incidentId: first.incident_id, reference: id }))),
    ),
    ({ reference }) => reference,
  );
  const openOf = (first: StoredExpense, id: string): OpenAmount[] =>
    (postings.get(id) ?? []).flatMap(({ takes, coverage, kind, yen }) =>
      kind === 'release' ? [] : [{ incidentId: first.incident_id, takes, coverage, kind, yen }],
    );
  return new Map(
    expenses.flatMap(({ id, supplements }): [string, FirstLine][] => {
      const first = firsts.find((one) => one.id === supplements);
      if (!first) return [];
      const others = approvedOf(first).filter((one) => one.id !== id);
      return [
        [
          id,
          {
            expense: first,
            approvedYen: others.reduce((sum, { amount_yen }) => sum + amount_yen, 0),
            open: others.flatMap((other) => openOf(first, other.id)),
          },
        ],
      ];
    }),
  );
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
