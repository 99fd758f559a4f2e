import { NOT_KNOWN, type Tx } from '#database';

/** Hours between discoveries within which reports of one institution may be one event. */
const hoursApart = 72;
/** Days before its report within which other cases are compared with a case. */
const daysBack = 14;

/**
 * Proposes to the desk that each of these cases is merged into an earlier case of the same institution about the same
 * event: not ended, discovered within 72 hours of each other, causes that do not contradict. One proposal for each
 * case, into the earliest one; never a second time. Only a person merges cases.
 */
export async function proposeMerges(tx: Tx, incidentIds: readonly string[]): Promise<void> {
  // a case is discovered before it is reported, so an earlier report cannot be within these hours
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
