-- A fourth role, {{access}}, that alone writes who gets in and what they may do: passwords, sessions, links, tokens, counted
-- sign-ins, role grants, authorities. The insurer's role reads them without the hashes.
-- Locks each of these tables for milliseconds (grants and policies); nothing is rewritten. Processes of the version before
-- cannot sign anybody in once this ran: replace the API's processes together.
SET search_path = sonae;
GRANT USAGE ON SCHEMA sonae TO {{access}};

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['credential','session','sign_in_attempt','api_token','facility_code','invitation','role_grant','authority',
    'person','institution','agency','agency_client','lane','team','skill','adjuster_load','idempotency'] LOOP
    EXECUTE format('CREATE POLICY access_all ON %I TO {{access}} USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

-- Its own tables: what was decided about people is never deleted, and only its end is changed.
REVOKE ALL ON credential, session, sign_in_attempt, api_token, facility_code, invitation, role_grant, authority FROM {{staff}};
REVOKE UPDATE (confirmed_by, confirmed_at, ended_by, ended_at, ended_reason) ON role_grant FROM {{staff}};
REVOKE UPDATE (to_on) ON authority FROM {{staff}};
REVOKE UPDATE (used_at, voided_at) ON invitation FROM {{staff}};
GRANT SELECT, INSERT ON credential, session, sign_in_attempt, api_token, facility_code, invitation, role_grant, authority TO {{access}};
GRANT UPDATE (password_hash, changed_at) ON credential TO {{access}};
GRANT UPDATE (ended_at, ended_reason) ON session TO {{access}};
GRANT UPDATE, DELETE ON sign_in_attempt TO {{access}};
GRANT UPDATE (revoked_at) ON api_token, facility_code TO {{access}};
GRANT UPDATE (used_at, voided_at) ON invitation TO {{access}};
GRANT UPDATE (confirmed_by, confirmed_at, ended_by, ended_at, ended_reason) ON role_grant TO {{access}};
GRANT UPDATE (to_on) ON authority TO {{access}};

-- What the others read of them: no hash of a password, a token or a code.
GRANT SELECT ON role_grant, authority, sign_in_attempt TO {{staff}};
GRANT SELECT (person_id, changed_at) ON credential TO {{staff}};
GRANT SELECT (id, kind, institution_id, person_id, facility_code_id, created_at, expires_at, ended_at, ended_reason) ON session TO {{staff}};
GRANT SELECT (id, person_id, made_by, created_at, expires_at, used_at, voided_at) ON invitation TO {{staff}};
GRANT SELECT (id, person_id, scopes, created_at, expires_at, revoked_at) ON api_token TO {{staff}};
GRANT SELECT (id, institution_id, label, created_at, revoked_at) ON facility_code TO {{staff}};

-- Where a person belongs and when they leave decides what they see: the insurer's role only changes how they are called.
REVOKE UPDATE ON person FROM {{staff}};
GRANT UPDATE (display_name, version) ON person TO {{staff}};
GRANT SELECT, INSERT (id, institution_id, agency_id, email, display_name, left_at, created_at), UPDATE (left_at, version) ON person TO {{access}};

-- What such an act also looks at and writes: whose lane it was, that somebody has a load, what happened, the kept answer.
GRANT SELECT ON institution, agency, agency_client, team, skill, adjuster_load TO {{access}};
GRANT SELECT, UPDATE (lead_id, version) ON lane TO {{access}};
GRANT INSERT (person_id) ON adjuster_load TO {{access}};
GRANT SELECT, INSERT ON idempotency TO {{access}};
CREATE POLICY access_without_case ON outbox FOR INSERT TO {{access}} WITH CHECK (incident_id IS NULL);
GRANT INSERT (id, created_at, institution_id, incident_id, audience, type, v, payload) ON outbox TO {{access}};
-- append_trail asks for the institution of an event's case and writes timelines; this role has no case, sees none and writes none.
CREATE POLICY access_none ON incident FOR SELECT TO {{access}} USING (false);
CREATE POLICY access_none ON timeline_entry FOR INSERT TO {{access}} WITH CHECK (false);
GRANT SELECT ON incident TO {{access}};
GRANT INSERT (id, incident_id, institution_id, at, kind, audience, data) ON timeline_entry TO {{access}};
GRANT EXECUTE ON FUNCTION audit_append, append_trail TO {{access}};

-- A session by the hash of its secret: who knows the secret finds it, in any pool; the hashes themselves stay unread.
CREATE FUNCTION find_sessions(hashes bytea[])
RETURNS TABLE (id uuid, token_hash bytea, csrf_hash bytea, person_id uuid, institution_id uuid, kind text) LANGUAGE plpgsql STABLE ROWS 4
SECURITY DEFINER SET search_path = sonae, pg_temp SET enable_seqscan = off AS $$
BEGIN -- plpgsql: its plan is kept
  RETURN QUERY SELECT s.id, s.token_hash, s.csrf_hash, s.person_id, s.institution_id, s.kind FROM session s
    WHERE s.token_hash = ANY (hashes) AND s.ended_at IS NULL AND s.expires_at > statement_timestamp();
END $$;

-- Waits for what is being routed to a person and holds back what comes after, without a right to change the load.
CREATE FUNCTION hold_routing(p_person uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  PERFORM FROM adjuster_load l WHERE l.person_id = p_person FOR NO KEY UPDATE;
END $$;

-- Who has left is signed out and has no open link: the workers complete a leaving when its instant has come. Of anybody else
-- nothing is ended. Answers the links.
CREATE FUNCTION end_access_of_departed(p_person uuid) RETURNS uuid[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE links uuid[];
BEGIN
  IF NOT EXISTS (SELECT FROM person p WHERE p.id = p_person AND p.left_at <= statement_timestamp()) THEN RETURN '{}'; END IF;
  UPDATE session s SET ended_at = now(), ended_reason = 'left' WHERE s.person_id = p_person AND s.ended_at IS NULL;
  WITH voided AS (UPDATE invitation n SET voided_at = now() WHERE n.person_id = p_person AND n.used_at IS NULL AND n.voided_at IS NULL RETURNING n.id)
    SELECT coalesce(array_agg(v.id), '{}') INTO links FROM voided v;
  RETURN links;
END $$;
REVOKE ALL ON FUNCTION find_sessions, hold_routing, end_access_of_departed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_sessions TO {{staff}}, {{institution}}, {{access}};
GRANT EXECUTE ON FUNCTION hold_routing, end_access_of_departed TO {{staff}}, {{access}};
