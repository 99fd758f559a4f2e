import { coverageOf, explainLine, limitsOf, type AssessedLine } from '#coverage';
import { unruledStates, type StoredExpense } from '#expenses';
import type { Words } from '#kernel';
import { bucketsOf, leftFor } from '#limits';
import { termsOf } from '#terms';
import { expectedInWords, figuresMissing, notAssessedWords } from './assessment-words.js';
import type { AssessmentDto, AvailableDto } from './assessment.dto.js';
import type { CaseCoverage, Run } from './case-coverage.js';
import { leftAfterCase } from './period-limits.js';

/**
 * The assessment of one expense of a case, for its reader; limits are shown to readers who may see them. The text is
 * that of `explainLine`, the same for every reader.
 */
export function assessmentOf(
  expense: Pick<StoredExpense, 'id' | 'incident_id' | 'state'> & { readonly supplements?: string | null },
  coverage: CaseCoverage,
): AssessmentDto {
  const { run, limits } = coverage;
  const line = run?.assessment?.lines.find(({ id }) => id === expense.id);
  if (!run?.assessment || !line || !run.answer.asked) return notAssessed(expense, run);
  const { outcome, claimed, indemnifiable, payable, wouldPay, reasons } = line;
  const explanation = explainLine(line, run.answer.asked, limits && leftAfterCase(limits));
  return {
    outcome,
    textJa: explanation.textJa,
    textEn: explanation.textEn,
    claimed,
    indemnifiable,
    payable,
    wouldPay,
    reasons: [...reasons],
    steps: [...explanation.steps],
    undecided: [...explanation.undecided],
    available: unruledStates.includes(expense.state) ? availableFor(line, expense.incident_id, coverage) : null,
    ...provenance(run),
  };
}

function provenance(run: Run | null): Pick<AssessmentDto, 'requestHash' | 'termsVersion' | 'assessedAt'> {
  return {
    requestHash: run?.request_hash ?? null,
    termsVersion: run?.terms_version ?? null,
    assessedAt: run?.at.toISOString() ?? null,
  };
}

/** The smaller of the assessment and what the ledger has left, and which of the two it is. */
function availableFor(line: AssessedLine, incidentId: string, { period, open }: CaseCoverage): AvailableDto | null {
  if (!period || !open) return null;
  const plan = limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  if (!plan) return null;
  const left = leftFor(coverageOf(line.category), period, bucketsOf(period, plan, open, incidentId));
  const [by, yen] = left < line.wouldPay ? (['ledger', left] as const) : (['assessment', line.wouldPay] as const);
  const text = expectedInWords(by, line.outcome);
  return {
    yen,
    by,
    textJa: text.ja,
    textEn: text.en,
  };
}

function notAssessed(
  { id, state, supplements }: Pick<StoredExpense, 'id' | 'state'> & { readonly supplements?: string | null },
  run: Run | null,
): AssessmentDto {
  const text = supplements ? notAssessedWords.withFirst : whyNot(id, unruledStates.includes(state), run);
  return {
    outcome: 'not-assessed',
    textJa: text.ja,
    textEn: text.en,
    reasons: [],
    steps: [],
    undecided: [],
    available: null,
    ...provenance(run),
  };
}

function whyNot(id: string, open: boolean, run: Run | null): Words {
  if (!open) return notAssessedWords.decided;
  if (!run) return notAssessedWords.notYet;
  // a run that did not call the engine says why; runs from before answers were stored do not
  if (!run.assessment && run.request_hash === null) {
    const reasons = run.answer.coverageReasons ?? run.answer.reasons ?? [];
    return {
      ja: reasons.map(({ textJa }) => textJa).join(''),
      en: reasons.map(({ textEn }) => textEn).join(' '),
    };
  }
  const members = run.answer.notAssessed?.find((line) => line.id === id)?.members;
  return members ? figuresMissing(members) : notAssessedWords.notYet;
}
