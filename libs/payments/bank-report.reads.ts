import type { Tx } from '#database';
import { count, yen } from '#kernel';
import { cellFaultView, tablePreviewView } from '#tables';
import type { BankPreviewDto } from './bank-report.dto.js';
import type { BankReport } from './read-bank-report.js';
import type { ReportedLine } from './reported-line.js';
import { recogniseLines, requireOwnAccounts } from './recognise-lines.js';

/**
 * The rows of a file with those that are entered already. Throws `payments.bank-other-account`.
 */
export async function bankPreviewView(tx: Tx, report: BankReport, sha256: string): Promise<BankPreviewDto> {
  await requireOwnAccounts(tx, report.accounts);
  const whole = report.rows.filter(({ faults }) => faults.length === 0);
  const recognised = await recogniseLines(
    tx,
    whole.map(({ read }) => read as ReportedLine),
  );
  const known = new Set(whole.filter((_, at) => recognised[at]?.isKnown).map(({ line }) => line));
  const rows = report.rows.map(({ read, faults }) => {
    const { line, kind, outcome, onDay, yen: amount, paymentNo: paymentNumber, note, reference } = read;
    const isKnown = known.has(line);
    return {
      ...{ line, kind, outcome, onDay, amount, paymentNumber, note, reference, isKnown },
      faults: faults.map(cellFaultView),
    };
  });
  return {
    ...tablePreviewView(report, sha256, rows),
    amount: yen(rows.reduce((sum, { amount, isKnown }) => sum + (isKnown ? 0 : (amount ?? 0)), 0)),
    known: count([...known]),
    formId: report.formId,
    isRecords: report.accounts.length > 0,
  };
}
