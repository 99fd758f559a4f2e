-- Every row that is written asks whether its case is locked, in batches of up to 32 cases: a search in the text costs a fifth of
-- reading the list anew for each row. The ids of the list are written as PostgreSQL writes them.
SET search_path = sonae;

CREATE OR REPLACE FUNCTION app_writes_case(incident uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE
    WHEN incident IS NULL THEN true
    WHEN current_setting('app.case', true) = '*' THEN true
    ELSE coalesce(strpos(current_setting('app.case', true), incident::text) > 0, false)
  END;
