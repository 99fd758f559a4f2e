-- Holds what the table of moves cannot say: a decision, an appeal, a payment or an answer stands behind the move, and
-- nothing depends on the expense any more.
CREATE OR REPLACE FUNCTION expense_move_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  latest ruling;
BEGIN
  IF NEW.state = 'proposed'
      AND NOT EXISTS (
        SELECT
        FROM decisions_of(NEW.id) d
        WHERE NOT EXISTS (SELECT FROM ruling r WHERE r.decision_id = d.decision_id)
          AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = d.decision_id AND a.kind <> 'countersigned')
      ) THEN
    RAISE EXCEPTION 'an expense is proposed by a decision' USING ERRCODE = 'SN193';
  END IF;
  SELECT r.*
  INTO latest
  FROM ruling r
  JOIN decisions_of(NEW.id) d ON d.decision_id = r.decision_id
  ORDER BY r.ruled_at DESC
  LIMIT 1;
  IF OLD.state = 'proposed'
      AND NEW.state IN ('approved', 'rejected')
      AND (
        latest.ruling IS DISTINCT FROM NEW.state
        OR EXISTS (SELECT FROM decision_act a WHERE a.decision_id = latest.decision_id AND a.kind <> 'countersigned')
        OR EXISTS (
          SELECT
          FROM decisions_of(NEW.id) o
          JOIN decision d ON d.id = o.decision_id
          WHERE d.proposed_at > (SELECT x.proposed_at FROM decision x WHERE x.id = latest.decision_id)
        )
      ) THEN
    RAISE EXCEPTION 'an expense is ruled on by a decision' USING ERRCODE = 'SN193';
  END IF;
  -- undone, reversed by two, or rejected for want of a paper that has come since
  IF OLD.state IN ('approved', 'rejected')
      AND NEW.state = 'in-review'
      AND NOT EXISTS (
        SELECT
        FROM decision_act a
        WHERE a.decision_id = latest.decision_id AND a.kind IN ('undone', 'reversed')
      )
      AND NOT (
        OLD.state = 'rejected'
        AND latest.reasons @> '[{"code":"not-proven"}]'
        AND EXISTS (SELECT FROM expense_evidence v WHERE v.expense_id = NEW.id AND v.at > latest.ruled_at)
      ) THEN
    RAISE EXCEPTION 'a ruling is undone, reversed by two, or its want is met' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'appealed'
      AND NOT EXISTS (SELECT FROM appeal a WHERE a.decision_id = latest.decision_id AND a.expense_id = NEW.id)
  THEN
    RAISE EXCEPTION 'an expense is appealed by an appeal' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'scheduled'
      AND NOT EXISTS (
        SELECT
        FROM payment p
        JOIN decisions_of(NEW.id) d ON d.decision_id = p.decision_id
        WHERE p.state NOT IN ('stopped', 'settled', 'deposited')
      ) THEN
    RAISE EXCEPTION 'an expense is scheduled by a payment' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'paid' AND NOT is_paid_out(NEW.id) THEN
    RAISE EXCEPTION 'an expense is paid by a settled payment' USING ERRCODE = 'SN193';
  END IF;
  IF OLD.state = 'scheduled'
      AND NEW.state = 'approved'
      AND EXISTS (SELECT FROM payment p WHERE p.decision_id = latest.decision_id AND p.state <> 'stopped')
  THEN
    RAISE EXCEPTION 'an expense with a payment under way stays scheduled' USING ERRCODE = 'SN193';
  END IF;
  -- an approved line of a statement is not withdrawn alone: its decision is reversed
  IF OLD.state = 'approved' AND NEW.state = 'withdrawn' AND carries_statement(NEW.id) THEN
    RAISE EXCEPTION 'this expense cannot be withdrawn now' USING ERRCODE = 'SN194';
  END IF;
  -- a withdrawn line has no supplement; the lines of a case that ends go together, and of a line that is split
  -- the parts stay
  IF NEW.state = 'withdrawn'
      AND EXISTS (SELECT FROM expense s WHERE s.supplements = NEW.id AND s.state NOT IN ('withdrawn', 'rejected'))
      AND NOT EXISTS (SELECT FROM expense p WHERE p.part_of = NEW.id)
      AND NOT EXISTS (SELECT FROM incident i WHERE i.id = NEW.incident_id AND i.state IN ('withdrawn', 'merged'))
  THEN
    RAISE EXCEPTION 'this expense cannot be withdrawn now' USING ERRCODE = 'SN194';
  END IF;
  IF OLD.state = 'information-requested'
      AND NEW.state = 'in-review'
      AND EXISTS (
        SELECT
        FROM information_request q
        WHERE q.expense_id = NEW.id AND q.answered_at IS NULL AND q.closed_at IS NULL
      ) THEN
    RAISE EXCEPTION 'a question is answered or closed' USING ERRCODE = 'SN193';
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION expense_move_guard FROM PUBLIC;
