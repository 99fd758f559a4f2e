-- Writes one unit in a subtransaction and answers its outcome as data. A deadlock or a serialization failure says
-- nothing about the unit: it ends the statement, and the caller sends it again.
CREATE OR REPLACE FUNCTION append_unit(unit jsonb) RETURNS jsonb
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  violated text;
BEGIN
  PERFORM append_rows(jsonb_build_array(unit));
  RETURN '{"outcome":"written"}';
EXCEPTION
  WHEN deadlock_detected OR serialization_failure THEN
    RAISE;
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    RETURN CASE
      -- the same key was written at the same moment
      WHEN violated = 'incident_report_key_key' THEN known_report(unit)
      WHEN violated = 'incident_institution_id_fkey' THEN '{"outcome":"institution-unknown"}'
      WHEN violated = 'incident_member_period_id_institution_id_fkey' THEN '{"outcome":"period-gone"}'
      WHEN SQLSTATE = 'SN195' THEN '{"outcome":"nothing-to-supplement"}'
      ELSE jsonb_build_object('outcome', 'failed', 'sqlstate', SQLSTATE, 'constraint', nullif(violated, ''))
    END;
END
$$;
REVOKE ALL ON FUNCTION append_unit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_unit TO {{staff}}, {{institution}};
