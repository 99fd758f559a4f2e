import type { Tx } from '#database';
import { count, newId, shownLine } from '#kernel';
import { Problem, type FieldFault } from '#problems';
import { filledCells, foldedHeading, isTotal, readTable, TableFault, tableUnreadable, type TableRow } from '#tables';
import { bankAccountKey } from './bank-account-key.js';
import { leastCells, mostLines } from './bank-amount.js';
import {
  longestWord,
  mostWords,
  type BankColumnsDto,
  type BankExampleDto,
  type ColumnWordsDto,
  type EnterBankFormDto,
} from './bank-form.dto.js';
import { BankFormEntity } from './bank-form.entity.js';
import { requireOrigin } from './batch.store.js';
import { directionWord } from './mapped-rows.js';
import { accountOf } from './recognise-lines.js';

/** The rows of an example in which its heading is looked for, and those that are shown below it. */
const [lookedAt, shownBelow] = [20, 5];

/**
 * The headings of a bank's list, its first lines as they stand there, and the words of columns that have few: the
 * heading is the row with the most filled cells of the first twenty. Throws `expenses.file-unreadable`,
 * `expenses.import-empty`, and what `readTable` throws.
 */
export async function readBankExample(path: string, signal?: AbortSignal): Promise<BankExampleDto> {
  const rows: TableRow[] = [];
  try {
    for await (const row of readTable(path, signal ? { signal } : {})) {
      if (!row.hidden) rows.push(row);
      // a file with more is not taken over
      if (rows.length === mostLines) break;
    }
  } catch (error) {
    throw error instanceof TableFault ? tableUnreadable(error) : error;
  }
  const filled = rows.slice(0, lookedAt).map(filledCells);
  const at = filled.indexOf(Math.max(...filled));
  const heading = rows[at];
  if (!heading) throw new Problem('expenses.import-empty');
  if (filledCells(heading) < leastCells) throw tableUnreadable(new TableFault('no-table', null));
  const below = rows.slice(at + 1);
  const headings = shownCells(heading.cells);
  return {
    headings,
    rows: below.slice(0, shownBelow).map(({ line, cells }) => ({ line, cells: shownCells(cells) })),
    words: wordsUnder(
      headings,
      below.filter(({ cells }) => !isTotal(cells)),
    ),
  };
}

const shownCells = (cells: readonly string[]): string[] =>
  cells.slice(0, 100).map((cell) => shownLine(cell).trim().slice(0, 200));

/** Each heading whose column has few words, with how often each stands there. */
function wordsUnder(headings: readonly string[], rows: readonly TableRow[]): ColumnWordsDto[] {
  return headings.flatMap((heading, at) => {
    if (heading === '' || headings.indexOf(heading) !== at) return [];
    const counts = new Map<string, number>();
    for (const { cells } of rows) {
      const word = directionWord(cells[at] ?? '');
      if (word === '') continue;
      counts.set(word, (counts.get(word) ?? 0) + 1);
      if (word.length > longestWord || counts.size > mostWords) return [];
    }
    const words = [...counts].toSorted(([, one], [, other]) => other - one);
    return words.length === 0
      ? []
      : [{ heading, words: words.map(([word, times]) => ({ word, count: count(times) })) }];
  });
}

/**
 * Keeps how the lists of a bank are read, for the account from which is paid; the newest of a name holds. Throws
 * `payments.no-origin`, and what `requireColumns` throws.
 */
export async function enterBankForm(tx: Tx, body: EnterBankFormDto): Promise<void> {
  const origin = await requireOrigin(tx);
  requireColumns(body);
  const id = newId();
  const row = {
    ...{ account: bankAccountKey(accountOf(origin)), name: body.name.trim() },
    ...{ day_column: body.dayColumn, in_column: body.inColumn ?? null, out_column: body.outColumn ?? null },
    ...{ amount_column: body.amountColumn ?? null, direction_column: body.directionColumn ?? null },
    ...{ in_words: body.inWords ?? [], out_words: body.outWords ?? [] },
    ...{ name_column: body.nameColumn ?? null, kind_column: body.kindColumn ?? null },
    reference_column: body.referenceColumn ?? null,
  };
  await tx.insert(BankFormEntity, { ...row, id, entered_by: tx.actor.id, entered_at: tx.now });
  tx.record('insurer', { audit: { action: 'bank-form.entered', subject: id, after: { ...row, account: '' } } });
}

/**
 * The columns of day, amounts and the way of the money are all there, each another one, and a word says one way. Throws
 * `payments.form-incomplete`, `payments.form-column-twice`, `payments.form-word-twice`.
 */
export function requireColumns(columns: BankColumnsDto): void {
  const { inColumn, outColumn, amountColumn, directionColumn, inWords = [], outWords = [] } = columns;
  const isWhole =
    amountColumn === undefined
      ? inColumn !== undefined && outColumn !== undefined && directionColumn === undefined
      : inColumn === undefined && outColumn === undefined;
  if (!isWhole || (directionColumn === undefined) !== (inWords.length + outWords.length === 0))
    throw new Problem('payments.form-incomplete');
  const seen = new Set([foldedHeading(columns.dayColumn)]);
  const faults: FieldFault[] = [];
  for (const part of ['inColumn', 'outColumn', 'amountColumn', 'directionColumn'] as const) {
    const heading = columns[part];
    if (heading === undefined) continue;
    const folded = foldedHeading(heading);
    if (seen.has(folded)) faults.push({ pointer: `/${part}`, code: 'payments.form-column-twice' });
    seen.add(folded);
  }
  if (faults.length > 0) throw new Problem('payments.form-column-twice', { errors: faults });
  const meaningIn = new Set(inWords.map(directionWord));
  if (outWords.some((word) => meaningIn.has(directionWord(word)))) throw new Problem('payments.form-word-twice');
}
