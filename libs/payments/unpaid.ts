import { paperIsMissing, unruledStates, type ExpenseState } from '#expenses';

/** States in which money may still be owed. */
export const unpaidStates: readonly ExpenseState[] = [...unruledStates, 'approved', 'scheduled'];

const today = `(now() AT TIME ZONE 'Asia/Tokyo')::date`;

/** SQL: the line that carries the money of an expense (`e`): of a month of a statement that stands the statement's. */
const carrier = `coalesce((
  SELECT d.expense_id
    FROM statement_line l
    JOIN newest_ruling z ON z.decision_id = l.decision_id
    JOIN decision d ON d.id = l.decision_id
   WHERE l.expense_id = e.id AND l.is_new
   ORDER BY z.ruled_at DESC
   LIMIT 1), e.id)`;

/** SQL, a condition on an expense (`e`) in one of these states: its case was not taken back, and it is not 0 yen. */
export const isOwed = `EXISTS (
    SELECT FROM incident g WHERE g.id = e.incident_id AND g.state NOT IN ('withdrawn','merged','declined'))
  AND NOT (e.state = 'approved'
    AND EXISTS (SELECT FROM newest_ruling z WHERE z.expense_id = ${carrier} AND z.amount_yen = 0))`;

/** SQL: what approved money waits for, where it does; null: it goes its way. */
const waiting = `(
  SELECT CASE
      WHEN w.held THEN 'article-22'
      WHEN w.account IN ('none','refused','returned','closed') THEN 'account'
      WHEN w.account = 'unconfirmed' THEN 'account-check'
      WHEN w.account = 'stopped' THEN 'stopped'
      -- it came back and has an account again: nothing is on its way until somebody pays it once more
      WHEN w.payment_id IS NOT NULL AND w.account = 'ready' THEN 'scheduling' END
    FROM payment_waits(NULL) w
   WHERE w.expense_id = ${carrier}
   ORDER BY 1
   LIMIT 1)`;

/** SQL: the code in `unpaidReasons` of an expense (`e`) in one of the unpaid states: the first that holds. */
export const unpaidReasonSql = `CASE
  WHEN e.state = 'information-requested' THEN 'question'
  WHEN e.state IN ('submitted','routed','in-review') AND ${paperIsMissing} THEN 'papers'
  WHEN EXISTS (
      SELECT
        FROM clock_suspension s
       WHERE s.incident_id = e.incident_id AND s.expense_id = e.id
         AND s.from_on <= ${today} AND (s.to_on IS NULL OR s.to_on >= ${today}))
    THEN 'suspended'
  WHEN e.state = 'appealed' THEN 'appeal'
  WHEN e.state = 'proposed' THEN 'countersign'
  WHEN e.state NOT IN ('approved','scheduled') THEN
    CASE WHEN EXISTS (SELECT FROM payment_extension x WHERE x.expense_id = e.id) THEN 'extended' ELSE 'undecided' END
  ELSE coalesce(${waiting}, CASE e.state WHEN 'approved' THEN 'scheduling' ELSE 'transfer' END) END`;
