import type { CorporationKind, InstitutionKind, Plan } from '#coverage';
import { hasSixDecimals, monthsAway } from '#kernel';
import { knowsTerms, termsVersions, parameterFaults } from '#terms';
import type { Faults } from './entry-faults.js';

/** The fields of a period of cover that the rules of the product check. */
export interface PeriodEntry {
  readonly institutionKind: InstitutionKind;
  readonly corporationKind: CorporationKind;
  readonly plan: number;
  readonly termsVersion: string;
  readonly inceptionDate: string;
  readonly expiryDate: string;
  readonly endedEarlyOn: string | null;
  readonly continuousSince: string;
  readonly boundaryHour: number | null;
  readonly deductible: number;
  readonly taxCreditableRatio: number;
  readonly businessInterruption: {
    readonly limit: number;
    readonly waitingHours: number;
    readonly indemnityMonths?: number | null;
  } | null;
  readonly bodilyInjuryPropertyDamage: boolean;
  readonly parameters: object;
  readonly joinedMidTerm: boolean;
}

/** A period without faults. */
export type SoundEntry = PeriodEntry & {
  readonly plan: Plan;
  readonly institutionKind: Exclude<InstitutionKind, 'pharmacy'>;
};

/** The product has no longer term; a longer one is a mistyped year. */
export const longestTermYears = 5;

/**
 * R-ELG, R-PLAN, R-PRM-1 and plausibility: every check of one period that needs no other period. `kindPointer`: the
 * pointer of the kind in the request.
 */
export function checkPeriod(entry: PeriodEntry, faults: Faults, kindPointer: string, premises: number): void {
  if (entry.institutionKind === 'pharmacy') faults.add(kindPointer, 'policies.pharmacy');
  if (![1, 2, 3].includes(entry.plan)) faults.add('/plan', 'policies.no-such-plan', { allowed: '1, 2, 3' });
  if (!knowsTerms(entry.termsVersion, entry.inceptionDate))
    faults.add('/termsVersion', 'policies.no-such-terms', { allowed: termsVersions().join(', ') });
  checkTerm(entry, faults);
  checkOptions(entry, faults);
  faults.addAll(parameterFaults(entry.parameters, '/parameters'));
  if (premises > 0 && entry.corporationKind !== 'medical-corporation')
    faults.add('/premises', 'policies.premises-medical-corporation-only');
}

function checkTerm(
  { inceptionDate, expiryDate, endedEarlyOn, continuousSince, joinedMidTerm }: PeriodEntry,
  faults: Faults,
): void {
  if (expiryDate <= inceptionDate) faults.add('/expiryDate', 'policies.expiry-not-after-inception');
  else if (expiryDate < monthsAway(inceptionDate, 12) && endedEarlyOn === null && !joinedMidTerm)
    faults.add('/expiryDate', 'policies.term-too-short');
  if (expiryDate > monthsAway(inceptionDate, 12 * longestTermYears))
    faults.add('/expiryDate', 'policies.term-too-long');
  if (endedEarlyOn !== null && (endedEarlyOn < inceptionDate || endedEarlyOn > expiryDate))
    faults.add('/endedEarlyOn', 'policies.ending-outside-period');
  if (continuousSince > inceptionDate) faults.add('/continuousSince', 'policies.continuous-after-inception');
}

function checkOptions({ taxCreditableRatio, businessInterruption: option }: PeriodEntry, faults: Faults): void {
  if (!hasSixDecimals(taxCreditableRatio)) faults.add('/taxCreditableRatio', 'policies.too-many-decimals');
  if (!option) return;
  if (!hasSixDecimals(option.waitingHours))
    faults.add('/businessInterruption/waitingHours', 'policies.too-many-decimals');
  if (option.indemnityMonths === 0) faults.add('/businessInterruption/indemnityMonths', 'requests.out-of-range');
}
