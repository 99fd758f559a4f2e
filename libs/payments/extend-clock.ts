import type { Tx } from '#database';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { followClock, openClock, recordClock } from './clock.store.js';
import type { ExtensionGround } from './payment-clock.js';
import { PaymentExtensionEntity } from './payment-extension.entity.js';

/**
 * It takes longer, for a ground of the closed list, told to the claimant with what is to be confirmed. Of several
 * grounds the longest counts. Throws `payments.extended-already`, `payments.senior-needed`, `payments.clock-over`.
 */
export async function extendClock(
  tx: Tx,
  expenseId: string,
  { ground, reason, notice }: { readonly ground: ExtensionGround; readonly reason: string; readonly notice: string },
): Promise<void> {
  const { file, expense } = await openClock(tx, expenseId);
  await requireExtension(tx, expenseId, ground);
  const id = newId();
  await tx.insert(PaymentExtensionEntity, {
    ...{ id, expense_id: expenseId, incident_id: file.id, institution_id: file.institution_id },
    ...{ ground, reason, notice, entered_by: tx.actor.id, noticed_at: tx.now },
  });
  await followClock(tx, file, expense);
  recordClock(tx, file, expense, { kind: 'payment-extended', told: 'all', id, after: { ground, notice }, reason });
}

/** Throws `payments.senior-needed`, `payments.extended-already`. */
export async function requireExtension(tx: Tx, expenseId: string, ground: ExtensionGround): Promise<void> {
  if (ground === 'private-forensic' && !tx.actor.roles.includes('senior-adjuster'))
    throw new Problem('payments.senior-needed');
  if (await tx.findOne(PaymentExtensionEntity, { expense_id: expenseId, ground }))
    throw new Problem('payments.extended-already');
}
