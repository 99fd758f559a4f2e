import type { Tx } from '#database';
import { incidentById } from '#incidents';
import type { ReservesDto } from './reserve.dto.js';
import type { ReserveEntity } from './reserve.entity.js';

/** The estimates of a case, newest first. Throws `requests.not-found`. */
export async function reservesOf(tx: Tx, incidentId: string): Promise<ReservesDto> {
  await incidentById(tx, incidentId);
  const rows = await tx.rows<Pick<ReserveEntity, 'id' | 'lane' | 'yen' | 'reason' | 'at'> & { name: string }>(
    `SELECT r.id, r.lane, r.yen, r.reason, p.display_name AS name, r.at
       FROM reserve r
       JOIN person p ON p.id = r.author
       WHERE r.incident_id = $1
       ORDER BY r.at DESC, r.id DESC`,
    [incidentId],
  );
  return {
    items: rows.map(({ yen, name, at, ...row }) => ({ ...row, amount: yen, authorName: name, at: at.toISOString() })),
  };
}
