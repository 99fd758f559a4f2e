-- Looks up reports by their keys past row security, because a key is unique over all institutions: case, institution,
-- hash and reporter.
CREATE OR REPLACE FUNCTION find_reports(keys text[])
  RETURNS TABLE(report_key text, incident_id uuid, institution_id uuid, report_hash bytea, reported_by text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = sonae, pg_temp SET enable_seqscan = off
AS $$
BEGIN -- plpgsql: its plan is kept
  RETURN QUERY
    SELECT i.report_key, i.id, i.institution_id, i.report_hash, i.reported_by
    FROM incident i
    WHERE i.report_key = ANY (keys);
END
$$;
REVOKE ALL ON FUNCTION find_reports FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_reports TO {{staff}}, {{institution}};
