import { Id, Instant, Text } from '#http';

/** A note of the insurer; neither the institution nor its agent reads it. */
export class WriteNoteDto {
  @Text({ max: 2_000, pattern: '\\S', about: 'for the insurer' }) text: string;
}

/** A note of the insurer. Notes are added, never changed. */
export class CaseNoteDto {
  @Id() id: string;
  @Text({ max: 2_000 }) text: string;
  @Text({ max: 200 }) writtenByName: string;
  @Instant() writtenAt: string;
}
