import { Choice, Count, Flag, Id, Instant, ListOf, Nested, PageQuery, Text, YenAmount } from '#http';
import { DecisionNeedsDto, DecisionTextDto, GateAnswerDto, LimitAfterDto, StatementLineDto } from './decision.dto.js';

export class TaskQuery extends PageQuery {
  @Choice(['open', 'ended'], { optional: true, about: 'open, when absent' }) state?: string;
  @Id({ optional: true }) incidentId?: string;
  @Choice(['me'], { optional: true, about: 'of cases one is in charge of' }) assignee?: string;
}

/** A decided line that would come to something else now. */
export class TaskDto {
  @Id() id: string;
  @Id() decisionId: string;
  @Id() expenseId: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Count() line: number;
  @YenAmount({ about: 'assessed when it was decided' }) stored: number;
  @YenAmount({ about: 'assessed now' }) now: number;
  @Flag({ about: 'more is due: supplement it, or take the rejection back' }) inFavour: boolean;
  @Instant() openedAt: string;
  @Choice(['supplemented', 'reopened', 'demanded', 'left', 'obsolete'], { nullable: true }) outcome: string | null;
  @Instant({ nullable: true }) endedAt: string | null;
  @Text({ max: 2_000, nullable: true }) reason: string | null;
}

export class ReversalDto {
  @Id() id: string;
  @Id() decisionId: string;
  @Id() expenseId: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Count() line: number;
  @Text({ max: 2_000 }) reason: string;
  @Text({ max: 200 }) askedByName: string;
  @Instant() askedAt: string;
}

/** That facts on which a line was agreed to were knowingly false. */
export class FalseFactsDto {
  @Id() id: string;
  @Text({ max: 2_000 }) reason: string;
  @Text({ max: 200 }) askedByName: string;
  @Instant() askedAt: string;
  @Flag({ about: 'one asked for it oneself, and another has to sign' }) askedByMe: boolean;
  @Text({ max: 200, nullable: true, about: 'who signed; null: it waits for a second senior-adjuster' })
  signedByName: string | null;
  @Instant({ nullable: true }) signedAt: string | null;
}

/** What of money that was paid for a line can be demanded back. */
export class RepaymentRoomDto {
  @YenAmount({ about: 'paid for the line' }) paid: number;
  @YenAmount({ about: 'of it, demanded back already or asked for' }) demanded: number;
  @YenAmount({
    about: 'of what was paid for the line and those it is judged with: agreed to before it was spent, so that it stays',
  })
  agreed: number;
  @YenAmount({ about: 'the most that can be demanded now' }) most: number;
  @Nested(DecisionTextDto, { nullable: true, about: 'why not all of it; null where nothing stands against it' })
  why: DecisionTextDto | null;
  @Nested(FalseFactsDto, { nullable: true }) falseFacts: FalseFactsDto | null;
  @Flag({
    about:
      'something was agreed to of this line or the one it supplements: that facts were knowingly false can be drawn up',
  })
  mayAskFalseFacts: boolean;
}

/** What a statement of the months in review would come to now. */
export class StatementPreviewDto {
  @ListOf(StatementLineDto) lines: StatementLineDto[];
  @YenAmount({ about: 'T: all months, less reductions by decision that stand' }) total: number;
  @YenAmount() reduced: number;
  @YenAmount({ about: 'C: held and paid by earlier statements' }) before: number;
  @YenAmount({ about: 'what it pays' }) pays: number;
  @YenAmount({ about: 'what was paid too much, to be demanded back' }) comesBack: number;
  @YenAmount({
    about: 'what was paid beyond T and stays: the insurer had agreed to it; neither demanded back nor set off',
  })
  notDemanded: number;
  @ListOf(DecisionTextDto, { about: 'what has to be answered' }) questions: DecisionTextDto[];
  @ListOf(GateAnswerDto) standing: GateAnswerDto[];
  @ListOf(LimitAfterDto, { about: 'what it leaves of every limit' }) limits: LimitAfterDto[];
  @Nested(DecisionNeedsDto) needs: DecisionNeedsDto;
}
