-- Support requests and mails are moved by their movers alone.
SET search_path = sonae;

SELECT make_mover('support-request', 'support_request', ARRAY['reasons', 'outlook_id', 'opened_by', 'opened_reason', 'changed_at'], ARRAY['{{staff}}']);
REVOKE UPDATE (state, reasons, outlook_id, opened_by, opened_reason, version, changed_at) ON support_request FROM {{staff}};

-- handed_at is said while a mail is spoken: that is no move
SELECT make_mover('mail', 'mail', ARRAY['tries', 'next_at', 'sent_at', 'claim', 'claimed_at', 'handed_at', 'reason'], ARRAY['{{staff}}']);
REVOKE UPDATE (state, tries, next_at, sent_at, claim, claimed_at, reason) ON mail FROM {{staff}};

-- What hangs on a case ends with it: expenses, work items with their loads, support requests.
CREATE OR REPLACE FUNCTION end_with_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
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
  -- of work items and their loads
  PERFORM end_work_items(NEW.id, NULL);
  PERFORM move_expense((SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'from', e.state)), '[]') FROM expense e WHERE e.incident_id = NEW.id AND e.state NOT IN ('withdrawn','rejected')), 'withdrawn',
    CASE session_user WHEN '{{institution}}' THEN 'hospital-manager' ELSE 'support' END);
  PERFORM move_support_request((SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'from', s.state, 'changed_at', now(), 'reasons', CASE NEW.state
           WHEN 'merged' THEN '[{"code":"incidents.merged","textJa":"他の事案に統合されたため、終了しました。","textEn":"Ended because the case was merged into another one."}]'::jsonb
           ELSE '[{"code":"incidents.withdrawn","textJa":"事案が取り下げられたため、終了しました。","textEn":"Ended because the case was withdrawn."}]' END)), '[]')
    FROM support_request s WHERE s.incident_id = NEW.id AND s.state IN ('amber','open')), 'withdrawn', 'system');
  RETURN NULL;
END $$;
