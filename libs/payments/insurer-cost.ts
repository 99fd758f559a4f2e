import { type Tx } from '#database';
import { caseFile, type CaseFile } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { Problem } from '#problems';
import { costMover, type Cost } from './move-cost.js';
import { recordScheduled } from './move-payment.js';
import { lastDay, payBy } from './payment-clock.js';
import { paymentById } from './payment.store.js';
import type { InsurerCostEntity } from './insurer-cost.entity.js';

/** A cost that the insurer bears itself: a provisional dispatch without cover. Whole yen, in no bucket. */
export type CostRow = Cost & Pick<InsurerCostEntity, 'incident_id' | 'institution_id' | 'reason' | 'account_id'>;

async function costById(tx: Tx, id: string): Promise<CostRow> {
  const row = await tx.one<CostRow>(
    `SELECT id, incident_id, institution_id, amount_yen, reason, account_id, state, asked_by
       FROM insurer_cost
       WHERE id = $1`,
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
): Promise<string> {
  const file = await caseFile(tx, incidentId);
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
    `INSERT INTO insurer_cost (id, incident_id, institution_id, amount_yen, reason, account_id, state, asked_by,
       asked_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'asked', $7, $8)`,
    [id, file.id, file.institution_id, amount, reason, accountId, tx.actor.id, tx.now],
  );
  tx.record(file, {
    timeline: {
      kind: 'insurer-cost-asked',
      audience: 'insurer',
      data: { amountYen: amount, personId: tx.actor.id },
    },
    audit: { action: 'insurer-cost.asked', subject: id, after: { amountYen: amount }, reason },
  });
  return id;
}

async function openCost(tx: Tx, id: string): Promise<{ file: CaseFile; cost: CostRow }> {
  const file = await caseFile(tx, (await costById(tx, id)).incident_id);
  return { file, cost: await costById(tx, id) };
}

/**
 * A senior-adjuster signs what somebody else asked for: it is scheduled at once. Throws `decisions.separation`,
 * `payments.cost-decided`.
 */
export async function signCost(tx: Tx, id: string): Promise<void> {
  const { file, cost } = await openCost(tx, id);
  await costMover.move(tx, file, [cost], {
    to: 'signed',
    subject: () => ({ actor: tx.actor, cost }),
    also: { signed_by: tx.actor.id, signed_at: tx.now },
    said: undefined,
  });
  const today = dayInJapan(tx.now);
  const paymentId = newId();
  await tx.rows(
    `INSERT INTO payment (id, cost_id, incident_id, institution_id, account_id, amount_yen, complete_on, pay_by,
       last_day, state, scheduled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'scheduled', $10)`,
    [
      paymentId,
      id,
      file.id,
      file.institution_id,
      cost.account_id,
      cost.amount_yen,
      today,
      payBy({ completeOn: today }),
      lastDay({ completeOn: today }),
      tx.now,
    ],
  );
  recordScheduled(tx, file, { payment: await paymentById(tx, paymentId), line: null });
}

/** A cost that nobody has signed is asked for no more. Throws `payments.cost-decided`. */
export async function dropCost(tx: Tx, id: string, reason: string): Promise<void> {
  const { file, cost } = await openCost(tx, id);
  await costMover.move(tx, file, [cost], { to: 'dropped', reason, said: undefined });
}
