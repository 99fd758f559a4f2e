-- Screening for anti-social forces: names that are watched, every look at them, and what was found out. The insurer's own: nothing of it is granted to an institution.
SET search_path = sonae;

CREATE TABLE watch_entry (
  id uuid PRIMARY KEY, name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200), folded text NOT NULL, kana_folded text, source text NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
  entered_by uuid REFERENCES person, entered_at timestamptz NOT NULL, removed_by uuid REFERENCES person, removed_at timestamptz, CHECK ((removed_by IS NULL) = (removed_at IS NULL)));
CREATE INDEX watch_entry_name ON watch_entry (folded) WHERE removed_at IS NULL;
CREATE INDEX watch_entry_kana ON watch_entry (kana_folded) WHERE removed_at IS NULL AND kana_folded IS NOT NULL;
CREATE INDEX watch_entry_list ON watch_entry (entered_at, id);

-- One look at one name, with the state of the list; the name itself stands with its subject.
CREATE TABLE screening (
  id uuid PRIMARY KEY, institution_id uuid NOT NULL REFERENCES institution, subject_kind text NOT NULL CHECK (subject_kind IN ('institution','person','account')), subject_id uuid NOT NULL,
  occasion text NOT NULL CHECK (occasion IN ('proposal','account','release')), entries int NOT NULL CHECK (entries > 0), list_at timestamptz NOT NULL, matched uuid[] NOT NULL, at timestamptz NOT NULL, by_actor text NOT NULL);
CREATE INDEX screening_subject ON screening (subject_kind, subject_id, at);
CREATE INDEX screening_hits ON screening (at, id) WHERE cardinality(matched) > 0;

-- A senior-adjuster, with compliance, clears or confirms a hit.
CREATE TABLE screening_outcome (
  screening_id uuid PRIMARY KEY REFERENCES screening, institution_id uuid NOT NULL REFERENCES institution, outcome text NOT NULL CHECK (outcome IN ('cleared','confirmed')), compliance text NOT NULL CHECK (length(compliance) BETWEEN 1 AND 200),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000), decided_by uuid NOT NULL REFERENCES person, at timestamptz NOT NULL);

SELECT secure_table(t) FROM unnest(ARRAY['watch_entry','screening','screening_outcome']::regclass[]) t;
GRANT SELECT, INSERT ON watch_entry, screening, screening_outcome TO {{staff}};
GRANT UPDATE (removed_by, removed_at) ON watch_entry TO {{staff}};
CREATE POLICY staff_removes_once ON watch_entry AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (removed_at IS NULL) WITH CHECK (removed_at IS NOT NULL);

CREATE FUNCTION screening_outcome_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || NEW.decided_by
     OR NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = NEW.decided_by AND g.role = 'senior-adjuster' AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL) THEN
    RAISE EXCEPTION 'a senior-adjuster decides' USING ERRCODE = 'SN190', DETAIL = 'role';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER screening_outcome_guard AFTER INSERT ON screening_outcome FOR EACH ROW EXECUTE FUNCTION screening_outcome_guard();

-- What is known of a subject: its matches that nobody has cleared ('held', or 'confirmed'), else 'clear'; 'unknown' while nobody has looked.
CREATE FUNCTION screening_state(p_kind text, p_subject uuid) RETURNS text LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  SELECT CASE
    WHEN NOT EXISTS (SELECT FROM screening s WHERE s.subject_kind = p_kind AND s.subject_id = p_subject) THEN 'unknown'
    WHEN EXISTS (SELECT FROM screening s JOIN screening_outcome o ON o.screening_id = s.id WHERE s.subject_kind = p_kind AND s.subject_id = p_subject AND o.outcome = 'confirmed') THEN 'confirmed'
    WHEN EXISTS (SELECT FROM screening s CROSS JOIN LATERAL unnest(s.matched) AS m(entry_id) JOIN watch_entry w ON w.id = m.entry_id AND w.removed_at IS NULL
      WHERE s.subject_kind = p_kind AND s.subject_id = p_subject
        AND NOT EXISTS (SELECT FROM screening c JOIN screening_outcome o ON o.screening_id = c.id AND o.outcome = 'cleared' WHERE c.subject_kind = p_kind AND c.subject_id = p_subject AND m.entry_id = ANY (c.matched))) THEN 'held'
    ELSE 'clear' END
$$;
REVOKE ALL ON FUNCTION screening_outcome_guard, screening_state FROM PUBLIC;
GRANT EXECUTE ON FUNCTION screening_state TO {{staff}};
