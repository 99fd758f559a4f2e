import { type Tx } from '#database';
import { toPage, limitOf, readPlace, type Page, type PageQuery } from '#http';
import { Problem } from '#problems';
import type { Agency } from './agency.dto.js';
import { goesOn } from './day-line.store.js';

const agencySelect = `SELECT a.id, a.name,
     coalesce((
       SELECT json_agg(json_build_object('id', c.id, 'institutionId', i.id, 'institutionName', i.name,
                                         'fromOn', c.from_on, 'toOn', c.to_on)
              ORDER BY i.id, c.from_on)
         FROM agency_client c
         JOIN institution i ON i.id = c.institution_id
        WHERE c.agency_id = a.id AND ${goesOn('c')}), '[]') AS clients
     FROM agency a`;

/** Agencies with the clients for whom they act today or in the future. */
export async function listAgencies(tx: Tx, query: PageQuery): Promise<Page<Agency>> {
  const [after] = readPlace(query.cursor, 'id');
  const limit = limitOf(query);
  const rows = await tx.rows<Agency>(`${agencySelect} WHERE $1::uuid IS NULL OR a.id > $1 ORDER BY a.id LIMIT $2`, [
    after,
    limit + 1,
  ]);
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
}

/** One agency; `client`: the agency of this line. Throws `requests.not-found`. */
export async function agencyView(tx: Tx, by: { agency: string } | { client: string }): Promise<Agency> {
  const row =
    'agency' in by
      ? await tx.one<Agency>(`${agencySelect} WHERE a.id = $1`, [by.agency])
      : await tx.one<Agency>(`${agencySelect} WHERE a.id = (SELECT agency_id FROM agency_client WHERE id = $1)`, [
          by.client,
        ]);
  if (!row) throw new Problem('requests.not-found');
  return row;
}
