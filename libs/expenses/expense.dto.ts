import { categories, type Category } from '#coverage';
import { Choice, Count, Day, Flag, IdList, ListOf, Nested, NotTaken, Quantity, Text, YenAmount } from '#http';
import { phaseOrder, type Phase } from '#incidents';

export const claimantKinds = ['institution', 'perpetrating-employee', 'third-party'] as const;
export type ClaimantKind = (typeof claimantKinds)[number];

export class LiabilityDto {
  @Flag({ nullable: true, about: 'null: not decided yet' }) legalLiability: boolean | null;
  @Flag() inCourseOfBusiness: boolean;
  @Flag() accidental: boolean;
  @Flag() bodilyInjuryOrPropertyDamage: boolean;
}

/**
 * The figures of a business-interruption line; the category decides which of them count (yen, rates 0 to 1, days in
 * Japan).
 */
export class InterruptionDto {
  @YenAmount({ optional: true, nullable: true }) standardRevenue?: number | null;
  @YenAmount({ optional: true }) actualRevenue?: number;
  @Quantity({ optional: true, min: 0, max: 1, about: 'With at most 6 decimals.' }) profitRate?: number;
  @YenAmount({ optional: true }) avoidedOrdinaryExpenses?: number;
  @YenAmount({ optional: true }) avoidedRevenueDecline?: number;
  @Day({ optional: true, nullable: true }) businessRecoveredOn?: string | null;
  @YenAmount({ optional: true }) avoidedCosts?: number;
  @Day({ optional: true, nullable: true }) systemRestoredOn?: string | null;
}

/** A bill in another currency. */
export class ForeignBillDto {
  @Text({ max: 3, min: 3, pattern: '^[A-Z]{3}$', about: 'ISO 4217, not JPY' }) currency: string;
  @Text({ max: 20, pattern: '^(0|[1-9]\\d{0,11})(\\.\\d{1,3})?$', about: 'as it stands on the bill' }) amount: string;
  @Day({ optional: true, nullable: true, about: 'when the institution paid it; its rate holds then' })
  paidOn?: string | null;
}

/**
 * One expense as the institution claims it. Amounts are whole yen; `amount` is without tax. Consent is an act of the
 * insurer, never a statement of the claimant.
 */
@NotTaken('consent', 'expenses.consent-is-ours')
export class SubmitExpenseDto {
  @Choice(categories) category: Category;
  @YenAmount({ about: 'without tax' }) amount: number;
  @YenAmount({ optional: true, about: 'consumption tax; 0 when absent' }) tax?: number;
  @Day({ about: 'the last day of the work or use, never the day of the invoice' }) incurredOn: string;
  @Text({ max: 200, optional: true, nullable: true, isName: true }) vendorName?: string | null;
  @Text({ max: 60, optional: true, nullable: true }) invoiceNumber?: string | null;
  @Text({ max: 2_000, optional: true, nullable: true }) description?: string | null;
  @Choice(phaseOrder, {
    optional: true,
    about:
      'for specialist advice and other response: the phase it belongs to; the active phase that began ' +
      'last, when absent',
  })
  phase?: Phase;
  @Choice(claimantKinds, { optional: true }) claimant?: ClaimantKind;
  @Flag({ optional: true }) outsourced?: boolean;
  @Flag({ optional: true }) ransom?: boolean;
  @Flag({ optional: true }) replacementOrUpgrade?: boolean;
  @Flag({ optional: true }) securityProduct?: boolean;
  @Flag({ optional: true }) judgment?: boolean;
  @Flag({ optional: true }) lawyer?: boolean;
  @Count({ optional: true, about: 'needed for condolence' }) persons?: number;
  @Nested(LiabilityDto, { optional: true, nullable: true }) liability?: LiabilityDto | null;
  @Nested(InterruptionDto, { optional: true }) interruption?: InterruptionDto;
  @IdList({ optional: true, max: 50, about: 'papers that prove it, uploaded before' })
  documents?: string[];
  @Text({ optional: true, max: 40, about: 'number of the pre-approval that was given for it' })
  preApproval?: string;
  @Nested(ForeignBillDto, {
    optional: true,
    about: 'where the bill is in another currency; `amount` is then what it comes to',
  })
  foreign?: ForeignBillDto;
}

/** The pre-approval that an expense names, as it applies to this expense. */
export class LineApprovalDto {
  @Text({ max: 40 }) number: string;
  @YenAmount({ about: 'with tax' }) ceiling: number;
  @YenAmount({ about: 'what earlier expenses under the number leave for this one' }) rest: number;
  @Day({ about: 'holds for what was incurred until then' }) lapsesOn: string;
  @Text({ max: 400 }) textJa: string;
  @Text({ max: 400 }) textEn: string;
}

/** The insurer's consent to an expense apart from a pre-approval. */
export class LineConsentDto {
  @YenAmount({ about: 'with tax' }) ceiling: number;
  @Day() givenOn: string;
}

export class SubmitExpensesDto {
  @ListOf(SubmitExpenseDto, { min: 1, max: 200 }) expenses: SubmitExpenseDto[];
}

/** A correction of an undecided expense. */
export class CorrectExpenseDto {
  @YenAmount({ optional: true }) amount?: number;
  @YenAmount({ optional: true }) tax?: number;
  @Choice(categories, { optional: true }) category?: Category;
  @Flag({ optional: true }) lawyer?: boolean;
  @Text({ max: 2_000, about: 'why' }) reason: string;
}

/** A move of an expense by its claimant. */
export class MoveExpenseDto {
  @Choice(['withdrawn']) to: 'withdrawn';
  @Text({ max: 2_000, optional: true, nullable: true }) reason?: string | null;
}
