-- Writes the first entries of the chains of new cases as one set: a chain that begins has no entry before, and no
-- other transaction can begin it.
CREATE OR REPLACE FUNCTION audit_begin(entries jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  moment timestamptz := clock_timestamp();
BEGIN
  -- Every part answers true or false: an unset setting or a missing member must not make the whole unknown, which
  -- passes.
  IF EXISTS (
      SELECT
      FROM jsonb_array_elements(entries) e
      WHERE NOT coalesce(e ->> 'chain' = 'case:' || (e ->> 'incidentId'), false)
        OR (
          session_user = '{{institution}}'
          AND NOT coalesce(
            (e ->> 'institutionId')::uuid = ANY (app_institutions())
              AND app_sees_case((e ->> 'incidentId')::uuid)
              AND e #>> '{actor,kind}' = ANY (ARRAY['person', 'facility-code'])
              AND e #>> '{actor,as}' = ANY (ARRAY['hospital-reporter', 'hospital-manager', 'agent', 'facility-code']),
            false
          )
        )
    ) THEN
    RAISE EXCEPTION 'not a chain of this session' USING ERRCODE = 'SN003';
  END IF;
  WITH given AS MATERIALIZED (
    SELECT
      e ->> 'chain' AS chain,
      (e ->> 'institutionId')::uuid AS institution_id,
      (e ->> 'incidentId')::uuid AS incident_id,
      e #>> '{actor,kind}' AS actor_kind,
      e #>> '{actor,id}' AS actor_id,
      e #>> '{actor,as}' AS acting_as,
      e ->> 'action' AS action,
      e ->> 'subject' AS subject,
      e ->> 'reason' AS reason,
      CASE WHEN e -> 'after' <> 'null' THEN sha256(convert_to((e -> 'after')::text, 'UTF8')) END AS after_hash
    FROM jsonb_array_elements(entries) e
    ORDER BY 1
  ),
  hashed AS MATERIALIZED (
    SELECT
      g.*,
      sha256(
        convert_to(
          audit_content(
            g.chain, 1, moment, g.actor_kind, g.actor_id, g.acting_as, g.action, g.subject, NULL, g.after_hash, g.reason
          ),
          'UTF8'
        )
      ) AS entry_hash
    FROM given g
  ),
  begun AS (
    INSERT INTO audit_head (chain, institution_id, incident_id, length, hash)
    SELECT h.chain, h.institution_id, h.incident_id, 1, sha256(h.entry_hash)
    FROM hashed h
  )
  INSERT INTO audit (
    chain, seq, at, institution_id, incident_id, actor_kind, actor_id, acting_as, action, subject, after_hash, reason,
    entry_hash, hash
  )
  SELECT h.chain, 1, moment, h.institution_id, h.incident_id, h.actor_kind, h.actor_id, h.acting_as, h.action,
    h.subject, h.after_hash, h.reason, h.entry_hash, sha256(h.entry_hash)
  FROM hashed h;
END
$$;
REVOKE ALL ON FUNCTION audit_begin FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_begin TO {{staff}}, {{institution}};
