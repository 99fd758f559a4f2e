import { Choice, Day, Id, Instant, Text } from '#http';

export const messageSides = ['insurer', 'institution'] as const;

/** A message to the other side: of the insurer to the institution, of the institution to the insurer. */
export class SendMessageDto {
  @Text({ max: 2_000, pattern: '\\S', about: 'read by the institution and the insurer' }) text: string;
  @Day({ optional: true, about: 'of the insurer: by which day of Japan an answer is asked for' }) asksBy?: string;
  @Id({ optional: true, about: 'the message that asked and that this one answers, or ends' }) answers?: string;
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
  @Day({ nullable: true, about: 'by which day of Japan it asks for an answer; null: it asks for none' })
  asksBy: string | null;
  @Instant({ nullable: true, about: 'of one that asks: when it was answered' }) answeredAt: string | null;
  @Id({ nullable: true, about: 'the message that asked and that this one answers' }) answers: string | null;
}
