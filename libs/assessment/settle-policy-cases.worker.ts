import { Injectable } from '@nestjs/common';
import { caseFiles, endedStates, hasEnded, type CaseFile } from '#incidents';
import type { Tx } from '#platform';
import { Handles, type Delivery, type JobHandler } from '#queue';

/**
 * A policy was entered, renewed, ended or corrected: every case of the institution that has not ended gets an event of its
 * own, whose deliveries settle the outlook again, batch by batch. Nothing that was decided is touched.
 */
@Injectable()
@Handles('settle-policy-cases')
export class SettlePolicyCases implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const changed = new Map(
      deliveries.flatMap(({ ids: [policyId, institutionId] }) =>
        policyId && institutionId ? [[institutionId, policyId] as const] : [],
      ),
    );
    const found = await tx.rows<{ id: string }>(
      `SELECT id FROM incident WHERE institution_id = ANY ($1) AND state <> ALL ($2)`,
      [[...changed.keys()], endedStates],
    );
    const cases = (
      await caseFiles(
        tx,
        found.map(({ id }) => id),
      )
    ).filter((incident) => !hasEnded(incident));
    await lookAgain(tx, cases);
    for (const file of cases)
      tx.record(file, {
        event: {
          type: 'incident.policy-changed',
          payload: { policyId: changed.get(file.institution_id) ?? '' },
          audience: 'insurer',
        },
      });
  }
}

// The desk found no policy when it looked; now there may be one, and the outlook proposes it
async function lookAgain(tx: Tx, cases: readonly CaseFile[]): Promise<void> {
  const without = cases.filter(({ policy_match }) => policy_match === 'not-found').map(({ id }) => id);
  if (without.length > 0) await tx.rows(`UPDATE incident SET policy_match = 'pending' WHERE id = ANY ($1)`, [without]);
}
