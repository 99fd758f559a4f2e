import { coverageOutlooks, supportOutlooks } from '#assessment';
import { AppealedDto, DecisionDto, QuestionDto } from '#decisions';
import { ConsentDto, DuplicateDto, EvidenceDto, FindingDto, ForeignRateDto } from '#expenses';
import {
  AllowedActionDto,
  AnyValue,
  Choice,
  Count,
  Day,
  Free,
  Id,
  Instant,
  ListOf,
  Nested,
  PageQuery,
  Text,
  TextList,
  YenAmount,
  viewKinds,
  viewSubjects,
  type ViewKind,
  type ViewSubject,
} from '#http';
import { causes, incidentStates, phaseOrder, severities } from '#incidents';
import { ExpenseDto, NextStepDto } from '#intake';
import { ClockDto, PaymentFactsDto } from '#payments';
import { queueNames } from '#platform';
import { WorkItemDto } from '#routing';

/** The kinds of errands of the queue `outside`. */
export const errandNames = ['send-mail', 'send-sign-in-link', 'erase-document'] as const;

export class IncidentQuery extends PageQuery {
  @Choice(incidentStates, { optional: true }) state?: string;
  @Choice(['pending', ...coverageOutlooks], { optional: true }) coverageOutlook?: string;
  @Choice(['pending', ...supportOutlooks], { optional: true }) supportOutlook?: string;
  @Choice(severities, { optional: true }) severity?: string;
  @Choice(causes, { optional: true }) cause?: string;
  @Text({ max: 2, min: 2, optional: true }) country?: string;
  @Id({ optional: true }) institutionId?: string;
  @Text({ max: 40, optional: true, about: 'exact case number; of a merged case, the one it went into too' })
  caseNumber?: string;
  @Id({ optional: true, about: 'cases of one common cause; for the insurer' }) commonCauseId?: string;
  @Choice(phaseOrder, { optional: true, about: 'cases that have not ended and are in this phase' }) phase?: string;
  @Day({ optional: true, about: 'reported on this day of Japan or later' }) reportedFrom?: string;
  @Day({ optional: true, about: 'reported before this day of Japan' }) reportedBefore?: string;
  @Choice(['open', 'ended'], { optional: true, about: 'whether it has ended' }) standing?: string;
  @Choice(['late'], { optional: true, about: 'late: reported, and the promise to call back is over' })
  callBack?: string;
  @Choice(['newest', 'oldest'], {
    optional: true,
    about: 'oldest: in the order in which the promise to call back breaks',
  })
  sort?: string;
}

export class EventsQuery {
  @Count({
    optional: true,
    max: Number.MAX_SAFE_INTEGER,
    about: 'the last event seen; what came after it is sent first',
  })
  after?: number;
}

/** A case in a list. */
export class IncidentLineDto {
  @Id() id: string;
  @Text({ max: 40 }) caseNumber: string;
  @Choice(incidentStates) state: string;
  @Text({ max: 100 }) stateJa: string;
  @Text({ max: 100 }) stateEn: string;
  @Choice(severities, { nullable: true }) severity: string | null;
  @Choice(severities, { nullable: true, about: 'what the facts propose; for the insurer' })
  proposedSeverity: string | null;
  @Text({ max: 120, nullable: true, about: 'the beginning of what was reported; for the insurer' })
  happened: string | null;
  @TextList({
    max: 3,
    each: 20,
    values: ['emergencyStopped', 'outpatientsStopped', 'paperCharts'],
    about: 'what of care stands still; for the insurer',
  })
  careImpact: ('emergencyStopped' | 'outpatientsStopped' | 'paperCharts')[];
  @Choice(['pending', ...coverageOutlooks]) coverageOutlook: string;
  @Choice(['pending', ...supportOutlooks]) supportOutlook: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Text({ max: 40, nullable: true }) cause: string | null;
  @Text({ max: 2, nullable: true }) country: string | null;
  @Text({ max: 20 }) policyMatch: string;
  @TextList({ max: 5, each: 20, values: phaseOrder, about: 'phases that are active' }) phases: string[];
  @Nested(NextStepDto, {
    nullable: true,
    about: 'what somebody of the insurer does next; null for the institution, and where nothing waits',
  })
  nextAct: NextStepDto | null;
  @Text({ max: 200, nullable: true, about: 'the adjuster in charge; null for the institution' }) ownerName:
    string | null;
  @YenAmount({ nullable: true, about: 'what the limit of response expenses has left; null without a policy' })
  limitLeft: number | null;
  @Instant() reportedAt: string;
  @Count() version: number;
}

