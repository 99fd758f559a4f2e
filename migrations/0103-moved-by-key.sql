-- A mover finds its rows by their keys. Joined with their list, a plan that was made while the table was small read all of it
-- for each move, until the table was analysed: 16 ms a move at 7,000 expenses instead of 0.5.
SET search_path = sonae;

-- Makes move_<machine>(rows, becomes, place): moves rows of {id, from, and the columns that go along} in one statement, or none,
-- and answers their versions. A row of a case is written where the transaction has locked the case; an institution moves its own
-- rows only, in the place of its own roles, and no column with them; a machine that it does not move itself moves with what it
-- withdraws, by functions of the owner. `along`: the columns that change with the state. `unversioned`: SQL over t (the row
-- before) and becomes, for moves that leave the version, because nobody's form of the row waits for them.
CREATE OR REPLACE FUNCTION make_mover(machine text, target regclass, along text[], grantees text[], unversioned text DEFAULT 'false') RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $make$
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
    DECLARE
      ids uuid[] := ARRAY(SELECT (e ->> 'id')::uuid FROM jsonb_array_elements(rows) e);
      given jsonb := (SELECT jsonb_object_agg((e ->> 'id')::uuid, e) FROM jsonb_array_elements(rows) e);
      moved int;
    BEGIN
      RETURN QUERY
      UPDATE %2$s t
         SET state = becomes %3$s %4$s
       WHERE t.id = ANY (ids)
         AND t.state = given -> t.id::text ->> 'from'
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
    CASE WHEN columns IS NULL THEN '' ELSE format(', (%s) = (SELECT %s FROM jsonb_populate_record(t, given -> t.id::text) n)', columns, values_of) END,
    CASE WHEN case_column IS NULL THEN 'true'
         ELSE format('app_writes_case(t.%s) AND CASE WHEN session_user = %L THEN %s AND app_sees_case(t.%s) AND %s ELSE true END',
                     case_column, '{{institution}}', CASE WHEN has_institution THEN 't.institution_id = ANY (app_institutions())' ELSE 'true' END, case_column,
                     CASE WHEN '{{institution}}' = ANY (grantees)
                          THEN format('place IN (''hospital-reporter'', ''hospital-manager'', ''agent'') AND NOT (given -> t.id::text) ?| %L::text[]', along)
                          ELSE 'true' END) END,
    machine,
    CASE WHEN versioned THEN 't.version' ELSE '0' END);
  EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', name);
  FOREACH grantee IN ARRAY grantees LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', name, grantee);
  END LOOP;
END $make$;

-- Every mover anew.
SELECT make_mover('pre-approval', 'pre_approval', ARRAY['answered_by', 'answered_at', 'answered_as', 'text_ja', 'text_en', 'ceiling_yen', 'lapses_on', 'left_yen', 'outlook', 'notes'], ARRAY['{{staff}}', '{{institution}}']);
SELECT make_mover('incident', 'incident', ARRAY['severity', 'policy_match', 'member_period_id', 'adjuster_id', 'merged_into'], ARRAY['{{staff}}', '{{institution}}']);
SELECT make_mover('import-run', 'import_run', ARRAY['ended_at'], ARRAY['{{staff}}']);
SELECT make_mover('expense', 'expense', ARRAY[]::text[], ARRAY['{{staff}}', '{{institution}}'],
  'becomes = ''routed'' OR (t.state IN (''routed'',''appealed'') AND becomes = ''in-review'')');
SELECT make_mover('support-request', 'support_request', ARRAY['reasons', 'outlook_id', 'opened_by', 'opened_reason', 'changed_at'], ARRAY['{{staff}}']);
SELECT make_mover('mail', 'mail', ARRAY['tries', 'next_at', 'sent_at', 'claim', 'claimed_at', 'handed_at', 'reason'], ARRAY['{{staff}}']);
SELECT make_mover('work-item', 'work_item', ARRAY['lane', 'assignee_id', 'offered_at', 'lapses_at', 'unassigned_since', 'relaxed', 'relax_at'], ARRAY['{{staff}}']);
SELECT make_mover('repayment', 'repayment_claim',
  ARRAY['signed_by', 'signed_at', 'received_on', 'received_reference', 'received_by', 'allocations', 'written_off_by', 'ended_at'],
  ARRAY['{{staff}}']);
SELECT make_mover('payment', 'payment',
  ARRAY['account_id', 'interest_yen', 'batch_id', 'settled_on', 'returned_on', 'return_reason'], ARRAY['{{staff}}']);
SELECT make_mover('payment-batch', 'payment_batch',
  ARRAY['released_at', 'exported_at', 'settled_at', 'cancelled_by', 'cancelled_at', 'file_sealed', 'file_hash'], ARRAY['{{staff}}']);
SELECT make_mover('insurer-cost', 'insurer_cost', ARRAY['signed_by', 'signed_at'], ARRAY['{{staff}}']);
