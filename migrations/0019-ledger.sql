-- The limit ledger: what is left of a limit is a sum of append-only postings, never a number that is updated.
SET search_path = sonae;

-- The lock under which the buckets of one member's period are read and posted to, with the two limits of its plan.
CREATE TABLE limit_account (
  member_period_id uuid PRIMARY KEY, institution_id uuid NOT NULL,
  liability_limit_yen bigint NOT NULL CHECK (liability_limit_yen >= 0), response_expense_limit_yen bigint NOT NULL CHECK (response_expense_limit_yen >= 0),
  opened_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (member_period_id, institution_id), FOREIGN KEY (member_period_id, institution_id) REFERENCES member_period (id, institution_id));

-- One amount of one act. It is written once and counts in every bucket whose rule it meets (limit_buckets below), so that no two
-- buckets can disagree about it, also where a contract settles later what counts where. A posting is open until another one ends it.
CREATE TABLE limit_posting (
  id uuid PRIMARY KEY, act uuid NOT NULL, member_period_id uuid NOT NULL, institution_id uuid NOT NULL, incident_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('hold','consume','release','order')), takes text NOT NULL CHECK (takes IN ('limit','deductible')),
  coverage text NOT NULL CHECK (coverage IN ('response-expense','liability','business-interruption')),
  yen bigint NOT NULL CHECK (yen BETWEEN 1 AND 999999999999999), reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 100),
  ends uuid UNIQUE REFERENCES limit_posting, posted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (CASE kind WHEN 'order' THEN ends IS NULL AND takes = 'limit' WHEN 'hold' THEN true ELSE ends IS NOT NULL END),
  FOREIGN KEY (member_period_id, institution_id) REFERENCES limit_account (member_period_id, institution_id),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id));
CREATE INDEX limit_posting_period ON limit_posting (member_period_id);
CREATE INDEX limit_posting_case ON limit_posting (incident_id);
CREATE INDEX limit_posting_reference ON limit_posting (reference);

SELECT secure_table(t) FROM unnest(ARRAY['limit_account','limit_posting']::regclass[]) t;
GRANT SELECT ON limit_account TO {{staff}};
GRANT SELECT ON limit_posting TO {{staff}}, {{institution}};

-- What is open in a period, by case: holds are promised, consumes paid, orders shown.
CREATE FUNCTION limit_open(p_periods uuid[]) RETURNS TABLE (member_period_id uuid, incident_id uuid, takes text, coverage text, kind text, yen bigint)
LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  SELECT p.member_period_id, p.incident_id, p.takes, p.coverage, p.kind, sum(p.yen)::bigint FROM limit_posting p
   WHERE p.member_period_id = ANY (p_periods) AND p.kind <> 'release' AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id)
   GROUP BY 1, 2, 3, 4, 5
$$;

-- Held and consumed yen of each bucket that has any, with its limit: which amounts count where is decided here by what the contract
-- settles now (R-LIM-2, R-LIM-4, R-LIM-5).
CREATE FUNCTION limit_buckets(p_period uuid) RETURNS TABLE (bucket text, incident_id uuid, limit_yen bigint, used_yen bigint)
LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  WITH settled AS (
    SELECT a.liability_limit_yen, a.response_expense_limit_yen, coalesce(m.interruption_limit_yen, 0) AS interruption_limit_yen, m.deductible_yen,
           m.standard_parameters || m.parameters AS parameters
      FROM limit_account a JOIN member_period m ON m.id = a.member_period_id WHERE a.member_period_id = p_period),
  contract AS (
    SELECT s.*, coalesce(parameters ->> 'responseExpenseLimitScope' = 'incident', false) AS per_incident,
           coalesce((parameters ->> 'businessInterruptionInsideAggregate')::boolean, false) AS inside FROM settled s),
  used AS (SELECT o.incident_id, o.takes, o.coverage, o.yen FROM limit_open(ARRAY[p_period]) o WHERE o.kind IN ('hold','consume')),
  counted AS (
    SELECT 'response-expense' AS bucket, CASE WHEN per_incident THEN u.incident_id END AS incident_id, response_expense_limit_yen AS limit_yen, yen
      FROM used u, contract WHERE takes = 'limit' AND coverage = 'response-expense'
    UNION ALL SELECT 'aggregate', NULL, liability_limit_yen, yen FROM used, contract WHERE takes = 'limit' AND (coverage <> 'business-interruption' OR inside)
    UNION ALL SELECT 'business-interruption', NULL, interruption_limit_yen, yen FROM used, contract WHERE takes = 'limit' AND coverage = 'business-interruption'
    UNION ALL SELECT 'deductible', u.incident_id, deductible_yen, yen FROM used u, contract WHERE takes = 'deductible')
  SELECT bucket, incident_id, limit_yen, sum(yen)::bigint FROM counted GROUP BY 1, 2, 3
