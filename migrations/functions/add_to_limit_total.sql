-- Keeps the totals of a period: adds what is posted and subtracts what a posting ends. The transaction that posts
-- holds the lock of the period's account.
CREATE OR REPLACE FUNCTION add_to_limit_total() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  INSERT INTO limit_total AS t
  SELECT c.member_period_id, c.institution_id, c.takes, c.coverage, c.kind, sum(c.yen)
  FROM (
    SELECT member_period_id, institution_id, takes, coverage, kind, yen
    FROM come
    WHERE kind <> 'release'
    UNION ALL
    SELECT p.member_period_id, p.institution_id, p.takes, p.coverage, p.kind, -p.yen
    FROM come
    JOIN limit_posting p ON p.id = come.ends
  ) c
  GROUP BY 1, 2, 3, 4, 5
  ORDER BY 1, 3, 4, 5
  ON CONFLICT (member_period_id, takes, coverage, kind) DO UPDATE
  SET yen = t.yen + EXCLUDED.yen;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION add_to_limit_total FROM PUBLIC;
