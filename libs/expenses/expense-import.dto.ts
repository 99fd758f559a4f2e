import { categories, categoryTable, type Category } from '#coverage';
import { Choice, Count, Day, Flag, Id, ListOf, Nested, Text, YenAmount } from '#http';
import { cellFaultView, NotTakenDto, PreviewRowDto, TablePreviewDto, tablePreviewView } from '#tables';
import { CaseDocumentsDto } from './evidence.dto.js';
import { placeOf, type ExpenseSheet, type ReadExpense } from './read-expense-sheet.js';
import type { SubmitExpenseDto } from './expense.dto.js';

/** A row of a file of expenses as it would be entered. */
export class PreviewedExpenseDto extends PreviewRowDto {
  @Choice(categories, { nullable: true }) category: Category | null;
  @Text({ max: 60, nullable: true }) categoryJa: string | null;
  @Text({ max: 100, nullable: true }) categoryEn: string | null;
  @YenAmount({ nullable: true, about: 'without tax' }) amount: number | null;
  @YenAmount({ nullable: true }) tax: number | null;
  @Day({ nullable: true }) incurredOn: string | null;
  @Text({ max: 200, nullable: true }) vendorName: string | null;
  @Text({ max: 60, nullable: true }) invoiceNumber: string | null;
  @Text({ max: 2_000, nullable: true }) description: string | null;
  @Count({ nullable: true }) persons: number | null;
  @Flag({ nullable: true }) outsourced: boolean | null;
  @Flag({ nullable: true }) lawyer: boolean | null;
  @Text({ max: 40, nullable: true }) preApproval: string | null;
}

/** What a file of expenses would enter; nothing is stored. */
export class ExpensePreviewDto extends TablePreviewDto {
  @ListOf(PreviewedExpenseDto) rows: PreviewedExpenseDto[];
  @YenAmount({ about: 'sum without tax' }) amount: number;
  @YenAmount() tax: number;
  @Text({ max: 40, about: 'the case that would take them: of a merged one, that into which it went' })
  caseNumber: string;
}

/** The papers of the case after the expenses of a file were entered, and what of the file was left out. */
export class EnteredExpensesDto extends CaseDocumentsDto {
  @Id({ about: 'the case that took them: of a merged one, that into which it went' }) incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Nested(NotTakenDto) leftOut: NotTakenDto;
}

export function previewView(sheet: ExpenseSheet & { readonly caseNumber: string }, sha256: string): ExpensePreviewDto {
  const rows = sheet.rows.map(rowView);
  const sum = (of: 'amount' | 'tax'): number => rows.reduce((total, row) => total + (row[of] ?? 0), 0);
  const { caseNumber } = sheet;
  return { ...tablePreviewView(sheet, sha256, rows), caseNumber, amount: sum('amount'), tax: sum('tax') };
}

function rowView({ line, claim, faults }: ReadExpense): PreviewedExpenseDto {
  const wrong = new Set(faults.map(({ pointer }) => pointer));
  const get = <K extends keyof SubmitExpenseDto>(field: K): Exclude<SubmitExpenseDto[K], undefined> | null =>
    (wrong.has(placeOf(line, field)) ? null : (claim[field] ?? null)) as Exclude<SubmitExpenseDto[K], undefined> | null;
  const category = get('category');
  return {
    line,
    category,
    categoryJa: category && categoryTable[category].ja,
    categoryEn: category && categoryTable[category].en,
    amount: get('amount'),
    tax: get('tax'),
    incurredOn: get('incurredOn'),
    vendorName: get('vendorName'),
    invoiceNumber: get('invoiceNumber'),
    description: get('description'),
    persons: get('persons'),
    outsourced: get('outsourced'),
    lawyer: get('lawyer'),
    preApproval: get('preApproval'),
    faults: faults.map(cellFaultView),
  };
}
