import { Choice, Count, Flag, Id, IdList, Instant, Text, TextList } from '#http';

export class RecordFindingDto {
  @Choice(['no-duplicate', 'duplicate'], { about: 'duplicate: another person confirms it' })
  finding: 'no-duplicate' | 'duplicate';
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class DuplicateDto {
  @Id() expenseId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Count() line: number;
  @TextList({ max: 4, each: 20, values: ['invoice-number', 'amount', 'file', 'merged'] }) grounds: string[];
  @Flag({ about: 'nobody has found yet that it is none' }) isOpen: boolean;
}

export class FindingDto {
  @Id() id: string;
  @Choice(['no-duplicate', 'duplicate']) finding: string;
  @Text({ max: 2_000 }) reason: string;
  @Text({ max: 200 }) foundByName: string;
  @Instant() at: string;
  @IdList({ max: 1_000, about: 'the expenses it looked like' }) others: string[];
  @Flag({ about: 'a second person has confirmed it' }) confirmed: boolean;
  @Text({ max: 200, nullable: true, about: 'who confirmed it' }) confirmedByName: string | null;
  @Flag({ about: 'the reader may confirm it: the expense is withdrawn' }) mayConfirm: boolean;
}
