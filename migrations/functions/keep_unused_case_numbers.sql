-- Records why case numbers of a group stay unused, in the transaction that wrote the group: only numbers that were
-- drawn and that no case has.
CREATE OR REPLACE FUNCTION keep_unused_case_numbers(units jsonb, outcomes jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  INSERT INTO case_number_unused (first, last, reason, at, answered_by, failure)
  SELECT
    s.n,
    s.n,
    CASE WHEN s.outcome = 'known-key' THEN 'reported-already' ELSE 'not-written' END,
    clock_timestamp(),
    CASE WHEN s.outcome = 'known-key' THEN s.answered_by END,
    CASE WHEN s.outcome <> 'known-key' THEN coalesce(s.sqlstate, '23503') END
  FROM (
    SELECT
      case_sequence(u #>> '{rows,incident,0,case_number}') AS n,
      o ->> 'outcome' AS outcome,
      (o ->> 'incidentId')::uuid AS answered_by,
      o ->> 'sqlstate' AS sqlstate
    FROM jsonb_array_elements(units) WITH ORDINALITY x(u, nu)
    JOIN jsonb_array_elements(outcomes) WITH ORDINALITY y(o, no) ON no = nu
    WHERE o ->> 'outcome' <> 'written' AND u #> '{rows,incident,0,case_number}' IS NOT NULL
  ) s
  WHERE EXISTS (SELECT FROM case_number_block b WHERE s.n BETWEEN b.first AND b.first + 63)
    AND NOT EXISTS (SELECT FROM incident i WHERE case_sequence(i.case_number) = s.n)
  ON CONFLICT DO NOTHING;
END
$$;
REVOKE ALL ON FUNCTION keep_unused_case_numbers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_unused_case_numbers TO {{staff}}, {{institution}};
