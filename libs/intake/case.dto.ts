import { AssessmentDto, coverageOutlooks, LimitDto, supportOutlooks } from '#assessment';
import { LineApprovalDto, LineConsentDto, RulingDto, SubmitExpenseDto, TransferDto } from '#expenses';
import {
  AllowedActionDto,
  Choice,
  CodedTextDto,
  Count,
  Flag,
  Id,
  Instant,
  ListOf,
  Nested,
  Text,
  YenAmount,
  Day,
} from '#http';
import { FactsDto, phaseOrder, phaseStates, type Phase, type PhaseState } from '#incidents';

export class NamedDto {
  @Text({ max: 60 }) code: string;
  @Text({ max: 200 }) textJa: string;
  @Text({ max: 200 }) textEn: string;
}

export class PhasesDto {
  @Text({ max: 20 }) suspicion: string;
  @Text({ max: 20 }) investigation: string;
  @Text({ max: 20 }) apology: string;
  @Text({ max: 20 }) recovery: string;
  @Text({ max: 20 }) liability: string;
}

export class FlagOfFactDto {
  @Text({ max: 200, about: 'JSON pointer into the report' }) pointer: string;
  @Text({ max: 100 }) code: string;
  @Text({ max: 1_000 }) textJa: string;
  @Text({ max: 1_000 }) textEn: string;
}

export class NextStepDto {
  @Text({ max: 60 }) code: string;
  @Text({ max: 1_000 }) textJa: string;
  @Text({ max: 1_000 }) textEn: string;
  @Instant({ nullable: true, about: 'by when; null where no time is promised' }) by: string | null;
}

/** An expense, in the form for every reader of the case. */
export class ExpenseDto extends SubmitExpenseDto {
  @Id() id: string;
  @Count() line: number;
  @Text({ max: 40 }) state: string;
  @Nested(NamedDto) stateName: NamedDto;
  @Nested(NamedDto) categoryName: NamedDto;
  @Text({ max: 40 }) lane: string;
  @YenAmount() declare tax: number;
  @YenAmount({ about: 'what it claims: with its tax where tax counts' }) claimed: number;
  @Flag({ about: 'the phase it belongs to has not started; it is handled all the same' }) beforeItsPhase: boolean;
  @Nested(AssessmentDto) assessment: AssessmentDto;
  @Nested(RulingDto, { nullable: true, about: 'what was decided, while it stands' }) ruling: RulingDto | null;
  @Flag({ nullable: true, about: 'the insurer consented before it was spent; null: of an earlier moment' })
  consent: boolean | null;
  @Nested(LineApprovalDto, { nullable: true, about: 'the pre-approval it names' }) approval: LineApprovalDto | null;
  @Nested(LineConsentDto, { nullable: true, about: 'a consent of the insurer beside pre-approvals' })
  recordedConsent: LineConsentDto | null;
  @Flag({ about: 'the claimant said so before consent was the insurer’s act only; it counts for nothing' })
  saidConsent: boolean;
  @Nested(CodedTextDto, {
    nullable: true,
    about: 'what holds of the number of a pre-approval that a report named, while it is linked to none',
  })
  namedApproval: CodedTextDto | null;
  @Nested(TransferDto, { nullable: true, about: 'its payment; null while there is none' }) transfer: TransferDto | null;
  @Id({ nullable: true, about: 'the line it was split off' }) partOf: string | null;
  @Id({ nullable: true, about: 'the line of which it claims more' }) supplements: string | null;
  @Instant() submittedAt: string;
  @Day() declare incurredOn: string;
  @Count() version: number;
}

export class CaseReporterDto {
  @Text({ max: 100 }) name: string;
  @Text({ max: 40 }) phone: string;
}

/** Another case by its number. */
export class CaseLinkDto {
  @Id() id: string;
  @Text({ max: 40 }) caseNumber: string;
}

