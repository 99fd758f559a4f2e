-- The open amounts in the period of each case as the case sees it: its own, and the sum of all others (no case).
CREATE OR REPLACE FUNCTION limit_open_beside(p_incidents uuid[], p_periods uuid[])
  RETURNS TABLE(incident_id uuid, own boolean, takes text, coverage text, kind text, yen bigint)
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  WITH own AS MATERIALIZED (
    SELECT w.incident_id, w.member_period_id, o.takes, o.coverage, o.kind, o.yen
    FROM unnest(p_incidents, p_periods) AS w(incident_id, member_period_id)
    CROSS JOIN LATERAL (
      SELECT p.takes, p.coverage, p.kind, sum(p.yen)::bigint AS yen
      FROM open_posting p
      WHERE p.incident_id = w.incident_id
        AND p.member_period_id = w.member_period_id
      GROUP BY 1, 2, 3
    ) o
  )
  SELECT incident_id, true, takes, coverage, kind, yen
  FROM own
  UNION ALL
  SELECT w.incident_id, false, t.takes, t.coverage, t.kind, t.yen - coalesce(o.yen, 0)
  FROM unnest(p_incidents, p_periods) AS w(incident_id, member_period_id)
  JOIN limit_total t ON t.member_period_id = w.member_period_id
  LEFT JOIN own o ON o.incident_id = w.incident_id AND o.takes = t.takes AND o.coverage = t.coverage AND o.kind = t.kind
  WHERE t.yen > coalesce(o.yen, 0)
$$;
REVOKE ALL ON FUNCTION limit_open_beside FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limit_open_beside TO {{staff}};
