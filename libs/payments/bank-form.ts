import type { Tx } from '#database';
import { newId, shownLine } from '#kernel';
import { Problem, type FieldFault } from '#problems';
import { foldedHeading, readTable, TableFault, type TableRow } from '#tables';
import { bankAccountKey } from './bank-account-key.js';
import type { BankColumnsDto, BankExampleDto, EnterBankFormDto } from './bank-form.dto.js';
import { BankFormEntity } from './bank-form.entity.js';
import { requireOrigin } from './batch.store.js';
import { accountOf } from './recognise-lines.js';

/** The rows of an example in which its heading is looked for, and those that are shown below it. */
const [lookedAt, shownBelow] = [20, 5];

/**
 * The headings of a bank's list and its first lines, as they stand there: the heading is the row with the most filled
 * cells of the first twenty. Throws `expenses.file-unreadable`, `expenses.import-empty`, and what `readTable` throws.
 */
export async function readBankExample(path: string, signal?: AbortSignal): Promise<BankExampleDto> {
  const rows: TableRow[] = [];
  try {
    for await (const row of readTable(path, signal ? { signal } : {})) {
      if (!row.hidden) rows.push(row);
      if (rows.length === lookedAt) break;
    }
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    const { code, textJa, textEn } = error;
    throw new Problem('expenses.file-unreadable', { missing: [{ code: `file.${code}`, textJa, textEn }] });
  }
  const filled = rows.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length);
  const at = filled.indexOf(Math.max(...filled));
  const heading = rows[at];
  if (!heading) throw new Problem('expenses.import-empty');
  const shown = (cells: readonly string[]) => cells.slice(0, 100).map((cell) => shownLine(cell).trim().slice(0, 200));
  return {
    headings: shown(heading.cells),
    rows: rows.slice(at + 1, at + 1 + shownBelow).map(({ line, cells }) => ({ line, cells: shown(cells) })),
  };
}

/**
 * Keeps how the lists of a bank are read, for the account from which is paid; the newest of a name holds. Throws
 * `payments.no-origin`, `payments.form-column-twice`.
 */
export async function enterBankForm(tx: Tx, body: EnterBankFormDto): Promise<void> {
  const origin = await requireOrigin(tx);
  requireDistinct(body);
  const id = newId();
  const row = {
    ...{ account: bankAccountKey(accountOf(origin)), name: body.name.trim() },
    ...{ day_column: body.dayColumn, in_column: body.inColumn, out_column: body.outColumn },
    ...{ name_column: body.nameColumn ?? null, kind_column: body.kindColumn ?? null },
    reference_column: body.referenceColumn ?? null,
  };
  await tx.insert(BankFormEntity, { ...row, id, entered_by: tx.actor.id, entered_at: tx.now });
  tx.record('insurer', { audit: { action: 'bank-form.entered', subject: id, after: { ...row, account: '' } } });
}

/** Day, money in and money out are three columns. Throws `payments.form-column-twice`. */
export function requireDistinct({ dayColumn, inColumn, outColumn }: BankColumnsDto): void {
  const [day, moneyIn, moneyOut] = [dayColumn, inColumn, outColumn].map((heading) => foldedHeading(heading));
  const faults: FieldFault[] = [];
  if (moneyIn === day) faults.push({ pointer: '/inColumn', code: 'payments.form-column-twice' });
  if (moneyOut === moneyIn || moneyOut === day)
    faults.push({ pointer: '/outColumn', code: 'payments.form-column-twice' });
  if (faults.length > 0) throw new Problem('payments.form-column-twice', { errors: faults });
}
