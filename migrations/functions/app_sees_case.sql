-- Whether the session sees a case (app.cases). CASE, because OR promises no order of evaluation and '*'::uuid[] would
-- raise.
CREATE OR REPLACE FUNCTION app_sees_case(incident uuid) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE coalesce(current_setting('app.cases', true), '')
    WHEN '*' THEN true
    WHEN '' THEN false
    ELSE coalesce(incident = ANY (string_to_array(current_setting('app.cases', true), ',')::uuid[]), false)
  END;
GRANT EXECUTE ON FUNCTION app_sees_case TO PUBLIC;
