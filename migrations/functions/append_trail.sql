-- Writes the record of a transaction in one call: timeline entries, audit entries and events, under the caller's row
-- security.
CREATE OR REPLACE FUNCTION append_trail(lines jsonb, entries jsonb, events jsonb) RETURNS void
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF lines IS NOT NULL THEN
    INSERT INTO timeline_entry (id, incident_id, institution_id, at, kind, audience, data)
    SELECT r.id, r.incident_id, r.institution_id, r.at, r.kind, r.audience, r.data
    FROM jsonb_to_recordset(lines) AS r(
      id uuid, incident_id uuid, institution_id uuid, at timestamptz, kind text, audience text, data jsonb
    );
  END IF;
  IF entries IS NOT NULL THEN
    PERFORM audit_append(entries);
  END IF;
  IF events IS NOT NULL THEN
    INSERT INTO outbox (id, created_at, institution_id, incident_id, audience, type, v, payload)
    SELECT
      r.id,
      r.created_at,
      coalesce(
        (SELECT institution_id FROM incident i WHERE i.id = r.incident_id), r.institution_id,
        '00000000-0000-0000-0000-000000000001'
      ),
      r.incident_id,
      r.audience,
      r.type,
      r.v,
      r.payload
    FROM jsonb_to_recordset(events) AS r(
      id uuid, created_at timestamptz, institution_id uuid, incident_id uuid, audience text, type text, v smallint,
      payload jsonb
    );
  END IF;
END
$$;
REVOKE ALL ON FUNCTION append_trail FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_trail TO {{staff}}, {{institution}}, {{access}};
