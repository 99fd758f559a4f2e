-- The institutions that a transaction may see. Settings hold for one transaction; an unset one reads back as '' on a
-- pooled connection.
CREATE OR REPLACE FUNCTION app_institutions() RETURNS uuid[]
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN string_to_array(nullif(current_setting('app.institutions', true), ''), ',')::uuid[];
GRANT EXECUTE ON FUNCTION app_institutions TO PUBLIC;
