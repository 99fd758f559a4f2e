-- Ends the sessions and open links of a person who has left, when the day of leaving has come; of any other person it
-- ends nothing. Answers the ids of the links.
CREATE OR REPLACE FUNCTION end_access_of_departed(p_person uuid) RETURNS uuid[]
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  links uuid[];
BEGIN
  IF NOT EXISTS (SELECT FROM person p WHERE p.id = p_person AND p.left_at <= statement_timestamp()) THEN
    RETURN '{}';
  END IF;
  UPDATE session s
  SET ended_at = now(), ended_reason = 'left'
  WHERE s.person_id = p_person AND s.ended_at IS NULL;
  WITH voided AS (
    UPDATE invitation n
    SET voided_at = now()
    WHERE n.person_id = p_person AND n.used_at IS NULL AND n.voided_at IS NULL
    RETURNING n.id
  )
  SELECT coalesce(array_agg(v.id), '{}')
  INTO links
  FROM voided v;
  RETURN links;
END
$$;
REVOKE ALL ON FUNCTION end_access_of_departed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_access_of_departed TO {{staff}}, {{access}};
