-- Finds sessions by the hash of their secret, in any pool; a caller without the secret finds none.
CREATE OR REPLACE FUNCTION find_sessions(hashes bytea[])
  RETURNS TABLE(id uuid, token_hash bytea, csrf_hash bytea, person_id uuid, institution_id uuid, kind text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 4
  SET search_path = sonae, pg_temp SET enable_seqscan = off
AS $$
BEGIN -- plpgsql: its plan is kept
  RETURN QUERY
    SELECT s.id, s.token_hash, s.csrf_hash, s.person_id, s.institution_id, s.kind
    FROM session s
    WHERE s.token_hash = ANY (hashes)
      AND s.ended_at IS NULL
      AND s.expires_at > statement_timestamp();
END
$$;
REVOKE ALL ON FUNCTION find_sessions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_sessions TO {{staff}}, {{institution}}, {{access}};
