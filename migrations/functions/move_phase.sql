-- A phase is a column of its case: rows of {id, phase, from}. What the system moves, after facts, leaves the version:
-- nobody's change is refused because of it.
CREATE OR REPLACE FUNCTION move_phase(rows jsonb, becomes text, place text) RETURNS TABLE(id uuid, version int)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  moved int;
BEGIN
  RETURN QUERY
    UPDATE incident t
    SET phase_suspicion = CASE WHEN w.phases ? 'suspicion' THEN becomes ELSE t.phase_suspicion END,
        phase_investigation = CASE WHEN w.phases ? 'investigation' THEN becomes ELSE t.phase_investigation END,
        phase_apology = CASE WHEN w.phases ? 'apology' THEN becomes ELSE t.phase_apology END,
        phase_recovery = CASE WHEN w.phases ? 'recovery' THEN becomes ELSE t.phase_recovery END,
        phase_liability = CASE WHEN w.phases ? 'liability' THEN becomes ELSE t.phase_liability END,
        version = t.version + CASE place WHEN 'system' THEN 0 ELSE 1 END
    FROM (
      SELECT (r ->> 'id')::uuid AS id, jsonb_object_agg(r ->> 'phase', r ->> 'from') AS phases
      FROM jsonb_array_elements(rows) r
      GROUP BY 1
    ) w
    WHERE t.id = w.id
      AND app_writes_case(t.id)
      AND jsonb_build_object(
        'suspicion', t.phase_suspicion, 'investigation', t.phase_investigation, 'apology', t.phase_apology, 'recovery',
        t.phase_recovery, 'liability', t.phase_liability
      ) @> w.phases
      AND NOT EXISTS (
        SELECT
        FROM jsonb_each_text(w.phases) p
        WHERE NOT EXISTS (
          SELECT
          FROM state_move m
          WHERE m.machine = 'phase'
            AND m.from_state = p.value
            AND m.to_state = becomes
            AND place = ANY (m.by)
        )
      )
    RETURNING t.id, t.version;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> (SELECT count(DISTINCT r ->> 'id') FROM jsonb_array_elements(rows) r) THEN
    RAISE EXCEPTION 'no such move of a phase' USING ERRCODE = 'SN193';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION move_phase FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_phase TO {{staff}};
