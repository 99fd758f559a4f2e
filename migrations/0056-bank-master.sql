-- The bank and branch master over the package's: what opens, closes and is renamed, entered by one person and in force from its day
-- once another has confirmed it. Only new tables and functions; no lock on what is there.
SET search_path = sonae;

-- branch_code null: the bank itself. What was entered never changes; it is decided once.
CREATE TABLE bank_entry (
  id uuid PRIMARY KEY, bank_code text NOT NULL CHECK (bank_code ~ '^[0-9]{4}$'), branch_code text CHECK (branch_code ~ '^[0-9]{3}$'),
  act text NOT NULL CHECK (act IN ('added','corrected','closed')),
  name text CHECK (length(name) BETWEEN 1 AND 60), kana text CHECK (length(kana) BETWEEN 1 AND 15), from_on date NOT NULL,
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 500), entered_by uuid NOT NULL REFERENCES person, entered_at timestamptz NOT NULL,
  decision text CHECK (decision IN ('confirmed','refused')), decided_by uuid REFERENCES person, decided_at timestamptz, decision_reason text,
  CHECK (num_nulls(name, kana) = CASE WHEN act = 'closed' THEN 2 ELSE 0 END),
  CHECK (num_nulls(decision, decided_by, decided_at) IN (0, 3)), CHECK (decided_by <> entered_by),
  CHECK (decision IS DISTINCT FROM 'refused' OR decision_reason IS NOT NULL));
CREATE INDEX bank_entry_in_force ON bank_entry (bank_code, branch_code, from_on DESC) WHERE decision = 'confirmed';
CREATE INDEX bank_entry_newest ON bank_entry (entered_at DESC, id DESC);
SELECT secure_table('bank_entry');
GRANT SELECT, INSERT ON bank_entry TO {{staff}};
GRANT UPDATE (decision, decided_by, decided_at, decision_reason) ON bank_entry TO {{staff}};
CREATE POLICY staff_enters_undecided ON bank_entry AS RESTRICTIVE FOR INSERT TO {{staff}} WITH CHECK (decision IS NULL);
CREATE POLICY staff_decides_once ON bank_entry AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (decision IS NULL) WITH CHECK (decision IS NOT NULL);
-- whoever enters an account looks it up
CREATE POLICY confirmed_for_all ON bank_entry FOR SELECT TO {{institution}} USING (decision = 'confirmed');
GRANT SELECT (id, bank_code, branch_code, act, name, kana, from_on, decision, decided_at) ON bank_entry TO {{institution}};

-- Entered and decided in one's own name, by people who hold a role for it.
CREATE FUNCTION bank_entry_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE who uuid := coalesce(NEW.decided_by, NEW.entered_by);
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || who THEN RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else'; END IF;
  IF NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = who AND g.role IN ('payments','administrator') AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'role';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER bank_entry_guard AFTER INSERT OR UPDATE ON bank_entry FOR EACH ROW EXECUTE FUNCTION bank_entry_guard();

-- Since when a bank or branch is closed, as the master stands on a day; null while it is open.
CREATE FUNCTION bank_closed_on(p_bank text, p_branch text, p_day date) RETURNS date LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  SELECT min(e.from_on)
    FROM (SELECT DISTINCT ON (x.branch_code IS NULL) x.act, x.from_on
            FROM bank_entry x
           WHERE x.bank_code = p_bank AND (x.branch_code IS NULL OR x.branch_code = p_branch) AND x.decision = 'confirmed' AND x.from_on <= p_day
           ORDER BY x.branch_code IS NULL, x.from_on DESC, x.decided_at DESC, x.id DESC) e
   WHERE e.act = 'closed'
$$;
REVOKE ALL ON FUNCTION bank_closed_on FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bank_closed_on TO {{staff}}, {{institution}};
