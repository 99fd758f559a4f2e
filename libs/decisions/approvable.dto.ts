import { Count, Id, ListOf, Nested, Text, YenAmount } from '#http';
import { DecisionTextDto } from './decision.dto.js';

/** An expense that its reader has in review: its assessment, and why it is not approved together with others. */
export class ApprovableDto {
  @Id() expenseId: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Count() line: number;
  @Text({ max: 60 }) category: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @YenAmount() claimed: number;
  @YenAmount({ nullable: true, about: 'null where it cannot be assessed now' }) assessed: number | null;
  @ListOf(DecisionTextDto, {
    about:
      'empty: payable as claimed, or less recoverable tax alone, within the own authority, nothing left to look at',
  })
  flags: DecisionTextDto[];
  @Nested(DecisionTextDto, { about: 'what it waits for, in a word' }) standing: DecisionTextDto;
  @Count() version: number;
}

export class ApprovablesDto {
  @ListOf(ApprovableDto) items: ApprovableDto[];
}
