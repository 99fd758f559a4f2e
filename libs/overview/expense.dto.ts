import { AppealedDto, DecisionDto, QuestionDto } from '#decisions';
import { ConsentDto, DuplicateDto, EvidenceDto, FindingDto, ForeignRateDto, WaiverDto } from '#expenses';
import { AllowedActionDto, Count, Day, Id, Instant, ListOf, Nested, Text, YenAmount } from '#http';
import { ExpenseDto } from '#intake';
import { ClockDto, PaymentFactsDto } from '#payments';
import { WorkItemDto } from '#routing';

/** The period of cover of a case. */
export class ExpensePolicyDto {
  @Id() id: string;
  @Text({ max: 60 }) number: string;
  @Count() plan: number;
  @Day() inceptionDate: string;
  @Day({ about: 'the day on which cover ends' }) expiryDate: string;
}

/** A payment of an expense; for the insurer. */
export class ExpensePaymentDto extends PaymentFactsDto {
  @Count({ max: Number.MAX_SAFE_INTEGER, nullable: true }) batchNumber: number | null;
  @Day({ nullable: true, about: 'transfer date of its batch' }) transferOn: string | null;
  @Text({ max: 200, nullable: true, about: 'who released the batch; null until then' }) releasedByName: string | null;
  @Instant({ nullable: true }) releasedAt: string | null;
}

/** Category and amounts of an expense at a time; whole yen. */
export class LineAsItWasDto {
  @Text({ max: 60 }) category: string;
  @Text({ max: 100 }) categoryJa: string;
  @Text({ max: 100 }) categoryEn: string;
  @YenAmount() amount: number;
  @YenAmount() tax: number;
}

/** A correction of an undecided expense. */
export class CorrectionDto {
  @Nested(LineAsItWasDto) before: LineAsItWasDto;
  @Nested(LineAsItWasDto) after: LineAsItWasDto;
  @Text({ max: 200, nullable: true, about: 'null: of an earlier release' }) byName: string | null;
  @Instant() at: string;
}

/** An expense with its way so far: who works on it, why, and which moves the reader may make. */
export class ExpenseDetailDto extends ExpenseDto {
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Nested(ExpensePolicyDto, {
    nullable: true,
    about: 'null: nobody has matched it yet, or the reader may not read policies',
  })
  policy: ExpensePolicyDto | null;
  @Nested(ClockDto, { nullable: true, about: 'the time to pay; null for the institution, and where nothing is owed' })
  clock: ClockDto | null;
  @ListOf(WorkItemDto, { about: 'empty for the institution: who works on it is the insurer’s inside' })
  workItems: WorkItemDto[];
  @ListOf(ConsentDto, {
    about: 'consents of the insurer beside pre-approvals, newest first; empty for the institution',
  })
  consents: ConsentDto[];
  @Nested(EvidenceDto) evidence: EvidenceDto;
  @ListOf(WaiverDto, { about: 'papers that the insurer does without, and why; empty for the institution' })
  waivers: WaiverDto[];
  @ListOf(CorrectionDto, { about: 'newest first: what stood there before; empty for the institution' })
  corrections: CorrectionDto[];
  @YenAmount({ nullable: true, about: 'how much more of it can be claimed; null: nothing' }) supplementRoom:
    number | null;
  @ListOf(QuestionDto, { about: 'questions to the claimant, oldest first' }) questions: QuestionDto[];
  @ListOf(AppealedDto, { about: 'appeals against its rejection, oldest first' }) appeals: AppealedDto[];
  @ListOf(ExpensePaymentDto, { about: 'newest first; empty for the institution' }) payments: ExpensePaymentDto[];
  @Nested(ForeignRateDto, { nullable: true, about: 'of a bill in another currency' })
  foreignBill: ForeignRateDto | null;
  @ListOf(DuplicateDto, { about: 'expenses it looks like; empty for the institution' }) duplicates: DuplicateDto[];
  @ListOf(FindingDto, { about: 'what was found of them; empty for the institution' }) findings: FindingDto[];
  @ListOf(DecisionDto, { about: 'newest first; empty for the institution, which reads the ruling' })
  decisions: DecisionDto[];
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here' }) allowedActions: AllowedActionDto[];
}
