import type { Tx } from '#database';
import { incidentById } from '#incidents';
import type { CostsDto, CostDto } from './insurer-cost.dto.js';
import type { InsurerCostEntity } from './insurer-cost.entity.js';
import { costMover } from './move-cost.js';

export async function insurerCostsOf(tx: Tx, incidentId: string): Promise<CostsDto> {
  await incidentById(tx, incidentId);
  const items = await tx.rows<
    Omit<CostDto, 'askedAt' | 'allowedActions'> & Pick<InsurerCostEntity, 'asked_at' | 'asked_by'>
  >(
    `SELECT c.id, c.incident_id AS "incidentId", c.amount_yen AS amount, c.reason, a.vendor_name AS "vendorName",
       c.state,
            p.display_name AS "askedByName", c.asked_at, c.asked_by
       FROM insurer_cost c
       JOIN payee_account a ON a.id = c.account_id
       JOIN person p ON p.id = c.asked_by
      WHERE c.incident_id = $1
      ORDER BY c.asked_at, c.id`,
    [incidentId],
  );
  return {
    items: items.map(({ asked_at, asked_by, ...item }) => {
      const cost = { id: item.id, state: item.state, amount_yen: item.amount, asked_by };
      return {
        ...item,
        askedAt: asked_at.toISOString(),
        allowedActions: costMover.allowed(tx.actor, cost, { actor: tx.actor, cost }),
      };
    }),
  };
}
