import type { Tx } from '#database';
import { freeCases } from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';
import type { BuildBatchDto } from './batch.dto.js';
import { requireOrigin, requireDay, type leftOutCodes } from './batch.store.js';
import { uncountedOf } from './clock.reads.js';
import { movePayments } from './move-payment.js';
import { PaymentBatchEntity } from './payment-batch.entity.js';
import { delayInterestAfter, type Period } from './payment-clock.js';
import type { PaymentEntity } from './payment.entity.js';

/** A scheduled payment that is not in the batch, and why. */
export interface LeftOut {
  readonly paymentId: string;
  readonly code: (typeof leftOutCodes)[number];
}

/**
 * Puts scheduled payments into a batch, earliest due first: those that the releaser, named in advance, has signed
 * nothing of. What is late carries its delay interest up to the transfer date. A case that somebody else has in hand is
 * not waited for: what it has scheduled is left to the next batch. Throws `payments.not-a-bank-day`,
 * `payments.too-soon`,
 * `payments.no-origin`, `payments.releaser-unfit`, `payments.nothing-to-pay`, `payments.too-far`,
 * `payments.rate-unknown`.
 */
export async function buildBatch(tx: Tx, body: BuildBatchDto): Promise<{ id: string; leftOut: LeftOut[] }> {
  requireDay(body.transferOn, await requireOrigin(tx), tx.now);
  const fit = await tx.one(
    `SELECT 1
       FROM confirmed_role g
       WHERE g.person_id = $1 AND g.role = 'payments'`,
    [body.releaserId],
  );
  if (!fit)
    throw new Problem('payments.releaser-unfit', {
      errors: [{ pointer: '/releaserId', code: 'payments.releaser-unfit' }],
    });
  const asked = body.paymentIds && new Set(body.paymentIds);
  const waiting = await tx.rows<Pick<PaymentEntity, 'id' | 'incident_id'>>(
    `SELECT id, incident_id FROM payment WHERE state = 'scheduled' ORDER BY pay_by, id`,
  );
  const wanted = waiting.filter(({ id }) => asked?.has(id) ?? true);
  const cases = await freeCases(tx, [...new Set(wanted.map(({ incident_id }) => incident_id))]);
  await leaveClosedBanks(tx, body.transferOn, [...cases]);
  const rows = await tx.rows<PaymentEntity & { signed: boolean; held: boolean; closed: boolean }>(
    `SELECT p.*, payment_screening(p.id) IN ('held','confirmed') AS held,
            (
                SELECT bank_closed_on(a.bank_code, a.branch_code, $2)
                FROM payee_account a
                WHERE a.id = p.account_id) IS NOT NULL AS closed,
            EXISTS (SELECT FROM payment_signers(p.id) s WHERE s.person_id = $1) AS signed
       FROM payment p
      WHERE p.state = 'scheduled' AND p.id = ANY ($3)
      ORDER BY p.pay_by, p.id`,
    [
      body.releaserId,
      body.transferOn,
      // what was scheduled after the cases were locked waits for the next batch
      wanted.flatMap(({ id, incident_id }) => (cases.has(incident_id) ? [id] : [])),
    ],
  );
  const scheduled = new Map(rows.map((row) => [row.id, row]));
  const leftOut = waiting.flatMap(({ id: paymentId, incident_id }): LeftOut[] => {
    if (asked && !asked.has(paymentId)) return [{ paymentId, code: 'not-asked-for' }];
    if (!cases.has(incident_id)) return [{ paymentId, code: 'in-use' }];
    const payment = scheduled.get(paymentId);
    if (payment?.closed) return [{ paymentId, code: 'bank-closed' }];
    if (payment?.held) return [{ paymentId, code: 'screening' }];
    return payment?.signed ? [{ paymentId, code: 'releaser-signed' }] : [];
  });
  const out = new Set(leftOut.map(({ paymentId }) => paymentId));
  const taken = rows.filter(({ id }) => !out.has(id));
  if (taken.length === 0) throw new Problem('payments.nothing-to-pay');
  const id = newId();
  const uncounted = await uncountedOf(
    tx,
    taken.map((payment) => payment.id),
  );
  await tx.insert(PaymentBatchEntity, {
    ...{ id, state: 'built', transfer_on: body.transferOn, releaser_id: body.releaserId },
    ...{ built_by: tx.actor.id, built_at: tx.now },
  });
  await movePayments(tx, taken, {
    to: 'batched',
    also: (payment) => ({
      batch_id: id,
      interest_yen: interestOf(payment, body.transferOn, uncounted.get(payment.id)),
    }),
  });
  await tx.rows(
    `INSERT INTO payment_batch_line (batch_id, payment_id, incident_id, institution_id, account_id, amount_yen,
       interest_yen)
     SELECT $1, p.id, p.incident_id, p.institution_id, p.account_id, p.amount_yen, p.interest_yen
       FROM payment p
       WHERE p.batch_id = $1`,
    [id],
  );
  tx.record('insurer', {
    audit: {
      action: 'payment-batch.built',
      subject: id,
      after: { payments: taken.length, transferOn: body.transferOn },
    },
  });
  return { id, leftOut };
}

/** Moves payments to a closed bank or branch to the account that was confirmed in its place, where there is one. */
async function leaveClosedBanks(tx: Tx, day: string, cases: readonly string[]): Promise<void> {
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
      WHERE p.state = 'scheduled'
        AND p.incident_id = ANY ($2)
        AND a.id = p.account_id
        AND bank_closed_on(a.bank_code, a.branch_code, $1) IS NOT NULL`,
    [day, cases],
  );
}

function interestOf(payment: PaymentEntity, transferOn: string, uncounted?: readonly Period[]): number {
  try {
    return delayInterestAfter(payment.amount_yen, payment.last_day, transferOn, uncounted);
  } catch (error) {
    if (error instanceof RangeError) throw new Problem('payments.rate-unknown');
    throw error;
  }
}