/** A line of the timeline; names stand beside ids. */
export class TimelineLineDto {
  @Id() id: string;
  @Instant() at: string;
  @Text({ max: 60 }) kind: string;
  @Text({ max: 200 }) textJa: string;
  @Text({ max: 200 }) textEn: string;
  @Choice(['all', 'insurer']) audience: string;
  @Text({ max: 200, nullable: true }) personName: string | null;
  @Free() data: Record<string, unknown>;
}

export class CaseQuery {
  @Instant({ optional: true, about: 'the case as it stood at this moment; as it is now, when absent' }) at?: string;
}

export class FactsQuery extends PageQuery {
  @Text({ max: 40, optional: true, about: 'only what was said of this fact, by its name in the report' }) name?: string;
}

export class SaidFactDto {
  @Text({ max: 40 }) name: string;
  @AnyValue({ about: 'as it was said; null: not known' }) value: unknown;
}

/** The facts that one act stated of a case. Acts are added, never changed. */
export class FactsActDto {
  @Count({ about: 'the version of the facts that it made' }) version: number;
  @ListOf(SaidFactDto) facts: SaidFactDto[];
  @Instant({ nullable: true, about: 'from when on it was so; null: it corrects whatever was said before' })
  trueAt: string | null;
  @Instant() learnedAt: string;
  @Text({ max: 200, about: 'from whom' }) source: string;
  @Text({ max: 2_000, nullable: true, about: 'for the insurer' }) reason: string | null;
  @Text({ max: 200, nullable: true, about: 'by whom entered; for the insurer' }) enteredByName: string | null;
  @Instant() recordedAt: string;
}

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

export class QueueCountsDto {
  @Text({ max: 40 }) queue: string;
  @Text({ max: 100 }) nameJa: string;
  @Text({ max: 100 }) nameEn: string;
  @Count({ about: 'deliveries neither done nor failed' }) pending: number;
  @Count({ about: 'of these: due, and not tried alone yet' }) waiting: number;
  @Instant({ nullable: true, about: 'since when the one of them waits that waits longest' }) waitingSince:
    string | null;
  @Count({ about: 'of those that wait: handed to whoever does them' }) passedOn: number;
  @Count({ about: 'failed alone, and tried again by themselves' }) secondTries: number;
  @Count({ about: 'their time has not come' }) notDue: number;
  @Count({ about: 'given up: a person brings them back' }) dead: number;
}

export class ErrandCountsDto {
  @Choice(errandNames) errand: string;
  @Text({ max: 100 }) nameJa: string;
  @Text({ max: 100 }) nameEn: string;
  @Count({ about: 'not tried yet' }) waiting: number;
  @Instant({ nullable: true, about: 'since when the one of them waits that waits longest' }) waitingSince:
    string | null;
  @Count({ about: 'claimed, and not recorded yet' }) underWay: number;
  @Count({ about: 'tried, not done, and tried again by themselves' }) secondTries: number;
  @Instant({ nullable: true, about: 'when the first of them is tried again' }) nextAt: string | null;
  @Count({ about: 'given up: a person decides' }) dead: number;
  @Count({ about: 'may have been done: a person asks, and decides' }) unknown: number;
}

/** The key of a delivery: of a job, for an event or a timer. */
export class DeliveryKeyDto {
  @Text({ max: 100, about: 'the job, and the part of the event where several go to one job' }) consumer: string;
  @Id() eventId: string;
  @Text({ max: 40, about: 'as it was read' }) eventCreatedAt: string;
}

