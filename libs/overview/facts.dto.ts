import { AnyValue, Count, Instant, ListOf, PageQuery, Text } from '#http';

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
