-- An institution moves its own rows under the lock of their case, with nothing beside the state; what must follow a line that is
-- withdrawn follows whoever withdraws it; and one moment, the transaction's, stands in what the database writes itself. Functions
-- and one trigger: locks expense for milliseconds.
SET search_path = sonae;

-- Makes move_<machine>(rows, becomes, place): moves rows of {id, from, and the columns that go along} in one statement, or none,
-- and answers their versions. A row of a case is written where the transaction has locked the case; an institution moves its own
-- rows only, in the place of its own roles, and no column with them; a machine that it does not move itself moves with what it
-- withdraws, by functions of the owner. `along`: the columns that change with the state. `unversioned`: SQL over t (the row
-- before) and becomes, for moves that leave the version, because nobody's form of the row waits for them.
-- Rows are found by their keys: joined with their list, a plan that was made while the table was small read all of it for each
-- move, until the table was analysed (16 ms a move at 7,000 expenses instead of 0.5).
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

-- What the table of moves cannot say: that a decision, an appeal, a payment, an answer stands behind the move, and that nothing hangs on it.
CREATE OR REPLACE FUNCTION expense_move_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE latest ruling;
BEGIN
  IF NEW.state = 'proposed' AND NOT EXISTS (SELECT FROM decisions_of(NEW.id) d WHERE NOT EXISTS (SELECT FROM ruling r WHERE r.decision_id = d.decision_id)
       AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = d.decision_id AND a.kind <> 'countersigned')) THEN
    RAISE EXCEPTION 'an expense is proposed by a decision' USING ERRCODE = 'SN193';
  END IF;
  SELECT r.* INTO latest FROM ruling r JOIN decisions_of(NEW.id) d ON d.decision_id = r.decision_id ORDER BY r.ruled_at DESC LIMIT 1;
  IF OLD.state = 'proposed' AND NEW.state IN ('approved','rejected') AND (latest.ruling IS DISTINCT FROM NEW.state
       OR EXISTS (SELECT FROM decision_act a WHERE a.decision_id = latest.decision_id AND a.kind <> 'countersigned')
       OR EXISTS (SELECT FROM decisions_of(NEW.id) o JOIN decision d ON d.id = o.decision_id WHERE d.proposed_at > (SELECT x.proposed_at FROM decision x WHERE x.id = latest.decision_id))) THEN
    RAISE EXCEPTION 'an expense is ruled on by a decision' USING ERRCODE = 'SN193';
  END IF;
  -- undone, reversed by two, or rejected for want of a paper that has come since
  IF OLD.state IN ('approved','rejected') AND NEW.state = 'in-review' AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = latest.decision_id AND a.kind IN ('undone','reversed'))
     AND NOT (OLD.state = 'rejected' AND latest.reasons @> '[{"code":"not-proven"}]' AND EXISTS (SELECT FROM expense_evidence v WHERE v.expense_id = NEW.id AND v.at > latest.ruled_at)) THEN
    RAISE EXCEPTION 'a ruling is undone, reversed by two, or its want is met' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'appealed' AND NOT EXISTS (SELECT FROM appeal a WHERE a.decision_id = latest.decision_id AND a.expense_id = NEW.id) THEN
    RAISE EXCEPTION 'an expense is appealed by an appeal' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'scheduled' AND NOT EXISTS (SELECT FROM payment p JOIN decisions_of(NEW.id) d ON d.decision_id = p.decision_id WHERE p.state NOT IN ('stopped','settled','deposited')) THEN
    RAISE EXCEPTION 'an expense is scheduled by a payment' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'paid' AND NOT is_paid_out(NEW.id) THEN RAISE EXCEPTION 'an expense is paid by a settled payment' USING ERRCODE = 'SN193'; END IF;
  IF OLD.state = 'scheduled' AND NEW.state = 'approved' AND EXISTS (SELECT FROM payment p WHERE p.decision_id = latest.decision_id AND p.state <> 'stopped') THEN
    RAISE EXCEPTION 'an expense with a payment under way stays scheduled' USING ERRCODE = 'SN193';
  END IF;
  -- an approved line of a statement is not withdrawn alone: its decision is reversed
  IF OLD.state = 'approved' AND NEW.state = 'withdrawn' AND carries_statement(NEW.id) THEN
    RAISE EXCEPTION 'this expense cannot be withdrawn now' USING ERRCODE = 'SN194';
  END IF;
  -- nobody claims more of a line that is gone; the lines of a case that ends go together, and of a line that is split the parts stay
  IF NEW.state = 'withdrawn' AND EXISTS (SELECT FROM expense s WHERE s.supplements = NEW.id AND s.state NOT IN ('withdrawn','rejected'))
     AND NOT EXISTS (SELECT FROM expense p WHERE p.part_of = NEW.id)
     AND NOT EXISTS (SELECT FROM incident i WHERE i.id = NEW.incident_id AND i.state IN ('withdrawn','merged')) THEN
    RAISE EXCEPTION 'this expense cannot be withdrawn now' USING ERRCODE = 'SN194';
  END IF;
  IF OLD.state = 'information-requested' AND NEW.state = 'in-review'
     AND EXISTS (SELECT FROM information_request q WHERE q.expense_id = NEW.id AND q.answered_at IS NULL AND q.closed_at IS NULL) THEN
    RAISE EXCEPTION 'a question is answered or closed' USING ERRCODE = 'SN193';
  END IF;
  RETURN NEW;
