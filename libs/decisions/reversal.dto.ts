import { Choice, Count, Flag, Id, Instant, ListOf, Nested, OldestFirstQuery, Text, YenAmount } from '#http';
import { decisionKinds } from './decision-needs.js';
import { DecisionTextDto, LimitAfterDto } from './decision.dto.js';

export class ReversalQuery extends OldestFirstQuery {
  @Choice(['others'], { optional: true, about: 'others: not asked for by the reader' }) by?: 'others';
}

/** A reversal that waits for its second signature. */
export class ReversalDto {
  @Id() id: string;
  @Id() decisionId: string;
  @Id() expenseId: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Count() line: number;
  @Text({ max: 60 }) category: string;
  @Choice(decisionKinds, { about: 'of the decision that it takes back' }) kind: string;
  @YenAmount({ about: 'of that decision' }) amount: number;
  @Text({ max: 2_000 }) reason: string;
  @Text({ max: 200 }) askedByName: string;
  @Instant() askedAt: string;
  @Flag({ about: 'the reader may sign it' }) maySign: boolean;
  @Nested(DecisionTextDto, { nullable: true, about: 'why the reader may not sign it; null: they may' })
  why: DecisionTextDto | null;
  @ListOf(LimitAfterDto, { about: 'what it gives back to each limit, before and after; nothing is posted' })
  limits: LimitAfterDto[];
}

/** Whether a decision can be taken back, and what that would give back. */
export class ReversalRoomDto {
  @Flag({ about: 'the reader may ask for it now' }) mayAsk: boolean;
  @Nested(DecisionTextDto, { nullable: true, about: 'why not; null: they may, or it waits for its signature' })
  why: DecisionTextDto | null;
  @ListOf(LimitAfterDto) limits: LimitAfterDto[];
  @Nested(ReversalDto, { nullable: true, about: 'the one that waits for its second signature' })
  asked: ReversalDto | null;
}
