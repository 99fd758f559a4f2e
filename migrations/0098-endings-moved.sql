-- What ends once, by a column of its own (a reversal, a finding of false facts, a difference in an assessment), is ended by its
-- mover alone. A decision has no mover here: what is done with it is added, and triggers guard what is added. Rights and
-- functions, and one trigger: locks assessment_task for milliseconds.
SET search_path = sonae;

-- Makes move_<machine>(rows, becomes, place) for a table whose state is how it ended (`ending`), and `begins` until then: who ends
-- it is whose session it is, nobody where it ends by itself; when is the transaction's moment. `along` as with make_mover.
CREATE FUNCTION make_ending_mover(machine text, target regclass, ending text, begins text, along text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $make$
DECLARE name text := 'move_' || replace(machine, '-', '_');
BEGIN
  EXECUTE format($f$
    CREATE FUNCTION %1$s(rows jsonb, becomes text, place text) RETURNS TABLE (id uuid, version int)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $body$
    #variable_conflict use_column
    DECLARE moved int;
    BEGIN
      RETURN QUERY
      UPDATE %2$s t
         SET %3$I = becomes,
             ended_by = CASE place WHEN 'system' THEN NULL ELSE app_person() END,
             ended_at = current_setting('app.at')::timestamptz %5$s
        FROM jsonb_array_elements(rows) r
       WHERE t.id = (r ->> 'id')::uuid
         AND coalesce(t.%3$I, %4$L) = r ->> 'from'
         AND app_writes_case(t.incident_id)
         AND EXISTS (SELECT FROM state_move m WHERE m.machine = %6$L AND m.from_state = r ->> 'from' AND m.to_state = becomes AND place = ANY (m.by))
      RETURNING t.id, 0;
      GET DIAGNOSTICS moved = ROW_COUNT;
      IF moved <> jsonb_array_length(rows) THEN
        RAISE EXCEPTION 'no such move of a %6$s' USING ERRCODE = 'SN193';
      END IF;
    END $body$ $f$,
    name, target, ending, begins, (SELECT coalesce(string_agg(format(', %1$I = r ->> %1$L', c), ''), '') FROM unnest(along) c), machine);
  EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', name);
  EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', name, '{{staff}}');
END $make$;
REVOKE ALL ON FUNCTION make_ending_mover FROM PUBLIC;

SELECT make_ending_mover('reversal', 'reversal', 'ended', 'asked');
SELECT make_ending_mover('false-facts', 'false_facts', 'ended', 'asked');
SELECT make_ending_mover('assessment-task', 'assessment_task', 'outcome', 'open', ARRAY['reason']);

REVOKE UPDATE (ended, ended_by, ended_at) ON reversal, false_facts FROM {{staff}};
-- what a line comes to now is computed again while its task is open: that is no move
REVOKE UPDATE (outcome, ended_by, ended_at, reason) ON assessment_task FROM {{staff}};
DROP POLICY staff_ends_once ON false_facts;

-- What is the claimant's is paid, whoever would rather not.
CREATE FUNCTION assessment_task_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a difference in the claimant''s favour is not left' USING ERRCODE = 'SN193';
END $$;
REVOKE ALL ON FUNCTION assessment_task_guard FROM PUBLIC;
CREATE TRIGGER assessment_task_guard BEFORE UPDATE OF outcome ON assessment_task FOR EACH ROW
  WHEN (NEW.outcome = 'left' AND NEW.shadow_yen > NEW.stored_yen) EXECUTE FUNCTION assessment_task_guard();