export class FailedDeliveryDto extends DeliveryKeyDto {
  @Text({ max: 40 }) queue: string;
  @Text({ max: 100 }) job: string;
  @Text({ max: 60, about: '`timer` where a time has come' }) eventType: string;
  @Id({ nullable: true, about: 'the case that it is about' }) incidentId: string | null;
  @Text({ max: 40, nullable: true }) caseNumber: string | null;
  @Text({ max: 200, nullable: true, about: 'kind and place of the error, nothing of rows' }) reason: string | null;
  @Count({ about: 'tries alone' }) attempts: number;
  @Instant() failedAt: string;
}

export class QueuesDto {
  @ListOf(QueueCountsDto) queues: QueueCountsDto[];
  @ListOf(ErrandCountsDto, { about: 'what the queue `outside` has to do, by kind' }) errands: ErrandCountsDto[];
  @ListOf(FailedDeliveryDto, { about: 'the newest 200 of all queues' }) failedDeliveries: FailedDeliveryDto[];
}

export class RetryQueuesDto {
  @Choice(queueNames, { optional: true, about: 'one queue; every one when absent' }) queue?: string;
  @Nested(DeliveryKeyDto, { optional: true, about: 'this one alone' }) delivery?: DeliveryKeyDto;
}

export class RetriedDto {
  @Count() retried: number;
}

export class AuditQuery extends PageQuery {
  @Text({ max: 60, about: '`case:<id>`, `institution:<id>` or `insurer`' }) chain: string;
}

export class AuditEntryDto {
  @Text({ max: 60 }) chain: string;
  @Count({ max: Number.MAX_SAFE_INTEGER }) seq: number;
  @Instant() at: string;
  @Text({ max: 20 }) actorKind: string;
  @Text({ max: 60 }) actorId: string;
  @Text({ max: 200, nullable: true }) actorName: string | null;
  @Text({ max: 40 }) actingAs: string;
  @Text({ max: 60 }) action: string;
  @Text({ max: 100 }) subject: string;
  @Text({ max: 64, nullable: true }) beforeHash: string | null;
  @Text({ max: 64, nullable: true }) afterHash: string | null;
  @Text({ max: 2_000, nullable: true }) reason: string | null;
  @Text({ max: 64 }) hash: string;
}

export class ViewQuery extends PageQuery {
  @Id({ optional: true, about: 'of one case and everything of it' }) incidentId?: string;
  @Id({ optional: true, about: 'of one case, expense, paper, …' }) subjectId?: string;
  @Id({ optional: true, about: 'of one person' }) personId?: string;
}

/** An entry of the view log. A page that stays open is one opening in ten minutes; each download counts. */
export class ViewEntryDto {
  @Instant() at: string;
  @Choice(viewKinds) kind: ViewKind;
  @Choice(viewSubjects) subject: ViewSubject;
  @Id() subjectId: string;
  @Id({ nullable: true, about: 'its case; null for what concerns many' }) incidentId: string | null;
  @Text({ max: 40, nullable: true }) caseNumber: string | null;
  @Text({ max: 20 }) actorKind: string;
  @Text({ max: 60 }) actorId: string;
  @Text({ max: 200, nullable: true }) actorName: string | null;
  @Text({ max: 40 }) actingAs: string;
}

export class DifferenceDto {
  @Choice(['outlook', 'support-outlook', 'reasons', 'support-reasons', 'request', 'answer', 'line']) what: string;
  @Id({ nullable: true, about: 'the line, where it is about one' }) line: string | null;
  @Text({ max: 5_000 }) kept: string;
  @Text({ max: 5_000 }) now: string;
}

export class DifferentRunDto {
  @Id() runId: string;
  @Id() incidentId: string;
  @ListOf(DifferenceDto) differences: DifferenceDto[];
}

/** A night's replay of a sample of stored assessments. */
export class ReplayDto {
  @Instant({ about: 'when it was due' }) at: string;
  @Instant() doneAt: string;
  @Count() checked: number;
  @Count({ about: 'those that came out otherwise' }) different: number;
  @ListOf(DifferentRunDto, { about: 'at most 50' }) differences: readonly DifferentRunDto[];
}