$$;

-- Posts one act: all of it or nothing. Raises SN180 where a posting ends one that it may not end (again), SN181 with bucket, limit and
-- what was left (DETAIL, JSON) where a bucket would hold more than its limit.
CREATE FUNCTION limit_post(p_period uuid, p_institution uuid, p_limits jsonb, p_postings jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE before jsonb; wrong uuid; over record;
BEGIN
  INSERT INTO limit_account (member_period_id, institution_id, liability_limit_yen, response_expense_limit_yen)
    VALUES (p_period, p_institution, (p_limits ->> 'liabilityLimit')::bigint, (p_limits ->> 'responseExpenseLimit')::bigint) ON CONFLICT DO NOTHING;
  PERFORM FROM limit_account WHERE member_period_id = p_period FOR UPDATE;
  -- its own statement: what others committed while the lock was waited for is seen
  SELECT coalesce(jsonb_object_agg(b.bucket || coalesce(b.incident_id::text, ''), b.used_yen), '{}') INTO before FROM limit_buckets(p_period) b;
  IF EXISTS (SELECT FROM jsonb_populate_recordset(NULL::limit_posting, p_postings) r WHERE NOT app_writes_case(r.incident_id)) THEN
    RAISE EXCEPTION 'an act posts for the case that it writes' USING ERRCODE = 'SN182';
  END IF;
  SELECT r.id INTO wrong FROM jsonb_populate_recordset(NULL::limit_posting, p_postings) r LEFT JOIN limit_posting p ON p.id = r.ends
   WHERE r.ends IS NOT NULL AND NOT coalesce(
         p.member_period_id = p_period AND p.incident_id = r.incident_id AND p.coverage = r.coverage AND p.takes = r.takes
     AND CASE r.kind WHEN 'consume' THEN p.kind = 'hold' AND p.yen = r.yen WHEN 'release' THEN p.kind <> 'release' AND p.yen = r.yen WHEN 'hold' THEN p.kind = 'order' END
     AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id), false) LIMIT 1;
  IF wrong IS NOT NULL THEN RAISE EXCEPTION 'a posting that is ended already, or is not what this one may end' USING ERRCODE = 'SN180'; END IF;
  INSERT INTO limit_posting (id, act, member_period_id, institution_id, incident_id, kind, takes, coverage, yen, reference, ends)
    SELECT r.id, r.act, p_period, p_institution, r.incident_id, r.kind, r.takes, r.coverage, r.yen, r.reference, r.ends
      FROM jsonb_populate_recordset(NULL::limit_posting, p_postings) r;
  -- what is over already, because a contract was corrected, may be lowered
  SELECT b.bucket, b.limit_yen, b.limit_yen - coalesce((before ->> (b.bucket || coalesce(b.incident_id::text, '')))::bigint, 0) AS left_yen INTO over
    FROM limit_buckets(p_period) b
   WHERE b.used_yen > b.limit_yen AND b.used_yen > coalesce((before ->> (b.bucket || coalesce(b.incident_id::text, '')))::bigint, 0)
   ORDER BY left_yen LIMIT 1;
  IF over.bucket IS NOT NULL THEN
    RAISE EXCEPTION 'more than is left' USING ERRCODE = 'SN181',
      DETAIL = jsonb_build_object('bucket', over.bucket, 'limit', over.limit_yen, 'remaining', greatest(0, over.left_yen))::text;
  END IF;
END $$;
REVOKE ALL ON FUNCTION limit_open, limit_buckets, limit_post FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limit_open TO {{staff}}, {{institution}};
GRANT EXECUTE ON FUNCTION limit_buckets, limit_post TO {{staff}};
