import { type Tx } from '#database';
import { agreedYen, expenseById } from '#expenses';
import { limitOf, readCursor, toPage, type Page, type PageQuery } from '#http';
import { incidentById } from '#incidents';
import { comesBackOf } from './basis.js';
import { checksOf, newestChecks } from './case-checks.js';
import { runningTotals } from './decision.store.js';
import { standingAnswers } from './gate-answers.js';
import { limitsAfter } from './ledger-act.js';
import type { RepaymentRoomDto, ReversalDto, StatementPreviewDto } from './later.dto.js';
import { missingSignatures, needsOf } from './needs.js';
import { openStatement } from './propose-statement.js';
import { requireSigner } from './propose.js';
import { agreedLineOf, falseFactsOf } from './false-facts.store.js';
import { keptText, repaymentRoom } from './repayment-room.js';
import { keptStatement, notDemandedOf } from './statement.js';

/** Reversals that wait for a second signature, oldest first, by cursor. */
export async function openReversals(tx: Tx, query: PageQuery): Promise<Page<ReversalDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<{
    id: string;
    decision_id: string;
    expense_id: string;
    incident_id: string;
    case_number: string;
    line: number;
    reason: string;
    name: string;
    asked_at: Date;
    asked_text: string;
  }>(
    `SELECT v.id, v.decision_id, v.expense_id, v.incident_id, i.case_number, e.line, v.reason, p.display_name AS name,
       v.asked_at,
        to_char(v.asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS asked_text
       FROM reversal v
         JOIN incident i ON i.id = v.incident_id
         JOIN expense e ON e.id = v.expense_id
         JOIN person p ON p.id = v.asked_by
      WHERE v.ended IS NULL ${after ? 'AND (v.asked_at, v.id) > ($2::timestamptz, $3::uuid)' : ''}
        ORDER BY v.asked_at, v.id
        LIMIT $1`,
    [limit + 1, ...(after ?? [])],
  );
  return toPage(
    rows,
    limit,
    (row) => [row.asked_text, row.id],
    (row) => ({
      id: row.id,
      decisionId: row.decision_id,
      expenseId: row.expense_id,
      incidentId: row.incident_id,
      caseNumber: row.case_number,
      line: row.line,
      reason: row.reason,
      askedByName: row.name,
      askedAt: row.asked_at.toISOString(),
    }),
  );
}

/** What of money that was paid for a line can be demanded back, and why not all of it. Throws `requests.not-found`. */
export async function repaymentRoomView(tx: Tx, expenseId: string): Promise<RepaymentRoomDto> {
  const expense = await expenseById(tx, expenseId);
  const room = await repaymentRoom(tx, expense);
  const first = expense.supplements ? await expenseById(tx, expense.supplements) : expense;
  const found = (await falseFactsOf(tx, expense.incident_id)).find((one) => one.expense_id === agreedLineOf(expense));
  return {
    paid: room.paidYen,
    demanded: room.demandedYen,
    agreed: room.agreedYen,
    most: room.mostYen,
    why: keptText(room),
    falseFacts: found
      ? {
          id: found.id,
          reason: found.reason,
          askedByName: found.asked_by_name,
          askedAt: found.asked_at.toISOString(),
          askedByMe: found.asked_by === tx.actor.id,
          signedByName: found.ended_by_name,
          signedAt: found.ended_at?.toISOString() ?? null,
        }
      : null,
    mayAskFalseFacts: !found && (agreedYen(first) > 0 || agreedYen(expense) > 0),
  };
}

/**
 * What a statement would come to if the reader approved it now. Throws what proposing one throws before its body is
 * looked at.
 */
export async function statementPreview(tx: Tx, incidentId: string): Promise<StatementPreviewDto> {
  const incident = await incidentById(tx, incidentId);
  const checks = newestChecks(await checksOf(tx, incidentId));
  const opened = await openStatement(tx, incident, checks, false);
  const { expense, drawn, parts, open } = opened;
  const proposer = await requireSigner(tx, {
    entered: expense.entered_by,
    incident,
    lane: expense.lane,
    expenseId: expense.id,
  });
  const pays = Math.max(0, drawn.paysYen);
  const needs = needsOf({
    kind: 'approve',
    amountYen: pays,
    assessedYen: pays,
    againstGate: false,
    parameterReduction: drawn.parameterReduction,
    questionsAnswered: drawn.questions.length > 0,
    checkIssue: checks.some(({ finding }) => finding === 'issue'),
    demandsBack: comesBackOf(drawn) > 0,
    ...(await runningTotals(tx, expense)),
  });
  const lines = await tx.rows<{ id: string; line: number }>('SELECT id, line FROM expense WHERE incident_id = $1', [
    incidentId,
  ]);
  return {
    lines: drawn.lines.map(({ expenseId, isNew, engineYen }) => ({
      expenseId,
      line: lines.find(({ id }) => id === expenseId)?.line ?? 0,
      isNew,
      engine: engineYen,
      part: parts.get(expenseId) ?? 0,
    })),
    total: drawn.totalYen,
    reduced: drawn.reducedYen,
    before: drawn.beforeYen,
    pays,
    comesBack: comesBackOf(drawn),
    notDemanded: notDemandedOf(drawn),
    questions: drawn.questions.map(({ code, textJa, textEn }) => ({ code, textJa, textEn })),
    standing: await standingAnswers(tx, incidentId, drawn.request),
    limits: await limitsAfter(tx, opened, open, {
      kind: 'approve',
      amountYen: pays,
      deductibleYen: drawn.deductibleYen,
      statement: keptStatement(drawn),
    }),
    needs: {
      totalYen: needs.totalYen,
      because: [...needs.because],
      missing: missingSignatures(needs, proposer, []),
      ground: needs.ground,
    },
  };
}
