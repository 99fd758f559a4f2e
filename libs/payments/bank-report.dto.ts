import { Choice, Count, Day, ListOf, Text, YenAmount } from '#http';
import { cellFaultView, PreviewRowDto, TablePreviewDto, tablePreviewView } from '#tables';
import type { BankReport } from './read-bank-report.js';

/** A row of the bank's list as it was read. */
export class BankPreviewRowDto extends PreviewRowDto {
  @Choice(['result', 'credit'], { nullable: true }) kind: string | null;
  @Choice(['paid', 'failed'], { nullable: true }) outcome: string | null;
  @Day({ nullable: true }) onDay: string | null;
  @YenAmount({ nullable: true }) amount: number | null;
  @Count({ nullable: true }) paymentNumber: number | null;
  @Text({ max: 500, nullable: true }) note: string | null;
}

/** The content of the bank's list; nothing is stored. */
export class BankPreviewDto extends TablePreviewDto {
  @ListOf(BankPreviewRowDto) rows: BankPreviewRowDto[];
  @YenAmount() amount: number;
}

export function bankPreviewView(report: BankReport, sha256: string): BankPreviewDto {
  const rows = report.rows.map(({ read: { line, kind, outcome, onDay, yen, paymentNo, note }, faults }) => ({
    ...{ line, kind, outcome, onDay, amount: yen, paymentNumber: paymentNo, note },
    faults: faults.map(cellFaultView),
  }));
  return {
    ...tablePreviewView(report, sha256, rows),
    amount: report.rows.reduce((sum, { read }) => sum + (read.yen ?? 0), 0),
  };
}
