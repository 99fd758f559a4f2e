-- Whether the transaction writes a case: it has locked it, or works over all cases by name (app.case).
CREATE OR REPLACE FUNCTION app_writes_case(incident uuid) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE
    WHEN incident IS NULL THEN true
    WHEN current_setting('app.case', true) = '*' THEN true
    ELSE coalesce(strpos(current_setting('app.case', true), incident::text) > 0, false)
  END;
GRANT EXECUTE ON FUNCTION app_writes_case TO PUBLIC;
