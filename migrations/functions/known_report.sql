-- The report that was received before under a unit's key: its case, institution and reporter, and whether the unit
-- asks the same.
CREATE OR REPLACE FUNCTION known_report(unit jsonb) RETURNS jsonb
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  SELECT
    jsonb_build_object(
      'outcome', 'known-key', 'incidentId', f.incident_id, 'institutionId', f.institution_id, 'reportedBy',
      f.reported_by, 'sameRequest', coalesce(f.report_hash = (unit #>> '{rows,incident,0,report_hash}')::bytea, false)
    )
  FROM find_reports(ARRAY[unit_key(unit)]) f
$$;
REVOKE ALL ON FUNCTION known_report FROM PUBLIC;
GRANT EXECUTE ON FUNCTION known_report TO {{staff}}, {{institution}};
