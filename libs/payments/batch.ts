import { dayInJapan, newId } from '#kernel';
import { bankDaysLater, Problem, requireVersion, type Secrets, type Tx } from '#platform';
import { movePayments, origin, record, requireDay, type BatchRow } from './batch.store.js';
import { uncountedOf } from './clock-rows.js';
import { delayInterestAfter, type Period } from './payment-clock.js';
import { batchMachine, batchStateNames } from './payment-machine.js';
import type { BuildBatchDto, MoveBatchDto } from './payment.dto.js';
import { paymentColumns, paymentsOfBatch, type PaymentRow } from './payment.store.js';
import { release } from './release-batch.js';
import { settle } from './settle.js';

/** A scheduled payment that is not in the batch, and why. */
export interface LeftOut {
  readonly paymentId: string;
  readonly code: 'releaser-signed' | 'not-asked-for' | 'screening' | 'bank-closed';
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
  await leaveClosedBanks(tx, body.transferOn);
  const scheduled = await tx.rows<PaymentRow & { signed: boolean; held: boolean; closed: boolean }>(
    `SELECT ${paymentColumns}, payment_screening(p.id) IN ('held','confirmed') AS held,
            (SELECT bank_closed_on(a.bank_code, a.branch_code, $2) FROM payee_account a WHERE a.id = p.account_id) IS NOT NULL AS closed, EXISTS (SELECT FROM payment_signers(p.id) s WHERE s.person_id = $1) AS signed
       FROM payment p WHERE p.state = 'scheduled' ORDER BY p.pay_by, p.id FOR UPDATE OF p SKIP LOCKED`,
    [body.releaserId, body.transferOn],
  );
  const asked = body.paymentIds;
  const leftOut = scheduled.flatMap((payment): LeftOut[] => {
    if (asked && !asked.includes(payment.id)) return [{ paymentId: payment.id, code: 'not-asked-for' }];
    if (payment.closed) return [{ paymentId: payment.id, code: 'bank-closed' }];
    if (payment.held) return [{ paymentId: payment.id, code: 'screening' }];
    return payment.signed ? [{ paymentId: payment.id, code: 'releaser-signed' }] : [];
  });
  const out = new Set(leftOut.map(({ paymentId }) => paymentId));
  const taken = scheduled.filter(({ id }) => !out.has(id));
  if (taken.length === 0) throw new Problem('payments.nothing-to-pay');
  const id = newId();
  const uncounted = await uncountedOf(
    tx,
    taken.map((payment) => payment.id),
    now,
  );
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
          interest: interestOf(payment, body.transferOn, uncounted.get(payment.id)),
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

/** What waits to be paid to a closed bank or branch goes to the account that was confirmed in its place, where there is one. */
async function leaveClosedBanks(tx: Tx, day: string): Promise<void> {
  await tx.rows(
    `UPDATE payment p SET account_id = c.id, version = p.version + 1
       FROM payee_account a
      CROSS JOIN LATERAL (
        SELECT n.id FROM payee_account n
         WHERE n.institution_id = a.institution_id AND n.decision = 'confirmed'
           AND n.claimant_id IS NOT DISTINCT FROM a.claimant_id AND n.vendor_name IS NOT DISTINCT FROM a.vendor_name
           AND n.decided_at > a.decided_at AND bank_closed_on(n.bank_code, n.branch_code, $1) IS NULL
           AND NOT EXISTS (SELECT FROM payment o WHERE o.account_id = n.id AND o.state IN ('returned','set-aside'))
         ORDER BY n.decided_at DESC, n.id DESC
         LIMIT 1
      ) c
      WHERE p.state = 'scheduled' AND a.id = p.account_id AND bank_closed_on(a.bank_code, a.branch_code, $1) IS NOT NULL`,
    [day],
  );
}

function interestOf(payment: PaymentRow, transferOn: string, uncounted?: readonly Period[]): number {
  try {
    return delayInterestAfter(payment.amount_yen, payment.last_day, transferOn, uncounted);
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
