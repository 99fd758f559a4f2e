-- Posts the lines of one act, all or none. Raises SN180 where a posting ends one that it may not end, or that has
-- ended; SN181, with bucket, limit and remaining yen (DETAIL, JSON), where a bucket would exceed its limit.
CREATE OR REPLACE FUNCTION limit_post(p_period uuid, p_institution uuid, p_limits jsonb, p_postings jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  before jsonb;
  wrong uuid;
  over record;
BEGIN
  INSERT INTO limit_account (member_period_id, institution_id, liability_limit_yen, response_expense_limit_yen)
  VALUES
    (p_period, p_institution, (p_limits ->> 'liabilityLimit')::bigint, (p_limits ->> 'responseExpenseLimit')::bigint)
  ON CONFLICT DO NOTHING;
  PERFORM FROM limit_account WHERE member_period_id = p_period FOR UPDATE;
  -- its own statement: what others committed while the lock was waited for is seen
  SELECT coalesce(jsonb_object_agg(b.bucket || coalesce(b.incident_id::text, ''), b.used_yen), '{}')
  INTO before
  FROM limit_buckets(p_period) b;
  IF EXISTS (
      SELECT
      FROM jsonb_populate_recordset(NULL::limit_posting, p_postings) r
      WHERE NOT app_writes_case(r.incident_id)
    ) THEN
    RAISE EXCEPTION 'an act posts for the case that it writes' USING ERRCODE = 'SN182';
  END IF;
  SELECT r.id
  INTO wrong
  FROM jsonb_populate_recordset(NULL::limit_posting, p_postings) r
  LEFT JOIN open_posting p ON p.id = r.ends
  WHERE r.ends IS NOT NULL
    AND NOT coalesce(
      p.member_period_id = p_period
        AND p.incident_id = r.incident_id
        AND p.coverage = r.coverage
        AND p.takes = r.takes
        AND CASE r.kind
          WHEN 'consume' THEN p.kind = 'hold' AND p.yen = r.yen
          WHEN 'release' THEN p.yen = r.yen
          WHEN 'hold' THEN p.kind = 'order'
        END,
      false
    )
  LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'a posting that is ended already, or is not what this one may end' USING ERRCODE = 'SN180';
  END IF;
  INSERT INTO limit_posting (
    id, act, member_period_id, institution_id, incident_id, kind, takes, coverage, yen, reference, ends
  )
  SELECT r.id, r.act, p_period, p_institution, r.incident_id, r.kind, r.takes, r.coverage, r.yen, r.reference, r.ends
  FROM jsonb_populate_recordset(NULL::limit_posting, p_postings) r;
  -- what is over already, because a contract was corrected, may be lowered
  SELECT
    b.bucket,
    b.limit_yen,
    b.limit_yen - coalesce((before ->> (b.bucket || coalesce(b.incident_id::text, '')))::bigint, 0) AS left_yen
  INTO over
  FROM limit_buckets(p_period) b
  WHERE b.used_yen > b.limit_yen
    AND b.used_yen > coalesce((before ->> (b.bucket || coalesce(b.incident_id::text, '')))::bigint, 0)
  ORDER BY left_yen
  LIMIT 1;
  IF over.bucket IS NOT NULL THEN
    RAISE EXCEPTION 'more than is left'
      USING ERRCODE = 'SN181',
        DETAIL = jsonb_build_object(
          'bucket', over.bucket, 'limit', over.limit_yen, 'remaining', greatest(0, over.left_yen)
        )::text;
  END IF;
END
$$;
REVOKE ALL ON FUNCTION limit_post FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limit_post TO {{staff}};
