import { Id, IdList, Instant, Text } from '#http';

/** The reason of an appeal against a rejection. */
export class AppealedDto {
  @Id() id: string;
  @Id({ about: 'the decision it is against' }) decisionId: string;
  @Text({ max: 2_000 }) reason: string;
  @Instant() appealedAt: string;
}

export class AppealDto {
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
  @IdList({ optional: true, max: 50 }) documentIds?: string[];
}
