import { Count, Day, Id, IdList, Instant, Text } from '#http';

export class AskInformationDto {
  @Text({ max: 2_000, pattern: '\\S' }) question: string;
  @Day({ optional: true, about: 'until when an answer is asked for; in 14 days, when absent' }) dueOn?: string;
}

export class AnswerInformationDto {
  @Text({ max: 10_000, pattern: '\\S' }) answer: string;
  @IdList({ optional: true, max: 50, about: 'papers that were uploaded for it' }) documentIds?: string[];
}

/** A question to the claimant, with its answer. */
export class QuestionDto {
  @Id() id: string;
  @Text({ max: 2_000 }) question: string;
  @Instant() askedAt: string;
  @Day() dueOn: string;
  @Count() reminders: number;
  @Count({ about: 'reminders that go out before the insurer may go on without an answer' }) remindersLeft: number;
  @Text({ max: 10_000, nullable: true }) answer: string | null;
  @Instant({ nullable: true }) answeredAt: string | null;
  @Instant({ nullable: true, about: 'the insurer went on without an answer' }) closedAt: string | null;
  @Text({ max: 200, nullable: true, about: 'for the insurer' }) askedByName: string | null;
  @Text({ max: 200, nullable: true, about: 'for the insurer' }) closedByName: string | null;
}
