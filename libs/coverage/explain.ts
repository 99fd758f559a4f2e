import type { Words } from '#kernel';
import { coverageOf, type Category, type Coverage } from './categories.js';
import { openQuestions, type ReferCode } from './open-question-words.js';
import {
  leftInWords,
  limitNames,
  outcomeInWords,
  stepInWords,
  stepReasons,
  wouldPayInWords,
  type Asked,
  type StepReason,
} from './explain-words.js';
import type { CoverageRequest } from './request.js';
import type { AssessedLine, AssessmentStep, CoverageReason, LimitAnswer } from './response.js';

/** The parts of a request that `explainLine` needs. */
export function askedOf({ policy, used = {} }: CoverageRequest): Asked {
  return {
    parameters: policy.parameters ?? {},
    deductible: policy.deductible ?? 0,
    used: {
      responseExpense: used.responseExpense ?? 0,
      responseExpenseThisIncident: used.responseExpenseThisIncident ?? 0,
    },
  };
}

/** The remaining limits (yen) after everything expected in a case. */
export type LimitsLeft = Readonly<
  Record<'responseExpense' | 'aggregate', Pick<LimitAnswer, 'remaining'>> & {
    businessInterruption: Pick<LimitAnswer, 'remaining'> | null;
  }
>;

/** One step that lowers a figure, with its reason. */
export interface ExplainedStep extends AssessmentStep, Pick<StepReason, 'rule' | 'openPoint'> {
  readonly textJa: string;
  readonly textEn: string;
}

/** An open question, with the fact or judgement that decides it. */
export interface Undecided {
  readonly code: ReferCode;
  readonly by: 'institution' | 'insurer';
  readonly textJa: string;
  readonly textEn: string;
}

/** A line's assessment in words: the whole as one text, and its parts for a layout. */
export interface Explanation {
  readonly textJa: string;
  readonly textEn: string;
  readonly steps: readonly ExplainedStep[];
  readonly undecided: readonly Undecided[];
}

/**
 * A line's assessment in the words of a hospital's clerk: the claimed amount, each step that lowers it with its reason
 * and the words of its source, the remaining limit (yen; left out without `limits`), the open questions and what
 * decides them. The same for screen, letter and API.
 */
export function explainLine(line: AssessedLine, asked: Asked, limits: LimitsLeft | null): Explanation {
  const steps = line.steps.map((step) => explainStep(step, line.category, asked));
  const undecided = line.outcome === 'refer' ? line.reasons.map(undecidedBy) : [];
  const parts = [
    outcomeInWords(line),
    ...line.reasons.map(({ textJa, textEn }) => ({ ja: textJa, en: textEn })),
    ...steps.map(({ textJa, textEn }) => ({ ja: textJa, en: textEn })),
    ...undecided.map(({ textJa, textEn }) => ({ ja: textJa, en: textEn })),
    ...(line.outcome === 'refer' ? [wouldPayInWords(line)] : []),
    ...(limits && line.outcome !== 'not-payable' ? left(coverageOf(line.category), limits) : []),
  ];
  return {
    textJa: parts.map(({ ja }) => ja).join(''),
    textEn: parts.map(({ en }) => en).join(' '),
    steps,
    undecided,
  };
}

/** The open question behind a reason of a line that is left to a person. */
function undecidedBy({ code }: CoverageReason): Undecided {
  const { by, ja, en } = openQuestions[code as ReferCode];
  return { code: code as ReferCode, by, textJa: ja, textEn: en };
}

function left(coverage: Coverage, limits: LimitsLeft): Words[] {
  if (coverage === 'business-interruption')
    return limits.businessInterruption
      ? [leftInWords(limitNames[coverage], limits.businessInterruption.remaining)]
      : [];
  const { responseExpense, aggregate } = limits;
  // response expenses lie inside the aggregate (R-LIM-2), so the smaller remainder counts
  return coverage === 'response-expense' && responseExpense.remaining <= aggregate.remaining
    ? [leftInWords(limitNames[coverage], responseExpense.remaining)]
    : [leftInWords(limitNames.liability, aggregate.remaining)];
}

function explainStep(step: AssessmentStep, category: Category, asked: Asked): ExplainedStep {
  const reason = stepReasons[step.code](category, asked);
  const { ja, en } = stepInWords(reason, step.before, step.after);
  return { ...step, rule: reason.rule, openPoint: reason.openPoint, textJa: ja, textEn: en };
}