END $$;

-- Ends the open items of a case, or of one of its expenses, for the triggers of what was withdrawn: they end by themselves, whoever
-- withdraws. Who had them has room for others.
CREATE OR REPLACE FUNCTION end_work_items(p_incident uuid, p_expense uuid) RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE items work_item[];
BEGIN
  SELECT array_agg(w) INTO items FROM work_item w
   WHERE w.incident_id = p_incident AND (p_expense IS NULL OR w.expense_id = p_expense) AND w.state IN ('unassigned','offered','accepted');
  IF items IS NULL THEN RETURN; END IF;
  PERFORM FROM adjuster_load l WHERE l.person_id IN (SELECT w.assignee_id FROM unnest(items) w) ORDER BY l.person_id FOR UPDATE;
  UPDATE adjuster_load l SET open_items = l.open_items - n.items, last_idle_at = CASE WHEN l.open_items = n.items THEN current_setting('app.at')::timestamptz ELSE l.last_idle_at END
    FROM (SELECT w.assignee_id, count(*)::int AS items FROM unnest(items) w GROUP BY 1) n WHERE l.person_id = n.assignee_id;
  PERFORM move_work_item((SELECT jsonb_agg(jsonb_build_object('id', w.id, 'from', w.state, 'lapses_at', NULL, 'relax_at', NULL)) FROM unnest(items) w), 'ended', 'system');
END $$;

-- What hangs on a line that was withdrawn: its work item ends, what was held for it is released. For the claimant's session too,
-- which may write neither.
DROP FUNCTION end_withdrawn(uuid);
CREATE FUNCTION end_withdrawn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE account limit_account; v_act uuid := gen_random_uuid(); released jsonb;
BEGIN
  PERFORM end_work_items(NEW.incident_id, NEW.id);
  SELECT jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'act', v_act, 'incident_id', p.incident_id, 'kind', 'release', 'takes', p.takes, 'coverage', p.coverage, 'yen', p.yen, 'reference', p.reference, 'ends', p.id))
    INTO released
    FROM limit_posting p
   WHERE p.incident_id = NEW.incident_id AND p.reference = NEW.id::text AND p.kind = 'hold' AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id);
  IF released IS NOT NULL THEN
    SELECT a.* INTO account FROM limit_account a JOIN incident i ON i.member_period_id = a.member_period_id WHERE i.id = NEW.incident_id;
    PERFORM limit_post(account.member_period_id, account.institution_id, jsonb_build_object('liabilityLimit', account.liability_limit_yen, 'responseExpenseLimit', account.response_expense_limit_yen), released);
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION end_withdrawn FROM PUBLIC;
CREATE TRIGGER ends_withdrawn AFTER UPDATE OF state ON expense FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND NEW.state = 'withdrawn') EXECUTE FUNCTION end_withdrawn();

