-- What reaches a case that has ended waits in a list of the desk; a pre-approval that a report names is linked when its case is known
-- (a merge); of every case number it can be said whether it was used, and if not, as far as it is known, why.
-- Makes an index of incident: its writers wait while its rows are read once (a second for 100,000). Locks expense for milliseconds.
SET search_path = sonae;

-- Expenses or facts that reached a case after it had ended: they are kept, and looked at by a person of the desk. lines: of the
-- expenses; facts_version: of the facts. What was noted is noted once; the row leaves the list then, or when the case is back.
CREATE TABLE late_arrival (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('expenses','facts')),
  lines smallint[] NOT NULL DEFAULT '{}', facts_version int, at timestamptz NOT NULL, entered_by text NOT NULL,
  noted_by uuid REFERENCES person, noted_at timestamptz, note text CHECK (length(note) BETWEEN 1 AND 2000),
  CHECK ((kind = 'facts') = (facts_version IS NOT NULL)), CHECK ((kind = 'expenses') = (cardinality(lines) > 0)), CHECK (num_nulls(noted_by, noted_at, note) IN (0, 3)),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX late_arrival_list ON late_arrival (at, id) WHERE noted_at IS NULL;
CREATE INDEX late_arrival_case ON late_arrival (incident_id);
SELECT secure_table('late_arrival');
GRANT SELECT, INSERT ON late_arrival TO {{staff}};
GRANT UPDATE (noted_by, noted_at, note) ON late_arrival TO {{staff}};
GRANT INSERT (id, incident_id, institution_id, kind, lines, facts_version, at, entered_by) ON late_arrival TO {{institution}};
CREATE POLICY staff_notes_once ON late_arrival AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (noted_at IS NULL) WITH CHECK (noted_at IS NOT NULL);

-- A line that came with a report names a pre-approval of a case that it goes into later.
GRANT UPDATE (pre_approval_id) ON expense TO {{staff}};

-- The sequence inside a case number; null for what is none.
CREATE FUNCTION case_sequence(p_number text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN p_number ~ '^MC-[0-9]{4}-[0-9]{6,9}-[0-9]$' THEN split_part(p_number, '-', 3)::bigint END;
REVOKE ALL ON FUNCTION case_sequence FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_sequence TO {{staff}}, {{institution}};
CREATE INDEX incident_sequence ON incident (case_sequence(case_number));

-- Which process drew which 64 numbers; blocks of before this have no row.
CREATE TABLE case_number_block (first bigint PRIMARY KEY CHECK (first > 0), drawn_at timestamptz NOT NULL, process uuid NOT NULL);
CREATE INDEX case_number_block_process ON case_number_block (process, first);
-- Numbers of a block that no case has, and why. answered_by: the case of the report that had been received before under the same
-- key; failure: the SQLSTATE that its writing ended with.
CREATE TABLE case_number_unused (
  first bigint PRIMARY KEY, last bigint NOT NULL CHECK (last >= first), reason text NOT NULL CHECK (reason IN ('reported-already','not-written','process-ended')),
  at timestamptz NOT NULL, answered_by uuid REFERENCES incident, failure text,
  CHECK ((reason = 'not-written') = (failure IS NOT NULL)), CHECK (answered_by IS NULL OR reason = 'reported-already'));
CREATE INDEX case_number_unused_answered_by ON case_number_unused (answered_by) WHERE answered_by IS NOT NULL;
SELECT secure_table('case_number_block'), secure_table('case_number_unused');
GRANT SELECT, INSERT ON case_number_block, case_number_unused TO {{staff}};
GRANT SELECT ON SEQUENCE case_number_seq TO {{staff}};

-- Keeps why numbers of a group were not used, in the transaction that wrote the group: those whose report was not written by it. Only
-- numbers that were drawn and that no case has; the answers are those of append_units.
CREATE FUNCTION keep_unused_numbers(p_numbers text[], p_answers text[], p_keys text[]) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE kept int;
BEGIN
  IF 'ok' = ALL (p_answers) THEN RETURN 0; END IF;
  INSERT INTO case_number_unused (first, last, reason, at, answered_by, failure)
    SELECT s.n, s.n, CASE WHEN s.known THEN 'reported-already' ELSE 'not-written' END, clock_timestamp(),
           CASE WHEN s.known THEN (SELECT i.id FROM incident i WHERE i.report_key = s.key) END, CASE WHEN NOT s.known THEN left(s.answer, 5) END
      FROM (SELECT case_sequence(x.number) AS n, x.answer, x.key, x.answer = 'known' OR x.answer LIKE '23505 %incident_report_key_key%' AS known
              FROM unnest(p_numbers, p_answers, p_keys) AS x(number, answer, key) WHERE x.answer <> 'ok') s
     WHERE EXISTS (SELECT FROM case_number_block b WHERE s.n BETWEEN b.first AND b.first + 63)
       AND NOT EXISTS (SELECT FROM incident i WHERE case_sequence(i.case_number) = s.n)
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS kept = ROW_COUNT;
  RETURN kept;
END $$;
REVOKE ALL ON FUNCTION keep_unused_numbers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_unused_numbers TO {{staff}}, {{institution}};
