import { Choice, Count, Id, Instant, Nested, Text } from '#http';
import { unusedReasons } from '#intake';

/** The case of a report that was received before under the same key. */
export class AnsweringCaseDto {
  @Id() id: string;
  @Text({ max: 40 }) caseNumber: string;
}

/** A run of unused case numbers with one reason. */
export class UnusedNumbersDto {
  @Count({ about: 'of the sequence inside a case number' }) first: number;
  @Count({ about: 'the same as first, where it is one number' }) last: number;
  @Count({ about: 'how many they are' }) count: number;
  @Text({ max: 40, nullable: true, about: 'of one number that was given to a report: as it would have been' })
  caseNumber: string | null;
  @Choice(unusedReasons) reason: string;
  @Text({ max: 400 }) textJa: string;
  @Text({ max: 400 }) textEn: string;
  @Instant({ nullable: true, about: 'when it was kept; else when they were drawn; null where neither is known' })
  at: string | null;
  @Nested(AnsweringCaseDto, { nullable: true }) answeredBy: AnsweringCaseDto | null;
}
