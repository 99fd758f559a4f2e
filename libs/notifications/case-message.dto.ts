import { Choice, Id, Instant, Text } from '#http';

export const messageSides = ['insurer', 'institution'] as const;

/** A message to the other side: of the insurer to the institution, of the institution to the insurer. */
export class SendMessageDto {
  @Text({ max: 2_000, pattern: '\\S', about: 'read by the institution and the insurer' }) text: string;
}

/** A message of a case. Messages are added, never changed. */
export class CaseMessageDto {
  @Id() id: string;
  @Choice(messageSides, { about: 'whose message it is' }) side: (typeof messageSides)[number];
  @Text({ max: 2_000 }) text: string;
  @Text({ max: 200, nullable: true, about: 'for the insurer; null also for who reports with a facility code' })
  writtenByName: string | null;
  @Instant() writtenAt: string;
  @Instant({ nullable: true, about: 'when somebody of the other side read it first' }) readAt: string | null;
  @Text({ max: 200, nullable: true, about: 'for the insurer' }) readByName: string | null;
}
