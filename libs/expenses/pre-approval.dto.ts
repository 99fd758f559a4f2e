import { categories, type Category } from '#coverage';
import { AllowedActionDto, Choice, Count, Day, Flag, Id, Instant, ListOf, PageQuery, Text, YenAmount } from '#http';
import { preApprovalStates } from './pre-approval-state.js';

/** A request for pre-approval: "May we spend so much on this?" */
export class RequestPreApprovalDto {
  @Choice(categories) category: Category;
  @YenAmount({ about: 'with tax' }) amount: number;
  @Text({ max: 2_000, pattern: '\\S', about: 'on what, and why' }) description: string;
  @Text({ max: 200, optional: true, nullable: true, isName: true }) vendorName?: string | null;
}

export class AnswerPreApprovalDto {
  @Choice(['pre-approved', 'refused']) answer: 'pre-approved' | 'refused';
  @YenAmount({ optional: true, about: 'of a consent: up to which amount with tax; as asked for, when absent' })
  ceiling?: number;
  @Day({ optional: true, about: 'of a consent: its last day; in 90 days, when absent' }) lapsesOn?: string;
  @YenAmount({
    optional: true,
    nullable: true,
    about: 'what the limit left as it was shown (null: no policy known); another figure now is told first',
  })
  left?: number | null;
  @Text({ max: 2_000, pattern: '\\S' }) textJa: string;
  @Text({ max: 2_000, optional: true }) textEn?: string;
}

export class PreApprovalQuery extends PageQuery {
  @Choice(['requested', 'pre-approved', 'refused', 'withdrawn'], { optional: true }) state?: string;
  @Choice(['soonest', 'latest'], { optional: true, about: 'by when the answer is due; soonest, when absent' })
  sort?: string;
  @Choice(['open'], { optional: true, about: 'open: approved, with something left that no expense claims' })
  standing?: string;
  @Id({ optional: true, about: 'of the case, and of those merged into it' }) incidentId?: string;
}

/** A sentence that goes with an answer. */
export class PreApprovalNoteDto {
  @Text({ max: 60 }) code: string;
  @Text({ max: 1_000 }) textJa: string;
  @Text({ max: 1_000 }) textEn: string;
}

export class AnswerPreviewQuery {
  @YenAmount({ optional: true, about: 'up to which amount with tax; as asked for, when absent' }) ceiling?: number;
}

/** What an approval would say and what is missing for it; nothing is stored. */
export class AnswerPreviewDto {
  @YenAmount() ceiling: number;
  @YenAmount({
    nullable: true,
    about:
      'what the limit leaves after paid, held, ordered and all other open pre-approvals; null while no policy is known',
  })
  left: number | null;
  @ListOf(PreApprovalNoteDto, { about: 'sentences that the institution reads with the approval' })
  notes: PreApprovalNoteDto[];
  @ListOf(PreApprovalNoteDto, { about: 'what stands against one’s own answer; empty: nothing' })
  missing: PreApprovalNoteDto[];
}

export class PreApprovalDto {
  @Id() id: string;
  @Text({
    max: 40,
    nullable: true,
    about: 'approval number, to be written on the invoice; given with the approval: null before, and without one',
  })
  number: string | null;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Choice(categories) category: string;
  @Text({ max: 60 }) categoryJa: string;
  @Text({ max: 60 }) categoryEn: string;
  @Text({ max: 20 }) phase: string;
  @Text({ max: 200, nullable: true }) vendorName: string | null;
  @YenAmount() amount: number;
  @Text({ max: 2_000 }) description: string;
  @Choice(preApprovalStates) state: string;
  @Text({ max: 40 }) stateJa: string;
  @Text({ max: 40 }) stateEn: string;
  @Instant() requestedAt: string;
  @Instant({ about: 'until when it is answered' }) answerDueAt: string;
  @Flag({ about: 'it is not answered and the time is over' }) isLate: boolean;
  @Instant({ nullable: true }) answeredAt: string | null;
  @Text({ max: 2_000, nullable: true }) textJa: string | null;
  @Text({ max: 2_000, nullable: true }) textEn: string | null;
  @YenAmount({ nullable: true }) ceiling: number | null;
  @YenAmount({ nullable: true, about: 'what no expense claims of the ceiling yet' }) rest: number | null;
  @Day({ nullable: true, about: 'holds for what is incurred until then' }) lapsesOn: string | null;
  @YenAmount({
    nullable: true,
    about: 'of an approval: what the limit had left when it was given; null too for who may not see limits',
  })
  left: number | null;
  @ListOf(PreApprovalNoteDto, { about: 'sentences that went with the answer, as they were given' })
  notes: PreApprovalNoteDto[];
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here, an approval of what is asked for' })
  allowedActions: AllowedActionDto[];
  @Count() version: number;
}
