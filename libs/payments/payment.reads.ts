import { type Tx } from '#database';
import { limitOf, readCursor, toPage, type Page } from '#http';
import { dayInJapan } from '#kernel';
import { type Secrets } from '#platform';
import { Problem } from '#problems';
import type {
  BatchDto,
  PaymentDto,
  PaymentFactsDto,
  PaymentQuery,
  ReleasersDto,
  TransferRecordsDto,
} from './payment.dto.js';
import { namesOf, placeOf, type Names } from './bank-names.js';
import type { LeftOut } from './batch.js';
import { batchMover } from './move-batch.js';
import { paymentMover } from './move-payment.js';
import { batchStateNames, paymentStateNames } from './payment-machine.js';
import { paymentsIn } from './payment.store.js';
import { fileFor } from './release-batch.js';
import { otherAccount, type Mistake } from './settle-payment.js';
import { checkTransferFile } from './transfer-check.js';
import { PaymentBatchEntity } from './payment-batch.entity.js';
import type { PaymentEntity } from './payment.entity.js';
import type { PayeeAccountEntity } from './payee-account.entity.js';
import type { IncidentEntity } from '#incidents';
import type { ExpenseEntity } from '#expenses';
import type { InstitutionEntity } from '#facilities';

/** What of a payment is said wherever it stands, with what the bank said of one that came back. */
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

type Row = PaymentEntity &
  Pick<IncidentEntity, 'case_number'> &
  Pick<PayeeAccountEntity, 'bank_code' | 'branch_code' | 'last_digits'> & {
    /** null: a cost that the insurer bears itself. */
    readonly line: ExpenseEntity['line'] | null;
    readonly institution_name: InstitutionEntity['name'];
    /** null: it never came back. */
    readonly mistake: Mistake | null;
  };

const accountText = `a.bank_code, a.branch_code, a.last_digits`;
const mistakeOf = `(
       SELECT b.mistake
       FROM payment_return b
       WHERE b.payment_id = p.id
       ORDER BY b.asked_at DESC, b.id DESC
       LIMIT 1) AS mistake`;
const select = `SELECT p.*, i.case_number, e.line, n.name AS institution_name, ${accountText}, ${mistakeOf}
  FROM payment p
    JOIN incident i ON i.id = p.incident_id
    LEFT JOIN expense e ON e.id = p.expense_id
    JOIN institution n ON n.id = p.institution_id
    JOIN payee_account a ON a.id = p.account_id`;

