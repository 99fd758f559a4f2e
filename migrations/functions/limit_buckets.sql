-- Held and consumed yen of each bucket in use, with its limit, by what the contract settles now (R-LIM-2, R-LIM-4,
-- R-LIM-5).
CREATE OR REPLACE FUNCTION limit_buckets(p_period uuid)
  RETURNS TABLE(bucket text, incident_id uuid, limit_yen bigint, used_yen bigint)
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  WITH settled AS (
    SELECT
      a.liability_limit_yen,
      a.response_expense_limit_yen,
      coalesce(m.interruption_limit_yen, 0) AS interruption_limit_yen,
      m.deductible_yen,
      m.standard_parameters || m.parameters AS parameters
    FROM limit_account a
    JOIN member_period m ON m.id = a.member_period_id
    WHERE a.member_period_id = p_period
  ),
  contract AS (
    SELECT
      s.*,
      coalesce(parameters ->> 'responseExpenseLimitScope' = 'incident', false) AS per_incident,
      coalesce((parameters ->> 'businessInterruptionInsideAggregate')::boolean, false) AS inside
    FROM settled s
  ),
  used AS (
    SELECT o.incident_id, o.takes, o.coverage, o.yen
    FROM limit_open(ARRAY[p_period]) o
    WHERE o.kind IN ('hold', 'consume')
  ),
  counted AS (
    SELECT
      'response-expense' AS bucket,
      CASE WHEN per_incident THEN u.incident_id END AS incident_id,
      response_expense_limit_yen AS limit_yen,
      yen
    FROM used u, contract
    WHERE takes = 'limit' AND coverage = 'response-expense'
    UNION ALL
    SELECT 'aggregate', NULL, liability_limit_yen, yen
    FROM used, contract
    WHERE takes = 'limit' AND (coverage <> 'business-interruption' OR inside)
    UNION ALL
    SELECT 'business-interruption', NULL, interruption_limit_yen, yen
    FROM used, contract
    WHERE takes = 'limit' AND coverage = 'business-interruption'
    UNION ALL
    SELECT 'deductible', u.incident_id, deductible_yen, yen
    FROM used u, contract
    WHERE takes = 'deductible'
  )
  SELECT bucket, incident_id, limit_yen, sum(yen)::bigint
  FROM counted
  GROUP BY 1, 2, 3
$$;
REVOKE ALL ON FUNCTION limit_buckets FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limit_buckets TO {{staff}};
