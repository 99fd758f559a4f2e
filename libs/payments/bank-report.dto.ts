import { Choice, Count, Day, Flag, Id, ListOf, Text, YenAmount } from '#http';
import type { Count as Many, Yen } from '#kernel';
import { PreviewRowDto, TablePreviewDto } from '#tables';
import { ReconciliationDto } from './reconciliation.dto.js';

/** A row of the bank's list as it was read. */
export class BankPreviewRowDto extends PreviewRowDto {
  @Choice(['result', 'credit', 'debit'], { nullable: true }) kind: string | null;
  @Choice(['paid', 'failed'], { nullable: true }) outcome: string | null;
  @Day({ nullable: true }) onDay: string | null;
  @YenAmount({ nullable: true }) amount: number | null;
  @Count({ nullable: true }) paymentNumber: number | null;
  @Text({ max: 500, nullable: true }) note: string | null;
  @Text({ max: 40, nullable: true, about: 'the bank’s own number of the line' }) reference: string | null;
  @Flag({ about: 'it was entered before: it has no effect again' }) isKnown: boolean;
}

/** The content of the bank’s file; nothing is stored. */
export class BankPreviewDto extends TablePreviewDto {
  @ListOf(BankPreviewRowDto) rows: BankPreviewRowDto[];
  @YenAmount({ about: 'of the rows that are not known' }) amount: Yen;
  @Count({ about: 'rows that are entered already' }) known: Many;
  @Id({ nullable: true, about: 'of the kept form by which a list was read' }) formId: string | null;
  @Flag({ about: 'records of the banks’ association, no list' }) isRecords: boolean;
}

/** What was taken over, and what does not agree since. */
export class BankTakenDto extends ReconciliationDto {
  @Count({ about: 'lines that were new' }) taken: Many;
  @Count({ about: 'lines that were entered before' }) known: Many;
}
