import { Injectable } from '@nestjs/common';
import { type Tx } from '#database';
import { expenseById, type RulingEntity } from '#expenses';
import { caseFile, caseFiles, type CaseFile } from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { Handles, type Delivery, type JobHandler, type Timer } from '#queue';
import { clockOf, daysOf } from './clock.reads.js';
import { recordScheduled } from './move-payment.js';
import { moveExpenses, paymentById } from './payment.store.js';
import { PaymentEntity } from './payment.entity.js';
import { mostOfTransfer } from './transfer-file.js';

const ruled = `FROM expense e
  JOIN newest_ruling r ON r.expense_id = e.id
  CROSS JOIN LATERAL (
      SELECT c.id AS account_id, c.decided_at
      FROM payee_account c
      WHERE c.institution_id = e.institution_id AND c.decision = 'confirmed' AND c.vendor_name IS NULL
     AND c.claimant_id IS NOT DISTINCT FROM (CASE WHEN e.pay_to = 'victim' THEN e.claimant_id END)
         ORDER BY c.decided_at DESC, c.id DESC
         LIMIT 1) a
  WHERE e.state = 'approved'
    AND r.ruling = 'approved'
    AND r.amount_yen BETWEEN 1 AND ${mostOfTransfer}
    AND r.final_at <= clock_timestamp()`;
/**
 * Damages are paid within what the institution has paid the victim, or the victim consented to (Insurance Act, article
 * 22).
 */
const withinGate = `(e.category <> 'damages'
       OR (e.claimant_id IS NOT NULL AND victim_room(e.claimant_id, e.pay_to) >= r.amount_yen))`;
const due = `${ruled} AND ${withinGate}`;

/** A payment is scheduled when the ruling is final and an account is confirmed; after a stop only by hand. */
export const paymentTimers: readonly Timer[] = [
  {
    job: 'schedule-payments',
    due: `SELECT e.id, e.incident_id, 'clocks' AS queue, greatest(r.final_at, a.decided_at) AS at ${due}
            AND NOT EXISTS (SELECT FROM payment p WHERE p.decision_id = r.decision_id) ORDER BY r.final_at`,
  },
];

/** Schedules due payments: one for each ruling, also where a job is delivered twice. */
@Injectable()
@Handles('schedule-payments')
export class SchedulePayments implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const files = await caseFiles(
      tx,
      deliveries.map(({ incidentId }) => incidentId),
    );
    const of = new Map(files.map((file) => [file.id, file]));
    for (const { incidentId, ids } of deliveries)
      for (const expenseId of ids) {
        const file = of.get(incidentId);
        if (file) await schedule(tx, file, expenseId, { afterStop: false, reason: null });
      }
  }
}

/**
 * Schedules a stopped payment again, by payments and with a reason. Throws `payments.nothing-approved`,
 * `payments.victim-gate`.
 */
export async function scheduleStopped(tx: Tx, expenseId: string, reason: string): Promise<string> {
  const file = await caseFile(tx, (await expenseById(tx, expenseId)).incident_id);
  const id = await schedule(tx, file, expenseId, { afterStop: true, reason });
  if (id === null) {
    await requireRoom(tx, expenseId);
    throw new Problem('payments.nothing-approved');
  }
  return id;
}

/** Throws `payments.victim-gate` with the amount that article 22 allows, where nothing else prevents the payment. */
async function requireRoom(tx: Tx, expenseId: string): Promise<void> {
  const row = await tx.one<{ room: number }>(
    `SELECT greatest(0, CASE
         WHEN e.claimant_id IS NULL THEN 0
         ELSE victim_room(e.claimant_id, e.pay_to) END)::bigint AS room ${ruled}
       AND NOT ${withinGate}
       AND e.id = $1`,
    [expenseId],
  );
  if (row) throw new Problem('payments.victim-gate', { params: { room: row.room } });
}

/** Locks the case; answers null where nothing is due any more. */
async function schedule(
  tx: Tx,
  file: CaseFile,
  expenseId: string,
  { afterStop, reason }: { afterStop: boolean; reason: string | null },
): Promise<string | null> {
  const row = await tx.one<
    Pick<RulingEntity, 'decision_id' | 'amount_yen'> &
      Pick<PaymentEntity, 'account_id'> & { readonly live: boolean; readonly stopped: boolean }
  >(
    `SELECT r.decision_id, r.amount_yen, a.account_id,
            EXISTS (SELECT FROM payment p WHERE p.decision_id = r.decision_id AND p.state <> 'stopped') AS live,
            EXISTS (SELECT FROM payment p WHERE p.decision_id = r.decision_id AND p.state = 'stopped') AS stopped ${due}
              AND e.id = $1`,
    [expenseId],
  );
  if (!row || row.live || row.stopped !== afterStop) return null;
  const expense = await expenseById(tx, expenseId);
  const days = daysOf(await clockOf(tx, file, expense));
  if (!days) throw new Error('what was approved is complete');
  const id = newId();
  await tx.insert(PaymentEntity, {
    ...{ id, decision_id: row.decision_id, expense_id: expenseId },
    ...{ incident_id: file.id, institution_id: file.institution_id },
    ...{ account_id: row.account_id, amount_yen: row.amount_yen },
    ...{ complete_on: days.completeOn, pay_by: days.payBy, last_day: days.lastDay },
    ...{ state: 'scheduled', scheduled_at: tx.now },
  });
  await moveExpenses(tx, file, { decision_id: row.decision_id, expense_id: expenseId }, { to: 'scheduled', reason });
  recordScheduled(tx, file, { payment: await paymentById(tx, id), line: expense.line, reason });
  return id;
}
