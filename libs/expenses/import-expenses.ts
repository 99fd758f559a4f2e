import { categories, categoryTable, type Category } from '#coverage';
import { plain, readDay, readFlag, readWhole, readYen, Unreadable } from '#kernel';
import {
  checked,
  csvOf,
  Problem,
  readTable,
  TableFault,
  unreadableCode,
  type FieldFault,
  type ProblemCode,
  type TableRow,
} from '#platform';
import { SubmitExpenseDto } from './expense.dto.js';

/** Rows of one file at most. */
export const mostRows = 200;

interface Column {
  readonly field: keyof SubmitExpenseDto;
  readonly ja: string;
  readonly read: (cell: string, today: string) => unknown;
  readonly needed?: true;
  readonly example: string;
}

const text = (cell: string): string => cell.trim();

function category(cell: string): Category {
  const said = plain(cell).replaceAll(/\s/g, '');
  const found = categories.find((code) => code === said.toLowerCase() || categoryTable[code].ja === said);
  if (!found) throw new Unreadable();
  return found;
}

/** The columns of a file of expenses, in the order of the template; a heading is the Japanese word or the field's name. */
const columns: readonly Column[] = [
  { field: 'category', ja: '費目', read: category, needed: true, example: categoryTable['call-center'].ja },
  { field: 'amount', ja: '金額（税抜）', read: readYen, needed: true, example: '1,200,000' },
  { field: 'tax', ja: '消費税', read: readYen, example: '120,000' },
  { field: 'incurredOn', ja: '作業・利用の最終日', read: readDay, needed: true, example: '2026/11/20' },
  { field: 'vendorName', ja: '支払先', read: text, example: '見本コールセンター株式会社' },
  { field: 'invoiceNumber', ja: '請求書番号', read: text, example: 'INV-001' },
  { field: 'description', ja: '内容', read: text, example: '11月分の受電' },
  { field: 'persons', ja: '人数', read: readWhole, example: '' },
  { field: 'outsourced', ja: '外部委託', read: readFlag, example: '' },
  { field: 'lawyer', ja: '弁護士', read: readFlag, example: '' },
  { field: 'preApproval', ja: '事前承認番号', read: text, example: '' },
];

const folded = (heading: string): string =>
  plain(heading)
    .toLowerCase()
    .replaceAll(/\(.*?\)|[\s・]/g, '');

/** An empty file with an example, as CSV that Excel opens. */
export function expenseTemplate(): string {
  return csvOf([columns.map(({ ja }) => ja), columns.map(({ example }) => example)]);
}

/**
 * The expenses of a CSV or Excel file, read on a day of Japan. Throws `expenses.import-refused` with every fault by row and column (`/rows/3/金額（税抜）`:
 * the line of the file), and nothing is taken then; `expenses.file-unreadable` with what the file is.
 */
export async function expensesOfFile(path: string, today: string): Promise<SubmitExpenseDto[]> {
  const faults: FieldFault[] = [];
  const claims: SubmitExpenseDto[] = [];
  let heading: ReadonlyMap<Column, number> | null = null;
  try {
    for await (const row of readTable(path)) {
      if (heading === null) heading = headingOf(row.cells);
      else if (claims.length >= mostRows) throw new Problem('expenses.too-many-rows', { params: { most: mostRows } });
      else claims.push(claimOf(row, heading, { today, faults }));
    }
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    throw new Problem('expenses.file-unreadable', {
      missing: [{ code: `file.${error.code}`, textJa: error.textJa, textEn: error.textEn }],
    });
  }
  if (faults.length > 0) throw new Problem('expenses.import-refused', { errors: faults });
  if (claims.length === 0) throw new Problem('expenses.import-empty');
  return claims;
}

function headingOf(cells: readonly string[]): ReadonlyMap<Column, number> {
  const heading = new Map<Column, number>();
  const faults: FieldFault[] = [];
  const fault = (name: string, code: ProblemCode): void =>
    void faults.push({ pointer: `/rows/1/${escaped(name)}`, code });
  for (const [at, cell] of cells.entries()) {
    if (cell.trim() === '') continue;
    const found = columns.find(({ ja, field }) => [ja, field].some((name) => folded(name) === folded(cell)));
    if (!found) fault(cell, 'requests.unknown-field');
    else if (heading.has(found)) fault(cell, 'expenses.column-twice');
    else heading.set(found, at);
  }
  for (const column of columns) if (column.needed && !heading.has(column)) fault(column.ja, 'requests.field-missing');
  if (faults.length > 0) throw new Problem('expenses.import-refused', { errors: faults });
  return heading;
}

function claimOf(
  { line, cells }: TableRow,
  heading: ReadonlyMap<Column, number>,
  { today, faults }: { readonly today: string; readonly faults: FieldFault[] },
): SubmitExpenseDto {
  const claim: Record<string, unknown> = {};
  const before = faults.length;
  const at = ({ ja }: Column): string => `/rows/${line}/${escaped(ja)}`;
  for (const [column, place] of heading) {
    const cell = cells[place] ?? '';
    if (cell.trim() === '') {
      if (column.needed) faults.push({ pointer: at(column), code: 'requests.field-missing' });
      continue;
    }
    try {
      claim[column.field] = column.read(cell, today);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const allowed = column.field === 'category' ? categories.map((code) => categoryTable[code].ja).join('、') : null;
      faults.push({
        pointer: at(column),
        code: unreadableCode(error, 'expenses.cell-unreadable'),
        ...(allowed === null ? {} : { allowed }),
      });
    }
  }
  if (faults.length > before) return claim as unknown as SubmitExpenseDto;
  try {
    checked(SubmitExpenseDto, claim);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    for (const { pointer, ...fault } of error.details.errors ?? []) {
      const column = columns.find(({ field }) => pointer === `/${field}`);
      faults.push({ ...fault, pointer: column ? at(column) : `/rows/${line}` });
    }
  }
  if (claim['category'] === 'condolence' && claim['persons'] === undefined)
    faults.push({ pointer: `/rows/${line}/${escaped('人数')}`, code: 'expenses.persons-needed' });
  return claim as unknown as SubmitExpenseDto;
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100);
