import { plainText, readDay, shownLine, Unreadable } from '#kernel';
import { unreadableCode, type FieldFault, type ProblemCode } from '#problems';
import { foldedHeading, type TableRow } from '#tables';
import { readBankYen } from './bank-amount.js';
import type { BankColumnsDto, BankFormDto } from './bank-form.dto.js';
import type { ReportedRow } from './reported-line.js';

/** Where each column of a form stands under a heading. */
export interface MappedColumns {
  readonly form: BankColumnsDto;
  readonly at: ReadonlyMap<string, number>;
}

const headingsOf = (form: BankColumnsDto): string[] =>
  [form.dayColumn, form.inColumn, form.outColumn, form.nameColumn, form.kindColumn, form.referenceColumn].flatMap(
    (heading) => (heading === undefined ? [] : [foldedHeading(heading)]),
  );

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

/** Whether a row has something under money in or money out; one without either, such as a balance, is no line. */
export const hasAmount = ({ cells }: TableRow, { form, at }: MappedColumns): boolean =>
  [form.inColumn, form.outColumn].some((heading) => (cells[at.get(foldedHeading(heading)) ?? -1] ?? '').trim() !== '');

const longestNote = 500;
const longestReference = 40;

/** A row of a bank's own list: of money in and money out exactly one has an amount; its faults by their column. */
export function readMappedRow(
  { line, cells, covered = [] }: TableRow,
  { form, at }: MappedColumns,
  today: string,
): ReportedRow {
  const faults: FieldFault[] = [];
  const fault = (heading: string, code: ProblemCode): void =>
    void faults.push({ pointer: `/rows/${line}/${heading.replaceAll('~', '~0').replaceAll('/', '~1')}`, code });
  const cell = (heading: string | undefined): string =>
    heading === undefined ? '' : (cells[at.get(foldedHeading(heading)) ?? -1] ?? '');
  const read = <T>(heading: string, make: (text: string) => T): T | null => {
    try {
      return make(cell(heading));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      fault(heading, unreadableCode(error, 'expenses.cell-unreadable'));
      return null;
    }
  };
  const words = (heading: string | undefined): string => shownLine(plainText(cell(heading)));
  // the value of a merged cell would count in each of its rows
  for (const heading of [form.inColumn, form.outColumn, form.referenceColumn])
    if (heading !== undefined && covered.includes(at.get(foldedHeading(heading)) ?? -1))
      fault(heading, 'uploads.cell-merged');
  const onDay = read(form.dayColumn, (text) => readDay(text, today));
  // a column without an amount is empty, a dash or 0
  const yenOf = (heading: string): number | null =>
    /^[-－ー―]?$/.test(plainText(cell(heading))) ? 0 : read(heading, readBankYen);
  const [moneyIn, moneyOut] = [yenOf(form.inColumn), yenOf(form.outColumn)];
  if (moneyIn === 0 && moneyOut === 0) fault(form.inColumn, 'requests.field-missing');
  if ((moneyIn ?? 0) > 0 && (moneyOut ?? 0) > 0) fault(form.outColumn, 'payments.form-both-ways');
  const note = [words(form.nameColumn), words(form.kindColumn)].filter((part) => part !== '').join('　');
  const isRead = moneyIn !== null && moneyOut !== null;
  return {
    line,
    read: {
      ...{ line, account: null, kind: !isRead ? null : moneyIn > 0 ? 'credit' : 'debit', outcome: null, onDay },
      ...{ yen: isRead ? moneyIn || moneyOut : null, paymentNo: null },
      note: note.slice(0, longestNote) || null,
      reference: words(form.referenceColumn).slice(0, longestReference) || null,
    },
    faults,
  };
}
