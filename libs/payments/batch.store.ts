import { type Tx } from '#database';
import { dayInJapan } from '#kernel';
import { bankDaysLater, daysLater, isBankDay } from '#platform';
import { Problem } from '#problems';
import type { BatchState } from './payment-machine.js';

/**
 * Why a scheduled payment is not in a batch; `in-use`: its case is in another hand, and it waits for the next batch.
 */
export const leftOutCodes = ['releaser-signed', 'not-asked-for', 'screening', 'bank-closed', 'in-use'] as const;

/** The row of a batch. */
export interface BatchRow {
  readonly id: string;
  readonly no: number;
  readonly state: BatchState;
  readonly transfer_on: string;
  readonly releaser_id: string;
  readonly cancel_asked_by: string | null;
  readonly cancel_reason: string | null;
  readonly file_sealed: Buffer | null;
  readonly version: number;
}

/** The account from which is paid, as its bank wants the file. */
export interface Origin {
  readonly requester_code: string;
  readonly requester_name: string;
  readonly bank_code: string;
  readonly bank_name: string;
  readonly branch_code: string;
  readonly branch_name: string;
  readonly account_type: '1' | '2' | '9';
  readonly account_number: string;
  readonly line_end: 'none' | 'crlf';
  readonly end_of_file: boolean;
  readonly lead_days: number;
}

/** The newest one. Throws `payments.no-origin`. */
export async function origin(tx: Tx): Promise<Origin> {
  const row = await tx.one<Origin>(
    `SELECT requester_code, requester_name, bank_code, bank_name, branch_code, branch_name, account_type,
       account_number, line_end, end_of_file, lead_days
       FROM originating_account
       ORDER BY entered_at DESC, id DESC
       LIMIT 1`,
  );
  if (!row) throw new Problem('payments.no-origin');
  return row;
}

/** A file names day and month of its transfer, and banks take it some weeks ahead at most. */
const mostDaysAhead = 60;

/** Throws `payments.too-far`, `payments.not-a-bank-day`, `payments.too-soon`. */
export function requireDay(transferOn: string, leadDays: number, now: Date): void {
  const at = '/transferOn';
  const today = dayInJapan(now);
  if (transferOn > daysLater(today, mostDaysAhead))
    throw new Problem('payments.too-far', { errors: [{ pointer: at, code: 'payments.too-far' }] });
  if (!isBankDay(transferOn))
    throw new Problem('payments.not-a-bank-day', { errors: [{ pointer: at, code: 'payments.not-a-bank-day' }] });
  const days = Math.max(1, leadDays);
  if (transferOn < bankDaysLater(today, days))
    throw new Problem('payments.too-soon', {
      params: { days },
      errors: [{ pointer: at, code: 'payments.too-soon', params: { days } }],
    });
}

/** Locks batches in the order of their ids, after their cases and before any ledger. */
export async function lockBatches(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.rows('SELECT FROM payment_batch WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [ids]);
}

/** One batch, locked; its cases are locked before it, and nothing is posted yet. Throws `requests.not-found`. */
export async function batchForUpdate(tx: Tx, id: string): Promise<BatchRow> {
  const row = await tx.one<BatchRow>(
    `SELECT id, no, state, transfer_on, releaser_id, cancel_asked_by, cancel_reason, file_sealed, version
       FROM payment_batch
      WHERE id = $1
        FOR UPDATE`,
    [id],
  );
  if (!row) throw new Problem('requests.not-found');
  return row;
}
