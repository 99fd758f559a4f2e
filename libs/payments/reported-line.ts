import type { FieldFault } from '#problems';
import type { BankLineKind } from './bank-line.entity.js';

/** One line of the bank's list; whole yen, days of Japan. */
export interface ReportedLine {
  readonly line: number;
  /** The insurer's account; null: the one from which is paid now. */
  readonly account: string | null;
  readonly kind: BankLineKind;
  readonly onDay: string;
  readonly yen: number;
  readonly paymentNo: number | null;
  readonly outcome: 'paid' | 'failed' | null;
  readonly note: string | null;
  /** The bank's own number of the line. */
  readonly reference: string | null;
  /** Of the cells of its row in a list (`rowHash`). */
  readonly rowHash?: string;
  /** The bank takes back money that it reported as received (取消). */
  readonly isTakenBack?: true;
}

/** A row of the bank's list as it was read; its faults stand in `faults`, by row and column. */
export interface ReportedRow {
  readonly line: number;
  readonly read: Omit<ReportedLine, 'kind' | 'onDay' | 'yen'> & {
    readonly kind: ReportedLine['kind'] | null;
    readonly onDay: string | null;
    readonly yen: number | null;
  };
  readonly faults: readonly FieldFault[];
}
