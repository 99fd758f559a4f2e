import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { caseFiles, endedStates, hasEnded, type CaseFile, type IncidentEntity, matchAgain } from '#incidents';
import { batchSize, Handles, type Delivery, type JobHandler } from '#queue';

/**
 * A policy was entered, renewed, ended or corrected: every case of the institution that has not ended gets an event of
 * its own, whose deliveries settle the outlook again. A batch of cases at a time, oldest first; those after it come
 * with the next delivery. Nothing that was decided is touched.
 */
@Injectable()
@Handles('settle-policy-cases')
export class SettlePolicyCases implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    // the deliveries of one transaction are of one institution, which is their subject
    const [policyId, institutionId] = deliveries.at(-1)?.ids ?? [];
    if (!policyId || !institutionId) return;
    // a change after a batch was done begins with the first case again
    const after = [...new Set(deliveries.map(({ ids }) => ids[2] ?? null))];
    const found = await openCasesAfter(tx, institutionId, after.length === 1 ? (after[0] ?? null) : null);
    const cases = (await caseFiles(tx, found)).filter((incident) => !hasEnded(incident));
    await lookAgain(tx, cases);
    for (const file of cases)
      tx.record(file, {
        event: { type: 'incident.policy-changed', payload: { policyId }, audience: 'insurer' },
      });
    const last = found.at(-1);
    if (last !== undefined && found.length === batchSize)
      tx.record(
        { institutionId },
        {
          event: {
            type: 'policy-cases.left',
            payload: { policyId, institutionId, afterId: last },
            audience: 'insurer',
          },
        },
      );
  }
}

/**
 * A batch of the cases of an institution that go on, in the order in which they were reported: the first, or those
 * after one.
 */
async function openCasesAfter(tx: Tx, institutionId: string, after: string | null): Promise<string[]> {
  const rows = await tx.rows<Pick<IncidentEntity, 'id'>>(
    `SELECT id
       FROM incident
      WHERE institution_id = $1 AND state <> ALL ($3)
        AND ($2::uuid IS NULL
             OR (reported_at, id) > ((SELECT reported_at FROM incident WHERE id = $2), $2))
      ORDER BY reported_at, id
      LIMIT ${batchSize}`,
    [institutionId, after, endedStates],
  );
  return rows.map(({ id }) => id);
}

// the desk found no policy; there may be one now, and the outlook proposes it
async function lookAgain(tx: Tx, cases: readonly CaseFile[]): Promise<void> {
  const without = cases.filter(({ policy_match }) => policy_match === 'not-found').map(({ id }) => id);
  await matchAgain(tx, without);
}