-- What hangs on a case ends with it: expenses, work items with their loads, support requests, by their movers. What is decided or under way keeps a
-- case from being withdrawn (SN004).
CREATE OR REPLACE FUNCTION end_with_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE place text := CASE session_user WHEN '{{institution}}' THEN 'hospital-manager' ELSE 'support' END;
BEGIN
  IF NEW.state = 'withdrawn'
     AND (EXISTS (SELECT FROM expense e WHERE e.incident_id = NEW.id AND e.state IN ('proposed','approved','scheduled','paid','appealed'))
          OR EXISTS (SELECT FROM support_request s WHERE s.incident_id = NEW.id AND s.state IN ('dispatched','provisional','confirmed'))) THEN
    RAISE EXCEPTION 'this case cannot be withdrawn now' USING ERRCODE = 'SN004';
  END IF;
  PERFORM end_work_items(NEW.id, NULL);
  PERFORM move_expense((SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'from', e.state)), '[]') FROM expense e WHERE e.incident_id = NEW.id AND e.state NOT IN ('withdrawn','rejected')), 'withdrawn', place);
  PERFORM move_support_request((SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'from', s.state, 'changed_at', current_setting('app.at')::timestamptz, 'reasons', CASE NEW.state
           WHEN 'merged' THEN '[{"code":"incidents.merged","textJa":"他の事案に統合されたため、終了しました。","textEn":"Ended because the case was merged into another one."}]'::jsonb
           ELSE '[{"code":"incidents.withdrawn","textJa":"事案が取り下げられたため、終了しました。","textEn":"Ended because the case was withdrawn."}]' END)), '[]')
    FROM support_request s WHERE s.incident_id = NEW.id AND s.state IN ('amber','open')), 'withdrawn', 'system');
  RETURN NULL;
END $$;

-- Answers whether the question was open. Its case is locked by the caller.
CREATE OR REPLACE FUNCTION answer_information(p_request uuid, p_answer text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  UPDATE information_request r SET answer = p_answer, answered_by = app_person(), answered_at = current_setting('app.at')::timestamptz, remind_at = NULL
   WHERE r.id = p_request AND r.answered_at IS NULL AND r.closed_at IS NULL AND app_writes_case(r.incident_id)
     AND (session_user <> '{{institution}}' OR (r.institution_id = ANY (app_institutions()) AND app_sees_case(r.incident_id)));
  RETURN FOUND;
END $$;

-- The claimant's appeal against the newest ruling of an expense, a rejection that is final; SN194 when it is none. Its case is
-- locked by the caller.
CREATE OR REPLACE FUNCTION enter_appeal(p_id uuid, p_decision uuid, p_reason text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  INSERT INTO appeal (id, decision_id, expense_id, incident_id, institution_id, reason, appealed_by, appealed_at)
  SELECT p_id, r.decision_id, r.expense_id, r.incident_id, r.institution_id, p_reason, app_person(), current_setting('app.at')::timestamptz
    FROM ruling r JOIN expense e ON e.id = r.expense_id
   WHERE r.decision_id = p_decision AND e.state = 'rejected' AND r.final_at <= current_setting('app.at')::timestamptz AND app_writes_case(r.incident_id)
     AND NOT EXISTS (SELECT FROM ruling n WHERE n.expense_id = r.expense_id AND n.ruled_at > r.ruled_at)
     AND (session_user <> '{{institution}}' OR (r.institution_id = ANY (app_institutions()) AND app_sees_case(r.incident_id)));
  IF NOT FOUND THEN RAISE EXCEPTION 'nothing can be appealed now' USING ERRCODE = 'SN194'; END IF;
END $$;
