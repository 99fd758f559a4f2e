import { type Tx } from '#database';
import { incidentById } from '#incidents';
import type { ExpenseEntity } from '#expenses';
import type { CodedText } from '#kernel';
import { acceptedItem } from '#routing';
import { comesBackOf } from './decision-basis.js';
import { checksOf, newestChecks } from './case-check.js';
import { runningTotals } from './decision.store.js';
import { standingAnswers } from './gate-answers.js';
import { limitsAfter } from './ledger-act.js';
import { missingSignatures, needsOf, type Signer } from './decision-needs.js';
import { hurdlesOf, refusalTexts } from './proposal-hurdles.js';
import { openStatement, requireReversedFirst, type OpenedStatement } from './propose-statement.js';
import { requireSigner } from './propose-decision.js';
import type { StatementPreviewDto } from './statement.dto.js';
import { keptStatement, leftForStatement, notDemandedOf } from './statement.js';

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
  const left = leftForStatement(opened, open);
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
    carrierId: expense.id,
    engine: drawn.lines.reduce((sum, { engineYen }) => sum + engineYen, 0),
    total: drawn.totalYen,
    reduced: drawn.reducedYen,
    before: drawn.beforeYen,
    left,
    beyondLimit: Math.max(0, drawn.totalYen + notDemandedOf(drawn) - drawn.beforeYen - left),
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
    hurdles: await statementHurdles(tx, opened),
    mayPropose: await mayPropose(tx, opened, proposer),
  };
}

/** What stands in the way of a statement on any of its new months; what several of them lack is said once. */
async function statementHurdles(tx: Tx, { incident, fresh, drawn }: OpenedStatement): Promise<CodedText[]> {
  const found = new Map<string, CodedText>();
  const add = (texts: readonly CodedText[]): void => {
    for (const text of texts) found.set(text.textJa, text);
  };
  for (const expense of fresh) add(await hurdlesOf(tx, { incident, expense }, Math.max(0, drawn.paysYen)));
  try {
    await requireReversedFirst(tx, incident.id, drawn);
  } catch (error) {
    add(refusalTexts(error));
  }
  return [...found.values()];
}

/** Whether the reader may propose it: an adjuster who has one of its new months and may sign all, or a senior one. */
async function mayPropose(
  tx: Tx,
  { incident, fresh }: OpenedStatement,
  { senior }: Pick<Signer, 'senior'>,
): Promise<boolean> {
  let mine = senior;
  for (const { id, entered_by, lane } of fresh) {
    await requireSigner(tx, { entered: entered_by, incident, lane, expenseId: id });
    mine ||= (await acceptedItem(tx, id))?.assignee_id === tx.actor.id;
  }
  return mine;
}
