-- When a case was discovered, as far as that can be right; when it was reported, otherwise.
CREATE OR REPLACE FUNCTION discovered(i incident) RETURNS timestamptz
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
  RETURN least(coalesce((i.facts ->> 'discoveredAt')::timestamptz, i.reported_at), i.reported_at);
GRANT EXECUTE ON FUNCTION discovered TO PUBLIC;
