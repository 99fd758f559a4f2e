-- A case and its phases move by their tables only, and what hangs on a case ends with it, whoever ends it.
-- Locks incident for milliseconds.
SET search_path = sonae;

SELECT make_mover('incident', 'incident', ARRAY['severity', 'policy_match', 'member_period_id', 'adjuster_id', 'merged_into'], ARRAY['{{staff}}', '{{institution}}']);

-- A phase is a column of its case: rows of {id, phase, from}. What the system moves, after facts, leaves the version: nobody's
-- change is refused because of it.
CREATE FUNCTION move_phase(rows jsonb, becomes text, place text) RETURNS TABLE (id uuid, version int)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
#variable_conflict use_column
DECLARE moved int;
BEGIN
  RETURN QUERY
  UPDATE incident t
     SET phase_suspicion = CASE WHEN w.phases ? 'suspicion' THEN becomes ELSE t.phase_suspicion END,
         phase_investigation = CASE WHEN w.phases ? 'investigation' THEN becomes ELSE t.phase_investigation END,
         phase_apology = CASE WHEN w.phases ? 'apology' THEN becomes ELSE t.phase_apology END,
         phase_recovery = CASE WHEN w.phases ? 'recovery' THEN becomes ELSE t.phase_recovery END,
         phase_liability = CASE WHEN w.phases ? 'liability' THEN becomes ELSE t.phase_liability END,
         version = t.version + CASE place WHEN 'system' THEN 0 ELSE 1 END
    FROM (SELECT (r ->> 'id')::uuid AS id, jsonb_object_agg(r ->> 'phase', r ->> 'from') AS phases FROM jsonb_array_elements(rows) r GROUP BY 1) w
   WHERE t.id = w.id
     AND app_writes_case(t.id)
     AND jsonb_build_object('suspicion', t.phase_suspicion, 'investigation', t.phase_investigation, 'apology', t.phase_apology,
           'recovery', t.phase_recovery, 'liability', t.phase_liability) @> w.phases
     AND NOT EXISTS (
       SELECT FROM jsonb_each_text(w.phases) p
        WHERE NOT EXISTS (SELECT FROM state_move m WHERE m.machine = 'phase' AND m.from_state = p.value AND m.to_state = becomes AND place = ANY (m.by)))
  RETURNING t.id, t.version;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> (SELECT count(DISTINCT r ->> 'id') FROM jsonb_array_elements(rows) r) THEN
    RAISE EXCEPTION 'no such move of a phase' USING ERRCODE = 'SN193';
  END IF;
END $$;
REVOKE ALL ON FUNCTION move_phase FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_phase TO {{staff}};

-- A proposal to merge has no id of its own: rows of {id, into, from}, the case's, the other one's, and the answer so far.
CREATE FUNCTION move_merge_proposal(rows jsonb, becomes text, place text) RETURNS TABLE (id uuid, version int)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE moved int;
BEGIN
  RETURN QUERY
  UPDATE merge_proposal t
     SET answer = becomes, answered_by = current_setting('app.actor_id'), answered_at = current_setting('app.at')::timestamptz
    FROM jsonb_to_recordset(rows) AS r(id uuid, "into" uuid, "from" text)
   WHERE t.incident_id = r.id AND t.into_id = r."into"
     AND coalesce(t.answer, 'proposed') = r."from"
     AND app_writes_case(t.incident_id)
     AND EXISTS (SELECT FROM state_move m WHERE m.machine = 'merge-proposal' AND m.from_state = r."from" AND m.to_state = becomes AND place = ANY (m.by))
  RETURNING t.incident_id, 0;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(rows) THEN
    RAISE EXCEPTION 'no such move of a merge-proposal' USING ERRCODE = 'SN193';
  END IF;
END $$;
REVOKE ALL ON FUNCTION move_merge_proposal FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_merge_proposal TO {{staff}};

-- Nobody else writes what the movers write.
REVOKE UPDATE (answer, answered_by, answered_at) ON merge_proposal FROM {{staff}};
REVOKE UPDATE ON incident FROM {{staff}};
GRANT UPDATE (institution_id, version, facts_version, description, policy_number, facts, flags, member_period_id, policy_match, outlook, outlook_reasons, outlook_question,
  outlook_facts_version, outlook_id, support_outlook, support_reasons, support_question, support_facts_version, adjuster_id) ON incident TO {{staff}};

-- What hangs on a case ends with it: expenses, work items with their loads, support requests, by their movers. What is decided or under way keeps a
-- case from being withdrawn (SN004), and an institution that withdraws changes nothing else of it.
DROP FUNCTION withdraw_incident(uuid);
DROP FUNCTION end_with_case(uuid, jsonb);
CREATE FUNCTION end_with_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE place text := CASE session_user WHEN '{{institution}}' THEN 'hospital-manager' ELSE 'support' END;
BEGIN
  IF NEW.state = 'withdrawn'
     AND (EXISTS (SELECT FROM expense e WHERE e.incident_id = NEW.id AND e.state IN ('proposed','approved','scheduled','paid','appealed'))
          OR EXISTS (SELECT FROM support_request s WHERE s.incident_id = NEW.id AND s.state IN ('dispatched','provisional','confirmed'))) THEN
    RAISE EXCEPTION 'this case cannot be withdrawn now' USING ERRCODE = 'SN004';
  END IF;
  IF session_user = '{{institution}}'
     AND (OLD.severity, OLD.policy_match, OLD.member_period_id, OLD.adjuster_id) IS DISTINCT FROM (NEW.severity, NEW.policy_match, NEW.member_period_id, NEW.adjuster_id) THEN
    RAISE EXCEPTION 'an institution that withdraws a case changes nothing else of it' USING ERRCODE = 'SN193';
  END IF;
  PERFORM end_work_items(NEW.id, NULL);
  PERFORM move_expense((SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'from', e.state)), '[]') FROM expense e WHERE e.incident_id = NEW.id AND e.state NOT IN ('withdrawn','rejected')), 'withdrawn', place);
  PERFORM move_support_request((SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'from', s.state, 'changed_at', now(), 'reasons', CASE NEW.state
           WHEN 'merged' THEN '[{"code":"incidents.merged","textJa":"他の事案に統合されたため、終了しました。","textEn":"Ended because the case was merged into another one."}]'::jsonb
           ELSE '[{"code":"incidents.withdrawn","textJa":"事案が取り下げられたため、終了しました。","textEn":"Ended because the case was withdrawn."}]' END)), '[]')
    FROM support_request s WHERE s.incident_id = NEW.id AND s.state IN ('amber','open')), 'withdrawn', 'system');
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION end_with_case FROM PUBLIC;
CREATE TRIGGER ends_with_case AFTER UPDATE OF state ON incident FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND NEW.state IN ('withdrawn', 'merged')) EXECUTE FUNCTION end_with_case();
