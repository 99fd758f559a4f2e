-- Enters the answer to a question; true when the question was open. The caller has locked the case.
CREATE OR REPLACE FUNCTION answer_information(p_request uuid, p_answer text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  UPDATE information_request r
  SET answer = p_answer,
      answered_by = app_person(),
      answered_at = current_setting('app.at')::timestamptz,
      remind_at = NULL
  WHERE r.id = p_request
    AND r.answered_at IS NULL
    AND r.closed_at IS NULL
    AND app_writes_case(r.incident_id)
    AND (
      session_user <> '{{institution}}'
      OR (r.institution_id = ANY (app_institutions()) AND app_sees_case(r.incident_id))
    );
  RETURN FOUND;
END
$$;
REVOKE ALL ON FUNCTION answer_information FROM PUBLIC;
GRANT EXECUTE ON FUNCTION answer_information TO {{staff}}, {{institution}};
