-- Records how the mail of a link ended: sent, waiting (due again after p_again seconds), failed, unknown.
CREATE OR REPLACE FUNCTION record_link(p_id uuid, p_claim uuid, p_became text, p_again double precision) RETURNS void
  LANGUAGE sql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
  UPDATE device_code
  SET claim = NULL,
      claimed_at = NULL,
      handed_at = CASE WHEN p_became IN ('sent', 'unknown') THEN handed_at END,
      sent_at = CASE WHEN p_became = 'sent' THEN clock_timestamp() END,
      failed_at = CASE WHEN p_became = 'failed' THEN clock_timestamp() END,
      next_at = CASE WHEN p_became = 'waiting' THEN clock_timestamp() + make_interval(secs => p_again) END
  WHERE id = p_id AND claim = p_claim
$$;
REVOKE ALL ON FUNCTION record_link FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_link TO {{staff}};
