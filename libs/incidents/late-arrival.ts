import { actorText, type Tx } from '#database';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { caseFile } from './case-file.js';
import { hasEnded } from './incident.js';
import type { IncidentRow } from './incident.entity.js';
import { LateArrivalEntity } from './late-arrival.entity.js';

/** What arrived in a case: expenses by their lines, or facts by the version that they made. */
export type Arrived =
  | { readonly kind: 'expenses'; readonly lines: readonly number[] }
  | { readonly kind: 'facts'; readonly factsVersion: number };

/**
 * Stores what arrives in a case that has ended, for the desk's list, until the case is reopened; does nothing for
 * another case.
 */
export async function keepLateArrival(tx: Tx, incident: IncidentRow, arrived: Arrived): Promise<void> {
  if (!hasEnded(incident)) return;
  const [lines, version] = arrived.kind === 'expenses' ? [arrived.lines, null] : [[], arrived.factsVersion];
  await tx.rows(
    `INSERT INTO late_arrival (id, incident_id, institution_id, kind, lines, facts_version, at, entered_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), incident.id, incident.institution_id, arrived.kind, lines, version, tx.now, actorText(tx.actor)],
  );
  tx.record(incident, {
    timeline: { kind: 'late-arrival-kept', audience: 'all', data: { of: arrived.kind, state: incident.state } },
  });
}

/**
 * A person of the desk notes what was done about an arrival. Throws `requests.not-found`,
 * `incidents.late-arrival-noted`.
 */
export async function noteLateArrival(tx: Tx, id: string, note: string): Promise<void> {
  const row = await tx.findOne(LateArrivalEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  const incident = await caseFile(tx, row.incident_id);
  const noted = await tx.rows(
    `UPDATE late_arrival SET noted_by = $2, noted_at = $3, note = $4 WHERE id = $1 AND noted_at IS NULL RETURNING 1`,
    [id, tx.actor.id, tx.now, note],
  );
  if (noted.length === 0) throw new Problem('incidents.late-arrival-noted');
  tx.record(incident, { audit: { action: 'late-arrival.noted', subject: id, after: { note } } });
}
