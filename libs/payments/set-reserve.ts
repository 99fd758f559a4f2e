import type { Tx } from '#database';
import { caseFile } from '#incidents';
import { newId, type Lane } from '#kernel';
import { ReserveEntity } from './reserve.entity.js';

/** Adds a new version of the estimate of a case and lane. */
export async function setReserve(
  tx: Tx,
  incidentId: string,
  { lane, amount, reason }: { readonly lane: Lane; readonly amount: number; readonly reason: string },
): Promise<void> {
  const file = await caseFile(tx, incidentId);
  const id = newId();
  await tx.insert(ReserveEntity, {
    ...{ id, incident_id: incidentId, institution_id: file.institution_id },
    ...{ lane, yen: amount, reason, author: tx.actor.id, at: tx.now },
  });
  tx.record(file, { audit: { action: 'reserve.set', subject: id, after: { lane, amount }, reason } });
}
