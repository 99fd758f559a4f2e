import { Choice, Count, Flag, Id, Instant, ListOf, Nested, Text, YenAmount } from '#http';

/** A reason for the assessment of a line, or why it is left to a person. */
export class AssessmentReasonDto {
  @Text({ max: 60 }) code: string;
  @Text({ max: 20 }) rule: string;
  @Text({ max: 2_000 }) textJa: string;
  @Text({ max: 2_000 }) textEn: string;
}

export class AssessmentStepDto {
  @Text({ max: 40 }) code: string;
  @YenAmount() before: number;
  @YenAmount() after: number;
  @Text({ max: 20, nullable: true }) rule: string | null;
  @Choice(['settled-by-contract', 'default'], {
    nullable: true,
    about: 'not in the published terms: the contract settles it, or a default holds and the reduction is not final',
  })
  openPoint: 'settled-by-contract' | 'default' | null;
  @Text({ max: 2_000 }) textJa: string;
  @Text({ max: 2_000 }) textEn: string;
}

export class UndecidedDto {
  @Text({ max: 60 }) code: string;
  @Choice(['institution', 'insurer'], { about: 'who can say what is missing' }) by: string;
  @Text({ max: 1_000 }) textJa: string;
  @Text({ max: 1_000 }) textEn: string;
}

/** The amount that an undecided line could get now. */
export class AvailableDto {
  @YenAmount() yen: number;
  @Choice(['assessment', 'ledger'], { about: 'which of the two is the smaller' }) by: string;
  @Text({ max: 400 }) textJa: string;
  @Text({ max: 400 }) textEn: string;
}

export const assessmentOutcomes = ['not-assessed', 'payable', 'reduced', 'not-payable', 'refer'] as const;

/** The assessment of a line by the rules of the product, with what it was based on. */
export class AssessmentDto {
  @Choice(assessmentOutcomes) outcome: (typeof assessmentOutcomes)[number];
  @Text({ max: 10_000, about: 'the whole in words, for people' }) textJa: string;
  @Text({ max: 10_000 }) textEn: string;
  @YenAmount({ optional: true }) claimed?: number;
  @YenAmount({ optional: true }) indemnifiable?: number;
  @YenAmount({ optional: true, about: '0 while a person decides' }) payable?: number;
  @YenAmount({ optional: true, about: 'what it would be if it is found to be covered' }) wouldPay?: number;
  @ListOf(AssessmentReasonDto) reasons: AssessmentReasonDto[];
  @ListOf(AssessmentStepDto) steps: AssessmentStepDto[];
  @ListOf(UndecidedDto, { about: 'what would decide it' }) undecided: UndecidedDto[];
  @Nested(AvailableDto, { nullable: true }) available: AvailableDto | null;
  @Text({ max: 64, nullable: true, about: 'SHA-256 of the request that was assessed' }) requestHash: string | null;
  @Text({ max: 20, nullable: true }) termsVersion: string | null;
  @Instant({ nullable: true }) assessedAt: string | null;
}

export const bucketNames = ['response-expense', 'aggregate', 'business-interruption', 'deductible'] as const;

/** The part of one case in a limit, in yen. */
export class LimitShareDto {
  @Id() incidentId: string;
  @Text({ max: 40, nullable: true, about: 'null: a case that its reader may not see' }) caseNumber: string | null;
  @YenAmount() paid: number;
  @YenAmount({ about: 'promised' }) held: number;
  @YenAmount({ about: 'ceilings of support orders' }) ordered: number;
  @YenAmount({ about: 'claimed and not decided yet' }) requested: number;
  @YenAmount({ about: 'of that, what is assessed to be paid' }) assessed: number;
}

/**
 * A limit of the contract, in yen. Paid, held, ordered, requested and assessed amounts are those of its cases together.
 */
export class LimitDto {
  @Choice(bucketNames) bucket: (typeof bucketNames)[number];
  @Text({ max: 100 }) nameJa: string;
  @Text({ max: 100 }) nameEn: string;
  @Id({ nullable: true, about: 'the case whose own it is; null: the whole period’s' }) incidentId: string | null;
  @YenAmount() limit: number;
  @YenAmount() paid: number;
  @YenAmount({ about: 'promised' }) held: number;
  @YenAmount({ about: 'ceilings of support orders; they block nothing' }) ordered: number;
  @YenAmount({ about: 'claimed and not decided yet' }) requested: number;
  @YenAmount({ about: 'of that, what is assessed to be paid' }) assessed: number;
  @YenAmount({ about: 'limit less paid and held' }) remaining: number;
  @YenAmount({ nullable: true, about: 'what would remain after everything assessed in the case that is read' })
  afterCase: number | null;
  @YenAmount({ about: 'what would remain after everything ordered and everything assessed, of every case' })
  projected: number;
  @ListOf(LimitShareDto, { about: 'its cases: the one that is read first, then the others by number' })
  shares: LimitShareDto[];
}

/** The limits of a period with what is used of them. */
export class PolicyLimitsDto {
  @Id() policyId: string;
  @ListOf(LimitDto) limits: LimitDto[];
  @Flag({
    about: 'the contract settles whether the response-expense limit is for each incident; else the default holds',
  })
  scopeSettled: boolean;
  @Count({ about: 'open cases of the period' }) openCases: number;
}
