import { createHash } from 'node:crypto';
import { plainText, readDay, shownLine, Unreadable } from '#kernel';
import { unreadableCode, type FieldFault, type ProblemCode } from '#problems';
import { foldedHeading, type TableRow } from '#tables';
import { readBankYen, readSignedYen } from './bank-amount.js';
import type { BankColumnsDto, BankFormDto } from './bank-form.dto.js';
import type { ReportedRow } from './reported-line.js';

/** Where each column of a form stands under a heading. */
export interface MappedColumns {
  readonly form: BankColumnsDto;
  readonly at: ReadonlyMap<string, number>;
}

const headingsOf = (form: BankColumnsDto): string[] =>
  [
    ...[form.dayColumn, form.inColumn, form.outColumn, form.amountColumn, form.directionColumn],
    ...[form.nameColumn, form.kindColumn, form.referenceColumn],
  ].flatMap((heading) => (heading === undefined ? [] : [foldedHeading(heading)]));

/** The forms that are kept in the order in which they are tried: who reads the most columns first, then the newest. */
export const formsToTry = (kept: readonly BankFormDto[]): BankFormDto[] =>
  kept.toSorted(
    (one, other) => headingsOf(other).length - headingsOf(one).length || other.enteredAt.localeCompare(one.enteredAt),
  );

/** Whether a cell is a heading of one of these forms. */
export const isMappedHeading = (forms: readonly BankColumnsDto[]): ((cell: string) => boolean) => {
  const known = new Set(forms.flatMap(headingsOf));
  return (cell) => known.has(foldedHeading(cell)) && cell.trim() !== '';
};

/** The first form whose columns are all there; null: none is. */
export function mappedUnder({ cells }: TableRow, forms: readonly BankColumnsDto[]): MappedColumns | null {
  const at = new Map<string, number>();
  for (const [place, cell] of cells.entries()) {
    const heading = foldedHeading(cell);
    if (heading !== '' && !at.has(heading)) at.set(heading, place);
  }
  const form = forms.find((one) => headingsOf(one).every((heading) => at.has(heading)));
  return form ? { form, at } : null;
}

/** Whether a row has something under a column of amounts; one without any, such as a balance, is no line. */
export const hasAmount = ({ cells }: TableRow, { form, at }: MappedColumns): boolean =>
  [form.inColumn, form.outColumn, form.amountColumn].some(
    (heading) => heading !== undefined && (cells[at.get(foldedHeading(heading)) ?? -1] ?? '').trim() !== '',
  );

/** A word that says which way money went, without differences of width, capitals and spaces. */
export const directionWord = (cell: string): string => shownLine(plainText(cell)).toLowerCase();

/** What the cells of a row say, whatever its columns are assigned to: equal rows have equal hashes. */
export function rowHash(cells: readonly string[]): string {
  const texts = cells.map((cell) => shownLine(plainText(cell)));
  const end = texts.findLastIndex((text) => text !== '') + 1;
  return createHash('sha256')
    .update(JSON.stringify(texts.slice(0, end)))
    .digest('hex');
}

const longestNote = 500;
const longestReference = 40;

/** The cells of a row by their headings, and the faults found in them. */
class MappedCells {
  readonly faults: FieldFault[] = [];

  constructor(
    private readonly row: TableRow,
    private readonly at: MappedColumns['at'],
  ) {}

  text(heading: string): string {
    return this.row.cells[this.#placeOf(heading)] ?? '';
  }

  words(heading: string | undefined): string {
    return heading === undefined ? '' : shownLine(plainText(this.text(heading)));
  }

  fault(heading: string, code: ProblemCode): void {
    const pointer = `/rows/${this.row.line}/${heading.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    this.faults.push({ pointer, code });
  }

  /** null: it has a fault. */
  read<T>(heading: string, make: (text: string) => T): T | null {
    try {
      return make(this.text(heading));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.fault(heading, unreadableCode(error, 'expenses.cell-unreadable'));
      return null;
    }
  }

  /** An amount; a column without one is empty, a dash or 0. */
  yen(heading: string, make: (text: string) => number): number | null {
    return /^[-－ー―]?$/.test(plainText(this.text(heading))) ? 0 : this.read(heading, make);
  }

  /** The value of a merged cell would count in each of its rows. */
  faultMerged(headings: readonly (string | undefined)[]): void {
    for (const heading of headings)
      if (heading !== undefined && this.row.covered?.includes(this.#placeOf(heading)))
        this.fault(heading, 'uploads.cell-merged');
  }

  #placeOf(heading: string): number {
    return this.at.get(foldedHeading(heading)) ?? -1;
  }
}

/** A row of a bank's own list: of money in and money out exactly one has an amount; its faults by their column. */
export function readMappedRow(row: TableRow, { form, at }: MappedColumns, today: string): ReportedRow {
  const cells = new MappedCells(row, at);
  const { inColumn, outColumn, amountColumn, directionColumn, referenceColumn } = form;
  cells.faultMerged([inColumn, outColumn, amountColumn, directionColumn, referenceColumn]);
  const onDay = cells.read(form.dayColumn, (text) => readDay(text, today));
  const signed = amountColumn === undefined ? inOrOut(cells, form) : inOneColumn(cells, { ...form, amountColumn });
  const note = [cells.words(form.nameColumn), cells.words(form.kindColumn)].filter((part) => part !== '').join('　');
  return {
    line: row.line,
    read: {
      ...{ line: row.line, account: null, kind: kindOf(signed), outcome: null, onDay },
      ...{ yen: signed === null ? null : Math.abs(signed), paymentNo: null },
      note: note.slice(0, longestNote) || null,
      reference: cells.words(referenceColumn).slice(0, longestReference) || null,
      rowHash: rowHash(row.cells),
    },
    faults: cells.faults,
  };
}

const kindOf = (signed: number | null): 'credit' | 'debit' | null =>
  signed === null ? null : signed > 0 ? 'credit' : 'debit';

/** The amount of a row with a column for each way; less than 0: it went out. null: it has a fault. */
function inOrOut(cells: MappedCells, { inColumn = '', outColumn = '' }: BankColumnsDto): number | null {
  const [moneyIn, moneyOut] = [cells.yen(inColumn, readBankYen), cells.yen(outColumn, readBankYen)];
  if (moneyIn === 0 && moneyOut === 0) cells.fault(inColumn, 'requests.field-missing');
  if ((moneyIn ?? 0) > 0 && (moneyOut ?? 0) > 0) cells.fault(outColumn, 'payments.form-both-ways');
  return moneyIn === null || moneyOut === null ? null : moneyIn || -moneyOut;
}

/** The amount of a row with one column of amounts; less than 0: it went out. null: it has a fault. */
function inOneColumn(
  cells: MappedCells,
  { amountColumn, directionColumn, inWords = [], outWords = [] }: BankColumnsDto & { readonly amountColumn: string },
): number | null {
  const amount = cells.yen(amountColumn, readSignedYen);
  if (amount === 0) cells.fault(amountColumn, 'requests.field-missing');
  if (directionColumn === undefined) return amount;
  const word = directionWord(cells.text(directionColumn));
  const isSaid = (some: readonly string[]): boolean => some.some((one) => directionWord(one) === word);
  const way = isSaid(inWords) ? 1 : isSaid(outWords) ? -1 : null;
  if (way === null) cells.fault(directionColumn, word === '' ? 'requests.field-missing' : 'payments.form-word-unknown');
  // beside a word a sign could mean the same or the contrary
  if (amount !== null && amount < 0) cells.fault(amountColumn, 'payments.form-sign-and-word');
  return amount === null || amount < 0 || way === null ? null : way * amount;
}
