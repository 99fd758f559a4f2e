import type { Tx } from '#database';
import { Problem } from '#problems';
import { SupportRequestEntity } from './support-request.entity.js';

/** The columns of a request that its moves and decisions use. */
export type SupportRow = Pick<
  SupportRequestEntity,
  'id' | 'incident_id' | 'service' | 'state' | 'opened_by' | 'version'
>;

/** The requests of these cases. */
export async function supportRows(tx: Tx, incidentIds: readonly string[]): Promise<SupportRow[]> {
  return tx.rows<SupportRow>(
    `SELECT id, incident_id, service, state, opened_by, version
       FROM support_request
      WHERE incident_id = ANY ($1)
      ORDER BY incident_id, id`,
    [incidentIds],
  );
}

/** One request. Throws `requests.not-found`. */
export async function supportRow(tx: Tx, id: string): Promise<SupportRow> {
  const row = await tx.findOne(SupportRequestEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  return row;
}
