import { InterruptionDto } from '#expenses';
import { Choice, Count, Day, Flag, Id, Instant, ListOf, Nested, Text, YenAmount } from '#http';

/** What was claimed for a month, first or as a correction of it, with the figures it rests on. */
export class MonthVersionDto {
  @Id() expenseId: string;
  @Count() line: number;
  @Text({ max: 40 }) state: string;
  @Text({ max: 60 }) stateJa: string;
  @Text({ max: 60 }) stateEn: string;
  @Instant() submittedAt: string;
  @Text({ max: 2_000, nullable: true, about: 'of a correction: why' }) description: string | null;
  @YenAmount() claimed: number;
  @Nested(InterruptionDto, { nullable: true, about: 'null: none were given' }) figures: InterruptionDto | null;
  @Choice(['counts', 'replaced', 'waits', 'left-out'], {
    about: 'counts: a statement counts it now; replaced: a later one counts; waits: nobody has it in review yet',
  })
  standing: string;
  @YenAmount({ nullable: true, about: 'by the rules, before limits, as the newest statement with it had it' })
  assessed: number | null;
}

/** A month of business interruption, with its corrections oldest first. */
export class StatementMonthDto {
  @Id({ about: 'the expense that claimed it first' }) firstId: string;
  @Choice(['lost-profit', 'revenue-decline-prevention', 'business-continuation']) category: string;
  @Text({ max: 100 }) categoryJa: string;
  @Text({ max: 100 }) categoryEn: string;
  @Day() incurredOn: string;
  @ListOf(MonthVersionDto) versions: MonthVersionDto[];
  @YenAmount({ about: 'held and paid for it by statements that stand' }) given: number;
  @YenAmount({ about: 'what those statements were reduced by' }) reduced: number;
  @Flag({ about: 'its figures can be claimed anew as a correction' }) canBeCorrected: boolean;
}

/** A statement that was proposed, and what came of it. */
export class MadeStatementDto {
  @Id() decisionId: string;
  @Id({ about: 'of the month that carries it' }) expenseId: string;
  @Count() line: number;
  @Choice(['open', 'approved'], { about: 'open: it waits for a signature' }) state: string;
  @YenAmount() amount: number;
  @YenAmount({ about: 'T, as it was then' }) total: number;
  @YenAmount({ about: 'C, as it was then' }) before: number;
  @YenAmount() comesBack: number;
  @Instant() proposedAt: string;
  @Text({ max: 200 }) proposedByName: string;
}

/** The months of business interruption of a case, and its statements, both oldest first. */
export class StatementMonthsDto {
  @ListOf(StatementMonthDto) months: StatementMonthDto[];
  @ListOf(MadeStatementDto) statements: MadeStatementDto[];
}
