import { type Tx } from '#database';
import { caseFile, type CaseFile } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { Problem } from '#problems';
import { costMover } from './move-cost.js';
import { recordScheduled } from './move-payment.js';
import { lastDay, payBy } from './payment-clock.js';
import { paymentById } from './payment.store.js';
import { InsurerCostEntity } from './insurer-cost.entity.js';
import { PayeeAccountEntity } from './payee-account.entity.js';
import { PaymentEntity } from './payment.entity.js';

/** A cost that the insurer bears itself: a provisional dispatch without cover. Throws `requests.not-found`. */
export async function costById(tx: Tx, id: string): Promise<InsurerCostEntity> {
  const row = await tx.findOne(InsurerCostEntity, { id });
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
  const account = await tx.findOne(PayeeAccountEntity, { id: accountId, decision: 'confirmed' });
  if (account === null || account.vendor_name === null)
    throw new Problem('payments.vendor-account-needed', {
      errors: [{ pointer: '/accountId', code: 'payments.vendor-account-needed' }],
    });
  const id = newId();
  await tx.insert(InsurerCostEntity, {
    ...{ id, incident_id: file.id, institution_id: file.institution_id, amount_yen: amount, reason },
    ...{ account_id: accountId, state: 'asked', asked_by: tx.actor.id, asked_at: tx.now },
  });
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

async function openCost(tx: Tx, id: string): Promise<{ file: CaseFile; cost: InsurerCostEntity }> {
  const file = await caseFile(tx, (await costById(tx, id)).incident_id);
  return { file, cost: await costById(tx, id) };
}

/**
 * A senior adjuster signs another person's request: it is scheduled at once. Throws `decisions.separation`,
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
  await tx.insert(PaymentEntity, {
    ...{ id: paymentId, cost_id: id, incident_id: file.id, institution_id: file.institution_id },
    ...{ account_id: cost.account_id, amount_yen: cost.amount_yen },
    ...{ complete_on: today, pay_by: payBy({ completeOn: today }), last_day: lastDay({ completeOn: today }) },
    ...{ state: 'scheduled', scheduled_at: tx.now },
  });
  recordScheduled(tx, file, { payment: await paymentById(tx, paymentId), line: null });
}

/** Drops an unsigned request. Throws `payments.cost-decided`. */
export async function dropCost(tx: Tx, id: string, reason: string): Promise<void> {
  const { file, cost } = await openCost(tx, id);
  await costMover.move(tx, file, [cost], { to: 'dropped', reason, said: undefined });
}
