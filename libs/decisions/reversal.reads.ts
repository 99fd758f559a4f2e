import { type Tx } from '#database';
import { inOrder, limitOf, readCursor, toPage, type Page } from '#http';
import { incidentById, institutionNameOf, type IncidentEntity } from '#incidents';
import { openAmounts, openPostings } from '#limits';
import type { PersonEntity } from '#people';
import { codedText, Problem } from '#problems';
import { expenseById, type ExpenseEntity, type StoredExpense } from '#expenses';
import { decisionStateOf } from './decision-machine.js';
import { actsOf, decisionById, ruledOf } from './decision.store.js';
import type { DecisionTextDto, LimitAfterDto } from './decision.dto.js';
import type { DecisionEntity } from './decision.entity.js';
import { limitsAfterAct, releaseOf } from './ledger-act.js';
import { requireSigner, subjectOf } from './propose-decision.js';
import type { ReversalDto, ReversalQuery, ReversalRoomDto } from './reversal.dto.js';
import type { ReversalEntity } from './reversal.entity.js';
import { canBeReversed } from './reversal.js';

interface Row
  extends
    Pick<ReversalEntity, 'id' | 'decision_id' | 'expense_id' | 'incident_id' | 'reason' | 'asked_at' | 'asked_by'>,
    Pick<IncidentEntity, 'case_number' | 'institution_name'>,
    Pick<ExpenseEntity, 'line' | 'category'>,
    Pick<DecisionEntity, 'kind' | 'amount_yen'> {
  readonly name: PersonEntity['display_name'];
  readonly asked_text: string;
}

const select = `SELECT v.id, v.decision_id, v.expense_id, v.incident_id, i.case_number,
     ${institutionNameOf('i')} AS institution_name, e.line, e.category, d.kind, d.amount_yen, v.reason, v.asked_by,
     p.display_name AS name, v.asked_at,
     to_char(v.asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS asked_text
  FROM reversal v
  JOIN incident i ON i.id = v.incident_id
  JOIN expense e ON e.id = v.expense_id
  JOIN decision d ON d.id = v.decision_id
  JOIN person p ON p.id = v.asked_by
 WHERE v.ended IS NULL`;

/** Reversals that wait for a second signature, oldest first unless asked otherwise, by cursor. */
export async function openReversals(tx: Tx, query: ReversalQuery): Promise<Page<ReversalDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const [than, order] = inOrder(query.sort !== 'newest');
  const rows = await tx.rows<Row>(
    `${select}
        AND ($2::uuid IS NULL OR v.asked_by <> $2)
        ${after ? `AND (v.asked_at, v.id) ${than} ($3::timestamptz, $4::uuid)` : ''}
      ORDER BY v.asked_at ${order}, v.id ${order}
      LIMIT $1`,
    [limit + 1, query.by === 'others' ? tx.actor.id : null, ...(after ?? [])],
  );
  const { items, nextCursor } = toPage(
    rows,
    limit,
    (row) => [row.asked_text, row.id],
    (row) => row,
  );
  const views: ReversalDto[] = [];
  for (const row of items) views.push(await view(tx, row));
  return { items: views, nextCursor };
}

/**
 * Whether the reader may ask now that a decision is reversed, what that would give back (yen), and the reversal that
 * waits for its signature. Throws `requests.not-found`.
 */
export async function reversalRoom(tx: Tx, decisionId: string): Promise<ReversalRoomDto> {
  const decision = await decisionById(tx, decisionId);
  const [acts, ruled, expense] = await tx.together([
    actsOf(tx, [decisionId]),
    ruledOf(tx, decisionId),
    expenseById(tx, decision.expense_id),
  ]);
  const row = await tx.one<Row>(`${select} AND v.decision_id = $1`, [decisionId]);
  const state = decisionStateOf(acts, ruled?.ruling ?? null);
  const stands = await canBeReversed(tx, state, ruled, expense);
  const why = stands ? await refusedSigner(tx, expense) : codedText('decisions.not-reversible');
  return {
    mayAsk: !row && why === null && tx.actor.roles.includes('senior-adjuster'),
    why: row ? null : why,
    limits: stands ? await limitsAfterReversal(tx, expense) : [],
    asked: row ? await view(tx, row) : null,
  };
}

async function view(tx: Tx, row: Row): Promise<ReversalDto> {
  const expense = await expenseById(tx, row.expense_id);
  const why = row.asked_by === tx.actor.id ? codedText('decisions.separation') : await refusedSigner(tx, expense);
  return {
    id: row.id,
    decisionId: row.decision_id,
    expenseId: row.expense_id,
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    institutionName: row.institution_name,
    line: row.line,
    category: row.category,
    kind: row.kind,
    amount: row.amount_yen,
    reason: row.reason,
    askedByName: row.name,
    askedAt: row.asked_at.toISOString(),
    maySign: why === null,
    why,
    limits: await limitsAfterReversal(tx, expense),
  };
}

/** Why the reader cannot sign for an expense; null: they can. */
async function refusedSigner(tx: Tx, expense: StoredExpense): Promise<DecisionTextDto | null> {
  const incident = await incidentById(tx, expense.incident_id);
  const { id: expenseId, lane, entered_by: entered } = expense;
  return refusalOf(() => requireSigner(tx, { entered, incident, lane, expenseId }));
}

/** Every limit before and after what the line holds is released (yen); nothing without a policy. */
async function limitsAfterReversal(tx: Tx, expense: StoredExpense): Promise<LimitAfterDto[]> {
  const incident = await incidentById(tx, expense.incident_id);
  if (incident.policy_match !== 'matched') return [];
  const subject = await subjectOf(tx, incident, expense, null);
  const open = (await openAmounts(tx, [subject.period.id])).get(subject.period.id) ?? [];
  return limitsAfterAct(subject, open, releaseOf(await openPostings(tx, incident.id, expense.id)));
}

async function refusalOf(look: () => Promise<unknown>): Promise<DecisionTextDto | null> {
  try {
    await look();
    return null;
  } catch (error) {
    if (error instanceof Problem) return codedText(error.code);
    throw error;
  }
}
