import { NOT_KNOWN, type Tx } from '#database';

/** Reports of one institution whose discoveries lie no further apart may be one event. */
const hoursApart = 72;
/** Only cases reported so long before are looked at. */
const daysBack = 14;

/**
 * Proposes to the desk that these cases go into an earlier one of the same institution that is about the same event:
 * not ended, discovered within 72 hours of each other, causes that do not contradict. One proposal a case, into the
 * earliest; never twice. Merging is for a person.
 */
export async function proposeMerges(tx: Tx, incidentIds: readonly string[]): Promise<void> {
  // a case is discovered before it is reported: one that was reported too early to be near is not looked at
  await tx.rows(
    `INSERT INTO merge_proposal (incident_id, institution_id, into_id, reasons, proposed_at)
     SELECT i.id, i.institution_id, o.id, jsonb_build_object('hoursApart', o.hours, 'sameCause', o.same_cause), $2
       FROM incident i CROSS JOIN LATERAL (
         SELECT e.id, abs(extract(epoch FROM discovered(e) - discovered(i)) / 3600)::int AS hours,
           e.cause IS NOT DISTINCT FROM i.cause
           AND i.cause IS NOT NULL AS same_cause
           FROM incident e
          WHERE e.institution_id = i.institution_id AND e.state IN ('reported','triaged','open')
            AND e.reported_at BETWEEN greatest(i.reported_at - make_interval(days => $4),
              discovered(i) - make_interval(hours => $3)) AND i.reported_at
            AND (e.reported_at, e.id) < (i.reported_at, i.id)
            AND abs(extract(epoch FROM discovered(e) - discovered(i))) <= $3 * 3600
            AND (e.cause IS NULL OR i.cause IS NULL OR e.cause = i.cause)
          ORDER BY e.reported_at, e.id LIMIT 1) o
      WHERE i.id = ANY ($1) AND i.institution_id <> $5 AND i.state IN ('reported','triaged','open')
     ON CONFLICT DO NOTHING`,
    [incidentIds, tx.now, hoursApart, daysBack, NOT_KNOWN],
  );
}
