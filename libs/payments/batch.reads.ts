import type { Tx } from '#database';
import { countOf, limitOf, readCursor, toPage, type Page } from '#http';
import type { Secrets } from '#platform';
import { Problem } from '#problems';
import { namesOf } from './bank-names.js';
import type { BatchDto, BatchQuery, TransferRecordsDto } from './batch.dto.js';
import type { LeftOut } from './build-batch.js';
import { batchMover } from './move-batch.js';
import { PaymentBatchEntity } from './payment-batch.entity.js';
import { batchStateNames } from './payment-machine.js';
import { accountColumns, mistakeOf, paymentOf, type PaymentRow } from './payment.reads.js';
import { paymentsIn } from './payment.store.js';
import { fileFor } from './release-batch.js';
import { checkTransferFile } from './transfer-check.js';

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

/** One batch with its payments as they stand now. Throws `requests.not-found`. */
export async function batchView(tx: Tx, id: string, leftOut: readonly LeftOut[] = []): Promise<BatchDto> {
  const row = await tx.one<BatchLine>(`${batchSelect} WHERE b.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  // amount, interest and account as they stand in the file
  const payments = await tx.rows<PaymentRow>(
    `SELECT p.*, i.case_number, e.line, n.name AS institution_name, ${accountColumns}, ${mistakeOf}, l.account_id,
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
    payments: payments.map((payment) => paymentOf(tx, payment, names)),
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

/** SQL, the condition of a list of batches (`b`). */
const conditionOf = ({ state }: BatchQuery): string =>
  state === 'open' ? `b.state IN ('built', 'released', 'exported')` : 'true';

/** How many batches a list has, whatever its page. */
export const countBatches = (tx: Tx, query: BatchQuery): Promise<number> =>
  countOf(tx, `SELECT count(*) AS many FROM payment_batch b WHERE ${conditionOf(query)}`, []);

/** Batches without their payments, newest first, by cursor. */
export async function listBatches(tx: Tx, query: BatchQuery): Promise<Page<BatchDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<BatchLine>(
    `${batchSelect}
       WHERE ${conditionOf(query)}
         AND ($2::timestamptz IS NULL OR (b.built_at, b.id) < ($2::timestamptz, $3::uuid))
       ORDER BY b.built_at DESC, b.id DESC
       LIMIT $1`,
    [limit + 1, after?.[0] ?? null, after?.[1] ?? null],
  );
  return toPage(rows, limit, (row) => [row.built_text, row.id], batchOf);
}

/**
 * The file of a batch read back; of a batch that is only built, as it would be written. Throws `requests.not-found`,
 * `payments.no-origin`.
 */
export async function recordsOf(tx: Tx, id: string, secrets: Secrets): Promise<TransferRecordsDto> {
  const row = await tx.findOne(PaymentBatchEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  const file = row.file_sealed
    ? secrets.open(row.file_sealed, id)
    : await fileFor(tx, row.transfer_on, await paymentsIn(tx, id), secrets);
  return { records: checkTransferFile(file) };
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
