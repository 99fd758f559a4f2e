import { type Tx } from '#database';
import { standingCase } from '#incidents';
import { Problem } from '#problems';
import type { SubmitExpenseDto } from './expense.dto.js';
import { placeOf, type ExpenseSheet } from './read-expense-sheet.js';
import { approvalsNamed } from './pre-approval.js';

/**
 * A file of expenses with the faults of its rows in the case that would take them: the case itself, or the one it was
 * merged into. Throws `requests.not-found`; nothing is written.
 */
export async function againstCase(
  tx: Tx,
  id: string,
  sheet: ExpenseSheet,
): Promise<ExpenseSheet & { readonly caseNumber: string }> {
  const { id: incidentId, case_number: caseNumber } = await standingCase(tx, id);
  const readable = sheet.rows.filter(({ faults }) => faults.length === 0);
  const claims = readable.map(({ claim }) => claim as SubmitExpenseDto);
  const unknown = await approvalsNamed(tx, incidentId, claims).then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      return error.details.errors ?? [];
    },
  );
  const lines = new Map(unknown.map((fault) => [readable[Number(fault.pointer.split('/')[2])]?.line, fault.code]));
  const rows = sheet.rows.map((row) => {
    const code = lines.get(row.line);
    return code ? { ...row, faults: [{ pointer: placeOf(row.line, 'preApproval'), code }] } : row;
  });
  return { ...sheet, rows, caseNumber };
}
