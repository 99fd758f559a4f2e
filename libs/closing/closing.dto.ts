import { Id, Text } from '#http';

export class MergeIncidentDto {
  @Id({ about: 'the case into which this one goes; of the same institution' }) into: string;
  @Text({ max: 2_000, optional: true, nullable: true }) reason?: string | null;
}

export class MergeProposalAnswerDto {
  @Text({ max: 2_000, optional: true, nullable: true, about: 'why these are two events' }) reason?: string | null;
}
