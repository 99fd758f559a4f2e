-- What is open in a period as a whole, kept with each posting: what a case can still get is read without adding up all
-- postings of its period each time. The ledger stays the truth: decisions add it up under its lock, and `verify` compares.
SET search_path = sonae;

CREATE TABLE limit_total (
  member_period_id uuid NOT NULL, institution_id uuid NOT NULL, takes text NOT NULL CHECK (takes IN ('limit','deductible')),
  coverage text NOT NULL CHECK (coverage IN ('response-expense','liability','business-interruption')),
  kind text NOT NULL CHECK (kind IN ('hold','consume','order')), yen bigint NOT NULL,
  PRIMARY KEY (member_period_id, takes, coverage, kind),
  FOREIGN KEY (member_period_id, institution_id) REFERENCES limit_account (member_period_id, institution_id));

LOCK TABLE limit_posting IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO limit_total
  SELECT p.member_period_id, p.institution_id, p.takes, p.coverage, p.kind, sum(p.yen) FROM limit_posting p
   WHERE p.kind <> 'release' AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id)
   GROUP BY 1, 2, 3, 4, 5;

-- What is posted is added, what it ends is taken off; whoever posts holds the lock of the period's account.
CREATE FUNCTION add_to_limit_total() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  INSERT INTO limit_total AS t
    SELECT c.member_period_id, c.institution_id, c.takes, c.coverage, c.kind, sum(c.yen)
      FROM (SELECT member_period_id, institution_id, takes, coverage, kind, yen FROM come WHERE kind <> 'release'
            UNION ALL
            SELECT p.member_period_id, p.institution_id, p.takes, p.coverage, p.kind, -p.yen
              FROM come JOIN limit_posting p ON p.id = come.ends) c
     GROUP BY 1, 2, 3, 4, 5
     ORDER BY 1, 3, 4, 5
    ON CONFLICT (member_period_id, takes, coverage, kind) DO UPDATE SET yen = t.yen + EXCLUDED.yen;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION add_to_limit_total FROM PUBLIC;
CREATE TRIGGER add_to_total AFTER INSERT ON limit_posting REFERENCING NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION add_to_limit_total();

-- What is open in the period of each case as that case sees it: its own amounts, and those of all others together (no case).
CREATE FUNCTION limit_open_beside(p_incidents uuid[], p_periods uuid[])
RETURNS TABLE (incident_id uuid, own boolean, takes text, coverage text, kind text, yen bigint)
LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  WITH own AS MATERIALIZED (
    SELECT w.incident_id, w.member_period_id, o.takes, o.coverage, o.kind, o.yen
      FROM unnest(p_incidents, p_periods) AS w(incident_id, member_period_id)
      CROSS JOIN LATERAL (
        SELECT p.takes, p.coverage, p.kind, sum(p.yen)::bigint AS yen FROM limit_posting p
         WHERE p.incident_id = w.incident_id AND p.member_period_id = w.member_period_id AND p.kind <> 'release'
           AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id)
         GROUP BY 1, 2, 3) o)
  SELECT incident_id, true, takes, coverage, kind, yen FROM own
  UNION ALL
  SELECT w.incident_id, false, t.takes, t.coverage, t.kind, t.yen - coalesce(o.yen, 0)
    FROM unnest(p_incidents, p_periods) AS w(incident_id, member_period_id)
    JOIN limit_total t ON t.member_period_id = w.member_period_id
    LEFT JOIN own o ON o.incident_id = w.incident_id AND o.takes = t.takes AND o.coverage = t.coverage AND o.kind = t.kind
   WHERE t.yen > coalesce(o.yen, 0)
$$;
REVOKE ALL ON FUNCTION limit_open_beside FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limit_open_beside TO {{staff}};

SELECT secure_table('limit_total'::regclass);
GRANT SELECT ON limit_total TO {{staff}};
