import { coverageOf } from '#coverage';
import { type Tx } from '#database';
import {
  copyEvidence,
  expenseMover,
  insertExpenses,
  keepConsents,
  openExpense,
  rowOf,
  type ExpenseRow,
} from '#expenses';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { acceptedItem, finishItem } from '#routing';
import { holderOf } from './information-request.js';
import { nextLine } from './supplement-expense.js';

/** A part of an expense: whole yen. */
export interface Part {
  readonly amount: number;
  readonly tax?: number;
  /** Of condolence money: for how many people. */
  readonly persons?: number;
}

/**
 * Splits an expense in review into lines that add up to it (内払): the undisputed part is decided at once, the rest when
 * it can be. The first line is withdrawn; its submitter and time of submission stay. Throws `decisions.not-in-review`,
 * `decisions.not-yours`, `decisions.parts-do-not-add-up`, `decisions.no-split`.
 */
export async function splitExpense(tx: Tx, id: string, parts: readonly Part[]): Promise<void> {
  const { file: incident, expense } = await openExpense(tx, id);
  if (expense.state !== 'in-review') throw new Problem('decisions.not-in-review');
  const by = await holderOf(tx, expense);
  if (coverageOf(expense.category) === 'business-interruption' || expense.supplements !== null || expense.foreign_bill)
    throw new Problem('decisions.no-split');
  const sum = (of: (part: Part) => number): number => parts.reduce((total, part) => total + of(part), 0);
  const { persons } = expense.flags;
  if (
    sum(({ amount }) => amount) !== expense.amount_yen ||
    sum(({ tax = 0 }) => tax) !== expense.tax_yen ||
    (persons !== undefined && sum((part) => part.persons ?? 0) !== persons)
  )
    throw new Problem('decisions.parts-do-not-add-up', {
      params: { amount: expense.amount_yen, tax: expense.tax_yen },
      errors: [
        {
          pointer: '/parts',
          code: 'decisions.parts-do-not-add-up',
          params: { amount: expense.amount_yen, tax: expense.tax_yen },
        },
      ],
    });
  const first = await nextLine(tx, incident.id);
  const row = rowOf(expense);
  const rows = parts.map((part, at): ExpenseRow => ({
    ...row,
    id: newId(),
    line: first + at,
    version: 1,
    state: 'submitted',
    amount_yen: part.amount,
    tax_yen: part.tax ?? 0,
    flags: persons === undefined ? expense.flags : { ...expense.flags, persons: part.persons ?? 0 },
    part_of: id,
  }));
  // the parts are inserted before the first line is withdrawn, so that its supplements refer to none of them
  await insertExpenses(tx, incident.institution_id, rows);
  const item = await acceptedItem(tx, id);
  if (item) await finishItem(tx, incident, item);
  await expenseMover.move(tx, incident, [expense], {
    to: 'withdrawn',
    by,
    subject: () => ({}),
    said: {
      act: 'split',
      line: expense.line,
      amountYen: expense.amount_yen,
      parts: rows.map((part) => ({
        id: part.id,
        line: part.line,
        lane: part.lane,
        amountYen: part.amount_yen,
        taxYen: part.tax_yen,
      })),
    },
  });
  await keepConsents(tx, id, rows);
  for (const part of rows) await copyEvidence(tx, incident, new Map([[id, part.id]]));
}
