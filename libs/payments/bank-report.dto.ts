import {
  CellFaultDto,
  cellFaultView,
  Choice,
  Count,
  Day,
  NotTakenDto,
  leftOutView,
  ListOf,
  Nested,
  Text,
  YenAmount,
} from '#platform';
import type { BankReport } from './bank-report.js';

/** A row of the bank's list as it is understood; null where it says nothing, or nothing that can be read. */
export class BankPreviewRowDto {
  @Count({ about: 'the line of the file' }) line: number;
  @Choice(['result', 'credit'], { nullable: true }) kind: string | null;
  @Choice(['paid', 'failed'], { nullable: true }) outcome: string | null;
  @Day({ nullable: true }) onDay: string | null;
  @YenAmount({ nullable: true }) amount: number | null;
  @Count({ nullable: true }) paymentNumber: number | null;
  @Text({ max: 500, nullable: true }) note: string | null;
  @ListOf(CellFaultDto) faults: CellFaultDto[];
}

/** What the bank's list says; nothing was kept of it. */
export class BankPreviewDto {
  @Text({ max: 64, min: 64, about: 'of the file: sent again with it, just this is taken over' }) sha256: string;
  @Choice(['utf-8', 'shift_jis', 'utf-16', 'xlsx'], { about: 'how the file is written' }) encoding: string;
  @ListOf(BankPreviewRowDto) rows: BankPreviewRowDto[];
  @Count({ about: 'rows with something wrong; with any, nothing can be taken over' }) faulty: number;
  @YenAmount() amount: number;
  @Nested(NotTakenDto) leftOut: NotTakenDto;
}

export function bankPreviewView({ encoding, rows, left }: BankReport, sha256: string): BankPreviewDto {
  return {
    sha256,
    encoding,
    rows: rows.map(({ read: { line, kind, outcome, onDay, yen, paymentNo, note }, faults }) => ({
      ...{ line, kind, outcome, onDay, amount: yen, paymentNumber: paymentNo, note },
      faults: faults.map(cellFaultView),
    })),
    faulty: rows.filter(({ faults }) => faults.length > 0).length,
    amount: rows.reduce((sum, { read }) => sum + (read.yen ?? 0), 0),
    leftOut: leftOutView(left),
  };
}
