import { type Tx } from '#database';
import { incidentById } from '#incidents';
import type { ExpenseEntity } from '#expenses';
import { comesBackOf } from './decision-basis.js';
import { checksOf, newestChecks } from './case-check.js';
import { runningTotals } from './decision.store.js';
import { standingAnswers } from './gate-answers.js';
import { limitsAfter } from './ledger-act.js';
import { missingSignatures, needsOf } from './decision-needs.js';
import { openStatement } from './propose-statement.js';
import { requireSigner } from './propose-decision.js';
import type { StatementPreviewDto } from './statement.dto.js';
import { keptStatement, notDemandedOf } from './statement.js';

/** The statement as it would be if the reader approved it now. Throws what a proposal throws apart from its body. */
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
  const lines = await tx.rows<Pick<ExpenseEntity, 'id' | 'line'>>(
    'SELECT id, line FROM expense WHERE incident_id = $1',
    [incidentId],
  );
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
