import { termsOf } from '#terms';
import type { CaseInput } from './case-request.js';
import { outlooksOf, type CoverageOutlook } from './outlook.js';
import type { CoverageOutlookEntity } from './coverage-outlook.entity.js';

/** A run from before there were two outlooks, as it was shown. */
export interface FormerRun extends Pick<CoverageOutlookEntity, 'at' | 'outlook' | 'input'> {
  /** When the next run replaced it; null: it is still shown. */
  readonly until: Date | null;
}

/** A wrong outlook on cover that was shown, because the territory of the support service was applied to it. */
export interface ToldOtherwise {
  /** The worst colour that was shown. */
  readonly told: Exclude<CoverageOutlook, 'green'>;
  readonly from: Date;
  /** null: until it is corrected. */
  readonly until: Date | null;
}

/**
 * What was told otherwise than the same facts of that time give: red or amber by the country alone (R-TER-1). null
 * where every run told what holds. `runs`: oldest first.
 */
export function toldOtherwise(runs: readonly FormerRun[]): ToldOtherwise | null {
  const wrong = runs.filter(({ outlook, input }) => outlook !== 'green' && outlook !== coverageOf(input));
  const [first] = wrong;
  const last = wrong.at(-1);
  if (!first || !last) return null;
  return {
    told: wrong.some(({ outlook }) => outlook === 'red') ? 'red' : 'amber',
    from: first.at,
    until: last.until,
  };
}

function coverageOf(input: CaseInput): CoverageOutlook {
  return outlooksOf(input, input.period ? termsOf(input.period.termsVersion) : null).coverageOutlook;
}
