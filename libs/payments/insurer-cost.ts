import { appendTimeline, incidentForUpdate } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { appendAudit, caseChain, Problem, type Tx } from '#platform';
import { lastDay, payBy } from './payment-clock.js';
import { openPayment, tellPayment } from './payment.store.js';

/** A cost that the insurer bears itself: a provisional dispatch without cover. Whole yen, in no bucket. */
export interface CostRow {
  readonly id: string;
  readonly incident_id: string;
  readonly institution_id: string;
  readonly amount_yen: number;
  readonly reason: string;
  readonly account_id: string;
  readonly state: 'asked' | 'signed' | 'dropped';
  readonly asked_by: string;
}

async function costById(tx: Tx, id: string): Promise<CostRow> {
  const row = await tx.one<CostRow>(
    'SELECT id, incident_id, institution_id, amount_yen, reason, account_id, state, asked_by FROM insurer_cost WHERE id = $1',
    [id],
  );
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/** An adjuster asks that the insurer pays a vendor itself. Answers its id. Throws `payments.vendor-account-needed`. */
export async function askCost(
  tx: Tx,
  incidentId: string,
  { amount, reason, accountId }: { readonly amount: number; readonly reason: string; readonly accountId: string },
  now: Date,
): Promise<string> {
  const incident = await incidentForUpdate(tx, incidentId);
  const account = await tx.one(
    `SELECT 1 FROM payee_account WHERE id = $1 AND vendor_name IS NOT NULL AND decision = 'confirmed'`,
    [accountId],
  );
  if (!account)
    throw new Problem('payments.vendor-account-needed', {
      errors: [{ pointer: '/accountId', code: 'payments.vendor-account-needed' }],
    });
  const id = newId();
  await tx.rows(
    `INSERT INTO insurer_cost (id, incident_id, institution_id, amount_yen, reason, account_id, state, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, 'asked', $7, $8)`,
    [id, incidentId, incident.institution_id, amount, reason, accountId, tx.actor.id, now],
  );
  await appendTimeline(tx, incident, [
    { at: now, kind: 'insurer-cost-asked', audience: 'insurer', data: { amountYen: amount, personId: tx.actor.id } },
  ]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId }, [
    { chain: caseChain(incidentId), action: 'insurer-cost.asked', subject: id, after: { amountYen: amount }, reason },
  ]);
  return id;
}

/** A senior-adjuster signs what somebody else asked for: it is scheduled at once. Throws `decisions.separation`, `payments.cost-decided`. */
export async function signCost(tx: Tx, id: string, now: Date): Promise<void> {
  const before = await costById(tx, id);
  const incident = await incidentForUpdate(tx, before.incident_id);
  const cost = await costById(tx, id);
  if (cost.state !== 'asked') throw new Problem('payments.cost-decided');
  if (cost.asked_by === tx.actor.id) throw new Problem('decisions.separation');
  await tx.rows(`UPDATE insurer_cost SET state = 'signed', signed_by = $2, signed_at = $3 WHERE id = $1`, [
    id,
    tx.actor.id,
    now,
  ]);
  const today = dayInJapan(now);
  const paymentId = newId();
  await tx.rows(
    `INSERT INTO payment (id, cost_id, incident_id, institution_id, account_id, amount_yen, complete_on, pay_by, last_day, state, scheduled_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'scheduled', $10)`,
    [
      paymentId,
      id,
      incident.id,
      incident.institution_id,
      cost.account_id,
      cost.amount_yen,
      today,
      payBy({ completeOn: today }),
      lastDay({ completeOn: today }),
      now,
    ],
  );
  await tellPayment(tx, await openPayment(tx, paymentId), 'scheduled', { told: 'insurer', at: now });
}

/** A cost that nobody has signed is asked for no more. Throws `payments.cost-decided`. */
export async function dropCost(tx: Tx, id: string, reason: string, now: Date): Promise<void> {
  const cost = await costById(tx, id);
  const incident = await incidentForUpdate(tx, cost.incident_id);
  const done = await tx.rows(
    `UPDATE insurer_cost SET state = 'dropped' WHERE id = $1 AND state = 'asked' RETURNING id`,
    [id],
  );
  if (done.length === 0) throw new Problem('payments.cost-decided');
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: incident.id }, [
    { chain: caseChain(incident.id), action: 'insurer-cost.dropped', subject: id, after: { at: now }, reason },
  ]);
}
