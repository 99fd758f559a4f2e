import type { Tx } from '#database';
import { claimantsOf, type ClaimantEntity } from '#expenses';
import type { VictimGateDto, VictimGatesDto } from './victim-gate.dto.js';
import { gateText } from './victim-gate-words.js';
import { lacksOf, type VictimPaid } from './victim-gate.js';

interface Row extends Pick<ClaimantEntity, 'id'>, VictimPaid {
  readonly room_institution: number;
  readonly room_victim: number;
}

/**
 * What article 22 of the Insurance Act allows for each victim of a case now, as a payment is tested, and what it holds.
 * Throws `requests.not-found`.
 */
export async function victimGates(tx: Tx, incidentId: string): Promise<VictimGatesDto> {
  const { items } = await claimantsOf(tx, incidentId);
  const rows = await tx.rows<Row>(
    `SELECT c.id,
            greatest(0, victim_room(c.id, 'institution')) AS room_institution,
            greatest(0, victim_room(c.id, 'victim')) AS room_victim,
            coalesce(p.to_institution, 0)::bigint AS "toInstitution",
            coalesce(p.to_victim, 0)::bigint AS "toVictim",
            coalesce(w.institution, 0)::bigint AS "waitsForInstitution",
            coalesce(w.victim, 0)::bigint AS "waitsForVictim",
            coalesce(w.held, 0)::bigint AS held
       FROM claimant c
       LEFT JOIN (
             SELECT e.claimant_id,
                    sum(m.amount_yen) FILTER (WHERE e.pay_to = 'institution') AS to_institution,
                    sum(m.amount_yen) FILTER (WHERE e.pay_to = 'victim') AS to_victim
               FROM payment m
               JOIN expense e ON e.id = m.expense_id
              WHERE m.incident_id = $1 AND m.state <> 'stopped'
              GROUP BY e.claimant_id) p ON p.claimant_id = c.id
       LEFT JOIN (
             SELECT e.claimant_id,
                    sum(q.amount_yen) FILTER (WHERE e.pay_to = 'institution') AS institution,
                    sum(q.amount_yen) FILTER (WHERE e.pay_to = 'victim') AS victim,
                    sum(q.amount_yen) FILTER (WHERE q.held) AS held
               FROM payment_waits(ARRAY[$1::uuid]) q
               JOIN expense e ON e.id = q.expense_id
              WHERE q.payment_id IS NULL
              GROUP BY e.claimant_id) w ON w.claimant_id = c.id
      WHERE c.incident_id = $1
      ORDER BY c.no`,
    [incidentId],
  );
  const accounts = new Map(items.map((claimant) => [claimant.id, claimant]));
  const gates = rows.flatMap((row): VictimGateDto[] => {
    const account = accounts.get(row.id);
    return account ? [gateView(row, account)] : [];
  });
  return { held: gates.reduce((sum, { held }) => sum + held, 0), items: gates };
}

function gateView(row: Row, account: Parameters<typeof lacksOf>[0]): VictimGateDto {
  const lacks = row.held > 0 ? lacksOf(account, row) : { payment: 0, consentNeeded: 0, established: 0 };
  return {
    claimantId: row.id,
    toInstitution: row.toInstitution,
    toVictim: row.toVictim,
    roomToInstitution: row.room_institution,
    roomToVictim: row.room_victim,
    held: row.held,
    lacksPayment: lacks.payment,
    consentNeeded: lacks.consentNeeded,
    lacksEstablished: lacks.established,
    ...gateText(row.held, lacks),
  };
}
