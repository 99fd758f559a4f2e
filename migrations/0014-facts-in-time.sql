-- When a fact was true, the case as it stood at any earlier moment, reports of one event, cases with one cause.
-- Locks incident, incident_facts and expense exclusively, for milliseconds.
SET search_path = sonae;

ALTER TABLE incident_facts ADD COLUMN true_at timestamptz;
SELECT rebuild_append_units();

-- What a row of a case was until it changed: written by the database whoever changes it, so that nobody can leave it out.
CREATE TABLE case_past (
  subject_id uuid NOT NULL, until timestamptz NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, was jsonb NOT NULL,
  PRIMARY KEY (subject_id, until),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX case_past_case ON case_past (incident_id, until);

-- A change holds from the moment at which its transaction began (app.at), so that the act's own time shows what the act made.
-- Two acts that wait for each other can have begun in the other order: the later one then holds a microsecond after the earlier.
CREATE FUNCTION keep_past() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE moment timestamptz := coalesce(nullif(current_setting('app.at', true), '')::timestamptz, clock_timestamp());
BEGIN
  IF TG_TABLE_NAME = 'incident' THEN
    INSERT INTO case_past (subject_id, until, incident_id, institution_id, was)
      SELECT o.id, greatest(moment, (SELECT max(p.until) + interval '1 microsecond' FROM case_past p WHERE p.subject_id = o.id)), o.id, n.institution_id,
             to_jsonb(o) - ARRAY['report_key','report_hash','session_id','cause','country','created_at']
        FROM before_change o JOIN after_change n ON n.id = o.id WHERE o IS DISTINCT FROM n;
  ELSE
    INSERT INTO case_past (subject_id, until, incident_id, institution_id, was)
      SELECT o.id, greatest(moment, (SELECT max(p.until) + interval '1 microsecond' FROM case_past p WHERE p.subject_id = o.id)), o.incident_id, n.institution_id, to_jsonb(o)
        FROM before_change o JOIN after_change n ON n.id = o.id WHERE o IS DISTINCT FROM n;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION keep_past FROM PUBLIC;
CREATE TRIGGER keep_past AFTER UPDATE ON incident REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION keep_past();
CREATE TRIGGER keep_past AFTER UPDATE ON expense REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION keep_past();

-- Reports of one institution that may be one event: proposed to the desk, answered by a person or by the merge itself.
CREATE TABLE merge_proposal (
  incident_id uuid NOT NULL, institution_id uuid NOT NULL, into_id uuid NOT NULL, reasons jsonb NOT NULL, proposed_at timestamptz NOT NULL,
  answer text CHECK (answer IN ('merged','different')), answered_by text, answered_at timestamptz,
  CHECK (incident_id <> into_id), CHECK ((answer IS NULL) = (answered_at IS NULL)), PRIMARY KEY (incident_id, into_id),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (into_id) REFERENCES incident);
CREATE INDEX merge_proposal_into ON merge_proposal (into_id);
CREATE INDEX incident_merged ON incident (merged_into) WHERE merged_into IS NOT NULL;

-- One vendor, product or contractor behind several cases: the insurer's own, never shown to an institution.
CREATE TABLE common_cause (
  id uuid PRIMARY KEY, name text NOT NULL, name_folded text NOT NULL, first_reported_at timestamptz NOT NULL, last_reported_at timestamptz NOT NULL,
  surge_at timestamptz, CHECK (last_reported_at >= first_reported_at));
CREATE INDEX common_cause_name ON common_cause (name_folded, last_reported_at);
CREATE INDEX common_cause_recent ON common_cause (last_reported_at, id);
CREATE TABLE common_cause_case (
  common_cause_id uuid NOT NULL REFERENCES common_cause, incident_id uuid NOT NULL, institution_id uuid NOT NULL, name text NOT NULL,
  reported_at timestamptz NOT NULL, linked_at timestamptz NOT NULL, PRIMARY KEY (common_cause_id, incident_id),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX common_cause_case_time ON common_cause_case (common_cause_id, reported_at);
CREATE INDEX common_cause_case_case ON common_cause_case (incident_id);

SELECT secure_table(t) FROM unnest(ARRAY['case_past','merge_proposal','common_cause','common_cause_case']::regclass[]) t;
GRANT SELECT ON case_past TO {{staff}}, {{institution}};
GRANT SELECT, INSERT ON merge_proposal, common_cause, common_cause_case TO {{staff}};
GRANT UPDATE (answer, answered_by, answered_at) ON merge_proposal TO {{staff}};
GRANT UPDATE (last_reported_at, first_reported_at, surge_at) ON common_cause TO {{staff}};
-- a case whose facts no longer name the vendor is no longer one of it
GRANT DELETE ON common_cause_case TO {{staff}};

-- Ends what hangs on a case that ends: expenses, work items with their loads, support requests. For withdrawing and merging.
CREATE FUNCTION end_with_case(p_incident uuid, p_reasons jsonb) RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  PERFORM FROM adjuster_load l WHERE l.person_id IN (SELECT assignee_id FROM work_item w WHERE w.incident_id = p_incident AND w.state IN ('offered','accepted')) ORDER BY l.person_id FOR UPDATE;
  UPDATE adjuster_load l SET open_items = l.open_items - n.items, last_idle_at = CASE WHEN l.open_items = n.items THEN now() ELSE l.last_idle_at END
    FROM (SELECT assignee_id, count(*)::int AS items FROM work_item w WHERE w.incident_id = p_incident AND w.state IN ('offered','accepted') GROUP BY 1) n WHERE l.person_id = n.assignee_id;
  UPDATE work_item SET state = 'ended', lapses_at = NULL, relax_at = NULL, version = version + 1 WHERE incident_id = p_incident AND state IN ('unassigned','offered','accepted');
  UPDATE expense SET state = 'withdrawn', version = version + 1 WHERE incident_id = p_incident AND state NOT IN ('withdrawn','rejected');
  UPDATE support_request SET state = 'withdrawn', version = version + 1, changed_at = now(), reasons = p_reasons WHERE incident_id = p_incident AND state IN ('amber','open');
END $$;
REVOKE ALL ON FUNCTION end_with_case FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_with_case TO {{staff}};

CREATE OR REPLACE FUNCTION withdraw_incident(p_incident uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE theirs incident; new_version int;
BEGIN
  SELECT * INTO theirs FROM incident i WHERE i.id = p_incident
    AND (session_user <> '{{institution}}' OR (i.institution_id = ANY (app_institutions()) AND app_sees_case(i.id))) FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF theirs.state NOT IN ('reported','triaged')
     OR EXISTS (SELECT FROM expense e WHERE e.incident_id = p_incident AND e.state IN ('proposed','approved','scheduled','paid'))
     OR EXISTS (SELECT FROM support_request s WHERE s.incident_id = p_incident AND s.state IN ('dispatched','provisional','confirmed')) THEN
    RAISE EXCEPTION 'this case cannot be withdrawn now' USING ERRCODE = 'SN004';
  END IF;
  PERFORM end_with_case(p_incident, '[{"code":"incidents.withdrawn","textJa":"事案が取り下げられたため、終了しました。","textEn":"Ended because the case was withdrawn."}]');
  UPDATE incident SET state = 'withdrawn', version = version + 1 WHERE id = p_incident RETURNING version INTO new_version;
  RETURN new_version;
END $$;

-- When a case was discovered, as far as that can be right; when it was reported, otherwise.
CREATE FUNCTION discovered(i incident) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = sonae, pg_temp
  RETURN least(coalesce((i.facts ->> 'discoveredAt')::timestamptz, i.reported_at), i.reported_at);
