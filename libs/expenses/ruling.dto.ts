import { Choice, Count, Flag, Instant, ListOf, Nested, Text, YenAmount } from '#http';

/** A month of a statement with its part. */
export class RuledMonthDto {
  @Count() line: number;
  @YenAmount() amount: number;
}

/** A ruling on several months, shown with the line that carries it. */
export class RuledStatementDto {
  @YenAmount({ about: 'what is paid for all of them together' }) amount: number;
  @YenAmount() claimed: number;
  @ListOf(RuledMonthDto, { about: 'what each gets; together they are the amount' }) months: RuledMonthDto[];
  @Count({ about: 'the line that carries it' }) carrier: number;
}

/** A ruling with its sentence. */
export class RulingDto {
  @Choice(['approved', 'rejected']) ruling: string;
  @YenAmount({ about: 'what is paid for this line' }) amount: number;
  @YenAmount({ about: 'what was claimed, with its tax' }) claimed: number;
  @Nested(RuledStatementDto, { nullable: true, about: 'the statement of business interruption that it is a part of' })
  statement: RuledStatementDto | null;
  @Text({ max: 2_000 }) textJa: string;
  @Text({ max: 2_000, nullable: true }) textEn: string | null;
  @Instant() ruledAt: string;
  @Flag({ about: 'false for ten seconds, in which whoever signed can undo it' }) isFinal: boolean;
}