/** One payment. Throws `requests.not-found`. */
export async function paymentView(tx: Tx, id: string): Promise<PaymentDto> {
  const row = await tx.one<Row>(`${select} WHERE p.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  const back = row.state === 'returned' || row.state === 'set-aside';
  const checks = { otherAccount: back && (await otherAccount(tx, row)) !== null };
  return {
    ...view(tx, row, await namesOf(tx, [row])),
    allowedActions: paymentMover.allowed(tx.actor, row, checks),
  };
}

/** Payments, those to be paid first first, by cursor. */
export async function listPayments(tx: Tx, query: PaymentQuery): Promise<Page<PaymentDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'day', 'id');
  const values: unknown[] = [limit + 1];
  const conditions = ['true'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (query.state) add((place) => `p.state = ${place}`, query.state);
  if (query.incidentId) add((place) => `p.incident_id = ${place}`, query.incidentId);
  if (query.payBy) add((place) => `p.pay_by <= ${place}`, query.payBy);
  if (after) {
    values.push(...after);
    conditions.push(`(p.pay_by, p.id) > ($${values.length - 1}::date, $${values.length}::uuid)`);
  }
  const rows = await tx.rows<Row>(
    `${select} WHERE ${conditions.join(' AND ')} ORDER BY p.pay_by, p.id LIMIT $1`,
    values,
  );
  const names = await namesOf(tx, rows);
  return toPage(
    rows,
    limit,
    (row) => [row.pay_by, row.id],
    (row) => view(tx, row, names),
  );
}

/** The same of every payment, as the API answers it. */
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

function view({ now }: Tx, row: Row, names: Names): PaymentDto {
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

interface BatchLine extends Pick<
  PaymentBatchEntity,
  | 'id'
  | 'no'
  | 'state'
  | 'transfer_on'
  | 'releaser_id'
  | 'cancel_asked_by'
  | 'cancel_reason'
  | 'built_at'
  | 'released_at'
  | 'exported_at'
  | 'settled_at'
  | 'version'
> {
  readonly releaser_name: string;
  readonly built_by_name: string;
  readonly cancel_asked_by_name: string | null;
  readonly built_text: string;
  readonly file_hash: string | null;
  readonly count: number;
  readonly total: number;
}

const batchSelect = `SELECT b.id, b.no, b.state, b.transfer_on, b.releaser_id, b.cancel_asked_by,
     r.display_name AS releaser_name, u.display_name AS built_by_name,
     c.display_name AS cancel_asked_by_name, b.cancel_reason, b.built_at,
    to_char(b.built_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS built_text, b.released_at, b.exported_at,
      b.settled_at, encode(b.file_hash, 'hex') AS file_hash, l.count, l.total, b.version
  FROM payment_batch b
    JOIN person r ON r.id = b.releaser_id
    JOIN person u ON u.id = b.built_by
    LEFT JOIN person c ON c.id = b.cancel_asked_by
  CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, coalesce(sum(x.amount_yen + x.interest_yen), 0)::bigint AS total
      FROM payment_batch_line x
      WHERE x.batch_id = b.id) l`;

/** One batch with what it was built of, as the payments stand now. Throws `requests.not-found`. */
export async function batchView(tx: Tx, id: string, leftOut: readonly LeftOut[] = []): Promise<BatchDto> {
  const row = await tx.one<BatchLine>(`${batchSelect} WHERE b.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  // amount, interest and account as they were put into the file
  const payments = await tx.rows<Row>(
    `SELECT p.*, i.case_number, e.line, n.name AS institution_name, ${accountText}, ${mistakeOf}, l.account_id,
       l.amount_yen, l.interest_yen
       FROM payment_batch_line l
         JOIN payment p ON p.id = l.payment_id
         JOIN incident i ON i.id = p.incident_id
         LEFT JOIN expense e ON e.id = p.expense_id
       JOIN institution n ON n.id = p.institution_id
         JOIN payee_account a ON a.id = l.account_id
         WHERE l.batch_id = $1
         ORDER BY p.no`,
    [id],
  );
  const names = await namesOf(tx, payments);
  const withBank = payments.filter(({ state }) => state === 'exported').length;
  return {
    ...batchOf(row),
    payments: payments.map((payment) => view(tx, payment, names)),
    leftOut: [...leftOut],
    allowedActions: batchMover.allowed(tx.actor, row, { actor: tx.actor, batch: row, withBank, now: tx.now }),
  };
}

function batchOf(row: BatchLine): BatchDto {
  return {
    id: row.id,
    number: row.no,
    state: row.state,
    stateJa: batchStateNames[row.state].ja,
    stateEn: batchStateNames[row.state].en,
    transferOn: row.transfer_on,
    releaserId: row.releaser_id,
    releaserName: row.releaser_name,
    builtByName: row.built_by_name,
    builtAt: row.built_at.toISOString(),
    releasedAt: row.released_at?.toISOString() ?? null,
    exportedAt: row.exported_at?.toISOString() ?? null,
    settledAt: row.settled_at?.toISOString() ?? null,
    cancelAskedByName: row.cancel_asked_by_name,
    cancelAskedById: row.cancel_asked_by,
    cancelReason: row.cancel_reason,
    count: row.count,
    total: row.total,
    fileHash: row.file_hash,
    payments: [],
    leftOut: [],
    allowedActions: [],
    version: row.version,
  };
}

/** Batches without their payments, newest first, by cursor. */
export async function listBatches(tx: Tx, query: { limit?: number; cursor?: string }): Promise<Page<BatchDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<BatchLine>(
    `${batchSelect}
       WHERE $2::timestamptz IS NULL OR (b.built_at, b.id) < ($2::timestamptz, $3::uuid)
       ORDER BY b.built_at DESC, b.id DESC
       LIMIT $1`,
    [limit + 1, after?.[0] ?? null, after?.[1] ?? null],
  );
  return toPage(rows, limit, (row) => [row.built_text, row.id], batchOf);
}

/**
 * The file of a batch read back, as it was written, or as it would be while it is only built. Throws
 * `requests.not-found`, `payments.no-origin`.
 */
export async function recordsOf(tx: Tx, id: string, secrets: Secrets): Promise<TransferRecordsDto> {
  const row = await tx.findOne(PaymentBatchEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  const file = row.file_sealed
    ? secrets.open(row.file_sealed, id)
    : await fileFor(tx, row.transfer_on, await paymentsIn(tx, id), secrets);
  return { records: checkTransferFile(file) };
}

/** Who may be named as a releaser: the people of payments. */
export async function releasersOf(tx: Tx): Promise<ReleasersDto> {
  return {
    items: await tx.rows(
      `SELECT p.id, p.display_name AS name FROM person p WHERE (p.left_at IS NULL OR p.left_at > now())
          AND EXISTS (
              SELECT
              FROM role_grant g
              WHERE g.person_id = p.id AND g.role = 'payments' AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL)
            ORDER BY p.display_name, p.id`,
    ),
  };
}

/** The file of a batch: the same bytes at every export. Throws `payments.no-file-yet`. */
export async function fileOf(tx: Tx, id: string, secrets: Secrets): Promise<{ name: string; content: Buffer }> {
  const row = await tx.findOne(PaymentBatchEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  if (!row.file_sealed || row.state === 'cancelled') throw new Problem('payments.no-file-yet');
  return {
    name: `transfer-${row.transfer_on}-${String(row.no).padStart(6, '0')}.txt`,
    content: secrets.open(row.file_sealed, id),
  };
}
