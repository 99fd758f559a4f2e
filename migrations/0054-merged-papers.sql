-- A line that was entered anew because its case was merged into another one says which line it was: papers that somebody links to
-- the earlier one reach it, and lines that both reports named are seen as what they are. Locks expense for milliseconds.
SET search_path = sonae;

ALTER TABLE expense ADD COLUMN entered_from uuid REFERENCES expense;
CREATE INDEX expense_entered_from ON expense (entered_from) WHERE entered_from IS NOT NULL;
-- merges of before said it in their timeline line
ALTER TABLE expense DISABLE TRIGGER keep_past;
UPDATE expense e SET entered_from = (x.line ->> 'from')::uuid
  FROM timeline_entry t CROSS JOIN LATERAL jsonb_array_elements(t.data -> 'expenses') AS x(line)
 WHERE t.kind = 'incident.merged-in' AND e.id = (x.line ->> 'to')::uuid AND EXISTS (SELECT FROM expense o WHERE o.id = (x.line ->> 'from')::uuid);
ALTER TABLE expense ENABLE TRIGGER keep_past;
-- the insurer merges, and nobody else
CREATE POLICY institution_enters_nothing_anew ON expense AS RESTRICTIVE FOR INSERT TO {{institution}} WITH CHECK (entered_from IS NULL);

-- A case and those that were merged into it, also by way of others.
CREATE FUNCTION cases_within(p_incident uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  WITH RECURSIVE within AS (SELECT p_incident AS id UNION SELECT i.id FROM incident i JOIN within w ON i.merged_into = w.id) SELECT id FROM within
$$;
-- The case in which a case stands now: itself, or the one at the end of its merges.
CREATE FUNCTION standing_case(p_incident uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  WITH RECURSIVE way AS (SELECT i.id, i.merged_into FROM incident i WHERE i.id = p_incident UNION SELECT i.id, i.merged_into FROM incident i JOIN way w ON i.id = w.merged_into)
  SELECT coalesce((SELECT id FROM way WHERE merged_into IS NULL), p_incident)
$$;
REVOKE ALL ON FUNCTION cases_within, standing_case FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_within, standing_case TO {{staff}}, {{institution}};
