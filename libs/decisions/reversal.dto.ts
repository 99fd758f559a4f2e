import { Count, Id, Instant, Text } from '#http';

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
