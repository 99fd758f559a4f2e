/**
 * SQL, a table of the cases whose first answered call back fulfils conditions on the call (`c`) and its case (`i`):
 * incident_id, called_at, the minutes from the report to it, around the clock and rounded up, and whether `late` holds.
 * A report by telephone was a contact itself; calls of before they were recorded have no time.
 */
export const firstContacts = (conditions: string, late = 'false'): string =>
  `SELECT c.incident_id, c.called_at, ceil(extract(epoch FROM c.called_at - i.reported_at) / 60)::int AS minutes,
          ${late} AS is_late
     FROM desk_call c
     JOIN incident i ON i.id = c.incident_id
    WHERE c.purpose = 'call-back' AND c.outcome = 'reached' AND i.channel <> 'telephone' AND ${conditions}
      AND NOT EXISTS (
          SELECT
          FROM desk_call d
          WHERE d.incident_id = c.incident_id AND d.purpose = 'call-back' AND d.outcome = 'reached'
            AND (d.called_at, d.id) < (c.called_at, c.id))`;

/** SQL, a condition for `firstContacts`: the promise to call back, so many minutes long, was over. */
export const contactedLate = (minutes: string): string =>
  `c.called_at > i.reported_at + make_interval(mins => ${minutes})`;
