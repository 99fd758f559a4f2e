import { Choice, Count, Day, Id, Instant, Text } from '#http';
import { tableEncodings } from '#tables';

/** An import of a list: its file, its actor, and the counts of its rows. */
export class ImportRun {
  @Id() id: string;
  @Choice(['facilities', 'institutions', 'policies', 'veris']) what: string;
  @Text({ max: 400 }) fileName: string;
  @Text({ max: 64, about: 'SHA-256 of the file.' }) fileHash: string;
  @Count() fileBytes: number;
  @Choice(tableEncodings) encoding: string;
  @Day({ about: 'The day of the list.' }) asOf: string;
  @Text({ max: 200, about: 'Who did it: a command of the machine, or a person’s name.' }) by: string;
  @Instant() begunAt: string;
  @Instant({ nullable: true }) endedAt: string | null;
  @Choice(['running', 'complete', 'cut-off'], { about: 'cut-off: it ended early; what was taken over by then stays.' })
  state: string;
  @Choice(['closed', 'left-partial', 'left-unreadable-codes'], {
    about:
      'Whether entries that the list no longer has were closed, or left: it was a part only, or had unreadable codes.',
  })
  closing: string;
  @Count() rowsRead: number;
  @Count() rowsNew: number;
  @Count() rowsChanged: number;
  @Count() rowsSame: number;
  @Count({ about: 'Rows that an earlier row of the list said word for word.' }) rowsRepeated: number;
  @Count() rowsRefused: number;
  @Count() closed: number;
  @Count({ about: 'Of the changed ones: closed before, and back again.' }) reopened: number;
}
