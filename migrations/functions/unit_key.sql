-- The report key of a unit; null for a unit of an existing case.
CREATE OR REPLACE FUNCTION unit_key(unit jsonb) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN unit #>> '{rows,incident,0,report_key}';
GRANT EXECUTE ON FUNCTION unit_key TO PUBLIC;
