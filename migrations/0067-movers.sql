-- The transition tables rule: one function a machine is the only writer of its state, and it asks the table.
SET search_path = sonae;

-- A transaction writes the cases that it has locked, or, by name, all.
CREATE OR REPLACE FUNCTION app_writes_case(incident uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE
    WHEN incident IS NULL THEN true
    WHEN coalesce(current_setting('app.case', true), '') = '*' THEN true
    WHEN coalesce(current_setting('app.case', true), '') = '' THEN false
    ELSE incident = ANY (string_to_array(current_setting('app.case', true), ',')::uuid[])
  END;

-- The moves of every machine, as the program has them: migrations/state-moves.json, written here whenever it differs.
CREATE TABLE state_move (
  machine text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  by text[] NOT NULL,
  PRIMARY KEY (machine, from_state, to_state)
);
SELECT secure_table('state_move');
GRANT SELECT ON state_move TO {{staff}};

-- Makes move_<machine>(rows, becomes, place): moves rows of {id, from, and the columns that go along} in one statement, or none,
-- and answers their versions. A table of cases is written where the transaction may write the case; an institution moves its own
-- rows only, in the place of its own roles; a machine that it does not move itself moves with what it withdraws, by functions of
-- the owner. `along`: the columns that change with the state. `unversioned`: SQL over t (the row
-- before) and becomes, for moves that leave the version, because nobody's form of the row waits for them.
CREATE FUNCTION make_mover(machine text, target regclass, along text[], grantees text[], unversioned text DEFAULT 'false') RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $make$
DECLARE
  name text := 'move_' || replace(machine, '-', '_');
  case_column text := CASE WHEN target = 'incident'::regclass THEN 'id' ELSE (SELECT 'incident_id' FROM pg_attribute WHERE attrelid = target AND attname = 'incident_id' AND NOT attisdropped) END;
  has_institution boolean := EXISTS (SELECT FROM pg_attribute WHERE attrelid = target AND attname = 'institution_id' AND NOT attisdropped);
  versioned boolean := EXISTS (SELECT FROM pg_attribute WHERE attrelid = target AND attname = 'version' AND NOT attisdropped);
  columns text := (SELECT string_agg(format('%I', c), ', ') FROM unnest(along) c);
  values_of text := (SELECT string_agg(format('n.%I', c), ', ') FROM unnest(along) c);
  grantee text;
BEGIN
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION %1$s(rows jsonb, becomes text, place text) RETURNS TABLE (id uuid, version int)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $body$
    #variable_conflict use_column
    DECLARE moved int;
    BEGIN
      RETURN QUERY
      UPDATE %2$s t
         SET state = becomes %3$s %4$s
        FROM jsonb_array_elements(rows) r
       WHERE t.id = (r ->> 'id')::uuid
         AND t.state = r ->> 'from'
         AND %5$s
         AND EXISTS (SELECT FROM state_move m WHERE m.machine = %6$L AND m.from_state = t.state AND m.to_state = becomes AND place = ANY (m.by))
      RETURNING t.id, %7$s;
      GET DIAGNOSTICS moved = ROW_COUNT;
      IF moved <> jsonb_array_length(rows) THEN
        RAISE EXCEPTION 'no such move of a %6$s' USING ERRCODE = 'SN193';
      END IF;
    END $body$ $f$,
    name, target,
    CASE WHEN NOT versioned THEN '' WHEN unversioned = 'false' THEN ', version = t.version + 1'
         ELSE format(', version = t.version + CASE WHEN %s THEN 0 ELSE 1 END', unversioned) END,
    CASE WHEN columns IS NULL THEN '' ELSE format(', (%s) = (SELECT %s FROM jsonb_populate_record(t, r) n)', columns, values_of) END,
    CASE WHEN case_column IS NULL THEN 'true'
         ELSE format('CASE WHEN session_user = %L THEN %s AND app_sees_case(t.%s) AND %s ELSE app_writes_case(t.%s) END',
                     '{{institution}}', CASE WHEN has_institution THEN 't.institution_id = ANY (app_institutions())' ELSE 'true' END, case_column,
                     CASE WHEN '{{institution}}' = ANY (grantees) THEN 'place IN (''hospital-reporter'', ''hospital-manager'', ''agent'')' ELSE 'true' END, case_column) END,
    machine,
    CASE WHEN versioned THEN 't.version' ELSE '0' END);
  EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', name);
  FOREACH grantee IN ARRAY grantees LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', name, grantee);
  END LOOP;
END $make$;
REVOKE ALL ON FUNCTION make_mover FROM PUBLIC;

-- Columns that go along stand with their names; what else of a row changes is written beside it.
SELECT make_mover('pre-approval', 'pre_approval', ARRAY['answered_by', 'answered_at', 'answered_as', 'text_ja', 'text_en', 'ceiling_yen', 'lapses_on', 'left_yen', 'outlook', 'notes'], ARRAY['{{staff}}', '{{institution}}']);

-- Nobody else writes what the movers write. An institution takes a request back by the mover too.
REVOKE UPDATE (state, answered_by, answered_at, answered_as, text_ja, text_en, ceiling_yen, lapses_on, left_yen, outlook, notes, version) ON pre_approval FROM {{staff}};
DROP POLICY staff_answers_once ON pre_approval;
DROP FUNCTION withdraw_pre_approval(uuid);
