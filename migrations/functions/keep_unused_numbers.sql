-- As keep_unused_case_numbers, for the answers of append_units(jsonb, text, text); the version before calls it.
CREATE OR REPLACE FUNCTION keep_unused_numbers(p_numbers text[], p_answers text[], p_keys text[]) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  kept int;
BEGIN
  IF 'ok' = ALL (p_answers) THEN
    RETURN 0;
  END IF;
  INSERT INTO case_number_unused (first, last, reason, at, answered_by, failure)
  SELECT
    s.n,
    s.n,
    CASE WHEN s.known THEN 'reported-already' ELSE 'not-written' END,
    clock_timestamp(),
    CASE WHEN s.known THEN (SELECT i.id FROM incident i WHERE i.report_key = s.key) END,
    CASE WHEN NOT s.known THEN left(s.answer, 5) END
  FROM (
    SELECT
      case_sequence(x.number) AS n,
      x.answer,
      x.key,
      x.answer = 'known' OR x.answer LIKE '23505 %incident_report_key_key%' AS known
    FROM unnest(p_numbers, p_answers, p_keys) AS x(number, answer, key)
    WHERE x.answer <> 'ok'
  ) s
  WHERE EXISTS (SELECT FROM case_number_block b WHERE s.n BETWEEN b.first AND b.first + 63)
    AND NOT EXISTS (SELECT FROM incident i WHERE case_sequence(i.case_number) = s.n)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS kept = ROW_COUNT;
  RETURN kept;
END
$$;
REVOKE ALL ON FUNCTION keep_unused_numbers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_unused_numbers TO {{staff}}, {{institution}};