/** A move of a phase, with what it sets off. */
export class PhaseActionDto extends AllowedActionDto {
  @Choice(phaseOrder) phase: Phase;
  @Choice(phaseStates) declare to: PhaseState;
  @Choice(phaseOrder, { about: 'after it, the phase of new costs whose category belongs to none' }) costsThen: Phase;
  @Count({ about: 'after it, the expenses whose phase has not started' }) linesBeforeThen: number;
}

/** The whole case, as every answer returns it. */
export class CaseDto {
  @Id() id: string;
  @Text({ max: 40 }) caseNumber: string;
  @Text({ max: 20 }) state: string;
  @Nested(NamedDto) stateName: NamedDto;
  @Count() version: number;
  @Count() factsVersion: number;
  @Id({ nullable: true, about: 'null: nobody has matched it yet' }) institutionId: string | null;
  @Text({ max: 200, nullable: true, about: 'as typed, or as registered' }) institutionName: string | null;
  @Text({ max: 60, nullable: true, about: 'as typed' }) policyNumber: string | null;
  @Id({ nullable: true }) policyId: string | null;
  @Choice(['pending', 'proposed', 'matched', 'not-found']) policyMatch: string;
  @Text({ max: 20 }) channel: string;
  @Text({ max: 10_000 }) description: string;
  @Nested(CaseReporterDto) reporter: CaseReporterDto;
  @Nested(FactsDto) facts: FactsDto;
  @ListOf(FlagOfFactDto, { about: 'facts that cannot be right: kept as typed, left out of the assessment' })
  flags: FlagOfFactDto[];
  @Choice(['critical', 'high', 'normal', 'low'], { nullable: true }) severity: string | null;
  @Choice(['critical', 'high', 'normal', 'low']) proposedSeverity: string;
  @Nested(PhasesDto) phases: PhasesDto;
  @Flag({ about: 'whether there was an attack has to be answered' }) attackQuestionOpen: boolean;
  @Choice(['pending', ...coverageOutlooks], { about: 'whether insurance money can be paid; no country changes it' })
  coverageOutlook: string;
  @ListOf(CodedTextDto) coverageOutlookReasons: CodedTextDto[];
  @Choice(['pending', ...supportOutlooks], { about: 'whether the emergency support service can be used' })
  supportOutlook: string;
  @ListOf(CodedTextDto) supportOutlookReasons: CodedTextDto[];
  @Nested(CodedTextDto, { nullable: true, about: 'the question about Japan, where it is open' })
  supportOutlookQuestion: CodedTextDto | null;
  @ListOf(NamedDto, { about: 'costs that the facts open and that nobody has claimed' }) openCoverages: NamedDto[];
  @ListOf(LimitDto, {
    nullable: true,
    about: 'what is left of the limits; null for those who may not see them, and while no policy is known',
  })
  limits: LimitDto[] | null;
  @Id({ nullable: true }) adjusterInChargeId: string | null;
  @Text({ max: 200, nullable: true, about: 'who handles it now, by name; null of an earlier moment' })
  adjusterInChargeName: string | null;
  @Instant() reportedAt: string;
  @ListOf(ExpenseDto) expenses: ExpenseDto[];
  @ListOf(NextStepDto) next: NextStepDto[];
  @Instant({ nullable: true, about: 'the moment asked for with `at`; null: as it is now' }) asOf: string | null;
  @Nested(CaseLinkDto, { nullable: true, about: 'the case it was merged into' }) mergedInto: CaseLinkDto | null;
  @Nested(CaseLinkDto, {
    nullable: true,
    about: 'of an answer: the merged case to whose number was sent what this case took; null where it was its own',
  })
  sentTo: CaseLinkDto | null;
  @ListOf(CaseLinkDto, { about: 'cases that were merged into it' }) mergedFrom: CaseLinkDto[];
  @ListOf(AllowedActionDto) allowedActions: AllowedActionDto[];
  @ListOf(PhaseActionDto, { about: 'moves of its phases that are the reader’s now' }) phaseActions: PhaseActionDto[];
}
