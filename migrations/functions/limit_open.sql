-- The open postings of periods, summed by case: holds are promised, consumes paid, orders shown.
CREATE OR REPLACE FUNCTION limit_open(p_periods uuid[])
  RETURNS TABLE(member_period_id uuid, incident_id uuid, takes text, coverage text, kind text, yen bigint)
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  SELECT p.member_period_id, p.incident_id, p.takes, p.coverage, p.kind, sum(p.yen)::bigint
  FROM open_posting p
  WHERE p.member_period_id = ANY (p_periods)
  GROUP BY 1, 2, 3, 4, 5
$$;
REVOKE ALL ON FUNCTION limit_open FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limit_open TO {{staff}}, {{institution}};
