import { type Tx } from '#database';
import { Id, requireVersion, Text } from '#http';
import { isAdjuster, notLeftAt, type PersonEntity, holdPerson } from '#people';
import { Problem } from '#problems';
import { caseFile } from './case-file.js';
import { endedStates, hasEnded } from './incident.js';
import { IncidentEntity, type IncidentRow } from './incident.entity.js';

export class NameAdjusterDto {
  @Id({ about: 'Who is in charge from now on: a person who holds a role of an adjuster in force.' }) adjusterId: string;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

/**
 * Names the adjuster in charge of a case; items that are not accepted yet are routed again. Throws
 * `requests.not-found`, `requests.stale-version`, `incidents.ended`, `incidents.adjuster-unfit`,
 * `incidents.already-in-charge`.
 */
export async function nameAdjuster(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: NameAdjusterDto,
): Promise<void> {
  const incident = await caseFile(tx, id);
  requireVersion(incident.version, expectedVersion);
  if (hasEnded(incident)) throw new Problem('incidents.ended');
  const adjusterId = await requireAdjuster(tx, body.adjusterId);
  if (adjusterId === incident.adjuster_id) throw new Problem('incidents.already-in-charge');
  const version = incident.version + 1;
  await tx.update(IncidentEntity, { id: incident.id }, { adjuster_id: adjusterId, version });
  record(tx, incident, { adjusterId, version, reason: body.reason });
}

/** The id of a person who adjusts and has not left. Throws `incidents.adjuster-unfit`. */
export async function requireAdjuster(tx: Tx, personId: string): Promise<string> {
  // waits for a departure or the end of a role in progress; one that begins after this hands the case over
  await holdPerson(tx, personId);
  const fit = await tx.one<Pick<PersonEntity, 'id'>>(
    `SELECT p.id FROM person p WHERE p.id = $1 AND ${notLeftAt('statement_timestamp()')} AND ${isAdjuster('p.id')}`,
    [personId],
  );
  if (!fit)
    throw new Problem('incidents.adjuster-unfit', {
      errors: [{ pointer: '/adjusterId', code: 'incidents.adjuster-unfit' }],
    });
  return fit.id;
}

/** Cases in progress with one of these people in charge, at most so many. */
export async function casesInChargeOf(tx: Tx, personIds: readonly string[], most: number): Promise<string[]> {
  if (personIds.length === 0) return [];
  const rows = await tx.rows<Pick<IncidentEntity, 'id'>>(
    'SELECT id FROM incident WHERE adjuster_id = ANY ($1) AND state <> ALL ($2) ORDER BY id LIMIT $3',
    [personIds, endedStates, most],
  );
  return rows.map((row) => row.id);
}

/**
 * Removes the adjuster in charge of a case that the caller has locked. Its version stays, so that no other change is
 * refused because of it.
 */
export async function loseAdjuster(tx: Tx, incident: IncidentRow): Promise<void> {
  await tx.update(IncidentEntity, { id: incident.id }, { adjuster_id: null });
  record(tx, incident, { adjusterId: null, version: incident.version, reason: null });
}

interface Change {
  readonly adjusterId: string | null;
  readonly version: number;
  readonly reason: string | null;
}

function record(tx: Tx, incident: IncidentRow, { adjusterId, version, reason }: Change): void {
  const kind = adjusterId === null ? 'adjuster-lost' : 'adjuster-named';
  tx.record(incident, {
    timeline: { kind, audience: 'insurer', data: { personId: adjusterId ?? incident.adjuster_id } },
    event: { type: 'incident.adjuster-changed', payload: { version, adjusterId }, audience: 'insurer' },
    audit: {
      action: `incident.${kind}`,
      before: { adjusterId: incident.adjuster_id },
      after: { adjusterId },
      reason,
    },
  });
}
