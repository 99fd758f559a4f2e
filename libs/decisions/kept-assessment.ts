import { limitNames } from '#assessment';
import { coverageOf, type Category, type LimitsAnswer } from '#coverage';
import { comesBackOf } from './decision-basis.js';
import type { DecisionAssessmentDto, LimitAfterDto } from './decision.dto.js';
import { keptSteps } from './letter-grounds.js';
import { notDemandedOf } from './statement.js';
import type { DecisionEntity } from './decision.entity.js';

/**
 * What a decision rested on, as it was kept with it: its assessment step by step, and the limits before and after it.
 */
export function keptAssessment(decision: DecisionEntity & { readonly category: Category }): DecisionAssessmentDto {
  const { line, request, requestHash, statement, lessYen = 0 } = decision.basis;
  return {
    outcome: line.outcome,
    claimed: line.claimed,
    indemnifiable: line.indemnifiable,
    wouldPay: line.wouldPay,
    reasons: [...line.reasons],
    steps: [...keptSteps(decision.basis)],
    approvedBefore: lessYen,
    limits: keptLimits(decision),
    statement: statement
      ? {
          total: statement.totalYen,
          reduced: statement.reducedYen,
          before: statement.beforeYen,
          pays: Math.max(0, statement.paysYen),
          comesBack: comesBackOf(statement),
          notDemanded: notDemandedOf(statement),
        }
      : null,
    requestHash,
    termsVersion: request.termsVersion,
  };
}

/** Each limit with what it had left, and what the decided amount leaves where its coverage counts (yen). */
function keptLimits({
  category,
  amount_yen: amount,
  basis,
}: DecisionEntity & { readonly category: Category }): LimitAfterDto[] {
  const { limits, request, statement, lessYen = 0 } = basis;
  if (!limits) return [];
  const coverage = coverageOf(category);
  const isInside = request.policy.parameters?.businessInterruptionInsideAggregate === true;
  // what was left out of the engine's `used`, because the line is assessed together with it
  const apart = lessYen + (statement?.beforeYen ?? 0);
  const kept = (
    bucket: 'response-expense' | 'aggregate' | 'business-interruption',
    answer: LimitsAnswer['aggregate'] | null,
    counts: boolean,
  ): LimitAfterDto[] => {
    if (!answer) return [];
    const remaining = Math.max(0, answer.limit - answer.used - (counts ? apart : 0));
    const { ja: nameJa, en: nameEn } = limitNames[bucket];
    const remainingAfter = Math.max(0, remaining - (counts ? amount : 0));
    return [{ bucket, nameJa, nameEn, limit: answer.limit, remaining, remainingAfter }];
  };
  const isInterruption = coverage === 'business-interruption';
  return [
    ...kept('response-expense', limits.responseExpense, coverage === 'response-expense'),
    ...kept('aggregate', limits.aggregate, !isInterruption || isInside),
    ...kept('business-interruption', limits.businessInterruption, isInterruption),
  ];
}
