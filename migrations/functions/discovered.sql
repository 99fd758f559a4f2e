-- When a case was discovered, at the latest when it was reported.
CREATE OR REPLACE FUNCTION discovered(i incident) RETURNS timestamptz
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
  RETURN least(coalesce((i.facts ->> 'discoveredAt')::timestamptz, i.reported_at), i.reported_at);
GRANT EXECUTE ON FUNCTION discovered TO PUBLIC;
