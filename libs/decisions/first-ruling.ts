/**
 * SQL, a table of the expenses whose first ruling that stands lies within conditions on the ruling (`r`): expense_id,
 * incident_id, ruled_at. One that was undone or reversed is none; a statement counts once, by its first month.
 */
export const firstRulings = (conditions: string): string =>
  `SELECT r.expense_id, r.incident_id, r.ruled_at
     FROM standing_ruling r
    WHERE ${conditions}
      AND NOT EXISTS (
          SELECT
          FROM standing_ruling o
          WHERE o.expense_id = r.expense_id AND (o.ruled_at, o.decision_id) < (r.ruled_at, r.decision_id))`;
