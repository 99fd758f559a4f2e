import {
  coverageOf,
  openQuestions,
  type CoverageRequest,
  type ExplainedStep,
  type ReferCode,
  type Undecided,
} from '#coverage';
import { type Tx } from '#database';
import { claimedOf, expenseById } from '#expenses';
import { incidentById } from '#incidents';
import { openAmounts, type OpenAmount } from '#limits';
import { Problem } from '#problems';
import { basisOf, comesBackOf, loweredByParameter, type Statement, type Subject } from './decision-basis.js';
import { checksOf, newestChecks, type CheckRow } from './case-check.js';
import type { StatementLineDto } from './decision.dto.js';
import { approvedNow } from './decision-words.js';
import type { DecisionPreviewDto } from './decision-preview.dto.js';
import { runningTotals } from './decision.store.js';
import { questionsOf, standingAnswers } from './gate-answers.js';
import { limitsAfter } from './ledger-act.js';
import { missingSignatures, needsOf } from './decision-needs.js';
import { openStatement } from './propose-statement.js';
import { requireSigner, subjectOf } from './propose-decision.js';
import { hurdlesOf } from './proposal-hurdles.js';
import { keptStatement } from './statement.js';

/** What an approval at the assessed amount rests on, before it is proposed; whole yen. */
interface Drawn {
  readonly subject: Subject;
  readonly open: readonly OpenAmount[];
  readonly outcome: string;
  readonly claimedYen: number;
  readonly assessedYen: number;
  readonly deductibleYen: number;
  /** Of a supplement: what was approved for the line that it supplements. */
  readonly lessYen: number;
  readonly steps: readonly ExplainedStep[];
  readonly questions: readonly Undecided[];
  readonly request: CoverageRequest;
  readonly parameterReduction: boolean;
  readonly demandsBack: boolean;
  readonly statement: Statement | null;
  readonly months: readonly StatementLineDto[];
}

/**
 * What an approval by the reader would pay now at the assessed amount; of business interruption, what its statement
 * would. Throws what a proposal throws apart from its body.
 */
export async function previewOf(tx: Tx, expenseId: string): Promise<DecisionPreviewDto> {
  const expense = await expenseById(tx, expenseId);
  const incident = await incidentById(tx, expense.incident_id);
  const proposer = await requireSigner(tx, { entered: expense.entered_by, incident, lane: expense.lane, expenseId });
  const checks = newestChecks(await checksOf(tx, incident.id));
  const drawn = await drawnOf(tx, expenseId, checks);
  const { outcome, claimedYen, assessedYen, deductibleYen, questions, statement } = drawn;
  const needs = needsOf({
    kind: 'approve',
    amountYen: assessedYen,
    assessedYen,
    againstGate: outcome === 'not-payable',
    parameterReduction: drawn.parameterReduction,
    questionsAnswered: questions.length > 0,
    checkIssue: checks.some(({ finding }) => finding === 'issue'),
    demandsBack: drawn.demandsBack,
    ...(await runningTotals(tx, drawn.subject.expense)),
  });
  const text = approvedNow(claimedYen, assessedYen);
  return {
    outcome,
    claimed: claimedYen,
    assessed: assessedYen,
    textJa: text.ja,
    textEn: text.en,
    steps: [...drawn.steps],
    questions: [...questions],
    approvedBefore: drawn.lessYen,
    months: [...drawn.months],
    standing: await standingAnswers(tx, incident.id, drawn.request),
    limits: await limitsAfter(tx, drawn.subject, drawn.open, {
      kind: 'approve',
      amountYen: assessedYen,
      deductibleYen,
      ...(statement ? { statement } : {}),
    }),
    needs: {
      totalYen: needs.totalYen,
      because: [...needs.because],
      missing: missingSignatures(needs, proposer, []),
      ground: needs.ground,
    },
    hurdles: await hurdlesOf(tx, drawn.subject, assessedYen),
  };
}

/**
 * What an expense claims and is assessed at now (yen), even where a proposal is not possible; of business interruption
 * its part of the statement. `assessed` is null where it cannot be assessed: without a policy, or while facts or
 * figures are missing.
 */
export async function assessedNow(
  tx: Tx,
  expenseId: string,
): Promise<{ readonly claimed: number; readonly assessed: number | null }> {
  const claimed = claimedOf(await expenseById(tx, expenseId));
  try {
    const { assessedYen, months } = await drawnOf(tx, expenseId, null);
    return { claimed, assessed: months.find((month) => month.expenseId === expenseId)?.part ?? assessedYen };
  } catch (error) {
    if (error instanceof Problem) return { claimed, assessed: null };
    throw error;
  }
}

/** `checks` null: missing checks are not refused. */
async function drawnOf(tx: Tx, expenseId: string, checks: readonly CheckRow[] | null): Promise<Drawn> {
  const expense = await expenseById(tx, expenseId);
  return coverageOf(expense.category) === 'business-interruption'
    ? statementOf(tx, expense.incident_id, checks)
    : lineOf(tx, expenseId, checks);
}

async function lineOf(tx: Tx, expenseId: string, checks: readonly CheckRow[] | null): Promise<Drawn> {
  const expense = await expenseById(tx, expenseId);
  const subject = await subjectOf(tx, await incidentById(tx, expense.incident_id), expense, checks);
  const open = (await openAmounts(tx, [subject.period.id])).get(subject.period.id) ?? [];
  const { line, explanation, assessedYen, deductibleYen, lessYen, request } = basisOf(subject, open);
  return {
    subject,
    open,
    outcome: line.outcome,
    claimedYen: claimedOf(expense),
    assessedYen,
    deductibleYen,
    lessYen,
    steps: explanation.steps,
    questions: questionsOf(line).map(({ code }) => decidedBy(code as ReferCode)),
    request,
    parameterReduction: loweredByParameter(explanation),
    demandsBack: false,
    statement: null,
    months: [],
  };
}

async function statementOf(tx: Tx, incidentId: string, checks: readonly CheckRow[] | null): Promise<Drawn> {
  const { drawn, fresh, parts, open, ...subject } = await openStatement(
    tx,
    await incidentById(tx, incidentId),
    checks,
    false,
  );
  const engine = new Map(drawn.lines.map(({ expenseId, engineYen }) => [expenseId, engineYen]));
  return {
    subject,
    open,
    outcome: drawn.line.outcome,
    claimedYen: drawn.claimedYen,
    assessedYen: Math.max(0, drawn.paysYen),
    deductibleYen: drawn.deductibleYen,
    lessYen: drawn.beforeYen,
    steps: [],
    questions: drawn.questions.map(({ code }) => decidedBy(code as ReferCode)),
    request: drawn.request,
    parameterReduction: drawn.parameterReduction,
    demandsBack: comesBackOf(drawn) > 0,
    statement: keptStatement(drawn),
    months: fresh.map(({ id, line }) => ({
      expenseId: id,
      line,
      isNew: true,
      engine: engine.get(id) ?? 0,
      part: parts.get(id) ?? 0,
    })),
  };
}

function decidedBy(code: ReferCode): Undecided {
  const { by, ja, en } = openQuestions[code];
  return { code, by, textJa: ja, textEn: en };
}
