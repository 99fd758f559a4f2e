import type { Tx } from '#database';
import { countOf, inOrder, limitOf, readCursor, toPage, type Page } from '#http';
import { dayInJapan } from '#kernel';
import { Problem } from '#problems';
import type { PaymentDto, PaymentFactsDto, PaymentQuery } from './payment.dto.js';
import { namesOf, placeOf, type Names } from './bank-names.js';
import { paymentMover } from './move-payment.js';
import { paymentStateNames } from './payment-machine.js';
import { otherAccount } from './pay-returned-again.js';
import type { Mistake } from './return-payment.js';
import type { PaymentEntity } from './payment.entity.js';
import type { PayeeAccountEntity } from './payee-account.entity.js';
import type { IncidentEntity } from '#incidents';
import type { ExpenseEntity } from '#expenses';
import type { InstitutionEntity } from '#facilities';

/** The facts of a payment that every page shows, with the bank's reason of a returned one. */
export type PaymentFacts = Pick<
  PaymentEntity,
  | 'id'
  | 'no'
  | 'state'
  | 'amount_yen'
  | 'interest_yen'
  | 'pay_by'
  | 'batch_id'
  | 'settled_on'
  | 'returned_on'
  | 'return_reason'
>;

const ofAccount = ['bank_code', 'branch_code', 'last_digits'] as const satisfies readonly (keyof PayeeAccountEntity)[];

export type PaymentRow = PaymentEntity &
  Pick<IncidentEntity, 'case_number'> &
  Pick<PayeeAccountEntity, (typeof ofAccount)[number]> & {
    /** null: a cost that the insurer bears itself. */
    readonly line: ExpenseEntity['line'] | null;
    readonly institution_name: InstitutionEntity['name'];
    /** null: it was never returned. */
    readonly mistake: Mistake | null;
  };

export const accountColumns = ofAccount.map((name) => `a.${name}`).join(', ');
export const mistakeOf = `(
       SELECT b.mistake
       FROM payment_return b
       WHERE b.payment_id = p.id
       ORDER BY b.asked_at DESC, b.id DESC
       LIMIT 1) AS mistake`;
const select = `SELECT p.*, i.case_number, e.line, n.name AS institution_name, ${accountColumns}, ${mistakeOf}
  FROM payment p
    JOIN incident i ON i.id = p.incident_id
    LEFT JOIN expense e ON e.id = p.expense_id
    JOIN institution n ON n.id = p.institution_id
    JOIN payee_account a ON a.id = p.account_id`;

/** One payment. Throws `requests.not-found`. */
export async function paymentView(tx: Tx, id: string): Promise<PaymentDto> {
  const row = await tx.one<PaymentRow>(`${select} WHERE p.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  const back = row.state === 'returned' || row.state === 'set-aside';
  const checks = { otherAccount: back && (await otherAccount(tx, row)) !== null };
  return {
    ...paymentOf(tx, row, await namesOf(tx, [row])),
    allowedActions: paymentMover.allowed(tx.actor, row, checks),
  };
}

/** SQL, a condition: a settled payment (`p`) came after its last day, that of the extension or the days not counted. */
export const settledLate = 'p.settled_on > p.last_day';

/** SQL, the conditions of a list of payments (`p`), whose values go to the end of `values`. */
function conditionsOf(query: PaymentQuery, values: unknown[]): string[] {
  const conditions = ['true'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (query.state === 'kept') conditions.push(`p.state IN ('deposited', 'set-aside')`);
  else if (query.state) add((place) => `p.state = ${place}`, query.state);
  if (query.incidentId) add((place) => `p.incident_id = ${place}`, query.incidentId);
  if (query.payBy) add((place) => `p.pay_by <= ${place}`, query.payBy);
  // in the text of the partial index
  if (query.settledFrom ?? query.settledBefore ?? query.settled) conditions.push(`p.state = 'settled'`);
  if (query.settledFrom) add((place) => `p.settled_on >= ${place}`, query.settledFrom);
  if (query.settledBefore) add((place) => `p.settled_on < ${place}`, query.settledBefore);
  if (query.settled === 'late') conditions.push(settledLate);
  return conditions;
}

/** How many payments a list has, whatever its page. */
export async function countPayments(tx: Tx, query: PaymentQuery): Promise<number> {
  const values: unknown[] = [];
  const conditions = conditionsOf(query, values);
  return countOf(tx, `SELECT count(*) AS many FROM payment p WHERE ${conditions.join(' AND ')}`, values);
}

/** Payments in the order of their due day, the soonest first unless asked otherwise, by cursor. */
export async function listPayments(tx: Tx, query: PaymentQuery): Promise<Page<PaymentDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'day', 'id');
  const values: unknown[] = [limit + 1];
  const conditions = conditionsOf(query, values);
  const [than, order] = inOrder(query.sort !== 'latest');
  if (after) {
    values.push(...after);
    conditions.push(`(p.pay_by, p.id) ${than} ($${values.length - 1}::date, $${values.length}::uuid)`);
  }
  const rows = await tx.rows<PaymentRow>(
    `${select} WHERE ${conditions.join(' AND ')} ORDER BY p.pay_by ${order}, p.id ${order} LIMIT $1`,
    values,
  );
  const names = await namesOf(tx, rows);
  return toPage(
    rows,
    limit,
    (row) => [row.pay_by, row.id],
    (row) => paymentOf(tx, row, names),
  );
}

/** The facts of a payment in the API. */
export function paymentFacts(row: PaymentFacts): PaymentFactsDto {
  return {
    id: row.id,
    number: row.no,
    state: row.state,
    stateJa: paymentStateNames[row.state].ja,
    stateEn: paymentStateNames[row.state].en,
    amount: row.amount_yen,
    interest: row.interest_yen,
    payBy: row.pay_by,
    batchId: row.batch_id,
    settledOn: row.settled_on,
    returnedOn: row.returned_on,
    returnReason: row.return_reason,
  };
}

export function paymentOf({ now }: Tx, row: PaymentRow, names: Names): PaymentDto {
  const at = names.get(placeOf(row));
  return {
    ...paymentFacts(row),
    expenseId: row.expense_id,
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    line: row.line,
    institutionName: row.institution_name,
    completeOn: row.complete_on,
    lastDay: row.last_day,
    isLate: !['settled', 'deposited', 'stopped'].includes(row.state) && dayInJapan(now) > row.last_day,
    accountId: row.account_id,
    account: [at?.bank?.name, at?.branch?.name, `${row.bank_code}-${row.branch_code}`, `****${row.last_digits}`]
      .filter((part) => part !== undefined && part !== '')
      .join(' '),
    mistake: row.mistake,
    allowedActions: [],
    version: row.version,
  };
}
