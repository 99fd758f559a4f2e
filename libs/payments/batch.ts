import { createHash } from 'node:crypto';
import { screen, screeningStates, subjectsOf, type ScreenedSubject } from '#decisions';
import { incidentsById } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { appendAudit, INSURER, Problem, requireVersion, type Secrets, type Tx } from '#platform';
import { bankDaysLater, daysLater, isBankDay } from '#platform';
import { typeDigits, openAccount } from './payee-account.js';
import { delayInterestAfter } from './payment-clock.js';
import { batchMachine, batchStateNames, type BatchState } from './payment-machine.js';
import type { BuildBatchDto, MoveBatchDto } from './payment.dto.js';
import { openPayment, paymentColumns, paymentsOfBatch, tellPayment, type PaymentRow } from './payment.store.js';
import { settle } from './settle.js';
import { transferFile, type TransferProfile } from './transfer-file.js';

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

/** A scheduled payment that is not in the batch, and why. */
export interface LeftOut {
  readonly paymentId: string;
  readonly code: 'releaser-signed' | 'not-asked-for' | 'screening';
}

interface Origin {
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

async function origin(tx: Tx): Promise<Origin> {
  const row = await tx.one<Origin>(
    'SELECT requester_code, requester_name, bank_code, bank_name, branch_code, branch_name, account_type, account_number, line_end, end_of_file, lead_days FROM originating_account ORDER BY entered_at DESC, id DESC LIMIT 1',
  );
  if (!row) throw new Problem('payments.no-origin');
  return row;
}

/** A file names day and month of its transfer, and banks take it some weeks ahead at most. */
const mostDaysAhead = 60;

/** Throws `payments.too-far`, `payments.not-a-bank-day`, `payments.too-soon`. */
function requireDay(transferOn: string, leadDays: number, now: Date): void {
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

/**
 * Puts scheduled payments into a batch, earliest due first: those that the releaser, named in advance, has signed nothing of.
 * What is late carries its delay interest up to the transfer date. Throws `payments.not-a-bank-day`, `payments.too-soon`,
 * `payments.no-origin`, `payments.releaser-unfit`, `payments.nothing-to-pay`, `payments.too-far`, `payments.rate-unknown`.
 */
export async function buildBatch(tx: Tx, body: BuildBatchDto, now: Date): Promise<{ id: string; leftOut: LeftOut[] }> {
  requireDay(body.transferOn, (await origin(tx)).lead_days, now);
  const fit = await tx.one(
    `SELECT 1 FROM role_grant g WHERE g.person_id = $1 AND g.role = 'payments' AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL`,
    [body.releaserId],
  );
  if (!fit)
    throw new Problem('payments.releaser-unfit', {
      errors: [{ pointer: '/releaserId', code: 'payments.releaser-unfit' }],
    });
  const scheduled = await tx.rows<PaymentRow & { signed: boolean; held: boolean }>(
    `SELECT ${paymentColumns}, screening_state('account', p.account_id) IN ('held','confirmed') OR screening_state('institution', p.institution_id) IN ('held','confirmed') AS held, EXISTS (SELECT FROM payment_signers(p.id) s WHERE s.person_id = $1) AS signed
       FROM payment p WHERE p.state = 'scheduled' ORDER BY p.pay_by, p.id FOR UPDATE OF p SKIP LOCKED`,
    [body.releaserId],
  );
  const asked = body.paymentIds;
  const leftOut = scheduled.flatMap((payment): LeftOut[] => {
    if (asked && !asked.includes(payment.id)) return [{ paymentId: payment.id, code: 'not-asked-for' }];
    if (payment.held) return [{ paymentId: payment.id, code: 'screening' }];
    return payment.signed ? [{ paymentId: payment.id, code: 'releaser-signed' }] : [];
  });
  const out = new Set(leftOut.map(({ paymentId }) => paymentId));
  const taken = scheduled.filter(({ id }) => !out.has(id));
  if (taken.length === 0) throw new Problem('payments.nothing-to-pay');
  const id = newId();
  await tx.rows(
    `INSERT INTO payment_batch (id, state, transfer_on, releaser_id, built_by, built_at) VALUES ($1, 'built', $2, $3, $4, $5)`,
    [id, body.transferOn, body.releaserId, tx.actor.id, now],
  );
  await tx.rows(
    `UPDATE payment p SET state = 'batched', batch_id = $1, interest_yen = r.interest, version = p.version + 1
       FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, interest bigint) WHERE p.id = r.id`,
    [
      id,
      JSON.stringify(
        taken.map((payment) => ({
          id: payment.id,
          interest: interestOf(payment, body.transferOn),
        })),
      ),
    ],
  );
  await tx.rows(
    `INSERT INTO payment_batch_line (batch_id, payment_id, incident_id, institution_id, account_id, amount_yen, interest_yen)
     SELECT $1, p.id, p.incident_id, p.institution_id, p.account_id, p.amount_yen, p.interest_yen FROM payment p WHERE p.batch_id = $1`,
    [id],
  );
  await record(tx, id, 'payment-batch.built', { payments: taken.length, transferOn: body.transferOn });
  return { id, leftOut };
}

function interestOf(payment: PaymentRow, transferOn: string): number {
  try {
    return delayInterestAfter(payment.amount_yen, payment.last_day, transferOn);
  } catch (error) {
    if (error instanceof RangeError) throw new Problem('payments.rate-unknown');
    throw error;
  }
}

/** One batch, locked. Throws `requests.not-found`. */
async function batchForUpdate(tx: Tx, id: string): Promise<BatchRow> {
  const row = await tx.one<BatchRow>(
    'SELECT id, no, state, transfer_on, releaser_id, cancel_asked_by, cancel_reason, file_sealed, version FROM payment_batch WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/**
 * Moves a batch by its table. Throws `payments.move-not-allowed`, `payments.not-the-releaser`, `payments.too-soon`,
 * `payments.not-yet`, `payments.reason-needed`, `payments.second-person-needed`, `requests.stale-version`.
 */
export async function moveBatch(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: MoveBatchDto,
  secrets: Secrets,
  now: Date,
): Promise<void> {
  // cases before the batch, as everywhere
  const payments = await paymentsOfBatch(tx, id);
  const batch = await batchForUpdate(tx, id);
  requireVersion(batch.version, expectedVersion);
  if (!batchMachine.moves.some((move) => move.from === batch.state && move.to === body.to))
    throw new Problem('payments.move-not-allowed', {
      params: { from: batchStateNames[batch.state], to: batchStateNames[body.to] },
    });
  if (body.to === 'released') return release(tx, batch, payments, secrets, now);
  if (body.to === 'exported') return exportBatch(tx, batch, payments, now);
  if (body.to === 'settled') return settleBatch(tx, batch, payments, now);
  return cancel(tx, batch, payments, body.reason?.trim() ?? '', now);
}

async function release(
  tx: Tx,
  batch: BatchRow,
  payments: readonly PaymentRow[],
  secrets: Secrets,
  now: Date,
): Promise<void> {
  if (batch.releaser_id !== tx.actor.id) throw new Problem('payments.not-the-releaser');
  const from = await origin(tx);
  requireDay(batch.transfer_on, from.lead_days, now);
  await requireScreened(tx, payments);
  const file = Buffer.from(transferFile(profileOf(from), batch.transfer_on, await transfersOf(tx, payments, secrets)));
  await movePayments(tx, payments, 'released', now);
  await tx.rows(
    `UPDATE payment_batch SET state = 'released', released_at = $2, file_sealed = $3, file_hash = $4, version = version + 1 WHERE id = $1`,
    [batch.id, now, secrets.seal(file, batch.id), createHash('sha256').update(file).digest()],
  );
  await record(tx, batch.id, 'payment-batch.released', { payments: payments.length });
}

/** Nobody of a batch matches a watched name; looked at a moment before. Throws `decisions.no-watch-list`, `payments.screening-held` with the payments. */
async function requireScreened(tx: Tx, payments: readonly PaymentRow[]): Promise<void> {
  const states = await Promise.all(
    payments.map((payment) =>
      screeningStates(tx, [
        { kind: 'account', id: payment.account_id },
        { kind: 'institution', id: payment.institution_id },
      ]),
    ),
  );
  if (states.flat().includes('unknown')) throw new Problem('decisions.no-watch-list');
  const held = payments.filter((_, at) => states[at]?.some((state) => state !== 'clear'));
  if (held.length > 0)
    throw new Problem('payments.screening-held', {
      missing: held.map(({ no }) => ({
        code: 'payments.screening-held',
        textJa: `支払番号${no}を停止してください。`,
        textEn: `Stop payment ${no}.`,
      })),
    });
}

/** Everybody whom a batch pays is looked at again, before it is released; whoever is paid for it, with them. */
export async function screenBatch(tx: Tx, id: string, secrets: Secrets, now: Date): Promise<void> {
  const rows = await tx.rows<{ account_id: string; institution_id: string; incident_id: string; sealed: Buffer }>(
    'SELECT p.account_id, p.institution_id, p.incident_id, a.sealed FROM payment p JOIN payee_account a ON a.id = p.account_id WHERE p.batch_id = $1',
    [id],
  );
  const subjects: ScreenedSubject[] = rows.map(({ account_id, institution_id, sealed }) => ({
    kind: 'account',
    id: account_id,
    institutionId: institution_id,
    name: openAccount({ id: account_id, sealed }, secrets).holder,
  }));
  for (const incident of await incidentsById(tx, [...new Set(rows.map(({ incident_id }) => incident_id))]))
    subjects.push(...(await subjectsOf(tx, incident)));
  await screen(tx, subjects, 'release', now);
}

function profileOf(from: Origin): TransferProfile {
  return {
    requesterCode: from.requester_code,
    requesterName: from.requester_name,
    bankCode: from.bank_code,
    bankName: from.bank_name,
    branchCode: from.branch_code,
    branchName: from.branch_name,
    accountType: from.account_type,
    accountNumber: from.account_number,
    lineEnd: from.line_end === 'crlf' ? '\r\n' : '',
    endOfFile: from.end_of_file,
  };
}

async function transfersOf(tx: Tx, payments: readonly PaymentRow[], secrets: Secrets) {
  const accounts = await tx.rows<{
    id: string;
    bank_code: string;
    bank_name: string;
    branch_code: string;
    branch_name: string;
    account_type: (typeof typeDigits)[keyof typeof typeDigits];
    sealed: Buffer;
  }>(
    'SELECT id, bank_code, bank_name, branch_code, branch_name, account_type, sealed FROM payee_account WHERE id = ANY ($1)',
    [payments.map(({ account_id }) => account_id)],
  );
  const of = new Map(accounts.map((account) => [account.id, account]));
  return payments.map((payment) => {
    const account = of.get(payment.account_id);
    if (!account) throw new Error('a payment has an account');
    const { accountNumber, holder } = openAccount(account, secrets);
    return {
      bankCode: account.bank_code,
      bankName: account.bank_name,
      branchCode: account.branch_code,
      branchName: account.branch_name,
      accountType: account.account_type,
      accountNumber,
      holder,
      yen: payment.amount_yen + payment.interest_yen,
      number: String(payment.no),
    };
  });
}

async function exportBatch(tx: Tx, batch: BatchRow, payments: readonly PaymentRow[], now: Date): Promise<void> {
  await movePayments(tx, payments, 'exported', now);
  await tx.rows(`UPDATE payment_batch SET state = 'exported', exported_at = $2, version = version + 1 WHERE id = $1`, [
    batch.id,
    now,
  ]);
  await record(tx, batch.id, 'payment-batch.exported', { payments: payments.length });
}

/** Where the bank reports failures only, what it has not sent back two bank business days after the transfer date is paid. */
async function settleBatch(tx: Tx, batch: BatchRow, payments: readonly PaymentRow[], now: Date): Promise<void> {
  const from = bankDaysLater(batch.transfer_on, 2);
  if (dayInJapan(now) < from) throw new Problem('payments.not-yet', { params: { day: { ja: from, en: from } } });
  for (const payment of payments)
    if (payment.state === 'exported') await settle(tx, payment.id, batch.transfer_on, now);
}

/**
 * What was only built, one person takes apart; what was released, one asks and another cancels: nothing was sent, or the bank
 * refused the whole. The payments are scheduled again.
 */
async function cancel(
  tx: Tx,
  batch: BatchRow,
  payments: readonly PaymentRow[],
  reason: string,
  now: Date,
): Promise<void> {
  if (payments.some(({ state }) => state === 'settled' || state === 'returned'))
    throw new Problem('payments.move-not-allowed', {
      params: { from: batchStateNames.settled, to: batchStateNames.cancelled },
    });
  if (batch.cancel_asked_by === null && reason === '')
    throw new Problem('payments.reason-needed', { errors: [{ pointer: '/reason', code: 'payments.reason-needed' }] });
  if (batch.cancel_asked_by === null && batch.state !== 'built') {
    await tx.rows(
      'UPDATE payment_batch SET cancel_asked_by = $2, cancel_reason = $3, version = version + 1 WHERE id = $1',
      [batch.id, tx.actor.id, reason],
    );
    await record(tx, batch.id, 'payment-batch.cancel-asked', { state: batch.state }, reason);
    return;
  }
  if (batch.cancel_asked_by === tx.actor.id) throw new Problem('payments.second-person-needed');
  await movePayments(tx, payments, 'scheduled', now);
  await tx.rows(
    `UPDATE payment_batch SET state = 'cancelled', cancelled_by = $2, cancelled_at = $3, version = version + 1 WHERE id = $1`,
    [batch.id, tx.actor.id, now],
  );
  await record(
    tx,
    batch.id,
    'payment-batch.cancelled',
    { payments: payments.length },
    batch.cancel_reason ?? undefined,
  );
}

async function movePayments(
  tx: Tx,
  payments: readonly PaymentRow[],
  to: 'released' | 'exported' | 'scheduled',
  now: Date,
): Promise<void> {
  const back = to === 'scheduled';
  await tx.rows(
    `UPDATE payment SET state = $2, batch_id = CASE WHEN $3 THEN NULL ELSE batch_id END, interest_yen = CASE WHEN $3 THEN 0 ELSE interest_yen END, version = version + 1 WHERE id = ANY ($1)`,
    [payments.map(({ id }) => id), to, back],
  );
  for (const { id } of payments) await tellPayment(tx, await openPayment(tx, id), to, { at: now });
}

async function record(tx: Tx, id: string, action: string, after: object, reason?: string): Promise<void> {
  await appendAudit(tx, { institutionId: INSURER, incidentId: null }, [
    { chain: 'insurer', action, subject: id, after, ...(reason === undefined ? {} : { reason }) },
  ]);
}
