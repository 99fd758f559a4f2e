-- The schema as it is after all migrations: to be read, never run. Made by `npm run generate` from a database that
-- was migrated (`npm run check` compares the two). A change of the schema is a migration; functions stand in
-- migrations/functions.
-- {{owner}}, {{staff}}, {{institution}}, {{access}}: the database roles, by the names that a system has for them.

CREATE TABLE absence (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  kind text NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL,
  ended_by uuid,
  ended_at timestamptz,
  CONSTRAINT absence_pkey PRIMARY KEY (id),
  CONSTRAINT absence_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES person(id),
  CONSTRAINT absence_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT absence_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT absence_check CHECK (to_at > from_at),
  CONSTRAINT absence_check1 CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
  CONSTRAINT absence_kind_check CHECK (kind IN ('leave', 'illness', 'training', 'business-trip', 'other'))
);
CREATE INDEX absence_person ON absence (person_id, to_at);
ALTER TABLE absence ENABLE ROW LEVEL SECURITY;
ALTER TABLE absence FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON absence TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON absence TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON absence TO {{staff}};
GRANT UPDATE (ended_by, ended_at) ON absence TO {{staff}};

CREATE TABLE adjuster_load (
  person_id uuid NOT NULL,
  open_items integer DEFAULT 0 NOT NULL,
  last_idle_at timestamptz,
  freed_at timestamptz,
  CONSTRAINT adjuster_load_pkey PRIMARY KEY (person_id),
  CONSTRAINT adjuster_load_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT adjuster_load_open_items_check CHECK (open_items >= 0)
);
ALTER TABLE adjuster_load ENABLE ROW LEVEL SECURITY;
ALTER TABLE adjuster_load FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON adjuster_load TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON adjuster_load TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON adjuster_load TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON adjuster_load TO {{access}};
GRANT INSERT (person_id) ON adjuster_load TO {{access}};
GRANT INSERT, SELECT, UPDATE ON adjuster_load TO {{staff}};
CREATE TRIGGER place_freed BEFORE UPDATE OF open_items ON adjuster_load FOR EACH ROW
    WHEN (NEW.open_items < OLD.open_items) EXECUTE FUNCTION place_freed();

CREATE TABLE agency (
  id uuid NOT NULL,
  name text NOT NULL,
  CONSTRAINT agency_pkey PRIMARY KEY (id)
);
ALTER TABLE agency ENABLE ROW LEVEL SECURITY;
ALTER TABLE agency FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON agency TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON agency TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON agency TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON agency TO {{access}};
GRANT INSERT, SELECT, UPDATE ON agency TO {{staff}};

CREATE TABLE agency_client (
  agency_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  from_on date NOT NULL,
  to_on date,
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  CONSTRAINT agency_client_pkey PRIMARY KEY (id),
  CONSTRAINT agency_client_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT agency_client_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id),
  CONSTRAINT agency_client_period CHECK (to_on >= from_on)
);
CREATE UNIQUE INDEX agency_client_once ON agency_client (agency_id, institution_id, from_on)
    WHERE to_on IS NULL OR to_on > from_on;
ALTER TABLE agency_client ENABLE ROW LEVEL SECURITY;
ALTER TABLE agency_client FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON agency_client TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY institution_own ON agency_client TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*');
CREATE POLICY owner_all ON agency_client TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON agency_client TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON agency_client TO {{access}};
GRANT INSERT, SELECT ON agency_client TO {{staff}};
GRANT UPDATE (to_on) ON agency_client TO {{staff}};

CREATE TABLE api_token (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT api_token_pkey PRIMARY KEY (id),
  CONSTRAINT api_token_token_hash_key UNIQUE (token_hash),
  CONSTRAINT api_token_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
ALTER TABLE api_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_token FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON api_token TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON api_token TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON api_token TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON api_token TO {{access}};
GRANT UPDATE (revoked_at) ON api_token TO {{access}};
GRANT SELECT (id, person_id, scopes, created_at, expires_at, revoked_at) ON api_token TO {{staff}};

CREATE TABLE appeal (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  reason text NOT NULL,
  appealed_by uuid,
  appealed_at timestamptz NOT NULL,
  CONSTRAINT appeal_pkey PRIMARY KEY (id),
  CONSTRAINT appeal_decision_id_key UNIQUE (decision_id),
  CONSTRAINT appeal_appealed_by_fkey FOREIGN KEY (appealed_by) REFERENCES person(id),
  CONSTRAINT appeal_decision_id_institution_id_fkey FOREIGN KEY (decision_id, institution_id)
      REFERENCES decision(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT appeal_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT appeal_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT appeal_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000)
);
CREATE INDEX appeal_case ON appeal (incident_id);
CREATE INDEX appeal_expense ON appeal (expense_id);
ALTER TABLE appeal ENABLE ROW LEVEL SECURITY;
ALTER TABLE appeal FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON appeal TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON appeal TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON appeal TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON appeal AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON appeal AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON appeal AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (app_writes_case(incident_id))
    WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, decision_id, expense_id, incident_id, institution_id, reason, appealed_at) ON appeal TO
    {{institution}};
GRANT SELECT ON appeal TO {{staff}};

CREATE TABLE assessment_replay (
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  done_at timestamptz,
  checked integer,
  different integer,
  differences jsonb DEFAULT '[]'::jsonb NOT NULL,
  CONSTRAINT assessment_replay_pkey PRIMARY KEY (id),
  CONSTRAINT assessment_replay_check CHECK (different >= 0 AND different <= checked),
  CONSTRAINT assessment_replay_check1 CHECK ((done_at IS NULL) = (checked IS NULL) AND (done_at IS NULL) =
      (different IS NULL)),
  CONSTRAINT assessment_replay_checked_check CHECK (checked >= 0)
);
CREATE UNIQUE INDEX assessment_replay_ahead ON assessment_replay ((done_at IS NULL)) WHERE done_at IS NULL;
CREATE INDEX assessment_replay_at ON assessment_replay (at);
ALTER TABLE assessment_replay ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment_replay FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON assessment_replay TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON assessment_replay TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON assessment_replay TO {{staff}};
GRANT UPDATE (done_at, checked, different, differences) ON assessment_replay TO {{staff}};

CREATE TABLE assessment_task (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  stored_yen bigint NOT NULL,
  shadow_yen bigint NOT NULL,
  basis jsonb NOT NULL,
  opened_at timestamptz NOT NULL,
  outcome text,
  ended_by uuid,
  ended_at timestamptz,
  reason text,
  CONSTRAINT assessment_task_pkey PRIMARY KEY (id),
  CONSTRAINT assessment_task_decision_id_institution_id_fkey FOREIGN KEY (decision_id, institution_id)
      REFERENCES decision(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT assessment_task_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES person(id),
  CONSTRAINT assessment_task_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT assessment_task_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT assessment_task_check CHECK (stored_yen <> shadow_yen),
  CONSTRAINT assessment_task_check1 CHECK ((outcome IS NULL) = (ended_at IS NULL)),
  CONSTRAINT assessment_task_check2 CHECK (outcome IS DISTINCT FROM 'left' OR ended_by IS NOT NULL AND reason IS
      NOT NULL),
  CONSTRAINT assessment_task_outcome_check CHECK (outcome IN ('supplemented', 'reopened', 'demanded', 'left',
      'obsolete'))
);
CREATE INDEX assessment_task_case ON assessment_task (incident_id);
CREATE INDEX assessment_task_list ON assessment_task (opened_at, id) WHERE outcome IS NULL;
CREATE UNIQUE INDEX assessment_task_open ON assessment_task (decision_id) WHERE outcome IS NULL;
ALTER TABLE assessment_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment_task FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON assessment_task TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON assessment_task TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON assessment_task TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON assessment_task AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON assessment_task AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON assessment_task AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON assessment_task TO {{staff}};
GRANT UPDATE (shadow_yen, basis) ON assessment_task TO {{staff}};
CREATE TRIGGER assessment_task_guard BEFORE UPDATE OF outcome ON assessment_task FOR EACH ROW
    WHEN (NEW.outcome = 'left' AND NEW.shadow_yen > NEW.stored_yen) EXECUTE FUNCTION assessment_task_guard();

CREATE TABLE audit (
  chain text NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  institution_id uuid NOT NULL,
  incident_id uuid,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  acting_as text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  before_hash bytea,
  after_hash bytea,
  reason text,
  entry_hash bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_pkey PRIMARY KEY (chain, seq, at),
  CONSTRAINT audit_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT audit_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id)
) PARTITION BY RANGE (at);
CREATE INDEX audit_case ON audit (incident_id);
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON audit TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON audit TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON audit AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON audit AS RESTRICTIVE FOR INSERT TO {{staff}} WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON audit AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (app_writes_case(incident_id))
    WITH CHECK (app_writes_case(incident_id));
GRANT SELECT ON audit TO {{staff}};

CREATE TABLE audit_anchor (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  at timestamptz NOT NULL,
  heads bigint NOT NULL,
  heads_hash bytea NOT NULL,
  exported_at timestamptz,
  CONSTRAINT audit_anchor_pkey PRIMARY KEY (id)
);
ALTER TABLE audit_anchor ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_anchor FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON audit_anchor TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON audit_anchor TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON audit_anchor TO {{staff}};
GRANT UPDATE (exported_at) ON audit_anchor TO {{staff}};

CREATE TABLE audit_anchor_head (
  anchor_id bigint NOT NULL,
  chain text NOT NULL,
  length bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_anchor_head_pkey PRIMARY KEY (chain, anchor_id),
  CONSTRAINT audit_anchor_head_anchor_id_fkey FOREIGN KEY (anchor_id) REFERENCES audit_anchor(id)
);
ALTER TABLE audit_anchor_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_anchor_head FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON audit_anchor_head TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON audit_anchor_head TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON audit_anchor_head TO {{staff}};

CREATE TABLE audit_head (
  chain text NOT NULL,
  institution_id uuid NOT NULL,
  incident_id uuid,
  length bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_head_pkey PRIMARY KEY (chain),
  CONSTRAINT audit_head_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT audit_head_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id)
);
CREATE INDEX audit_head_case ON audit_head (incident_id);
ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_head FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON audit_head TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON audit_head TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON audit_head AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON audit_head AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON audit_head AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT ON audit_head TO {{staff}};

CREATE TABLE authority (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  lane text NOT NULL,
  yen bigint NOT NULL,
  from_on date NOT NULL,
  to_on date,
  entered_by uuid NOT NULL,
  CONSTRAINT authority_pkey PRIMARY KEY (id),
  CONSTRAINT authority_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT authority_lane_fkey FOREIGN KEY (lane) REFERENCES lane(lane),
  CONSTRAINT authority_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT authority_period CHECK (to_on >= from_on),
  CONSTRAINT authority_yen_check CHECK (yen >= 0)
);
CREATE INDEX authority_person ON authority (person_id, lane);
ALTER TABLE authority ENABLE ROW LEVEL SECURITY;
ALTER TABLE authority FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON authority TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON authority TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON authority TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON authority TO {{access}};
GRANT UPDATE (to_on) ON authority TO {{access}};
GRANT SELECT ON authority TO {{staff}};

CREATE TABLE backup_run (
  id uuid NOT NULL,
  name text NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  snapshot_at timestamptz,
  size_bytes bigint,
  row_total bigint,
  document_total bigint,
  missing_total bigint,
  case_base bigint,
  failure text,
  CONSTRAINT backup_run_pkey PRIMARY KEY (id),
  CONSTRAINT backup_run_check CHECK (ended_at >= started_at),
  CONSTRAINT backup_run_check1 CHECK ((failure IS NULL) = (snapshot_at IS NOT NULL AND size_bytes IS NOT NULL))
);
CREATE INDEX backup_run_started ON backup_run (started_at DESC);
ALTER TABLE backup_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE backup_run FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON backup_run TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON backup_run TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON backup_run TO {{staff}};

CREATE TABLE bank_entry (
  id uuid NOT NULL,
  bank_code text NOT NULL,
  branch_code text,
  act text NOT NULL,
  name text,
  kana text,
  from_on date NOT NULL,
  source text NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL,
  decision text,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  CONSTRAINT bank_entry_pkey PRIMARY KEY (id),
  CONSTRAINT bank_entry_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  CONSTRAINT bank_entry_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT bank_entry_act_check CHECK (act IN ('added', 'corrected', 'closed')),
  CONSTRAINT bank_entry_bank_code_check CHECK (bank_code ~ '^[0-9]{4}$'),
  CONSTRAINT bank_entry_branch_code_check CHECK (branch_code ~ '^[0-9]{3}$'),
  CONSTRAINT bank_entry_check CHECK (num_nulls(name, kana) =
  CASE
      WHEN act = 'closed' THEN 2
      ELSE 0
  END),
  CONSTRAINT bank_entry_check1 CHECK (num_nulls(decision, decided_by, decided_at) IN (0, 3)),
  CONSTRAINT bank_entry_check2 CHECK (decided_by <> entered_by),
  CONSTRAINT bank_entry_check3 CHECK (decision IS DISTINCT FROM 'refused' OR decision_reason IS NOT NULL),
  CONSTRAINT bank_entry_decision_check CHECK (decision IN ('confirmed', 'refused')),
  CONSTRAINT bank_entry_kana_check CHECK (length(kana) >= 1 AND length(kana) <= 15),
  CONSTRAINT bank_entry_name_check CHECK (length(name) >= 1 AND length(name) <= 60),
  CONSTRAINT bank_entry_source_check CHECK (length(source) >= 1 AND length(source) <= 500)
);
CREATE INDEX bank_entry_in_force ON bank_entry (bank_code, branch_code, from_on DESC) WHERE decision = 'confirmed';
CREATE INDEX bank_entry_newest ON bank_entry (entered_at DESC, id DESC);
ALTER TABLE bank_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY confirmed_for_all ON bank_entry FOR SELECT TO {{institution}} USING (decision = 'confirmed');
CREATE POLICY owner_all ON bank_entry TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON bank_entry TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_decides_once ON bank_entry AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (decision IS NULL)
    WITH CHECK (decision IS NOT NULL);
CREATE POLICY staff_enters_undecided ON bank_entry AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (decision IS NULL);
GRANT SELECT (id, bank_code, branch_code, act, name, kana, from_on, decision, decided_at) ON bank_entry TO
    {{institution}};
GRANT INSERT, SELECT ON bank_entry TO {{staff}};
GRANT UPDATE (decision, decided_by, decided_at, decision_reason) ON bank_entry TO {{staff}};
CREATE TRIGGER bank_entry_guard AFTER INSERT OR UPDATE ON bank_entry FOR EACH ROW EXECUTE FUNCTION bank_entry_guard();

CREATE TABLE bank_file (
  id uuid NOT NULL,
  sha256 bytea NOT NULL,
  file_name text NOT NULL,
  imported_by uuid NOT NULL,
  imported_at timestamptz NOT NULL,
  CONSTRAINT bank_file_pkey PRIMARY KEY (id),
  CONSTRAINT bank_file_sha256_key UNIQUE (sha256),
  CONSTRAINT bank_file_imported_by_fkey FOREIGN KEY (imported_by) REFERENCES person(id)
);
ALTER TABLE bank_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_file FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON bank_file TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON bank_file TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON bank_file TO {{staff}};

CREATE TABLE bank_form (
  id uuid NOT NULL,
  account text NOT NULL,
  name text NOT NULL,
  day_column text NOT NULL,
  in_column text,
  out_column text,
  name_column text,
  kind_column text,
  reference_column text,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL,
  amount_column text,
  direction_column text,
  in_words text[] DEFAULT '{}'::text[] NOT NULL,
  out_words text[] DEFAULT '{}'::text[] NOT NULL,
  CONSTRAINT bank_form_pkey PRIMARY KEY (id),
  CONSTRAINT bank_form_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT bank_form_account_check CHECK (length(account) >= 1 AND length(account) <= 20),
  CONSTRAINT bank_form_amount_column_check CHECK (length(amount_column) >= 1 AND length(amount_column) <= 200),
  CONSTRAINT bank_form_check CHECK (in_column <> out_column),
  CONSTRAINT bank_form_check1 CHECK ((in_column IS NULL) = (out_column IS NULL)),
  CONSTRAINT bank_form_check2 CHECK ((in_column IS NULL) = (amount_column IS NOT NULL)),
  CONSTRAINT bank_form_check3 CHECK (direction_column IS NULL OR amount_column IS NOT NULL),
  CONSTRAINT bank_form_check4 CHECK ((direction_column IS NULL) = ((cardinality(in_words) + cardinality(out_words))
      = 0)),
  CONSTRAINT bank_form_check5 CHECK (NOT in_words && out_words),
  CONSTRAINT bank_form_day_column_check CHECK (length(day_column) >= 1 AND length(day_column) <= 200),
  CONSTRAINT bank_form_direction_column_check CHECK (length(direction_column) >= 1 AND length(direction_column) <= 200),
  CONSTRAINT bank_form_in_column_check CHECK (length(in_column) >= 1 AND length(in_column) <= 200),
  CONSTRAINT bank_form_kind_column_check CHECK (length(kind_column) >= 1 AND length(kind_column) <= 200),
  CONSTRAINT bank_form_name_check CHECK (length(name) >= 1 AND length(name) <= 60),
  CONSTRAINT bank_form_name_column_check CHECK (length(name_column) >= 1 AND length(name_column) <= 200),
  CONSTRAINT bank_form_out_column_check CHECK (length(out_column) >= 1 AND length(out_column) <= 200),
  CONSTRAINT bank_form_reference_column_check CHECK (length(reference_column) >= 1 AND length(reference_column) <= 200)
);
CREATE INDEX bank_form_newest ON bank_form (account, name, entered_at DESC, id DESC);
ALTER TABLE bank_form ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_form FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON bank_form TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON bank_form TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON bank_form TO {{staff}};

CREATE TABLE bank_line (
  id uuid NOT NULL,
  file_id uuid NOT NULL,
  line integer NOT NULL,
  kind text NOT NULL,
  on_day date NOT NULL,
  yen bigint NOT NULL,
  payment_no bigint,
  outcome text,
  note text,
  payment_id uuid,
  repayment_id uuid,
  fault text,
  settled_by uuid,
  settled_at timestamptz,
  settled_reason text,
  account text,
  nth integer DEFAULT 1 NOT NULL,
  reference text,
  batch_id uuid,
  settled_as text,
  settled_payment_id uuid,
  settled_repayment_id uuid,
  row_hash text,
  CONSTRAINT bank_line_pkey PRIMARY KEY (id),
  CONSTRAINT bank_line_file_id_line_key UNIQUE (file_id, line),
  CONSTRAINT bank_line_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES payment_batch(id),
  CONSTRAINT bank_line_file_id_fkey FOREIGN KEY (file_id) REFERENCES bank_file(id),
  CONSTRAINT bank_line_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment(id),
  CONSTRAINT bank_line_repayment_id_fkey FOREIGN KEY (repayment_id) REFERENCES repayment_claim(id),
  CONSTRAINT bank_line_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES person(id),
  CONSTRAINT bank_line_settled_payment_id_fkey FOREIGN KEY (settled_payment_id) REFERENCES payment(id),
  CONSTRAINT bank_line_settled_repayment_id_fkey FOREIGN KEY (settled_repayment_id) REFERENCES repayment_claim(id),
  CONSTRAINT bank_line_account_check CHECK (length(account) <= 20),
  CONSTRAINT bank_line_check CHECK ((kind = 'result') = (outcome IS NOT NULL)),
  CONSTRAINT bank_line_check1 CHECK ((settled_by IS NULL) = (settled_at IS NULL)),
  CONSTRAINT bank_line_check2 CHECK ((settled_payment_id IS NOT NULL) = COALESCE(settled_as IN ('settlement',
      'return'), false)),
  CONSTRAINT bank_line_check3 CHECK ((settled_repayment_id IS NOT NULL) = COALESCE(settled_as = 'repayment', false)),
  CONSTRAINT bank_line_kind_check CHECK (kind IN ('result', 'credit', 'debit')),
  CONSTRAINT bank_line_line_check CHECK (line > 0),
  CONSTRAINT bank_line_nth_check CHECK (nth > 0),
  CONSTRAINT bank_line_outcome_check CHECK (outcome IN ('paid', 'failed')),
  CONSTRAINT bank_line_reference_check CHECK (length(reference) >= 1 AND length(reference) <= 40),
  CONSTRAINT bank_line_row_hash_check CHECK (length(row_hash) = 64),
  CONSTRAINT bank_line_settled_as_check CHECK (settled_as IN ('settlement', 'return', 'repayment', 'other')),
  CONSTRAINT bank_line_yen_check CHECK (yen > 0)
);
CREATE INDEX bank_line_batch ON bank_line (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX bank_line_open ON bank_line (on_day, id) WHERE fault IS NOT NULL AND settled_at IS NULL;
CREATE UNIQUE INDEX bank_line_said ON bank_line (account, on_day, yen, kind, outcome, payment_no, reference, note,
    nth) NULLS NOT DISTINCT WHERE account IS NOT NULL;
CREATE INDEX bank_line_settled ON bank_line (settled_at, id) WHERE settled_as = 'other';
ALTER TABLE bank_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_line FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON bank_line TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON bank_line TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON bank_line TO {{staff}};
GRANT UPDATE (settled_by, settled_at, settled_reason, settled_as, settled_payment_id, settled_repayment_id) ON
    bank_line TO {{staff}};

CREATE TABLE case_check (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  kind text NOT NULL,
  finding text NOT NULL,
  note text NOT NULL,
  source text NOT NULL,
  checked_by uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT case_check_pkey PRIMARY KEY (id),
  CONSTRAINT case_check_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES person(id),
  CONSTRAINT case_check_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT case_check_finding_check CHECK (finding IN ('clear', 'issue')),
  CONSTRAINT case_check_kind_check CHECK (kind IN ('premium-received', 'declaration-compared', 'other-insurance',
      'vendor-compensation')),
  CONSTRAINT case_check_note_check CHECK (length(note) >= 1 AND length(note) <= 2000),
  CONSTRAINT case_check_source_check CHECK (length(source) >= 1 AND length(source) <= 500)
);
CREATE INDEX case_check_case ON case_check (incident_id, kind, at);
ALTER TABLE case_check ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_check FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON case_check TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON case_check TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON case_check TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON case_check AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON case_check AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON case_check AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON case_check TO {{staff}};

CREATE TABLE case_message (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  side text NOT NULL,
  text text NOT NULL,
  written_by uuid,
  written_at timestamptz NOT NULL,
  asks_by date,
  answers uuid,
  CONSTRAINT case_message_pkey PRIMARY KEY (id),
  CONSTRAINT case_message_id_incident_id_side_key UNIQUE (id, incident_id, side),
  CONSTRAINT case_message_answers_fkey FOREIGN KEY (answers) REFERENCES case_message(id),
  CONSTRAINT case_message_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT case_message_written_by_fkey FOREIGN KEY (written_by) REFERENCES person(id),
  CONSTRAINT case_message_check CHECK (side = 'institution' OR written_by IS NOT NULL),
  CONSTRAINT case_message_check1 CHECK (asks_by IS NULL OR side = 'insurer'),
  CONSTRAINT case_message_side_check CHECK (side IN ('insurer', 'institution')),
  CONSTRAINT case_message_text_check CHECK (length(text) >= 1 AND length(text) <= 2000)
);
CREATE INDEX case_message_answers ON case_message (answers) WHERE answers IS NOT NULL;
CREATE INDEX case_message_asks ON case_message (incident_id) WHERE asks_by IS NOT NULL;
CREATE INDEX case_message_case ON case_message (incident_id, written_at, id);
ALTER TABLE case_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_message FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_read ON case_message FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND (( SELECT app_agency() AS
    app_agency)) IS NULL);
CREATE POLICY institution_write ON case_message FOR INSERT TO {{institution}}
    WITH CHECK (side = 'institution' AND (institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND
    app_writes_case(incident_id) AND (( SELECT app_agency() AS app_agency)) IS NULL AND NOT ('person:' || written_by)
    IS DISTINCT FROM
CASE
    WHEN current_setting('app.actor_id', true) ~~ 'person:%' THEN current_setting('app.actor_id', true)
    ELSE NULL::text
END);
CREATE POLICY owner_all ON case_message TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON case_message TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON case_message AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON case_message AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_own_message ON case_message AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (side = 'insurer' AND current_setting('app.actor_id', true) = ('person:' || written_by));
CREATE POLICY staff_update ON case_message AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT ON case_message TO {{institution}};
GRANT SELECT (id, incident_id, institution_id, side, text, written_at, asks_by, answers) ON case_message TO
    {{institution}};
GRANT INSERT, SELECT ON case_message TO {{staff}};

CREATE TABLE case_message_reading (
  message_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  side text NOT NULL,
  read_by uuid,
  read_at timestamptz NOT NULL,
  CONSTRAINT case_message_reading_pkey PRIMARY KEY (message_id),
  CONSTRAINT case_message_reading_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT case_message_reading_message_id_incident_id_side_fkey FOREIGN KEY (message_id, incident_id, side)
      REFERENCES case_message(id, incident_id, side),
  CONSTRAINT case_message_reading_read_by_fkey FOREIGN KEY (read_by) REFERENCES person(id),
  CONSTRAINT case_message_reading_check CHECK (side = 'insurer' OR read_by IS NOT NULL)
);
CREATE INDEX case_message_reading_case ON case_message_reading (incident_id);
ALTER TABLE case_message_reading ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_message_reading FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_read ON case_message_reading FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND (( SELECT app_agency() AS
    app_agency)) IS NULL);
CREATE POLICY institution_write ON case_message_reading FOR INSERT TO {{institution}}
    WITH CHECK (side = 'insurer' AND (institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND
    app_writes_case(incident_id) AND (( SELECT app_agency() AS app_agency)) IS NULL AND NOT ('person:' || read_by) IS
    DISTINCT FROM
CASE
    WHEN current_setting('app.actor_id', true) ~~ 'person:%' THEN current_setting('app.actor_id', true)
    ELSE NULL::text
END);
CREATE POLICY owner_all ON case_message_reading TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON case_message_reading TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON case_message_reading AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON case_message_reading AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_own_reading ON case_message_reading AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (side = 'institution' AND current_setting('app.actor_id', true) = ('person:' || read_by));
CREATE POLICY staff_update ON case_message_reading AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT ON case_message_reading TO {{institution}};
GRANT SELECT (message_id, incident_id, institution_id, side, read_at) ON case_message_reading TO {{institution}};
GRANT INSERT, SELECT ON case_message_reading TO {{staff}};

CREATE TABLE case_name (
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  reporter_folded text NOT NULL,
  typed_folded text,
  telephone_folded text COLLATE "C" NOT NULL,
  grams text[] NOT NULL,
  CONSTRAINT case_name_pkey PRIMARY KEY (incident_id),
  CONSTRAINT case_name_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE
);
CREATE INDEX case_name_grams ON case_name USING gin (grams) WITH (fastupdate=off);
CREATE INDEX case_name_telephone ON case_name (telephone_folded);
ALTER TABLE case_name ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_name FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON case_name TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON case_name TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON case_name TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON case_name AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON case_name AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON case_name AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON case_name TO {{institution}};
GRANT INSERT, SELECT ON case_name TO {{staff}};

CREATE TABLE case_note (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  text text NOT NULL,
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL,
  CONSTRAINT case_note_pkey PRIMARY KEY (id),
  CONSTRAINT case_note_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT case_note_written_by_fkey FOREIGN KEY (written_by) REFERENCES person(id),
  CONSTRAINT case_note_text_check CHECK (length(text) >= 1 AND length(text) <= 2000)
);
CREATE INDEX case_note_case ON case_note (incident_id, written_at, id);
ALTER TABLE case_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_note FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON case_note TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON case_note TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON case_note AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON case_note AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_own_note ON case_note AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (current_setting('app.actor_id', true) = ('person:' || written_by));
CREATE POLICY staff_update ON case_note AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON case_note TO {{staff}};

CREATE TABLE case_number_block (
  first bigint NOT NULL,
  drawn_at timestamptz NOT NULL,
  process uuid NOT NULL,
  CONSTRAINT case_number_block_pkey PRIMARY KEY (first),
  CONSTRAINT case_number_block_first_check CHECK (first > 0)
);
CREATE INDEX case_number_block_process ON case_number_block (process, first);
ALTER TABLE case_number_block ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_number_block FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON case_number_block TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON case_number_block TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON case_number_block TO {{staff}};

CREATE SEQUENCE case_number_seq AS bigint INCREMENT 64 START 1;
GRANT USAGE ON SEQUENCE case_number_seq TO {{institution}};
GRANT SELECT, USAGE ON SEQUENCE case_number_seq TO {{staff}};

CREATE TABLE case_number_unused (
  first bigint NOT NULL,
  last bigint NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  answered_by uuid,
  failure text,
  CONSTRAINT case_number_unused_pkey PRIMARY KEY (first),
  CONSTRAINT case_number_unused_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES incident(id),
  CONSTRAINT case_number_unused_check CHECK (last >= first),
  CONSTRAINT case_number_unused_check1 CHECK ((reason = 'not-written') = (failure IS NOT NULL)),
  CONSTRAINT case_number_unused_check2 CHECK (answered_by IS NULL OR reason = 'reported-already'),
  CONSTRAINT case_number_unused_reason_check CHECK (reason IN ('reported-already', 'not-written', 'process-ended'))
);
CREATE INDEX case_number_unused_answered_by ON case_number_unused (answered_by) WHERE answered_by IS NOT NULL;
ALTER TABLE case_number_unused ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_number_unused FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON case_number_unused TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON case_number_unused TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON case_number_unused TO {{staff}};

CREATE TABLE case_past (
  subject_id uuid NOT NULL,
  until timestamptz NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  was jsonb NOT NULL,
  CONSTRAINT case_past_pkey PRIMARY KEY (subject_id, until),
  CONSTRAINT case_past_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE
);
CREATE INDEX case_past_case ON case_past (incident_id, until);
ALTER TABLE case_past ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_past FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON case_past TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON case_past TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON case_past TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON case_past AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON case_past AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON case_past AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT ON case_past TO {{institution}};
GRANT SELECT ON case_past TO {{staff}};

CREATE TABLE claimant (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  no smallint NOT NULL,
  name text NOT NULL,
  entered_by uuid,
  entered_at timestamptz NOT NULL,
  CONSTRAINT claimant_pkey PRIMARY KEY (id),
  CONSTRAINT claimant_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT claimant_incident_id_no_key UNIQUE (incident_id, no),
  CONSTRAINT claimant_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT claimant_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT claimant_name_check CHECK (length(name) >= 1 AND length(name) <= 200),
  CONSTRAINT claimant_no_check CHECK (no > 0)
);
ALTER TABLE claimant ENABLE ROW LEVEL SECURITY;
ALTER TABLE claimant FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_enter ON claimant FOR INSERT TO {{institution}}
    WITH CHECK ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND
    app_sees_audience('claimants'));
CREATE POLICY institution_read ON claimant FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND
    app_sees_audience('claimants'));
CREATE POLICY owner_all ON claimant TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON claimant TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON claimant AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON claimant AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON claimant AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON claimant TO {{institution}};
GRANT INSERT, SELECT ON claimant TO {{staff}};

CREATE TABLE claimant_act (
  id uuid NOT NULL,
  claimant_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  kind text NOT NULL,
  yen bigint NOT NULL,
  on_day date NOT NULL,
  document_id uuid,
  note text,
  entered_by uuid,
  at timestamptz NOT NULL,
  CONSTRAINT claimant_act_pkey PRIMARY KEY (id),
  CONSTRAINT claimant_act_claimant_id_institution_id_fkey FOREIGN KEY (claimant_id, institution_id)
      REFERENCES claimant(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT claimant_act_document_id_institution_id_fkey FOREIGN KEY (document_id, institution_id)
      REFERENCES document(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT claimant_act_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT claimant_act_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT claimant_act_kind_check CHECK (kind IN ('demand', 'paid-by-institution', 'consent', 'settlement',
      'judgment')),
  CONSTRAINT claimant_act_note_check CHECK (length(note) >= 1 AND length(note) <= 2000),
  CONSTRAINT claimant_act_yen_check CHECK (yen >= 0 AND yen <= '999999999999999'::bigint)
);
CREATE INDEX claimant_act_case ON claimant_act (incident_id);
CREATE INDEX claimant_act_of ON claimant_act (claimant_id, kind, at);
ALTER TABLE claimant_act ENABLE ROW LEVEL SECURITY;
ALTER TABLE claimant_act FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_enter ON claimant_act FOR INSERT TO {{institution}}
    WITH CHECK ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND
    app_sees_audience('claimants') AND (kind IN ('demand', 'paid-by-institution', 'consent')));
CREATE POLICY institution_read ON claimant_act FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND
    app_sees_audience('claimants'));
CREATE POLICY owner_all ON claimant_act TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON claimant_act TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON claimant_act AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON claimant_act AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON claimant_act AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON claimant_act TO {{institution}};
GRANT INSERT, SELECT ON claimant_act TO {{staff}};

CREATE TABLE clock_suspension (
  id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  from_on date NOT NULL,
  to_on date,
  reason text NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL,
  CONSTRAINT clock_suspension_pkey PRIMARY KEY (id),
  CONSTRAINT clock_suspension_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT clock_suspension_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT clock_suspension_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT clock_suspension_check CHECK (to_on >= from_on),
  CONSTRAINT clock_suspension_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000)
);
CREATE INDEX clock_suspension_case ON clock_suspension (incident_id);
CREATE UNIQUE INDEX clock_suspension_open ON clock_suspension (expense_id) WHERE to_on IS NULL;
ALTER TABLE clock_suspension ENABLE ROW LEVEL SECURITY;
ALTER TABLE clock_suspension FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON clock_suspension TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON clock_suspension TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON clock_suspension TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON clock_suspension AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON clock_suspension AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON clock_suspension AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, expense_id, incident_id, institution_id, from_on, to_on) ON clock_suspension TO {{institution}};
GRANT INSERT, SELECT ON clock_suspension TO {{staff}};
GRANT UPDATE (to_on) ON clock_suspension TO {{staff}};

CREATE TABLE common_cause (
  id uuid NOT NULL,
  name text NOT NULL,
  name_folded text NOT NULL,
  first_reported_at timestamptz NOT NULL,
  last_reported_at timestamptz NOT NULL,
  surge_at timestamptz,
  CONSTRAINT common_cause_pkey PRIMARY KEY (id),
  CONSTRAINT common_cause_check CHECK (last_reported_at >= first_reported_at)
);
CREATE INDEX common_cause_name ON common_cause (name_folded, last_reported_at);
CREATE INDEX common_cause_recent ON common_cause (last_reported_at, id);
ALTER TABLE common_cause ENABLE ROW LEVEL SECURITY;
ALTER TABLE common_cause FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON common_cause TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON common_cause TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON common_cause TO {{staff}};
GRANT UPDATE (first_reported_at, last_reported_at, surge_at) ON common_cause TO {{staff}};

CREATE TABLE common_cause_case (
  common_cause_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  name text NOT NULL,
  reported_at timestamptz NOT NULL,
  linked_at timestamptz NOT NULL,
  CONSTRAINT common_cause_case_pkey PRIMARY KEY (common_cause_id, incident_id),
  CONSTRAINT common_cause_case_common_cause_id_fkey FOREIGN KEY (common_cause_id) REFERENCES common_cause(id),
  CONSTRAINT common_cause_case_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE
);
CREATE INDEX common_cause_case_case ON common_cause_case (incident_id);
CREATE INDEX common_cause_case_time ON common_cause_case (common_cause_id, reported_at);
ALTER TABLE common_cause_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE common_cause_case FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON common_cause_case TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON common_cause_case TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON common_cause_case TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON common_cause_case AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON common_cause_case AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON common_cause_case AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT DELETE, INSERT, SELECT ON common_cause_case TO {{staff}};
CREATE TRIGGER count_linked AFTER INSERT ON common_cause_case REFERENCING NEW TABLE AS come FOR EACH STATEMENT
    EXECUTE FUNCTION count_common_cause();
CREATE TRIGGER count_moved AFTER UPDATE ON common_cause_case REFERENCING OLD TABLE AS gone NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION count_common_cause();
CREATE TRIGGER count_unlinked AFTER DELETE ON common_cause_case REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
    EXECUTE FUNCTION count_common_cause();

CREATE TABLE common_cause_count (
  common_cause_id uuid NOT NULL,
  part smallint NOT NULL,
  cases integer NOT NULL,
  institutions integer NOT NULL,
  CONSTRAINT common_cause_count_pkey PRIMARY KEY (common_cause_id, part),
  CONSTRAINT common_cause_count_common_cause_id_fkey FOREIGN KEY (common_cause_id) REFERENCES common_cause(id)
);
ALTER TABLE common_cause_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE common_cause_count FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON common_cause_count TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON common_cause_count TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON common_cause_count TO {{staff}};

CREATE TABLE common_cause_institution (
  common_cause_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  cases integer NOT NULL,
  CONSTRAINT common_cause_institution_pkey PRIMARY KEY (common_cause_id, institution_id),
  CONSTRAINT common_cause_institution_common_cause_id_fkey FOREIGN KEY (common_cause_id) REFERENCES common_cause(id),
  CONSTRAINT common_cause_institution_cases_check CHECK (cases >= 0)
);
ALTER TABLE common_cause_institution ENABLE ROW LEVEL SECURITY;
ALTER TABLE common_cause_institution FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON common_cause_institution TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*');
CREATE POLICY owner_all ON common_cause_institution TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON common_cause_institution TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON common_cause_institution TO {{staff}};

CREATE TABLE completion_day (
  id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  complete_on date NOT NULL,
  missing text NOT NULL,
  entered_by uuid NOT NULL,
  noticed_at timestamptz NOT NULL,
  CONSTRAINT completion_day_pkey PRIMARY KEY (id),
  CONSTRAINT completion_day_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT completion_day_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT completion_day_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT completion_day_missing_check CHECK (length(missing) >= 1 AND length(missing) <= 2000)
);
CREATE INDEX completion_day_case ON completion_day (incident_id);
CREATE INDEX completion_day_expense ON completion_day (expense_id, noticed_at);
ALTER TABLE completion_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE completion_day FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON completion_day TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON completion_day TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON completion_day TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON completion_day AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON completion_day AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON completion_day AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, expense_id, incident_id, institution_id, complete_on, noticed_at) ON completion_day TO
    {{institution}};
GRANT INSERT, SELECT ON completion_day TO {{staff}};

CREATE VIEW confirmed_role WITH (security_invoker=true) AS
 SELECT person_id, role, confirmed_at
   FROM role_grant g
  WHERE confirmed_at IS NOT NULL AND ended_at IS NULL;
GRANT SELECT ON confirmed_role TO {{access}};
GRANT SELECT ON confirmed_role TO {{staff}};
COMMENT ON VIEW confirmed_role IS 'roles of the insurer''s people that count now';

CREATE TABLE coverage_outlook (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  facts_version integer NOT NULL,
  outlook text NOT NULL,
  input jsonb NOT NULL,
  request_hash bytea,
  terms_version text,
  answer jsonb NOT NULL,
  at timestamptz NOT NULL,
  assessment jsonb,
  answer_hash bytea,
  support_outlook text,
  CONSTRAINT coverage_outlook_pkey PRIMARY KEY (id),
  CONSTRAINT coverage_outlook_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT coverage_outlook_outlook_check CHECK (outlook IN ('green', 'amber', 'red')),
  CONSTRAINT coverage_outlook_support_outlook_check CHECK (support_outlook IN ('available', 'refer', 'not-available'))
);
CREATE INDEX outlook_case ON coverage_outlook (incident_id, at);
ALTER TABLE coverage_outlook ENABLE ROW LEVEL SECURITY;
ALTER TABLE coverage_outlook FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON coverage_outlook TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON coverage_outlook TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON coverage_outlook TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON coverage_outlook AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON coverage_outlook AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON coverage_outlook AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, incident_id, institution_id, request_hash, terms_version, answer, at, assessment) ON
    coverage_outlook TO {{institution}};
GRANT INSERT, SELECT ON coverage_outlook TO {{staff}};
COMMENT ON COLUMN coverage_outlook.answer_hash IS
    'SHA-256 of the answer as it is printed; null where the engine was not called';

CREATE TABLE credential (
  person_id uuid NOT NULL,
  password_hash text,
  changed_at timestamptz NOT NULL,
  CONSTRAINT credential_pkey PRIMARY KEY (person_id),
  CONSTRAINT credential_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
ALTER TABLE credential ENABLE ROW LEVEL SECURITY;
ALTER TABLE credential FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON credential TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON credential TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON credential TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON credential TO {{access}};
GRANT UPDATE (password_hash, changed_at) ON credential TO {{access}};
GRANT SELECT (person_id, changed_at) ON credential TO {{staff}};

CREATE TABLE decision (
  id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  no smallint NOT NULL,
  kind text NOT NULL,
  amount_yen bigint NOT NULL,
  claimed_yen bigint NOT NULL,
  assessed_yen bigint NOT NULL,
  deductible_yen bigint NOT NULL,
  reasons jsonb NOT NULL,
  answers jsonb NOT NULL,
  text_ja text NOT NULL,
  text_en text,
  basis jsonb NOT NULL,
  needs jsonb NOT NULL,
  countersigners smallint NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_as text NOT NULL,
  proposed_at timestamptz NOT NULL,
  CONSTRAINT decision_pkey PRIMARY KEY (id),
  CONSTRAINT decision_expense_id_no_key UNIQUE (expense_id, no),
  CONSTRAINT decision_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT decision_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT decision_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT decision_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES person(id),
  CONSTRAINT decision_amount_yen_check CHECK (amount_yen >= 0 AND amount_yen <= '999999999999999'::bigint),
  CONSTRAINT decision_check CHECK (assessed_yen >= 0 AND assessed_yen <= claimed_yen),
  CONSTRAINT decision_check1 CHECK (amount_yen <= claimed_yen),
  CONSTRAINT decision_check2 CHECK (
  CASE kind
      WHEN 'reject' THEN amount_yen = 0
      WHEN 'reduce' THEN amount_yen < assessed_yen
      ELSE amount_yen >= assessed_yen
  END),
  CONSTRAINT decision_check3 CHECK (kind = 'approve' OR countersigners > 0),
  CONSTRAINT decision_claimed_yen_check CHECK (claimed_yen >= 0),
  CONSTRAINT decision_countersigners_check CHECK (countersigners >= 0 AND countersigners <= 2),
  CONSTRAINT decision_deductible_yen_check CHECK (deductible_yen >= 0),
  CONSTRAINT decision_kind_check CHECK (kind IN ('approve', 'reduce', 'reject')),
  CONSTRAINT decision_no_check CHECK (no > 0),
  CONSTRAINT decision_proposed_as_check CHECK (proposed_as IN ('adjuster', 'senior-adjuster')),
  CONSTRAINT decision_text_en_check CHECK (length(text_en) >= 1 AND length(text_en) <= 2000),
  CONSTRAINT decision_text_ja_check CHECK (length(text_ja) >= 1 AND length(text_ja) <= 2000)
);
CREATE INDEX decision_case ON decision (incident_id);
CREATE INDEX decision_proposer ON decision (proposed_by);
ALTER TABLE decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE decision FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON decision TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON decision TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON decision TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON decision AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON decision AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON decision AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON decision TO {{staff}};
CREATE TRIGGER decision_guard AFTER INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_guard();

CREATE TABLE decision_act (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  kind text NOT NULL,
  person_id uuid NOT NULL,
  acting_as text NOT NULL,
  articles jsonb DEFAULT '[]'::jsonb NOT NULL,
  note text,
  at timestamptz NOT NULL,
  CONSTRAINT decision_act_pkey PRIMARY KEY (id),
  CONSTRAINT decision_act_decision_id_kind_person_id_key UNIQUE (decision_id, kind, person_id),
  CONSTRAINT decision_act_decision_id_institution_id_fkey FOREIGN KEY (decision_id, institution_id)
      REFERENCES decision(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT decision_act_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT decision_act_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT decision_act_acting_as_check CHECK (acting_as IN ('adjuster', 'senior-adjuster')),
  CONSTRAINT decision_act_check CHECK (kind <> 'sent-back' OR note IS NOT NULL),
  CONSTRAINT decision_act_kind_check CHECK (kind IN ('countersigned', 'sent-back', 'taken-back', 'undone', 'reversed')),
  CONSTRAINT decision_act_note_check CHECK (length(note) >= 1 AND length(note) <= 2000)
);
CREATE UNIQUE INDEX decision_act_end ON decision_act (decision_id) WHERE kind <> 'countersigned';
ALTER TABLE decision_act ENABLE ROW LEVEL SECURITY;
ALTER TABLE decision_act FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON decision_act TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON decision_act TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON decision_act TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON decision_act AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON decision_act AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON decision_act AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON decision_act TO {{staff}};
CREATE TRIGGER decision_act_guard AFTER INSERT ON decision_act FOR EACH ROW EXECUTE FUNCTION decision_act_guard();

CREATE TABLE declared_premises (
  member_period_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  facility_id uuid NOT NULL,
  from_on date NOT NULL,
  to_on date,
  to_reason text,
  CONSTRAINT declared_premises_pkey PRIMARY KEY (member_period_id, facility_id, from_on),
  CONSTRAINT declared_premises_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id),
  CONSTRAINT declared_premises_member_period_id_institution_id_fkey FOREIGN KEY (member_period_id, institution_id)
      REFERENCES member_period(id, institution_id),
  CONSTRAINT declared_premises_check CHECK (to_on > from_on)
);
ALTER TABLE declared_premises ENABLE ROW LEVEL SECURITY;
ALTER TABLE declared_premises FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON declared_premises TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*');
CREATE POLICY owner_all ON declared_premises TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON declared_premises TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON declared_premises TO {{institution}};
GRANT INSERT, SELECT ON declared_premises TO {{staff}};
GRANT UPDATE (to_on, to_reason) ON declared_premises TO {{staff}};

CREATE TABLE delivery (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  event_created_at timestamptz NOT NULL,
  queue text NOT NULL,
  subject text NOT NULL,
  ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  due_at timestamptz NOT NULL,
  passed_at timestamptz,
  attempts smallint DEFAULT 0 NOT NULL,
  failed_at timestamptz,
  reason text,
  CONSTRAINT delivery_pkey PRIMARY KEY (consumer, event_id, event_created_at),
  CONSTRAINT delivery_subject_check CHECK (subject ~
      '^(case|person|policy|institution|clock):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
);
CREATE INDEX delivery_failed ON delivery (failed_at) WHERE failed_at IS NOT NULL;
CREATE INDEX delivery_never_passed ON delivery (due_at) WHERE failed_at IS NULL AND passed_at IS NULL;
CREATE INDEX delivery_open ON delivery (subject, queue) WHERE failed_at IS NULL;
CREATE INDEX delivery_passed ON delivery (queue, passed_at) WHERE failed_at IS NULL AND passed_at IS NOT NULL;
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON delivery TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON delivery TO {{staff}} USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT ON delivery TO {{staff}};
GRANT UPDATE (due_at, passed_at, attempts, failed_at, reason) ON delivery TO {{staff}};

CREATE TABLE desk_call (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  purpose text NOT NULL,
  outcome text NOT NULL,
  called_at timestamptz,
  note text,
  recorded_by uuid,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT desk_call_pkey PRIMARY KEY (id),
  CONSTRAINT desk_call_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT desk_call_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES person(id),
  CONSTRAINT desk_call_check CHECK ((outcome = 'not-recorded') = (recorded_by IS NULL)),
  CONSTRAINT desk_call_check1 CHECK ((outcome = 'not-recorded') = (called_at IS NULL)),
  CONSTRAINT desk_call_check2 CHECK (purpose = 'call-back' OR outcome = 'reached'),
  CONSTRAINT desk_call_note_check CHECK (length(note) >= 1 AND length(note) <= 2000),
  CONSTRAINT desk_call_outcome_check CHECK (outcome IN ('reached', 'not-reached', 'not-recorded')),
  CONSTRAINT desk_call_purpose_check CHECK (purpose IN ('call-back', 'acknowledgement'))
);
CREATE INDEX desk_call_case ON desk_call (incident_id, called_at);
CREATE INDEX desk_call_reached ON desk_call (called_at) WHERE purpose = 'call-back' AND outcome = 'reached';
ALTER TABLE desk_call ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk_call FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_read ON desk_call FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON desk_call TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON desk_call TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON desk_call AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON desk_call AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_own_call ON desk_call AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (current_setting('app.actor_id', true) = ('person:' || recorded_by));
CREATE POLICY staff_update ON desk_call AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, incident_id, institution_id, purpose, outcome, called_at) ON desk_call TO {{institution}};
GRANT INSERT, SELECT ON desk_call TO {{staff}};

CREATE TABLE device_code (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  code_hash bytea,
  kind text NOT NULL,
  made_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  sent_at timestamptz,
  next_at timestamptz,
  tries integer DEFAULT 0 NOT NULL,
  claim uuid,
  claimed_at timestamptz,
  handed_at timestamptz,
  failed_at timestamptz,
  CONSTRAINT device_code_pkey PRIMARY KEY (id),
  CONSTRAINT device_code_code_hash_key UNIQUE (code_hash),
  CONSTRAINT device_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT device_code_check CHECK (expires_at > created_at),
  CONSTRAINT device_code_check1 CHECK (code_hash IS NOT NULL OR kind = 'link' AND tries = 0),
  CONSTRAINT device_code_check2 CHECK (kind = 'link' OR next_at IS NULL),
  CONSTRAINT device_code_check3 CHECK ((claim IS NULL) = (claimed_at IS NULL)),
  CONSTRAINT device_code_kind_check CHECK (kind IN ('desk', 'link'))
);
CREATE INDEX device_code_due ON device_code (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX device_code_person ON device_code (person_id, created_at);
ALTER TABLE device_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE device_code FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON device_code TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON device_code TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON device_code TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON device_code TO {{access}};
GRANT UPDATE (used_at, sent_at) ON device_code TO {{access}};
GRANT SELECT (id, person_id, kind, made_by, created_at, expires_at, used_at, sent_at, next_at, tries, claimed_at,
    handed_at, failed_at) ON device_code TO {{staff}};

CREATE TABLE document (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  kind text NOT NULL,
  file_name text NOT NULL,
  media_type text NOT NULL,
  size_bytes bigint NOT NULL,
  sha256 bytea NOT NULL,
  audience text NOT NULL,
  scan text NOT NULL,
  received_on date NOT NULL,
  uploaded_by uuid,
  uploaded_as text NOT NULL,
  uploaded_at timestamptz NOT NULL,
  needs_password boolean DEFAULT false NOT NULL,
  CONSTRAINT document_pkey PRIMARY KEY (id),
  CONSTRAINT document_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT document_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT document_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES person(id),
  CONSTRAINT document_audience_check CHECK (audience IN ('all', 'claimants', 'insurer')),
  CONSTRAINT document_check CHECK (received_on <= (uploaded_at AT TIME ZONE 'Asia/Tokyo')::date),
  CONSTRAINT document_file_name_check CHECK (length(file_name) >= 1 AND length(file_name) <= 200),
  CONSTRAINT document_kind_check CHECK (kind ~ '^[a-z-]{1,40}$'),
  CONSTRAINT document_scan_check CHECK (scan IN ('clean', 'not-scanned')),
  CONSTRAINT document_sha256_check CHECK (length(sha256) = 32),
  CONSTRAINT document_size_bytes_check CHECK (size_bytes >= 1 AND size_bytes <= 104857600),
  CONSTRAINT document_unread_is_unscanned CHECK (NOT needs_password OR scan = 'not-scanned') NOT VALID
);
CREATE INDEX document_case ON document (incident_id, uploaded_at);
CREATE INDEX document_content ON document (sha256);
ALTER TABLE document ENABLE ROW LEVEL SECURITY;
ALTER TABLE document FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_read ON document FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND app_sees_audience(audience));
CREATE POLICY institution_upload ON document FOR INSERT TO {{institution}}
    WITH CHECK ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND
    app_sees_audience(audience) AND uploaded_as = current_setting('app.as', true) AND received_on = (uploaded_at AT
    TIME ZONE 'Asia/Tokyo')::date);
CREATE POLICY owner_all ON document TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON document TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON document AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON document AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON document AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON document TO {{institution}};
GRANT INSERT, SELECT ON document TO {{staff}};

CREATE TABLE document_erasure (
  document_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  reason text NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  confirmed_by uuid,
  confirmed_at timestamptz,
  erased_at timestamptz,
  erase_after timestamptz,
  erase_tries integer DEFAULT 0 NOT NULL,
  CONSTRAINT document_erasure_pkey PRIMARY KEY (document_id),
  CONSTRAINT document_erasure_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES person(id),
  CONSTRAINT document_erasure_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES person(id),
  CONSTRAINT document_erasure_document_id_institution_id_fkey FOREIGN KEY (document_id, institution_id)
      REFERENCES document(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT document_erasure_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT document_erasure_check CHECK (confirmed_by <> asked_by),
  CONSTRAINT document_erasure_check1 CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CONSTRAINT document_erasure_check2 CHECK (erased_at IS NULL OR confirmed_at IS NOT NULL),
  CONSTRAINT document_erasure_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000)
);
CREATE INDEX document_erasure_due ON document_erasure (confirmed_at)
    WHERE confirmed_at IS NOT NULL AND erased_at IS NULL;
ALTER TABLE document_erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_erasure FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON document_erasure TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON document_erasure TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON document_erasure TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_asks_first ON document_erasure AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (confirmed_by IS NULL AND erased_at IS NULL);
CREATE POLICY staff_delete ON document_erasure AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON document_erasure AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON document_erasure AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (document_id, incident_id, institution_id, confirmed_at, erased_at) ON document_erasure TO
    {{institution}};
GRANT INSERT, SELECT ON document_erasure TO {{staff}};
GRANT UPDATE (erase_after, erase_tries) ON document_erasure TO {{staff}};
CREATE TRIGGER document_erasure_guard AFTER INSERT OR UPDATE ON document_erasure FOR EACH ROW
    EXECUTE FUNCTION document_erasure_guard();

CREATE TABLE document_opening (
  document_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  password_on date NOT NULL,
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  CONSTRAINT document_opening_pkey PRIMARY KEY (document_id),
  CONSTRAINT document_opening_document_id_institution_id_fkey FOREIGN KEY (document_id, institution_id)
      REFERENCES document(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT document_opening_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT document_opening_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES person(id),
  CONSTRAINT document_opening_check CHECK (password_on <= (opened_at AT TIME ZONE 'Asia/Tokyo')::date)
);
CREATE INDEX document_opening_case ON document_opening (incident_id);
ALTER TABLE document_opening ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_opening FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON document_opening TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON document_opening TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON document_opening TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON document_opening AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON document_opening AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON document_opening AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (document_id, incident_id, institution_id, password_on, opened_at) ON document_opening TO
    {{institution}};
GRANT INSERT, SELECT ON document_opening TO {{staff}};
CREATE TRIGGER document_opening_guard AFTER INSERT ON document_opening FOR EACH ROW
    EXECUTE FUNCTION document_opening_guard();

CREATE TABLE document_text (
  document_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  name_folded text NOT NULL,
  name_grams text[] NOT NULL,
  text_folded text,
  text_grams text[],
  CONSTRAINT document_text_pkey PRIMARY KEY (document_id),
  CONSTRAINT document_text_document_id_institution_id_fkey FOREIGN KEY (document_id, institution_id)
      REFERENCES document(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT document_text_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT document_text_check CHECK ((text_folded IS NULL) = (text_grams IS NULL)),
  CONSTRAINT document_text_text_folded_check CHECK (octet_length(text_folded) <= 300000)
);
CREATE INDEX document_text_case ON document_text (incident_id);
CREATE INDEX document_text_name ON document_text USING gin (name_grams);
CREATE INDEX document_text_text ON document_text USING gin (text_grams);
ALTER TABLE document_text ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_text FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON document_text TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY institution_readers ON document_text AS RESTRICTIVE TO {{institution}} USING ((EXISTS ( SELECT
   FROM document d
  WHERE d.id = document_text.document_id))) WITH CHECK ((EXISTS ( SELECT
   FROM document d
  WHERE d.id = document_text.document_id)));
CREATE POLICY owner_all ON document_text TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON document_text TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON document_text AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON document_text AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON document_text AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON document_text TO {{institution}};
GRANT INSERT, SELECT ON document_text TO {{staff}};
GRANT UPDATE (text_folded, text_grams) ON document_text TO {{staff}};

CREATE TABLE duplicate_finding (
  id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  finding text NOT NULL,
  others uuid[] NOT NULL,
  reason text NOT NULL,
  found_by uuid NOT NULL,
  at timestamptz NOT NULL,
  confirmed_by uuid,
  confirmed_at timestamptz,
  CONSTRAINT duplicate_finding_pkey PRIMARY KEY (id),
  CONSTRAINT duplicate_finding_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES person(id),
  CONSTRAINT duplicate_finding_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT duplicate_finding_found_by_fkey FOREIGN KEY (found_by) REFERENCES person(id),
  CONSTRAINT duplicate_finding_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT duplicate_finding_check CHECK (confirmed_by <> found_by),
  CONSTRAINT duplicate_finding_check1 CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CONSTRAINT duplicate_finding_check2 CHECK (finding = 'duplicate' OR confirmed_by IS NULL),
  CONSTRAINT duplicate_finding_finding_check CHECK (finding IN ('no-duplicate', 'duplicate')),
  CONSTRAINT duplicate_finding_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000)
);
CREATE INDEX duplicate_finding_case ON duplicate_finding (incident_id);
CREATE INDEX duplicate_finding_expense ON duplicate_finding (expense_id, at);
ALTER TABLE duplicate_finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE duplicate_finding FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON duplicate_finding TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON duplicate_finding TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON duplicate_finding TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON duplicate_finding AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON duplicate_finding AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON duplicate_finding AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON duplicate_finding TO {{staff}};
GRANT UPDATE (confirmed_by, confirmed_at) ON duplicate_finding TO {{staff}};
CREATE TRIGGER duplicate_finding_guard AFTER INSERT OR UPDATE ON duplicate_finding FOR EACH ROW
    EXECUTE FUNCTION duplicate_finding_guard();

CREATE TABLE evidence_requirement (
  id uuid NOT NULL,
  category text NOT NULL,
  kind text NOT NULL,
  needed boolean NOT NULL,
  only_while text,
  from_on date NOT NULL,
  source text NOT NULL,
  entered_by uuid,
  entered_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT evidence_requirement_pkey PRIMARY KEY (id),
  CONSTRAINT evidence_requirement_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT evidence_requirement_kind_check CHECK (kind ~ '^[a-z-]{1,40}$'),
  CONSTRAINT evidence_requirement_only_while_check CHECK (only_while = 'no-attack-confirmed'),
  CONSTRAINT evidence_requirement_source_check CHECK (length(source) >= 1 AND length(source) <= 500)
);
CREATE INDEX evidence_requirement_of ON evidence_requirement (category, kind, from_on);
ALTER TABLE evidence_requirement ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_requirement FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON evidence_requirement FOR SELECT TO {{institution}} USING (true);
CREATE POLICY owner_all ON evidence_requirement TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON evidence_requirement TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON evidence_requirement TO {{institution}};
GRANT INSERT, SELECT ON evidence_requirement TO {{staff}};

CREATE TABLE evidence_waiver (
  expense_id uuid NOT NULL,
  kind text NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  reason text NOT NULL,
  waived_by uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT evidence_waiver_pkey PRIMARY KEY (expense_id, kind),
  CONSTRAINT evidence_waiver_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT evidence_waiver_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT evidence_waiver_waived_by_fkey FOREIGN KEY (waived_by) REFERENCES person(id),
  CONSTRAINT evidence_waiver_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000)
);
CREATE INDEX evidence_waiver_case ON evidence_waiver (incident_id);
ALTER TABLE evidence_waiver ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_waiver FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON evidence_waiver TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON evidence_waiver TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON evidence_waiver TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON evidence_waiver AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON evidence_waiver AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON evidence_waiver AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (expense_id, kind, incident_id, institution_id) ON evidence_waiver TO {{institution}};
GRANT INSERT, SELECT ON evidence_waiver TO {{staff}};
CREATE TRIGGER evidence_waiver_guard AFTER INSERT ON evidence_waiver FOR EACH ROW
    EXECUTE FUNCTION evidence_waiver_guard();

CREATE TABLE exchange_rate (
  id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  rate numeric(18,6) NOT NULL,
  source text NOT NULL,
  on_day date NOT NULL,
  yen bigint NOT NULL,
  fixed_by uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT exchange_rate_pkey PRIMARY KEY (id),
  CONSTRAINT exchange_rate_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT exchange_rate_fixed_by_fkey FOREIGN KEY (fixed_by) REFERENCES person(id),
  CONSTRAINT exchange_rate_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT exchange_rate_rate_check CHECK (rate > 0::numeric),
  CONSTRAINT exchange_rate_source_check CHECK (length(source) >= 1 AND length(source) <= 200),
  CONSTRAINT exchange_rate_yen_check CHECK (yen >= 0 AND yen <= '999999999999999'::bigint)
);
CREATE INDEX exchange_rate_case ON exchange_rate (incident_id);
CREATE INDEX exchange_rate_expense ON exchange_rate (expense_id, at);
ALTER TABLE exchange_rate ENABLE ROW LEVEL SECURITY;
ALTER TABLE exchange_rate FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON exchange_rate TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON exchange_rate TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON exchange_rate TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON exchange_rate AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON exchange_rate AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON exchange_rate AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, expense_id, incident_id, institution_id, rate, source, on_day, yen, at) ON exchange_rate TO
    {{institution}};
GRANT INSERT, SELECT ON exchange_rate TO {{staff}};

CREATE TABLE expense (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  line smallint NOT NULL,
  version integer NOT NULL,
  state text NOT NULL,
  category text NOT NULL,
  lane text NOT NULL,
  amount_yen bigint NOT NULL,
  tax_yen bigint NOT NULL,
  incurred_on date NOT NULL,
  vendor_name text,
  vendor_folded text,
  invoice_number text,
  description text,
  flags jsonb NOT NULL,
  phase text NOT NULL,
  entered_by uuid,
  submitted_at timestamptz NOT NULL,
  part_of uuid,
  supplements uuid,
  pre_approval_id uuid,
  foreign_bill jsonb,
  claimant_id uuid,
  pay_to text,
  entered_from uuid,
  CONSTRAINT expense_pkey PRIMARY KEY (id),
  CONSTRAINT expense_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT expense_incident_id_line_key UNIQUE (incident_id, line),
  CONSTRAINT expense_claimant_id_institution_id_fkey FOREIGN KEY (claimant_id, institution_id)
      REFERENCES claimant(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT expense_entered_from_fkey FOREIGN KEY (entered_from) REFERENCES expense(id),
  CONSTRAINT expense_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT expense_part_of_institution_id_fkey FOREIGN KEY (part_of, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT expense_pre_approval_id_institution_id_fkey FOREIGN KEY (pre_approval_id, institution_id)
      REFERENCES pre_approval(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT expense_supplements_institution_id_fkey FOREIGN KEY (supplements, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT expense_amount_yen_check CHECK (amount_yen >= 0 AND amount_yen <= '999999999999999'::bigint),
  CONSTRAINT expense_check CHECK (supplements IS NULL OR part_of IS NULL),
  CONSTRAINT expense_check1 CHECK ((claimant_id IS NULL) = (pay_to IS NULL)),
  CONSTRAINT expense_lane_check CHECK (lane IN ('forensics', 'general', 'call-center', 'communications',
      'data-restoration', 'prevention', 'compensation', 'business-interruption')),
  CONSTRAINT expense_line_check CHECK (line > 0),
  CONSTRAINT expense_pay_to_check CHECK (pay_to IN ('institution', 'victim')),
  CONSTRAINT expense_state_check CHECK (state IN ('submitted', 'routed', 'in-review', 'information-requested',
      'proposed', 'approved', 'rejected', 'appealed', 'scheduled', 'paid', 'reversed', 'withdrawn')),
  CONSTRAINT expense_tax_yen_check CHECK (tax_yen >= 0 AND tax_yen <= '999999999999999'::bigint)
);
CREATE INDEX expense_approved ON expense (id) WHERE state = 'approved';
CREATE INDEX expense_claimant ON expense (claimant_id) WHERE claimant_id IS NOT NULL;
CREATE INDEX expense_compared ON expense (category, lane, submitted_at)
    WHERE (state IN ('approved', 'scheduled', 'paid')) AND part_of IS NULL AND supplements IS NULL;
CREATE INDEX expense_entered_from ON expense (entered_from) WHERE entered_from IS NOT NULL;
CREATE INDEX expense_parts ON expense (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX expense_pre_approval ON expense (pre_approval_id) WHERE pre_approval_id IS NOT NULL;
CREATE INDEX expense_supplements ON expense (supplements) WHERE supplements IS NOT NULL;
CREATE INDEX expense_unruled ON expense (submitted_at)
    WHERE state IN ('submitted', 'routed', 'in-review', 'information-requested', 'proposed', 'appealed');
CREATE INDEX expense_vendor_day ON expense (institution_id, vendor_folded, incurred_on);
CREATE INDEX expense_vendor_invoice ON expense (institution_id, vendor_folded,
    upper(translate(NORMALIZE(invoice_number, NFKC), ' -‐－ー.', ''))) WHERE invoice_number IS NOT NULL;
CREATE INDEX expense_waiting ON expense (submitted_at) WHERE state = 'submitted';
ALTER TABLE expense ENABLE ROW LEVEL SECURITY;
ALTER TABLE expense FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_enters_nothing_anew ON expense AS RESTRICTIVE FOR INSERT TO {{institution}}
    WITH CHECK (entered_from IS NULL);
CREATE POLICY institution_read ON expense FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY institution_submit ON expense FOR INSERT TO {{institution}}
    WITH CHECK ((institution_id = ANY ((( SELECT app_institutions() AS app_institutions))::uuid[])) AND
    app_sees_case(incident_id) AND state = 'submitted' AND version = 1 AND part_of IS NULL);
CREATE POLICY owner_all ON expense TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON expense TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON expense AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON expense AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON expense AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (app_writes_case(incident_id))
    WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON expense TO {{institution}};
GRANT INSERT, SELECT ON expense TO {{staff}};
GRANT UPDATE (version, category, lane, amount_yen, tax_yen, flags, phase, pre_approval_id, claimant_id, pay_to) ON
    expense TO {{staff}};
CREATE TRIGGER ends_withdrawn AFTER UPDATE OF state ON expense FOR EACH ROW
    WHEN (OLD.state <> NEW.state AND NEW.state = 'withdrawn') EXECUTE FUNCTION end_withdrawn();
CREATE TRIGGER expense_figures_guard BEFORE UPDATE OF amount_yen, tax_yen, category, lane, flags, phase,
    claimant_id, pay_to ON expense FOR EACH ROW
    WHEN (OLD.amount_yen IS DISTINCT FROM NEW.amount_yen OR OLD.tax_yen IS DISTINCT FROM NEW.tax_yen OR OLD.category IS
    DISTINCT FROM NEW.category OR OLD.lane IS DISTINCT FROM NEW.lane OR OLD.flags IS DISTINCT FROM NEW.flags OR
    OLD.phase IS DISTINCT FROM NEW.phase OR OLD.claimant_id IS DISTINCT FROM NEW.claimant_id OR OLD.pay_to IS DISTINCT
    FROM NEW.pay_to) EXECUTE FUNCTION expense_figures_guard();
CREATE TRIGGER expense_move_guard BEFORE UPDATE OF state ON expense FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state AND NOT ((OLD.state IN ('submitted', 'in-review')) AND NEW.state =
    'routed')) EXECUTE FUNCTION expense_move_guard();
CREATE TRIGGER keep_past AFTER UPDATE ON expense REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
    FOR EACH STATEMENT EXECUTE FUNCTION keep_past();
CREATE TRIGGER supplement_guard AFTER INSERT ON expense FOR EACH ROW WHEN (NEW.supplements IS NOT NULL)
    EXECUTE FUNCTION supplement_guard();

CREATE TABLE expense_consent (
  id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  ceiling_yen bigint NOT NULL,
  given_on date NOT NULL,
  reason text NOT NULL,
  given_by uuid NOT NULL,
  acting_as text NOT NULL,
  at timestamptz NOT NULL,
  of_consent uuid,
  CONSTRAINT expense_consent_pkey PRIMARY KEY (id),
  CONSTRAINT expense_consent_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT expense_consent_given_by_fkey FOREIGN KEY (given_by) REFERENCES person(id),
  CONSTRAINT expense_consent_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT expense_consent_of_consent_fkey FOREIGN KEY (of_consent) REFERENCES expense_consent(id),
  CONSTRAINT expense_consent_acting_as_check CHECK (acting_as IN ('adjuster', 'senior-adjuster')),
  CONSTRAINT expense_consent_ceiling_yen_check CHECK (ceiling_yen >= 0 AND ceiling_yen <= '999999999999999'::bigint),
  CONSTRAINT expense_consent_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000)
);
CREATE INDEX expense_consent_case ON expense_consent (incident_id);
CREATE INDEX expense_consent_expense ON expense_consent (expense_id);
ALTER TABLE expense_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE expense_consent FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON expense_consent TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON expense_consent TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON expense_consent TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON expense_consent AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON expense_consent AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON expense_consent AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, expense_id, incident_id, institution_id, ceiling_yen, given_on, at) ON expense_consent TO
    {{institution}};
GRANT INSERT, SELECT ON expense_consent TO {{staff}};
CREATE TRIGGER expense_consent_guard AFTER INSERT ON expense_consent FOR EACH ROW
    EXECUTE FUNCTION expense_consent_guard();

CREATE TABLE expense_evidence (
  expense_id uuid NOT NULL,
  document_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  linked_by uuid,
  at timestamptz NOT NULL,
  CONSTRAINT expense_evidence_pkey PRIMARY KEY (expense_id, document_id),
  CONSTRAINT expense_evidence_document_id_institution_id_fkey FOREIGN KEY (document_id, institution_id)
      REFERENCES document(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT expense_evidence_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT expense_evidence_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT expense_evidence_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES person(id)
);
CREATE INDEX expense_evidence_case ON expense_evidence (incident_id);
CREATE INDEX expense_evidence_document ON expense_evidence (document_id);
ALTER TABLE expense_evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE expense_evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON expense_evidence TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON expense_evidence TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON expense_evidence TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON expense_evidence AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON expense_evidence AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON expense_evidence AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON expense_evidence TO {{institution}};
GRANT INSERT, SELECT ON expense_evidence TO {{staff}};

CREATE TABLE facility (
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  name_grams text[] NOT NULL,
  kind text NOT NULL,
  prefecture smallint NOT NULL,
  address text,
  beds_general integer,
  beds_total integer,
  valid_from date NOT NULL,
  closed_on date,
  postal_code text,
  listed_on date,
  import_run_id uuid,
  name_folded text DEFAULT '' NOT NULL,
  name_search text DEFAULT '' NOT NULL,
  place_search text DEFAULT '' NOT NULL,
  search_grams text[] DEFAULT '{}'::text[] NOT NULL,
  name_length integer GENERATED ALWAYS AS (char_length(name_folded)) STORED,
  CONSTRAINT facility_pkey PRIMARY KEY (id),
  CONSTRAINT facility_code_key UNIQUE (code),
  CONSTRAINT facility_import_run_id_fkey FOREIGN KEY (import_run_id) REFERENCES import_run(id),
  CONSTRAINT facility_beds_general_check CHECK (beds_general >= 0),
  CONSTRAINT facility_check CHECK (beds_total >= beds_general),
  CONSTRAINT facility_check1 CHECK (closed_on >= valid_from),
  CONSTRAINT facility_postal_code_check CHECK (postal_code ~ '^[0-9]{7}$'),
  CONSTRAINT facility_prefecture_check CHECK (prefecture >= 1 AND prefecture <= 47)
);
CREATE INDEX facility_grams ON facility USING gin (name_grams);
CREATE INDEX facility_name_begins ON facility (name_folded text_pattern_ops);
CREATE INDEX facility_name_order ON facility (name_length, code);
CREATE INDEX facility_prefecture ON facility (prefecture, code) WHERE closed_on IS NULL;
CREATE INDEX facility_search_grams ON facility USING gin (search_grams);
CREATE INDEX facility_short_code ON facility (substr(code, 3));
ALTER TABLE facility ENABLE ROW LEVEL SECURITY;
ALTER TABLE facility FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_directory ON facility FOR SELECT TO {{institution}} USING (true);
CREATE POLICY owner_all ON facility TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON facility TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON facility TO {{institution}};
GRANT INSERT, SELECT, UPDATE ON facility TO {{staff}};

CREATE TABLE facility_address (
  facility_id uuid NOT NULL,
  postal_code text,
  address text,
  from_on date NOT NULL,
  CONSTRAINT facility_address_pkey PRIMARY KEY (facility_id, from_on),
  CONSTRAINT facility_address_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id)
);
ALTER TABLE facility_address ENABLE ROW LEVEL SECURITY;
ALTER TABLE facility_address FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_directory ON facility_address FOR SELECT TO {{institution}} USING (true);
CREATE POLICY owner_all ON facility_address TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON facility_address TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON facility_address TO {{institution}};
GRANT INSERT, SELECT ON facility_address TO {{staff}};
GRANT UPDATE (postal_code, address) ON facility_address TO {{staff}};

CREATE TABLE facility_code (
  id uuid NOT NULL,
  institution_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  label text,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT facility_code_pkey PRIMARY KEY (id),
  CONSTRAINT facility_code_code_hash_key UNIQUE (code_hash),
  CONSTRAINT facility_code_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id)
);
ALTER TABLE facility_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE facility_code FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON facility_code TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY institution_own ON facility_code TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*');
CREATE POLICY owner_all ON facility_code TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON facility_code TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON facility_code TO {{access}};
GRANT UPDATE (revoked_at) ON facility_code TO {{access}};
GRANT SELECT (id, institution_id, label, created_at, revoked_at) ON facility_code TO {{staff}};

CREATE TABLE facility_listing (
  facility_id uuid NOT NULL,
  from_on date NOT NULL,
  to_on date,
  CONSTRAINT facility_listing_pkey PRIMARY KEY (facility_id, from_on),
  CONSTRAINT facility_listing_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id),
  CONSTRAINT facility_listing_check CHECK (to_on >= from_on)
);
ALTER TABLE facility_listing ENABLE ROW LEVEL SECURITY;
ALTER TABLE facility_listing FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_directory ON facility_listing FOR SELECT TO {{institution}} USING (true);
CREATE POLICY owner_all ON facility_listing TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON facility_listing TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON facility_listing TO {{institution}};
GRANT INSERT, SELECT ON facility_listing TO {{staff}};
GRANT UPDATE (to_on) ON facility_listing TO {{staff}};

CREATE TABLE facility_name (
  facility_id uuid NOT NULL,
  name text NOT NULL,
  from_on date NOT NULL,
  CONSTRAINT facility_name_pkey PRIMARY KEY (facility_id, from_on),
  CONSTRAINT facility_name_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id)
);
ALTER TABLE facility_name ENABLE ROW LEVEL SECURITY;
ALTER TABLE facility_name FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_directory ON facility_name FOR SELECT TO {{institution}} USING (true);
CREATE POLICY owner_all ON facility_name TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON facility_name TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON facility_name TO {{institution}};
GRANT INSERT, SELECT ON facility_name TO {{staff}};
GRANT UPDATE (name) ON facility_name TO {{staff}};

CREATE TABLE false_facts (
  id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  reason text NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  ended text,
  ended_by uuid,
  ended_at timestamptz,
  CONSTRAINT false_facts_pkey PRIMARY KEY (id),
  CONSTRAINT false_facts_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES person(id),
  CONSTRAINT false_facts_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES person(id),
  CONSTRAINT false_facts_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT false_facts_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT false_facts_check CHECK (num_nulls(ended, ended_by, ended_at) IN (0, 3)),
  CONSTRAINT false_facts_check1 CHECK (ended IS DISTINCT FROM 'signed' OR ended_by <> asked_by),
  CONSTRAINT false_facts_ended_check CHECK (ended IN ('signed', 'dropped')),
  CONSTRAINT false_facts_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000)
);
CREATE INDEX false_facts_case ON false_facts (incident_id);
CREATE UNIQUE INDEX false_facts_once ON false_facts (expense_id) WHERE ended IS DISTINCT FROM 'dropped';
ALTER TABLE false_facts ENABLE ROW LEVEL SECURITY;
ALTER TABLE false_facts FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON false_facts TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON false_facts TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON false_facts TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_asks ON false_facts AS RESTRICTIVE FOR INSERT TO {{staff}} WITH CHECK (ended IS NULL);
CREATE POLICY staff_delete ON false_facts AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON false_facts AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON false_facts AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON false_facts TO {{staff}};
CREATE TRIGGER false_facts_guard AFTER INSERT OR UPDATE OF ended ON false_facts FOR EACH ROW
    EXECUTE FUNCTION false_facts_guard();

CREATE TABLE gate_answer (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  code text NOT NULL,
  answer text NOT NULL,
  reason text NOT NULL,
  rests_on bytea NOT NULL,
  answered_by uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT gate_answer_pkey PRIMARY KEY (id),
  CONSTRAINT gate_answer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES person(id),
  CONSTRAINT gate_answer_decision_id_institution_id_fkey FOREIGN KEY (decision_id, institution_id)
      REFERENCES decision(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT gate_answer_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT gate_answer_answer_check CHECK (answer IN ('covered', 'not-covered'))
);
CREATE INDEX gate_answer_case ON gate_answer (incident_id, code, at);
ALTER TABLE gate_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE gate_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON gate_answer TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON gate_answer TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON gate_answer TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON gate_answer AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON gate_answer AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON gate_answer AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON gate_answer TO {{staff}};

CREATE TABLE idempotency (
  actor text NOT NULL,
  key text NOT NULL,
  institution_id uuid NOT NULL,
  request_hash bytea NOT NULL,
  status smallint NOT NULL,
  answer jsonb,
  created_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT idempotency_pkey PRIMARY KEY (actor, key),
  CONSTRAINT idempotency_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id)
);
CREATE INDEX idempotency_age ON idempotency (created_at);
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON idempotency TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY institution_actor ON idempotency TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND actor = current_setting('app.actor_id', true));
CREATE POLICY owner_all ON idempotency TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON idempotency TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON idempotency TO {{access}};
GRANT INSERT, SELECT ON idempotency TO {{institution}};
GRANT DELETE, INSERT, SELECT ON idempotency TO {{staff}};

CREATE TABLE import_run (
  id uuid NOT NULL,
  what text NOT NULL,
  file_name text NOT NULL,
  file_hash bytea NOT NULL,
  file_bytes bigint NOT NULL,
  encoding text NOT NULL,
  as_of date NOT NULL,
  prefectures smallint[] NOT NULL,
  by_kind text NOT NULL,
  by_id text NOT NULL,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  state text NOT NULL,
  closing text NOT NULL,
  rows_read integer DEFAULT 0 NOT NULL,
  rows_new integer DEFAULT 0 NOT NULL,
  rows_changed integer DEFAULT 0 NOT NULL,
  rows_same integer DEFAULT 0 NOT NULL,
  rows_repeated integer DEFAULT 0 NOT NULL,
  rows_refused integer DEFAULT 0 NOT NULL,
  closed integer DEFAULT 0 NOT NULL,
  reopened integer DEFAULT 0 NOT NULL,
  CONSTRAINT import_run_pkey PRIMARY KEY (id),
  CONSTRAINT import_run_check CHECK ((state = 'running') = (ended_at IS NULL)),
  CONSTRAINT import_run_closing_check CHECK (closing IN ('closed', 'left-partial', 'left-unreadable-codes')),
  CONSTRAINT import_run_state_check CHECK (state IN ('running', 'complete', 'cut-off')),
  CONSTRAINT import_run_what_check CHECK (what IN ('facilities', 'institutions', 'policies', 'veris'))
);
CREATE INDEX import_run_order ON import_run (begun_at DESC, id DESC);
ALTER TABLE import_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_run FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON import_run TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON import_run TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON import_run TO {{staff}};
GRANT UPDATE (closing, rows_read, rows_new, rows_changed, rows_same, rows_repeated, rows_refused, closed, reopened)
    ON import_run TO {{staff}};

CREATE TABLE inbox (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  event_created_at timestamptz NOT NULL,
  attempts smallint DEFAULT 0 NOT NULL,
  done_at timestamptz NOT NULL,
  CONSTRAINT inbox_pkey PRIMARY KEY (consumer, event_id, event_created_at)
) PARTITION BY RANGE (event_created_at);
ALTER TABLE inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON inbox TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON inbox TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON inbox TO {{staff}};

CREATE TABLE incident (
  id uuid NOT NULL,
  institution_id uuid NOT NULL,
  case_number text NOT NULL,
  report_key text,
  report_hash bytea,
  reported_by text NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  facts_version integer NOT NULL,
  channel text NOT NULL,
  description text NOT NULL,
  institution_name text,
  reporter_name text NOT NULL,
  reporter_phone text NOT NULL,
  policy_number text,
  facts jsonb NOT NULL,
  flags jsonb NOT NULL,
  cause text GENERATED ALWAYS AS (facts ->> 'cause') STORED,
  country text GENERATED ALWAYS AS (facts ->> 'country') STORED,
  member_period_id uuid,
  policy_match text NOT NULL,
  severity text,
  phase_suspicion text NOT NULL,
  phase_investigation text NOT NULL,
  phase_apology text NOT NULL,
  phase_recovery text NOT NULL,
  phase_liability text NOT NULL,
  outlook text NOT NULL,
  outlook_reasons jsonb NOT NULL,
  outlook_question text,
  outlook_facts_version integer NOT NULL,
  outlook_id uuid,
  support_facts_version integer NOT NULL,
  adjuster_id uuid,
  entered_by uuid,
  session_id uuid,
  merged_into uuid,
  reported_at timestamptz NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  support_outlook text,
  support_reasons jsonb,
  support_question text,
  institution_reference text GENERATED ALWAYS AS (facts ->> 'institutionReference') STORED,
  CONSTRAINT incident_pkey PRIMARY KEY (id),
  CONSTRAINT incident_case_number_key UNIQUE (case_number),
  CONSTRAINT incident_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT incident_report_key_key UNIQUE (report_key),
  CONSTRAINT incident_adjuster_id_fkey FOREIGN KEY (adjuster_id) REFERENCES person(id),
  CONSTRAINT incident_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id),
  CONSTRAINT incident_member_period_id_institution_id_fkey FOREIGN KEY (member_period_id, institution_id)
      REFERENCES member_period(id, institution_id),
  CONSTRAINT incident_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES incident(id),
  CONSTRAINT incident_channel_check CHECK (channel IN ('web', 'telephone', 'agent', 'api')),
  CONSTRAINT incident_check CHECK ((phase_suspicion IN ('not-started', 'active', 'done', 'skipped')) AND
      (phase_investigation IN ('not-started', 'active', 'done', 'skipped')) AND (phase_apology IN ('not-started',
      'active', 'done', 'skipped')) AND (phase_recovery IN ('not-started', 'active', 'done', 'skipped')) AND
      (phase_liability IN ('not-started', 'active', 'done', 'skipped'))),
  CONSTRAINT incident_check1 CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
  CONSTRAINT incident_institution_reference_check CHECK (char_length(institution_reference) >= 1 AND
      char_length(institution_reference) <= 60),
  CONSTRAINT incident_outlook_check CHECK (outlook IN ('pending', 'green', 'amber', 'red')),
  CONSTRAINT incident_policy_match_check CHECK (policy_match IN ('pending', 'proposed', 'matched', 'not-found')),
  CONSTRAINT incident_severity_check CHECK (severity IN ('critical', 'high', 'normal', 'low')),
  CONSTRAINT incident_state_check CHECK (state IN ('reported', 'triaged', 'open', 'settling', 'closed',
      'withdrawn', 'declined', 'merged')),
  CONSTRAINT incident_support_check CHECK (support_outlook IS NULL OR outlook <> 'pending' AND support_reasons IS
      NOT NULL),
  CONSTRAINT incident_support_outlook_check CHECK (support_outlook IN ('available', 'refer', 'not-available'))
);
CREATE INDEX incident_adjuster ON incident (adjuster_id) WHERE adjuster_id IS NOT NULL;
CREATE INDEX incident_going_on ON incident (institution_id, reported_at, id)
    WHERE state IN ('reported', 'triaged', 'open');
CREATE INDEX incident_institution ON incident (institution_id, reported_at DESC, id DESC);
CREATE INDEX incident_merged ON incident (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX incident_number ON incident (fold_number(case_number) COLLATE "C");
CREATE INDEX incident_one_outlook ON incident (reported_at) WHERE outlook_id IS NOT NULL AND support_outlook IS NULL;
CREATE INDEX incident_recent ON incident (reported_at DESC, id DESC);
CREATE INDEX incident_reference ON incident (fold_number(institution_reference) COLLATE "C")
    WHERE institution_reference IS NOT NULL;
CREATE INDEX incident_sequence ON incident (case_sequence(case_number));
CREATE INDEX incident_state ON incident (state, reported_at DESC, id DESC);
ALTER TABLE incident ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident FORCE ROW LEVEL SECURITY;
CREATE POLICY access_none ON incident FOR SELECT TO {{access}} USING (false);
CREATE POLICY institution_correct ON incident FOR UPDATE TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(id))
    WITH CHECK ((institution_id = ANY (app_institutions())) AND app_sees_case(id));
CREATE POLICY institution_read ON incident FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(id));
CREATE POLICY institution_report ON incident FOR INSERT TO {{institution}}
    WITH CHECK ((institution_id = ANY (app_institutions())) AND app_sees_case(id) AND state = 'reported' AND version =
    1 AND facts_version = 1 AND outlook = 'pending' AND outlook_reasons = '[]'::jsonb AND outlook_question IS NULL AND
    outlook_facts_version = 0 AND support_facts_version = 0 AND outlook_id IS NULL AND severity IS NULL AND adjuster_id
    IS NULL AND merged_into IS NULL AND (policy_match IN ('proposed', 'pending')) AND (phase_suspicion IN ('active',
    'skipped', 'done')) AND (phase_investigation IN ('active', 'not-started', 'skipped')) AND (phase_apology IN
    ('not-started', 'skipped')) AND (phase_recovery IN ('not-started', 'skipped')) AND (phase_liability IN
    ('not-started', 'skipped')));
CREATE POLICY institution_reports_unsettled ON incident AS RESTRICTIVE FOR INSERT TO {{institution}}
    WITH CHECK (support_outlook IS NULL AND support_reasons IS NULL AND support_question IS NULL);
CREATE POLICY owner_all ON incident TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON incident TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON incident AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(id));
CREATE POLICY staff_insert ON incident AS RESTRICTIVE FOR INSERT TO {{staff}} WITH CHECK (app_writes_case(id));
CREATE POLICY staff_update ON incident AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (app_writes_case(id))
    WITH CHECK (app_writes_case(id));
GRANT SELECT ON incident TO {{access}};
GRANT SELECT ON incident TO {{institution}};
GRANT INSERT (id, institution_id, case_number, report_key, report_hash, reported_by, state, version, facts_version,
    channel, description, institution_name, reporter_name, reporter_phone, policy_number, facts, flags,
    member_period_id, policy_match, severity, phase_suspicion, phase_investigation, phase_apology, phase_recovery,
    phase_liability, outlook, outlook_reasons, outlook_question, outlook_facts_version, outlook_id,
    support_facts_version, adjuster_id, entered_by, session_id, merged_into, reported_at, support_outlook,
    support_reasons, support_question) ON incident TO {{institution}};
GRANT UPDATE (version, facts_version, description, policy_number, facts, flags) ON incident TO {{institution}};
GRANT INSERT, SELECT ON incident TO {{staff}};
GRANT UPDATE (institution_id, version, facts_version, description, policy_number, facts, flags, member_period_id,
    policy_match, outlook, outlook_reasons, outlook_question, outlook_facts_version, outlook_id, support_facts_version,
    adjuster_id, support_outlook, support_reasons, support_question) ON incident TO {{staff}};
CREATE TRIGGER ends_with_case AFTER UPDATE OF state ON incident FOR EACH ROW
    WHEN (OLD.state <> NEW.state AND (NEW.state IN ('withdrawn', 'merged'))) EXECUTE FUNCTION end_with_case();
CREATE TRIGGER institution_once BEFORE UPDATE OF institution_id ON incident FOR EACH ROW
    EXECUTE FUNCTION incident_institution_once();
CREATE TRIGGER keep_past AFTER UPDATE ON incident REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
    FOR EACH STATEMENT EXECUTE FUNCTION keep_past();
COMMENT ON COLUMN incident.outlook_question IS
    'of before the two outlooks; support_question is in its place, and this is no longer written';

CREATE TABLE incident_facts (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  version integer NOT NULL,
  facts jsonb NOT NULL,
  learned_at timestamptz NOT NULL,
  source text NOT NULL,
  reason text,
  entered_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  true_at timestamptz,
  CONSTRAINT incident_facts_pkey PRIMARY KEY (id),
  CONSTRAINT incident_facts_incident_id_version_key UNIQUE (incident_id, version),
  CONSTRAINT incident_facts_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE
);
ALTER TABLE incident_facts ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident_facts FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON incident_facts TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON incident_facts TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON incident_facts TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON incident_facts AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON incident_facts AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON incident_facts AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON incident_facts TO {{institution}};
GRANT INSERT, SELECT ON incident_facts TO {{staff}};

CREATE TABLE information_request (
  id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  question text NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  due_on date NOT NULL,
  reminders smallint DEFAULT 0 NOT NULL,
  remind_at timestamptz,
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  closed_by uuid,
  closed_at timestamptz,
  CONSTRAINT information_request_pkey PRIMARY KEY (id),
  CONSTRAINT information_request_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT information_request_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES person(id),
  CONSTRAINT information_request_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES person(id),
  CONSTRAINT information_request_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES person(id),
  CONSTRAINT information_request_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT information_request_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT information_request_answer_check CHECK (length(answer) >= 1 AND length(answer) <= 10000),
  CONSTRAINT information_request_check CHECK (num_nonnulls(answered_at, closed_at) <= 1),
  CONSTRAINT information_request_check1 CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CONSTRAINT information_request_question_check CHECK (length(question) >= 1 AND length(question) <= 2000)
);
CREATE INDEX information_request_case ON information_request (incident_id);
CREATE UNIQUE INDEX information_request_open ON information_request (expense_id)
    WHERE answered_at IS NULL AND closed_at IS NULL;
CREATE INDEX information_request_remind ON information_request (remind_at) WHERE remind_at IS NOT NULL;
ALTER TABLE information_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE information_request FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON information_request TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON information_request TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON information_request TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON information_request AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON information_request AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON information_request AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, expense_id, incident_id, institution_id, question, asked_at, due_on, reminders, answer,
    answered_at, closed_at) ON information_request TO {{institution}};
GRANT INSERT, SELECT ON information_request TO {{staff}};
GRANT UPDATE (reminders, remind_at, closed_by, closed_at) ON information_request TO {{staff}};

CREATE TABLE institution (
  id uuid NOT NULL,
  name text NOT NULL,
  name_grams text[] DEFAULT '{}'::text[] NOT NULL,
  kind text NOT NULL,
  corporation_kind text NOT NULL,
  telephone text,
  prefecture smallint,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  name_folded text DEFAULT '' NOT NULL,
  facility_id uuid,
  telephone_folded text COLLATE "C" GENERATED ALWAYS AS (fold_telephone(telephone)) STORED,
  CONSTRAINT institution_pkey PRIMARY KEY (id),
  CONSTRAINT institution_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id),
  CONSTRAINT institution_corporation_kind_check CHECK (corporation_kind IN ('medical-corporation', 'individual',
      'public', 'other')),
  CONSTRAINT institution_kind_check CHECK (kind IN ('hospital', 'integrated-care-facility',
      'geriatric-health-facility', 'general-clinic', 'dental-clinic', 'pharmacy', 'sentinel')),
  CONSTRAINT institution_prefecture_check CHECK (prefecture >= 1 AND prefecture <= 47)
);
CREATE INDEX institution_begins ON institution (name_folded COLLATE "C");
CREATE INDEX institution_characters ON institution USING gin (string_to_array(name_folded, NULL::text));
CREATE INDEX institution_facility ON institution (facility_id) WHERE facility_id IS NOT NULL;
CREATE INDEX institution_grams ON institution USING gin (name_grams);
CREATE INDEX institution_telephone ON institution (telephone_folded);
ALTER TABLE institution ENABLE ROW LEVEL SECURITY;
ALTER TABLE institution FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON institution TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY institution_self ON institution FOR SELECT TO {{institution}} USING (id = ANY (app_institutions()));
CREATE POLICY owner_all ON institution TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON institution TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON institution TO {{access}};
GRANT SELECT ON institution TO {{institution}};
GRANT INSERT, SELECT, UPDATE ON institution TO {{staff}};

CREATE TABLE insurer_cost (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  amount_yen bigint NOT NULL,
  reason text NOT NULL,
  account_id uuid NOT NULL,
  state text NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  signed_by uuid,
  signed_at timestamptz,
  CONSTRAINT insurer_cost_pkey PRIMARY KEY (id),
  CONSTRAINT insurer_cost_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT insurer_cost_account_id_fkey FOREIGN KEY (account_id) REFERENCES payee_account(id),
  CONSTRAINT insurer_cost_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES person(id),
  CONSTRAINT insurer_cost_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT insurer_cost_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES person(id),
  CONSTRAINT insurer_cost_amount_yen_check CHECK (amount_yen >= 1 AND amount_yen <= '9999999999'::bigint),
  CONSTRAINT insurer_cost_check CHECK (signed_by <> asked_by),
  CONSTRAINT insurer_cost_check1 CHECK ((state = 'signed') = (signed_by IS NOT NULL)),
  CONSTRAINT insurer_cost_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000),
  CONSTRAINT insurer_cost_state_check CHECK (state IN ('asked', 'signed', 'dropped'))
);
CREATE INDEX insurer_cost_case ON insurer_cost (incident_id);
CREATE INDEX insurer_cost_open ON insurer_cost (asked_at, id) WHERE state = 'asked';
ALTER TABLE insurer_cost ENABLE ROW LEVEL SECURITY;
ALTER TABLE insurer_cost FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON insurer_cost TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON insurer_cost TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON insurer_cost TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON insurer_cost AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON insurer_cost AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON insurer_cost AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON insurer_cost TO {{staff}};
CREATE TRIGGER insurer_cost_guard AFTER INSERT OR UPDATE ON insurer_cost FOR EACH ROW WHEN (NEW.state <> 'dropped')
    EXECUTE FUNCTION insurer_cost_guard();

CREATE TABLE invitation (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  made_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  voided_at timestamptz,
  CONSTRAINT invitation_pkey PRIMARY KEY (id),
  CONSTRAINT invitation_token_hash_key UNIQUE (token_hash),
  CONSTRAINT invitation_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT invitation_check CHECK (expires_at > created_at),
  CONSTRAINT invitation_check1 CHECK (used_at IS NULL OR voided_at IS NULL)
);
CREATE UNIQUE INDEX invitation_open ON invitation (person_id) WHERE used_at IS NULL AND voided_at IS NULL;
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON invitation TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON invitation TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON invitation TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON invitation TO {{access}};
GRANT UPDATE (used_at, voided_at) ON invitation TO {{access}};
GRANT SELECT (id, person_id, made_by, created_at, expires_at, used_at, voided_at) ON invitation TO {{staff}};

CREATE TABLE kept_figures (
  part text NOT NULL,
  form integer,
  content jsonb,
  as_of timestamptz,
  took_ms integer,
  due_at timestamptz NOT NULL,
  CONSTRAINT kept_figures_pkey PRIMARY KEY (part),
  CONSTRAINT kept_figures_check CHECK (num_nulls(form, content, as_of, took_ms) IN (0, 4)),
  CONSTRAINT kept_figures_part_check CHECK (part IN ('overview', 'department')),
  CONSTRAINT kept_figures_took_ms_check CHECK (took_ms >= 0)
);
ALTER TABLE kept_figures ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept_figures FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON kept_figures TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON kept_figures TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON kept_figures TO {{staff}};
GRANT UPDATE (form, content, as_of, took_ms, due_at) ON kept_figures TO {{staff}};

CREATE TABLE lane (
  lane text NOT NULL,
  team_id uuid,
  lead_id uuid,
  limit_minutes integer NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  team_entered_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT lane_pkey PRIMARY KEY (lane),
  CONSTRAINT lane_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES person(id),
  CONSTRAINT lane_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  CONSTRAINT lane_lane_check CHECK (lane IN ('forensics', 'general', 'call-center', 'communications',
      'data-restoration', 'prevention', 'compensation', 'business-interruption')),
  CONSTRAINT lane_limit_minutes_check CHECK (limit_minutes > 0)
);
ALTER TABLE lane ENABLE ROW LEVEL SECURITY;
ALTER TABLE lane FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON lane TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lane TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON lane TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON lane TO {{access}};
GRANT UPDATE (lead_id, version) ON lane TO {{access}};
GRANT INSERT, SELECT, UPDATE ON lane TO {{staff}};

CREATE TABLE late_arrival (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  kind text NOT NULL,
  lines smallint[] DEFAULT '{}'::smallint[] NOT NULL,
  facts_version integer,
  at timestamptz NOT NULL,
  entered_by text NOT NULL,
  noted_by uuid,
  noted_at timestamptz,
  note text,
  CONSTRAINT late_arrival_pkey PRIMARY KEY (id),
  CONSTRAINT late_arrival_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT late_arrival_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES person(id),
  CONSTRAINT late_arrival_check CHECK ((kind = 'facts') = (facts_version IS NOT NULL)),
  CONSTRAINT late_arrival_check1 CHECK ((kind = 'expenses') = (cardinality(lines) > 0)),
  CONSTRAINT late_arrival_check2 CHECK (num_nulls(noted_by, noted_at, note) IN (0, 3)),
  CONSTRAINT late_arrival_kind_check CHECK (kind IN ('expenses', 'facts')),
  CONSTRAINT late_arrival_note_check CHECK (length(note) >= 1 AND length(note) <= 2000)
);
CREATE INDEX late_arrival_case ON late_arrival (incident_id);
CREATE INDEX late_arrival_list ON late_arrival (at, id) WHERE noted_at IS NULL;
CREATE INDEX late_arrival_noted ON late_arrival (at, id) WHERE noted_at IS NOT NULL;
ALTER TABLE late_arrival ENABLE ROW LEVEL SECURITY;
ALTER TABLE late_arrival FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON late_arrival TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON late_arrival TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON late_arrival TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON late_arrival AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON late_arrival AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_notes_once ON late_arrival AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (noted_at IS NULL)
    WITH CHECK (noted_at IS NOT NULL);
CREATE POLICY staff_update ON late_arrival AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT (id, incident_id, institution_id, kind, lines, facts_version, at, entered_by) ON late_arrival TO
    {{institution}};
GRANT INSERT, SELECT ON late_arrival TO {{staff}};
GRANT UPDATE (noted_by, noted_at, note) ON late_arrival TO {{staff}};

CREATE TABLE limit_account (
  member_period_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  liability_limit_yen bigint NOT NULL,
  response_expense_limit_yen bigint NOT NULL,
  opened_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT limit_account_pkey PRIMARY KEY (member_period_id),
  CONSTRAINT limit_account_member_period_id_institution_id_key UNIQUE (member_period_id, institution_id),
  CONSTRAINT limit_account_member_period_id_institution_id_fkey FOREIGN KEY (member_period_id, institution_id)
      REFERENCES member_period(id, institution_id),
  CONSTRAINT limit_account_liability_limit_yen_check CHECK (liability_limit_yen >= 0),
  CONSTRAINT limit_account_response_expense_limit_yen_check CHECK (response_expense_limit_yen >= 0)
);
ALTER TABLE limit_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE limit_account FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON limit_account TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*');
CREATE POLICY owner_all ON limit_account TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON limit_account TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON limit_account TO {{staff}};

CREATE TABLE limit_posting (
  id uuid NOT NULL,
  act uuid NOT NULL,
  member_period_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  kind text NOT NULL,
  takes text NOT NULL,
  coverage text NOT NULL,
  yen bigint NOT NULL,
  reference text NOT NULL,
  ends uuid,
  posted_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT limit_posting_pkey PRIMARY KEY (id),
  CONSTRAINT limit_posting_ends_key UNIQUE (ends),
  CONSTRAINT limit_posting_ends_fkey FOREIGN KEY (ends) REFERENCES limit_posting(id),
  CONSTRAINT limit_posting_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id),
  CONSTRAINT limit_posting_member_period_id_institution_id_fkey FOREIGN KEY (member_period_id, institution_id)
      REFERENCES limit_account(member_period_id, institution_id),
  CONSTRAINT limit_posting_check CHECK (
  CASE kind
      WHEN 'order' THEN ends IS NULL AND takes = 'limit'
      WHEN 'hold' THEN true
      ELSE ends IS NOT NULL
  END),
  CONSTRAINT limit_posting_coverage_check CHECK (coverage IN ('response-expense', 'liability',
      'business-interruption')),
  CONSTRAINT limit_posting_kind_check CHECK (kind IN ('hold', 'consume', 'release', 'order')),
  CONSTRAINT limit_posting_reference_check CHECK (length(reference) >= 1 AND length(reference) <= 100),
  CONSTRAINT limit_posting_takes_check CHECK (takes IN ('limit', 'deductible')),
  CONSTRAINT limit_posting_yen_check CHECK (yen >= 1 AND yen <= '999999999999999'::bigint)
);
CREATE INDEX limit_posting_case ON limit_posting (incident_id);
CREATE INDEX limit_posting_period ON limit_posting (member_period_id);
CREATE INDEX limit_posting_reference ON limit_posting (reference);
ALTER TABLE limit_posting ENABLE ROW LEVEL SECURITY;
ALTER TABLE limit_posting FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON limit_posting TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON limit_posting TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON limit_posting TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON limit_posting AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON limit_posting AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON limit_posting AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT ON limit_posting TO {{institution}};
GRANT SELECT ON limit_posting TO {{staff}};
CREATE TRIGGER add_to_total AFTER INSERT ON limit_posting REFERENCING NEW TABLE AS come FOR EACH STATEMENT
    EXECUTE FUNCTION add_to_limit_total();

CREATE TABLE limit_total (
  member_period_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  takes text NOT NULL,
  coverage text NOT NULL,
  kind text NOT NULL,
  yen bigint NOT NULL,
  CONSTRAINT limit_total_pkey PRIMARY KEY (member_period_id, takes, coverage, kind),
  CONSTRAINT limit_total_member_period_id_institution_id_fkey FOREIGN KEY (member_period_id, institution_id)
      REFERENCES limit_account(member_period_id, institution_id),
  CONSTRAINT limit_total_coverage_check CHECK (coverage IN ('response-expense', 'liability', 'business-interruption')),
  CONSTRAINT limit_total_kind_check CHECK (kind IN ('hold', 'consume', 'order')),
  CONSTRAINT limit_total_takes_check CHECK (takes IN ('limit', 'deductible'))
);
ALTER TABLE limit_total ENABLE ROW LEVEL SECURITY;
ALTER TABLE limit_total FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON limit_total TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*');
CREATE POLICY owner_all ON limit_total TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON limit_total TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON limit_total TO {{staff}};

CREATE TABLE list_choice (
  person_id uuid NOT NULL,
  list text NOT NULL,
  columns text[] NOT NULL,
  CONSTRAINT list_choice_pkey PRIMARY KEY (person_id, list),
  CONSTRAINT list_choice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT list_choice_columns_check CHECK (cardinality(columns) >= 1 AND cardinality(columns) <= 40)
);
ALTER TABLE list_choice ENABLE ROW LEVEL SECURITY;
ALTER TABLE list_choice FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON list_choice TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON list_choice TO {{staff}} USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT ON list_choice TO {{staff}};
GRANT UPDATE (columns) ON list_choice TO {{staff}};

CREATE TABLE list_export (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  list text NOT NULL,
  conditions jsonb NOT NULL,
  columns text[] NOT NULL,
  format text NOT NULL,
  language text NOT NULL,
  asked_at timestamptz NOT NULL,
  claim uuid,
  claims uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  claimed_at timestamptz,
  tries smallint DEFAULT 0 NOT NULL,
  rows_done integer DEFAULT 0 NOT NULL,
  rows_expected integer,
  ended_at timestamptz,
  failure text,
  file_bytes bigint,
  file_hash bytea,
  expires_at timestamptz,
  erased_at timestamptz,
  CONSTRAINT list_export_pkey PRIMARY KEY (id),
  CONSTRAINT list_export_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT list_export_check CHECK ((claim IS NULL) = (claimed_at IS NULL)),
  CONSTRAINT list_export_check1 CHECK (num_nulls(file_bytes, file_hash, expires_at) IN (0, 3)),
  CONSTRAINT list_export_check2 CHECK ((ended_at IS NULL) = (file_bytes IS NULL AND failure IS NULL)),
  CONSTRAINT list_export_check3 CHECK (file_bytes IS NULL OR failure IS NULL),
  CONSTRAINT list_export_check4 CHECK (erased_at IS NULL OR file_bytes IS NOT NULL),
  CONSTRAINT list_export_columns_check CHECK (cardinality(columns) >= 1 AND cardinality(columns) <= 40),
  CONSTRAINT list_export_file_bytes_check CHECK (file_bytes >= 0),
  CONSTRAINT list_export_file_hash_check CHECK (octet_length(file_hash) = 32),
  CONSTRAINT list_export_format_check CHECK (format IN ('csv', 'xlsx')),
  CONSTRAINT list_export_language_check CHECK (language IN ('ja', 'en')),
  CONSTRAINT list_export_rows_done_check CHECK (rows_done >= 0),
  CONSTRAINT list_export_rows_expected_check CHECK (rows_expected >= 0)
);
CREATE INDEX list_export_ended ON list_export (ended_at);
CREATE INDEX list_export_ending ON list_export (expires_at) WHERE erased_at IS NULL;
CREATE INDEX list_export_open ON list_export (asked_at) WHERE ended_at IS NULL;
CREATE INDEX list_export_own ON list_export (person_id, id);
ALTER TABLE list_export ENABLE ROW LEVEL SECURITY;
ALTER TABLE list_export FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON list_export TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON list_export TO {{staff}} USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT ON list_export TO {{staff}};
GRANT UPDATE (claim, claims, claimed_at, tries, rows_done, rows_expected, ended_at, failure, file_bytes, file_hash,
    expires_at, erased_at) ON list_export TO {{staff}};

CREATE TABLE mail (
  id uuid NOT NULL,
  notice_id uuid,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  person_id uuid NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  state text NOT NULL,
  tries integer DEFAULT 0 NOT NULL,
  next_at timestamptz NOT NULL,
  sent_at timestamptz,
  created_at timestamptz NOT NULL,
  claim uuid,
  claimed_at timestamptz,
  handed_at timestamptz,
  reason text,
  what text DEFAULT 'letter' NOT NULL,
  mailing_id uuid,
  addressee text DEFAULT 'hospital-manager' NOT NULL,
  CONSTRAINT mail_pkey PRIMARY KEY (id),
  CONSTRAINT mail_notice_id_person_id_key UNIQUE (notice_id, person_id),
  CONSTRAINT mail_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT mail_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(id),
  CONSTRAINT mail_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT mail_addressee_check CHECK (addressee IN ('hospital-manager', 'hospital-reporter', 'reporter', 'agent')),
  CONSTRAINT mail_check CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CONSTRAINT mail_claim_check CHECK ((state NOT IN ('sending', 'unknown')) OR claim IS NOT NULL AND claimed_at IS
      NOT NULL),
  CONSTRAINT mail_letter_check CHECK ((what = 'letter') = (notice_id IS NOT NULL)),
  CONSTRAINT mail_mailing_check CHECK (num_nonnulls(notice_id, mailing_id) = 1),
  CONSTRAINT mail_reason_check CHECK (reason ~ '^[A-Za-z0-9_ .-]{1,60}$'),
  CONSTRAINT mail_state_check CHECK (state IN ('waiting', 'kept', 'sending', 'sent', 'failed', 'unknown')),
  CONSTRAINT mail_unknown_check CHECK (state <> 'unknown' OR handed_at IS NOT NULL),
  CONSTRAINT mail_what_check CHECK (what IN ('letter', 'acknowledgement', 'request', 'reminder',
      'outlook-correction', 'message'))
);
CREATE INDEX mail_case ON mail (incident_id);
CREATE INDEX mail_claimed ON mail (claimed_at) WHERE state = 'sending';
CREATE INDEX mail_list ON mail (created_at, id);
CREATE UNIQUE INDEX mail_once ON mail (mailing_id, person_id) WHERE mailing_id IS NOT NULL;
CREATE INDEX mail_to_decide ON mail (created_at, id) WHERE state IN ('failed', 'unknown');
CREATE INDEX mail_waiting ON mail (next_at) WHERE state = 'waiting';
ALTER TABLE mail ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON mail TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON mail TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON mail TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON mail AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON mail AS RESTRICTIVE FOR INSERT TO {{staff}} WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON mail AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (app_writes_case(incident_id))
    WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON mail TO {{staff}};
GRANT UPDATE (handed_at) ON mail TO {{staff}};
CREATE TRIGGER mail_guard BEFORE UPDATE OF state ON mail FOR EACH ROW
    WHEN ((OLD.state IN ('sent', 'unknown')) AND NEW.state <> OLD.state) EXECUTE FUNCTION mail_guard();

CREATE TABLE mailed_request (
  about text NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  mailing_id uuid NOT NULL,
  due_on date,
  at timestamptz NOT NULL,
  CONSTRAINT mailed_request_pkey PRIMARY KEY (about),
  CONSTRAINT mailed_request_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE
);
CREATE INDEX mailed_request_case ON mailed_request (incident_id);
CREATE INDEX mailed_request_mailing ON mailed_request (mailing_id);
ALTER TABLE mailed_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE mailed_request FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON mailed_request TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON mailed_request TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON mailed_request AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON mailed_request AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON mailed_request AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON mailed_request TO {{staff}};

CREATE TABLE member_period (
  id uuid NOT NULL,
  institution_id uuid NOT NULL,
  policy_id uuid NOT NULL,
  policy_number text NOT NULL,
  certificate_number text,
  institution_kind text NOT NULL,
  corporation_kind text NOT NULL,
  plan smallint NOT NULL,
  terms_version text NOT NULL,
  inception_on date NOT NULL,
  expiry_on date NOT NULL,
  continuous_since date NOT NULL,
  boundary_hour smallint,
  deductible_yen bigint DEFAULT 0 NOT NULL,
  tax_creditable_ratio numeric(7,6) DEFAULT 0 NOT NULL,
  interruption_limit_yen bigint,
  interruption_waiting_hours numeric,
  interruption_indemnity_months smallint,
  bodily_injury_property_damage boolean DEFAULT false NOT NULL,
  parameters jsonb DEFAULT '{}'::jsonb NOT NULL,
  ended_early_on date,
  joined_mid_term boolean DEFAULT false NOT NULL,
  renews_id uuid,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  ended_reason text,
  policy_number_folded text COLLATE "C" GENERATED ALWAYS AS (fold_number(policy_number)) STORED,
  certificate_number_folded text COLLATE "C" GENERATED ALWAYS AS (fold_number(certificate_number)) STORED,
  standard_entry_id uuid,
  standard_parameters jsonb DEFAULT '{}'::jsonb NOT NULL,
  CONSTRAINT member_period_pkey PRIMARY KEY (id),
  CONSTRAINT member_period_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT member_period_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id),
  CONSTRAINT member_period_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy(id),
  CONSTRAINT member_period_policy_number_fkey FOREIGN KEY (policy_number) REFERENCES policy(number) ON UPDATE CASCADE,
  CONSTRAINT member_period_renews_id_institution_id_fkey FOREIGN KEY (renews_id, institution_id)
      REFERENCES member_period(id, institution_id),
  CONSTRAINT member_period_standard_entry_id_fkey FOREIGN KEY (standard_entry_id) REFERENCES terms_entry(id),
  CONSTRAINT member_period_boundary_hour_check CHECK (boundary_hour >= 0 AND boundary_hour <= 23),
  CONSTRAINT member_period_check CHECK (expiry_on > inception_on),
  CONSTRAINT member_period_check1 CHECK (continuous_since <= inception_on),
  CONSTRAINT member_period_check2 CHECK (ended_early_on >= inception_on AND ended_early_on <= expiry_on),
  CONSTRAINT member_period_check3 CHECK ((interruption_limit_yen IS NULL) = (interruption_waiting_hours IS NULL)),
  CONSTRAINT member_period_check4 CHECK (interruption_indemnity_months IS NULL OR interruption_limit_yen IS NOT NULL),
  CONSTRAINT member_period_corporation_kind_check CHECK (corporation_kind IN ('medical-corporation', 'individual',
      'public', 'other')),
  CONSTRAINT member_period_deductible_yen_check CHECK (deductible_yen >= 0),
  CONSTRAINT member_period_institution_kind_check CHECK (institution_kind IN ('hospital',
      'integrated-care-facility', 'geriatric-health-facility', 'general-clinic', 'dental-clinic')),
  CONSTRAINT member_period_interruption_indemnity_months_check CHECK (interruption_indemnity_months >= 1 AND
      interruption_indemnity_months <= 60),
  CONSTRAINT member_period_interruption_limit_yen_check CHECK (interruption_limit_yen >= 0),
  CONSTRAINT member_period_interruption_waiting_hours_check CHECK (interruption_waiting_hours >= 0::numeric),
  CONSTRAINT member_period_plan_check CHECK (plan >= 1 AND plan <= 3),
  CONSTRAINT member_period_tax_creditable_ratio_check CHECK (tax_creditable_ratio >= 0::numeric AND
      tax_creditable_ratio <= 1::numeric)
);
CREATE UNIQUE INDEX member_period_certificate ON member_period (certificate_number, inception_on);
CREATE INDEX member_period_contract ON member_period (policy_id, inception_on);
CREATE INDEX member_period_folded_certificate ON member_period (certificate_number_folded);
CREATE INDEX member_period_institution ON member_period (institution_id, inception_on);
CREATE INDEX member_period_latest ON member_period (inception_on DESC, id DESC);
CREATE INDEX member_period_number ON member_period (policy_number_folded);
CREATE UNIQUE INDEX member_period_renewed ON member_period (renews_id)
    WHERE renews_id IS NOT NULL AND (ended_early_on IS NULL OR ended_early_on > inception_on);
ALTER TABLE member_period ENABLE ROW LEVEL SECURITY;
ALTER TABLE member_period FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON member_period TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*');
CREATE POLICY owner_all ON member_period TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON member_period TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON member_period TO {{institution}};
GRANT INSERT, SELECT ON member_period TO {{staff}};
GRANT UPDATE (certificate_number, expiry_on, parameters, ended_early_on, version, ended_reason, standard_entry_id,
    standard_parameters) ON member_period TO {{staff}};
CREATE TRIGGER member_period_alone BEFORE INSERT OR UPDATE OF institution_id, inception_on, expiry_on,
    ended_early_on, certificate_number ON member_period FOR EACH ROW EXECUTE FUNCTION member_period_alone();

CREATE TABLE merge_proposal (
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  into_id uuid NOT NULL,
  reasons jsonb NOT NULL,
  proposed_at timestamptz NOT NULL,
  answer text,
  answered_by text,
  answered_at timestamptz,
  CONSTRAINT merge_proposal_pkey PRIMARY KEY (incident_id, into_id),
  CONSTRAINT merge_proposal_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT merge_proposal_into_id_fkey FOREIGN KEY (into_id) REFERENCES incident(id),
  CONSTRAINT merge_proposal_answer_check CHECK (answer IN ('merged', 'different')),
  CONSTRAINT merge_proposal_check CHECK (incident_id <> into_id),
  CONSTRAINT merge_proposal_check1 CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX merge_proposal_into ON merge_proposal (into_id);
CREATE INDEX merge_proposal_open ON merge_proposal (proposed_at, incident_id) WHERE answer IS NULL;
ALTER TABLE merge_proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE merge_proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON merge_proposal TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON merge_proposal TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON merge_proposal TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON merge_proposal AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON merge_proposal AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON merge_proposal AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON merge_proposal TO {{staff}};

CREATE TABLE name_folding (
  id uuid NOT NULL,
  version integer NOT NULL,
  relation text NOT NULL,
  after_id uuid,
  rows_read integer DEFAULT 0 NOT NULL,
  rows_changed integer DEFAULT 0 NOT NULL,
  at timestamptz DEFAULT clock_timestamp() NOT NULL,
  done_at timestamptz,
  CONSTRAINT name_folding_pkey PRIMARY KEY (id),
  CONSTRAINT name_folding_version_relation_key UNIQUE (version, relation),
  CONSTRAINT name_folding_relation_check CHECK (relation IN ('facility', 'institution', 'expense', 'common_cause',
      'watch_entry', 'incident', 'document', 'person'))
);
CREATE INDEX name_folding_open ON name_folding (at) WHERE done_at IS NULL;
ALTER TABLE name_folding ENABLE ROW LEVEL SECURITY;
ALTER TABLE name_folding FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON name_folding TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON name_folding TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON name_folding TO {{staff}};
GRANT UPDATE (after_id, rows_read, rows_changed, at, done_at) ON name_folding TO {{staff}};

CREATE VIEW newest_ruling WITH (security_invoker=true) AS
 SELECT decision_id, expense_id, incident_id, institution_id, ruling, amount_yen,
    claimed_yen, ruled_at, final_at
   FROM ruling r
  WHERE NOT (EXISTS ( SELECT
           FROM ruling n
WHERE n.expense_id = r.expense_id AND ((ROW(n.ruled_at, n.decision_id) > ROW(r.ruled_at, r.decision_id))))) AND NOT
    (EXISTS ( SELECT
           FROM statement_line s
             JOIN ruling n ON n.decision_id = s.decision_id
WHERE s.expense_id = r.expense_id AND s.is_new AND ((ROW(n.ruled_at, n.decision_id) > ROW(r.ruled_at,
    r.decision_id)))));
GRANT SELECT ON newest_ruling TO {{institution}};
GRANT SELECT ON newest_ruling TO {{staff}};
COMMENT ON VIEW newest_ruling IS
    'the last ruling of each expense, unless a statement ruled on it since; whether it stands is said by its state';

CREATE TABLE notice (
  id uuid NOT NULL,
  no bigint NOT NULL,
  kind text NOT NULL,
  about text NOT NULL,
  addressee text NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  content jsonb NOT NULL,
  sha256 bytea NOT NULL,
  written_at timestamptz NOT NULL,
  on_paper boolean NOT NULL,
  posted_by uuid,
  posted_at timestamptz,
  held_for text[],
  drawn_as jsonb,
  released_by uuid,
  released_at timestamptz,
  CONSTRAINT notice_pkey PRIMARY KEY (id),
  CONSTRAINT notice_about_addressee_key UNIQUE (about, addressee),
  CONSTRAINT notice_no_key UNIQUE (no),
  CONSTRAINT notice_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT notice_posted_by_fkey FOREIGN KEY (posted_by) REFERENCES person(id),
  CONSTRAINT notice_released_by_fkey FOREIGN KEY (released_by) REFERENCES person(id),
  CONSTRAINT notice_addressee_check CHECK (addressee IN ('institution', 'claimant', 'vendor')),
  CONSTRAINT notice_check CHECK ((posted_by IS NULL) = (posted_at IS NULL)),
  CONSTRAINT notice_check1 CHECK (posted_by IS NULL OR on_paper),
  CONSTRAINT notice_check2 CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) =
      (drawn_as IS NULL)),
  CONSTRAINT notice_check3 CHECK (released_at IS NULL OR held_for IS NOT NULL),
  CONSTRAINT notice_check4 CHECK (posted_at IS NULL OR held_for IS NULL OR released_at IS NOT NULL),
  CONSTRAINT notice_drawn_as_check CHECK (jsonb_typeof(drawn_as) = 'object'),
  CONSTRAINT notice_held_for_check CHECK (cardinality(held_for) > 0),
  CONSTRAINT notice_kind_check CHECK (kind IN ('payment-notice', 'denial-notice', 'clock-notice',
      'repayment-demand', 'outlook-correction')),
  CONSTRAINT notice_sha256_check CHECK (length(sha256) = 32)
);
CREATE INDEX notice_case ON notice (incident_id, written_at);
CREATE INDEX notice_held ON notice (written_at, id) WHERE held_for IS NOT NULL AND released_at IS NULL;
CREATE INDEX notice_list ON notice (written_at, id);
CREATE INDEX notice_to_post ON notice (written_at, id) WHERE on_paper AND posted_at IS NULL;
ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_read ON notice FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND current_setting('app.cases',
    true) = '*' AND addressee = 'institution' AND (held_for IS NULL OR released_at IS NOT NULL));
CREATE POLICY owner_all ON notice TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON notice TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON notice AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON notice AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_posts_once ON notice AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (posted_at IS NULL)
    WITH CHECK (posted_at IS NOT NULL OR released_at IS NOT NULL);
CREATE POLICY staff_update ON notice AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (app_writes_case(incident_id))
    WITH CHECK (app_writes_case(incident_id));
GRANT SELECT ON notice TO {{institution}};
GRANT INSERT, SELECT ON notice TO {{staff}};
GRANT UPDATE (sha256, posted_by, posted_at, drawn_as, released_by, released_at) ON notice TO {{staff}};

CREATE SEQUENCE notice_no_seq AS bigint INCREMENT 1 START 1;
GRANT USAGE ON SEQUENCE notice_no_seq TO {{staff}};

CREATE VIEW open_posting WITH (security_invoker=true) AS
 SELECT id, act, member_period_id, institution_id, incident_id, kind, takes,
    coverage, yen, reference, ends, posted_at
   FROM limit_posting p
  WHERE kind <> 'release' AND NOT (EXISTS ( SELECT
           FROM limit_posting e
          WHERE e.ends = p.id));
GRANT SELECT ON open_posting TO {{institution}};
GRANT SELECT ON open_posting TO {{staff}};
COMMENT ON VIEW open_posting IS 'postings that no other one ends: orders, what is held, what is consumed';

CREATE TABLE originating_account (
  id uuid NOT NULL,
  requester_code text NOT NULL,
  requester_name text NOT NULL,
  bank_code text NOT NULL,
  bank_name text NOT NULL,
  branch_code text NOT NULL,
  branch_name text NOT NULL,
  account_type text NOT NULL,
  account_number text NOT NULL,
  line_end text NOT NULL,
  end_of_file boolean NOT NULL,
  lead_days smallint NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL,
  CONSTRAINT originating_account_pkey PRIMARY KEY (id),
  CONSTRAINT originating_account_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT originating_account_account_number_check CHECK (account_number ~ '^[0-9]{1,7}$'),
  CONSTRAINT originating_account_account_type_check CHECK (account_type IN ('1', '2', '9')),
  CONSTRAINT originating_account_bank_code_check CHECK (bank_code ~ '^[0-9]{4}$'),
  CONSTRAINT originating_account_branch_code_check CHECK (branch_code ~ '^[0-9]{3}$'),
  CONSTRAINT originating_account_lead_days_check CHECK (lead_days >= 0 AND lead_days <= 30),
  CONSTRAINT originating_account_line_end_check CHECK (line_end IN ('none', 'crlf')),
  CONSTRAINT originating_account_requester_code_check CHECK (requester_code ~ '^[0-9]{10}$'),
  CONSTRAINT originating_account_requester_name_check CHECK (length(requester_name) >= 1 AND length(requester_name)
      <= 40)
);
ALTER TABLE originating_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE originating_account FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON originating_account TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON originating_account TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON originating_account TO {{staff}};

CREATE TABLE outbox (
  id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  institution_id uuid NOT NULL,
  incident_id uuid,
  audience text NOT NULL,
  type text NOT NULL,
  v smallint NOT NULL,
  payload jsonb NOT NULL,
  published_no bigint,
  published_at timestamptz,
  CONSTRAINT outbox_pkey PRIMARY KEY (id, created_at),
  CONSTRAINT outbox_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT outbox_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id),
  CONSTRAINT outbox_audience_check CHECK (audience IN ('all', 'insurer'))
) PARTITION BY RANGE (created_at);
CREATE INDEX outbox_case ON outbox (incident_id);
CREATE INDEX outbox_number ON outbox (published_no);
CREATE INDEX outbox_unsent ON outbox (created_at) WHERE published_no IS NULL;
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY access_without_case ON outbox FOR INSERT TO {{access}} WITH CHECK (incident_id IS NULL);
CREATE POLICY institution_read ON outbox FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND audience = 'all');
CREATE POLICY institution_tell ON outbox FOR INSERT TO {{institution}}
    WITH CHECK ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND audience = 'all' AND
    (type IN ('incident.reported', 'incident.facts-changed', 'incident.withdrawn', 'expenses.submitted',
    'expense.withdrawn', 'document.received', 'expense.evidence-linked', 'expense.supplemented', 'expense.appealed',
    'information.answered', 'pre-approval.requested', 'pre-approval.withdrawn', 'case-message.sent',
    'case-message.read')));
CREATE POLICY owner_all ON outbox TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON outbox TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON outbox AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON outbox AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON outbox AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (app_writes_case(incident_id))
    WITH CHECK (app_writes_case(incident_id));
GRANT INSERT (id, created_at, institution_id, incident_id, audience, type, v, payload) ON outbox TO {{access}};
GRANT SELECT ON outbox TO {{institution}};
GRANT INSERT (id, created_at, institution_id, incident_id, audience, type, v, payload) ON outbox TO {{institution}};
GRANT INSERT, SELECT ON outbox TO {{staff}};
GRANT UPDATE (published_no, published_at) ON outbox TO {{staff}};

CREATE TABLE outlook_correction (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  told text NOT NULL,
  told_from timestamptz NOT NULL,
  told_until timestamptz NOT NULL,
  corrected_at timestamptz NOT NULL,
  CONSTRAINT outlook_correction_pkey PRIMARY KEY (id),
  CONSTRAINT outlook_correction_incident_id_key UNIQUE (incident_id),
  CONSTRAINT outlook_correction_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT outlook_correction_check CHECK (told_from <= told_until AND told_until <= corrected_at),
  CONSTRAINT outlook_correction_told_check CHECK (told IN ('amber', 'red'))
);
CREATE INDEX outlook_correction_list ON outlook_correction (corrected_at, id);
ALTER TABLE outlook_correction ENABLE ROW LEVEL SECURITY;
ALTER TABLE outlook_correction FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON outlook_correction TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON outlook_correction TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON outlook_correction TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON outlook_correction AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON outlook_correction AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON outlook_correction AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT ON outlook_correction TO {{institution}};
GRANT INSERT, SELECT ON outlook_correction TO {{staff}};

CREATE TABLE outlook_correction_act (
  id uuid NOT NULL,
  correction_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  acted_by uuid NOT NULL,
  acted_at timestamptz NOT NULL,
  done text NOT NULL,
  CONSTRAINT outlook_correction_act_pkey PRIMARY KEY (id),
  CONSTRAINT outlook_correction_act_correction_id_key UNIQUE (correction_id),
  CONSTRAINT outlook_correction_act_acted_by_fkey FOREIGN KEY (acted_by) REFERENCES person(id),
  CONSTRAINT outlook_correction_act_correction_id_fkey FOREIGN KEY (correction_id) REFERENCES outlook_correction(id),
  CONSTRAINT outlook_correction_act_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT outlook_correction_act_done_check CHECK (done ~ '\S')
);
CREATE INDEX outlook_correction_act_case ON outlook_correction_act (incident_id);
ALTER TABLE outlook_correction_act ENABLE ROW LEVEL SECURITY;
ALTER TABLE outlook_correction_act FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON outlook_correction_act TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON outlook_correction_act TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON outlook_correction_act TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON outlook_correction_act AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON outlook_correction_act AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON outlook_correction_act AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON outlook_correction_act TO {{staff}};

CREATE TABLE outlook_notice (
  id uuid NOT NULL,
  correction_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  agency_id uuid,
  created_at timestamptz NOT NULL,
  read_by text,
  read_at timestamptz,
  CONSTRAINT outlook_notice_pkey PRIMARY KEY (id),
  CONSTRAINT outlook_notice_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT outlook_notice_correction_id_fkey FOREIGN KEY (correction_id) REFERENCES outlook_correction(id),
  CONSTRAINT outlook_notice_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT outlook_notice_check CHECK ((read_by IS NULL) = (read_at IS NULL))
);
CREATE INDEX outlook_notice_agency ON outlook_notice (agency_id) WHERE agency_id IS NOT NULL;
CREATE INDEX outlook_notice_case ON outlook_notice (incident_id);
CREATE INDEX outlook_notice_list ON outlook_notice (created_at, id);
CREATE UNIQUE INDEX outlook_notice_once ON outlook_notice (correction_id, COALESCE(agency_id,
    '00000000-0000-0000-0000-000000000000'::uuid));
ALTER TABLE outlook_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE outlook_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON outlook_notice FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND NOT agency_id IS DISTINCT
    FROM (( SELECT app_agency() AS app_agency)));
CREATE POLICY owner_all ON outlook_notice TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON outlook_notice TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON outlook_notice AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON outlook_notice AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON outlook_notice AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, correction_id, incident_id, institution_id, agency_id, created_at, read_at) ON outlook_notice TO
    {{institution}};
GRANT INSERT, SELECT ON outlook_notice TO {{staff}};

CREATE TABLE outlook_notice_call (
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  called_by uuid NOT NULL,
  called_at timestamptz NOT NULL,
  reached boolean NOT NULL,
  note text NOT NULL,
  CONSTRAINT outlook_notice_call_pkey PRIMARY KEY (id),
  CONSTRAINT outlook_notice_call_called_by_fkey FOREIGN KEY (called_by) REFERENCES person(id),
  CONSTRAINT outlook_notice_call_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT outlook_notice_call_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES outlook_notice(id),
  CONSTRAINT outlook_notice_call_note_check CHECK (note ~ '\S')
);
CREATE INDEX outlook_notice_call_case ON outlook_notice_call (incident_id);
CREATE INDEX outlook_notice_call_of ON outlook_notice_call (notice_id, called_at);
CREATE UNIQUE INDEX outlook_notice_reached_once ON outlook_notice_call (notice_id) WHERE reached;
ALTER TABLE outlook_notice_call ENABLE ROW LEVEL SECURITY;
ALTER TABLE outlook_notice_call FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON outlook_notice_call TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON outlook_notice_call TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON outlook_notice_call TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON outlook_notice_call AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON outlook_notice_call AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON outlook_notice_call AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON outlook_notice_call TO {{staff}};

CREATE TABLE payee_account (
  id uuid NOT NULL,
  institution_id uuid NOT NULL,
  bank_code text NOT NULL,
  bank_name text NOT NULL,
  branch_code text NOT NULL,
  branch_name text NOT NULL,
  account_type text NOT NULL,
  last_digits text NOT NULL,
  sealed bytea NOT NULL,
  master_version text NOT NULL,
  source text NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL,
  decision text,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  claimant_id uuid,
  vendor_name text,
  CONSTRAINT payee_account_pkey PRIMARY KEY (id),
  CONSTRAINT payee_account_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT payee_account_claimant_id_fkey FOREIGN KEY (claimant_id) REFERENCES claimant(id),
  CONSTRAINT payee_account_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  CONSTRAINT payee_account_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT payee_account_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id),
  CONSTRAINT payee_account_account_type_check CHECK (account_type IN ('1', '2', '4', '9')),
  CONSTRAINT payee_account_bank_code_check CHECK (bank_code ~ '^[0-9]{4}$'),
  CONSTRAINT payee_account_branch_code_check CHECK (branch_code ~ '^[0-9]{3}$'),
  CONSTRAINT payee_account_check CHECK (num_nulls(decision, decided_by, decided_at) IN (0, 3)),
  CONSTRAINT payee_account_check1 CHECK (decided_by <> entered_by),
  CONSTRAINT payee_account_check2 CHECK (decision IS DISTINCT FROM 'refused' OR decision_reason IS NOT NULL),
  CONSTRAINT payee_account_check3 CHECK (num_nonnulls(claimant_id, vendor_name) <= 1),
  CONSTRAINT payee_account_check4 CHECK (source = 'paper' OR num_nonnulls(claimant_id, vendor_name) = 0),
  CONSTRAINT payee_account_decision_check CHECK (decision IN ('confirmed', 'refused')),
  CONSTRAINT payee_account_last_digits_check CHECK (last_digits ~ '^[0-9]{3}$'),
  CONSTRAINT payee_account_source_check CHECK (source IN ('manager', 'paper')),
  CONSTRAINT payee_account_vendor_name_check CHECK (length(vendor_name) >= 1 AND length(vendor_name) <= 200)
);
CREATE INDEX payee_account_branch ON payee_account (bank_code, branch_code);
CREATE INDEX payee_account_confirmed ON payee_account (institution_id, decided_at) WHERE decision = 'confirmed';
CREATE INDEX payee_account_newest ON payee_account (entered_at, id);
CREATE INDEX payee_account_waiting ON payee_account (entered_at, id) WHERE decision IS NULL;
ALTER TABLE payee_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE payee_account FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_enter ON payee_account FOR INSERT TO {{institution}}
    WITH CHECK ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*' AND decision
    IS NULL AND source = 'manager');
CREATE POLICY institution_read ON payee_account FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*' AND claimant_id IS
    NULL AND vendor_name IS NULL);
CREATE POLICY owner_all ON payee_account TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON payee_account TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_decides_once ON payee_account AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (decision IS NULL)
    WITH CHECK (decision IS NOT NULL);
CREATE POLICY staff_enters_undecided ON payee_account AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (decision IS NULL);
GRANT INSERT ON payee_account TO {{institution}};
GRANT SELECT (id, institution_id, bank_code, bank_name, branch_code, branch_name, account_type, last_digits,
    source, entered_at, decision, decided_at, decision_reason, claimant_id, vendor_name) ON payee_account TO
    {{institution}};
GRANT INSERT, SELECT ON payee_account TO {{staff}};
GRANT UPDATE (decision, decided_by, decided_at, decision_reason) ON payee_account TO {{staff}};
CREATE TRIGGER payee_account_decision_guard AFTER UPDATE ON payee_account FOR EACH ROW
    WHEN (NEW.decided_by IS NOT NULL) EXECUTE FUNCTION payee_account_decision_guard();
CREATE TRIGGER payee_account_guard AFTER INSERT OR UPDATE ON payee_account FOR EACH ROW
    EXECUTE FUNCTION payee_account_guard();

CREATE TABLE payment (
  id uuid NOT NULL,
  no bigint DEFAULT nextval('payment_number'::regclass) NOT NULL,
  decision_id uuid,
  expense_id uuid,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  account_id uuid NOT NULL,
  amount_yen bigint NOT NULL,
  interest_yen bigint DEFAULT 0 NOT NULL,
  complete_on date NOT NULL,
  pay_by date NOT NULL,
  state text NOT NULL,
  batch_id uuid,
  settled_on date,
  returned_on date,
  return_reason text,
  scheduled_at timestamptz NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  cost_id uuid,
  last_day date NOT NULL,
  CONSTRAINT payment_pkey PRIMARY KEY (id),
  CONSTRAINT payment_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT payment_no_key UNIQUE (no),
  CONSTRAINT payment_account_id_fkey FOREIGN KEY (account_id) REFERENCES payee_account(id),
  CONSTRAINT payment_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES payment_batch(id),
  CONSTRAINT payment_cost_id_institution_id_fkey FOREIGN KEY (cost_id, institution_id)
      REFERENCES insurer_cost(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT payment_decision_id_institution_id_fkey FOREIGN KEY (decision_id, institution_id)
      REFERENCES decision(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT payment_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT payment_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT payment_amount_yen_check CHECK (amount_yen >= 1 AND amount_yen <= '9999999999'::bigint),
  CONSTRAINT payment_check CHECK ((batch_id IS NOT NULL) = (state NOT IN ('scheduled', 'stopped'))),
  CONSTRAINT payment_check1 CHECK ((state = 'settled') <= (settled_on IS NOT NULL)),
  CONSTRAINT payment_check2 CHECK ((state = 'returned') <= (returned_on IS NOT NULL)),
  CONSTRAINT payment_check3 CHECK ((amount_yen + interest_yen) <= '9999999999'::bigint),
  CONSTRAINT payment_check4 CHECK (num_nonnulls(decision_id, expense_id) <> 1 AND (decision_id IS NULL) = (cost_id
      IS NOT NULL)),
  CONSTRAINT payment_interest_yen_check CHECK (interest_yen >= 0),
  CONSTRAINT payment_state_check CHECK (state IN ('scheduled', 'batched', 'released', 'exported', 'settled',
      'returned', 'stopped', 'deposited', 'set-aside'))
);
CREATE INDEX payment_account ON payment (account_id) WHERE state IN ('scheduled', 'batched');
CREATE INDEX payment_batch_of ON payment (batch_id);
CREATE INDEX payment_case ON payment (incident_id);
CREATE UNIQUE INDEX payment_cost_once ON payment (cost_id) WHERE state <> 'stopped';
CREATE INDEX payment_decision ON payment (decision_id);
CREATE INDEX payment_expense ON payment (expense_id);
CREATE INDEX payment_institution ON payment (institution_id, no DESC);
CREATE UNIQUE INDEX payment_once ON payment (decision_id) WHERE state <> 'stopped';
CREATE INDEX payment_open ON payment (pay_by, id) WHERE state IN ('scheduled', 'returned');
CREATE INDEX payment_settled ON payment (settled_on) WHERE state = 'settled';
ALTER TABLE payment ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_read ON payment FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND cost_id IS NULL);
CREATE POLICY owner_all ON payment TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON payment TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON payment AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON payment AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON payment AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (app_writes_case(incident_id))
    WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, no, decision_id, expense_id, incident_id, institution_id, account_id, amount_yen, interest_yen,
    pay_by, state, settled_on, returned_on, last_day) ON payment TO {{institution}};
GRANT INSERT, SELECT ON payment TO {{staff}};
GRANT UPDATE (account_id, complete_on, pay_by, version, last_day) ON payment TO {{staff}};
CREATE CONSTRAINT TRIGGER payment_back_guard AFTER UPDATE OF state ON payment DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN ((OLD.state IN ('batched', 'released', 'exported')) AND NEW.state = 'scheduled')
    EXECUTE FUNCTION payment_back_guard();
CREATE TRIGGER payment_guard AFTER INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_guard();
CREATE CONSTRAINT TRIGGER payment_is_consumed AFTER UPDATE ON payment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION payment_is_consumed();
CREATE TRIGGER payment_move_guard BEFORE UPDATE ON payment FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION payment_move_guard();

CREATE TABLE payment_batch (
  id uuid NOT NULL,
  no bigint DEFAULT nextval('payment_batch_number'::regclass) NOT NULL,
  state text NOT NULL,
  transfer_on date NOT NULL,
  releaser_id uuid NOT NULL,
  built_by uuid NOT NULL,
  built_at timestamptz NOT NULL,
  released_at timestamptz,
  exported_at timestamptz,
  settled_at timestamptz,
  cancel_asked_by uuid,
  cancel_reason text,
  cancelled_by uuid,
  cancelled_at timestamptz,
  file_sealed bytea,
  file_hash bytea,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT payment_batch_pkey PRIMARY KEY (id),
  CONSTRAINT payment_batch_no_key UNIQUE (no),
  CONSTRAINT payment_batch_built_by_fkey FOREIGN KEY (built_by) REFERENCES person(id),
  CONSTRAINT payment_batch_cancel_asked_by_fkey FOREIGN KEY (cancel_asked_by) REFERENCES person(id),
  CONSTRAINT payment_batch_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES person(id),
  CONSTRAINT payment_batch_releaser_id_fkey FOREIGN KEY (releaser_id) REFERENCES person(id),
  CONSTRAINT payment_batch_check CHECK ((file_sealed IS NULL) = (file_hash IS NULL)),
  CONSTRAINT payment_batch_check1 CHECK ((state IN ('built', 'cancelled')) OR file_sealed IS NOT NULL),
  CONSTRAINT payment_batch_check2 CHECK (cancelled_by <> cancel_asked_by),
  CONSTRAINT payment_batch_check3 CHECK ((state = 'cancelled') = (cancelled_by IS NOT NULL)),
  CONSTRAINT payment_batch_state_check CHECK (state IN ('built', 'released', 'exported', 'settled', 'cancelled'))
);
CREATE INDEX payment_batch_list ON payment_batch (built_at DESC, id);
ALTER TABLE payment_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment_batch FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON payment_batch TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON payment_batch TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON payment_batch TO {{staff}};
GRANT UPDATE (cancel_asked_by, cancel_reason, version) ON payment_batch TO {{staff}};
CREATE TRIGGER payment_batch_guard BEFORE INSERT OR UPDATE ON payment_batch FOR EACH ROW
    EXECUTE FUNCTION payment_batch_guard();

CREATE TABLE payment_batch_line (
  batch_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  account_id uuid NOT NULL,
  amount_yen bigint NOT NULL,
  interest_yen bigint NOT NULL,
  CONSTRAINT payment_batch_line_pkey PRIMARY KEY (batch_id, payment_id),
  CONSTRAINT payment_batch_line_account_id_fkey FOREIGN KEY (account_id) REFERENCES payee_account(id),
  CONSTRAINT payment_batch_line_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES payment_batch(id),
  CONSTRAINT payment_batch_line_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT payment_batch_line_payment_id_institution_id_fkey FOREIGN KEY (payment_id, institution_id)
      REFERENCES payment(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT payment_batch_line_amount_yen_check CHECK (amount_yen > 0),
  CONSTRAINT payment_batch_line_interest_yen_check CHECK (interest_yen >= 0)
);
CREATE INDEX payment_batch_line_payment ON payment_batch_line (payment_id);
ALTER TABLE payment_batch_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment_batch_line FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON payment_batch_line TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON payment_batch_line TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON payment_batch_line TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON payment_batch_line AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON payment_batch_line AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON payment_batch_line AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON payment_batch_line TO {{staff}};

CREATE SEQUENCE payment_batch_number AS bigint INCREMENT 1 START 1;
GRANT USAGE ON SEQUENCE payment_batch_number TO {{staff}};

CREATE TABLE payment_extension (
  id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  ground text NOT NULL,
  reason text NOT NULL,
  notice text NOT NULL,
  entered_by uuid NOT NULL,
  noticed_at timestamptz NOT NULL,
  CONSTRAINT payment_extension_pkey PRIMARY KEY (id),
  CONSTRAINT payment_extension_expense_id_ground_key UNIQUE (expense_id, ground),
  CONSTRAINT payment_extension_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT payment_extension_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT payment_extension_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT payment_extension_ground_check CHECK (ground IN ('disaster-area', 'expert-appraisal',
      'public-body-inquiry', 'survey-abroad', 'private-forensic')),
  CONSTRAINT payment_extension_notice_check CHECK (length(notice) >= 1 AND length(notice) <= 2000),
  CONSTRAINT payment_extension_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000)
);
CREATE INDEX payment_extension_case ON payment_extension (incident_id);
ALTER TABLE payment_extension ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment_extension FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON payment_extension TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON payment_extension TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON payment_extension TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON payment_extension AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON payment_extension AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON payment_extension AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, expense_id, incident_id, institution_id, ground, notice, noticed_at) ON payment_extension TO
    {{institution}};
GRANT INSERT, SELECT ON payment_extension TO {{staff}};

CREATE SEQUENCE payment_number AS bigint INCREMENT 1 START 1;
GRANT USAGE ON SEQUENCE payment_number TO {{staff}};

CREATE TABLE payment_return (
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  account_id uuid NOT NULL,
  returned_on date NOT NULL,
  reason text NOT NULL,
  mistake text NOT NULL,
  recorded_by uuid,
  asked_at timestamptz NOT NULL,
  confirmed_on date,
  CONSTRAINT payment_return_pkey PRIMARY KEY (id),
  CONSTRAINT payment_return_account_id_fkey FOREIGN KEY (account_id) REFERENCES payee_account(id),
  CONSTRAINT payment_return_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT payment_return_payment_id_institution_id_fkey FOREIGN KEY (payment_id, institution_id)
      REFERENCES payment(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT payment_return_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES person(id),
  CONSTRAINT payment_return_mistake_check CHECK (mistake IN ('payee', 'insurer')),
  CONSTRAINT payment_return_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000)
);
CREATE INDEX payment_return_case ON payment_return (incident_id);
CREATE INDEX payment_return_of ON payment_return (payment_id, asked_at);
CREATE UNIQUE INDEX payment_return_open ON payment_return (payment_id) WHERE confirmed_on IS NULL;
ALTER TABLE payment_return ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment_return FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_of_payment ON payment_return AS RESTRICTIVE FOR SELECT TO {{institution}}
    USING ((EXISTS ( SELECT
   FROM payment p
  WHERE p.id = payment_return.payment_id)));
CREATE POLICY institution_own ON payment_return TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON payment_return TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON payment_return TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON payment_return AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON payment_return AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON payment_return AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, payment_id, incident_id, institution_id, mistake, asked_at, confirmed_on) ON payment_return TO
    {{institution}};
GRANT INSERT, SELECT ON payment_return TO {{staff}};
GRANT UPDATE (mistake, confirmed_on) ON payment_return TO {{staff}};

CREATE TABLE person (
  id uuid NOT NULL,
  institution_id uuid NOT NULL,
  agency_id uuid,
  email text NOT NULL,
  display_name text NOT NULL,
  left_at timestamptz,
  demonstration boolean DEFAULT false NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  name_folded text DEFAULT '' NOT NULL,
  CONSTRAINT person_pkey PRIMARY KEY (id),
  CONSTRAINT person_email_key UNIQUE (email),
  CONSTRAINT person_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT person_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id),
  CONSTRAINT person_email_check CHECK (email = lower(email))
);
CREATE INDEX person_agency ON person (agency_id) WHERE agency_id IS NOT NULL;
CREATE INDEX person_of ON person (institution_id);
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON person TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY institution_own ON person TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*');
CREATE POLICY owner_all ON person TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON person TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON person TO {{access}};
GRANT INSERT (id, institution_id, agency_id, email, display_name, left_at, created_at, name_folded) ON person TO
    {{access}};
GRANT UPDATE (left_at, version) ON person TO {{access}};
GRANT INSERT, SELECT ON person TO {{staff}};
GRANT UPDATE (display_name, version, name_folded) ON person TO {{staff}};

CREATE TABLE policy (
  id uuid NOT NULL,
  number text NOT NULL,
  policyholder text NOT NULL,
  is_group boolean NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT policy_pkey PRIMARY KEY (id),
  CONSTRAINT policy_number_key UNIQUE (number)
);
CREATE UNIQUE INDEX policy_folded_number ON policy (fold_number(number));
ALTER TABLE policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE policy FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON policy TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON policy TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE ON policy TO {{staff}};

CREATE TABLE pre_approval (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  no smallint NOT NULL,
  category text NOT NULL,
  phase text NOT NULL,
  vendor_name text,
  amount_yen bigint NOT NULL,
  description text NOT NULL,
  state text NOT NULL,
  requested_by uuid,
  requested_at timestamptz NOT NULL,
  answer_due_at timestamptz NOT NULL,
  answered_by uuid,
  answered_at timestamptz,
  text_ja text,
  text_en text,
  ceiling_yen bigint,
  lapses_on date,
  version integer DEFAULT 1 NOT NULL,
  answered_as text,
  left_yen bigint,
  outlook text,
  notes jsonb DEFAULT '[]'::jsonb NOT NULL,
  CONSTRAINT pre_approval_pkey PRIMARY KEY (id),
  CONSTRAINT pre_approval_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT pre_approval_incident_id_no_key UNIQUE (incident_id, no),
  CONSTRAINT pre_approval_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES person(id),
  CONSTRAINT pre_approval_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT pre_approval_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES person(id),
  CONSTRAINT pre_approval_amount_yen_check CHECK (amount_yen >= 0 AND amount_yen <= '999999999999999'::bigint),
  CONSTRAINT pre_approval_answered_as_check CHECK (answered_as IN ('support', 'adjuster', 'senior-adjuster')),
  CONSTRAINT pre_approval_ceiling_yen_check CHECK (ceiling_yen >= 0),
  CONSTRAINT pre_approval_check CHECK ((state IN ('pre-approved', 'refused')) = (answered_by IS NOT NULL)),
  CONSTRAINT pre_approval_check1 CHECK ((state = 'pre-approved') = (ceiling_yen IS NOT NULL AND lapses_on IS NOT NULL)),
  CONSTRAINT pre_approval_check2 CHECK (answered_by IS NULL OR answered_by IS DISTINCT FROM requested_by),
  CONSTRAINT pre_approval_description_check CHECK (length(description) >= 1 AND length(description) <= 2000),
  CONSTRAINT pre_approval_left_yen_check CHECK (left_yen >= 0),
  CONSTRAINT pre_approval_no_check CHECK (no > 0),
  CONSTRAINT pre_approval_state_check CHECK (state IN ('requested', 'pre-approved', 'refused', 'withdrawn')),
  CONSTRAINT pre_approval_text_ja_check CHECK (length(text_ja) >= 1 AND length(text_ja) <= 2000),
  CONSTRAINT pre_approval_vendor_name_check CHECK (length(vendor_name) >= 1 AND length(vendor_name) <= 200)
);
CREATE INDEX pre_approval_waiting ON pre_approval (answer_due_at, id) WHERE state = 'requested';
ALTER TABLE pre_approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE pre_approval FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_read ON pre_approval FOR SELECT TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY institution_request ON pre_approval FOR INSERT TO {{institution}}
    WITH CHECK ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND state = 'requested' AND
    version = 1);
CREATE POLICY owner_all ON pre_approval TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON pre_approval TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON pre_approval AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON pre_approval AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON pre_approval AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON pre_approval TO {{institution}};
GRANT INSERT, SELECT ON pre_approval TO {{staff}};

CREATE SEQUENCE publication_seq AS bigint INCREMENT 1 START 1;
GRANT USAGE ON SEQUENCE publication_seq TO {{staff}};

CREATE TABLE recourse (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  against text NOT NULL,
  loss_yen bigint NOT NULL,
  sought_yen bigint NOT NULL,
  note text,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL,
  CONSTRAINT recourse_pkey PRIMARY KEY (id),
  CONSTRAINT recourse_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT recourse_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT recourse_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT recourse_against_check CHECK (length(against) >= 1 AND length(against) <= 200),
  CONSTRAINT recourse_loss_yen_check CHECK (loss_yen > 0),
  CONSTRAINT recourse_note_check CHECK (length(note) >= 1 AND length(note) <= 2000),
  CONSTRAINT recourse_sought_yen_check CHECK (sought_yen > 0)
);
CREATE INDEX recourse_case ON recourse (incident_id);
ALTER TABLE recourse ENABLE ROW LEVEL SECURITY;
ALTER TABLE recourse FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON recourse TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON recourse TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON recourse TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON recourse AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON recourse AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON recourse AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON recourse TO {{staff}};

CREATE TABLE recourse_receipt (
  id uuid NOT NULL,
  recourse_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  yen bigint NOT NULL,
  to_institution_yen bigint NOT NULL,
  received_on date NOT NULL,
  reference text NOT NULL,
  entered_by uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT recourse_receipt_pkey PRIMARY KEY (id),
  CONSTRAINT recourse_receipt_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT recourse_receipt_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT recourse_receipt_recourse_id_institution_id_fkey FOREIGN KEY (recourse_id, institution_id)
      REFERENCES recourse(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT recourse_receipt_check CHECK (to_institution_yen >= 0 AND to_institution_yen <= yen),
  CONSTRAINT recourse_receipt_reference_check CHECK (length(reference) >= 1 AND length(reference) <= 200),
  CONSTRAINT recourse_receipt_yen_check CHECK (yen > 0)
);
CREATE INDEX recourse_receipt_case ON recourse_receipt (incident_id);
CREATE INDEX recourse_receipt_of ON recourse_receipt (recourse_id);
ALTER TABLE recourse_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE recourse_receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON recourse_receipt TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON recourse_receipt TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON recourse_receipt TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON recourse_receipt AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON recourse_receipt AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON recourse_receipt AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON recourse_receipt TO {{staff}};

CREATE TABLE repayment_claim (
  id uuid NOT NULL,
  no bigint DEFAULT nextval('repayment_number'::regclass) NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  statement_id uuid,
  amount_yen bigint NOT NULL,
  reason text NOT NULL,
  state text NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  signed_by uuid,
  signed_at timestamptz,
  received_on date,
  received_reference text,
  received_by uuid,
  allocations jsonb DEFAULT '{}'::jsonb NOT NULL,
  write_off_by uuid,
  write_off_reason text,
  written_off_by uuid,
  ended_at timestamptz,
  version integer DEFAULT 1 NOT NULL,
  text_ja text,
  CONSTRAINT repayment_claim_pkey PRIMARY KEY (id),
  CONSTRAINT repayment_claim_no_key UNIQUE (no),
  CONSTRAINT repayment_claim_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES person(id),
  CONSTRAINT repayment_claim_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT repayment_claim_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT repayment_claim_received_by_fkey FOREIGN KEY (received_by) REFERENCES person(id),
  CONSTRAINT repayment_claim_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES person(id),
  CONSTRAINT repayment_claim_statement_id_institution_id_fkey FOREIGN KEY (statement_id, institution_id)
      REFERENCES decision(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT repayment_claim_write_off_by_fkey FOREIGN KEY (write_off_by) REFERENCES person(id),
  CONSTRAINT repayment_claim_written_off_by_fkey FOREIGN KEY (written_off_by) REFERENCES person(id),
  CONSTRAINT repayment_claim_amount_yen_check CHECK (amount_yen > 0),
  CONSTRAINT repayment_claim_check CHECK (signed_by <> asked_by),
  CONSTRAINT repayment_claim_check1 CHECK ((state IN ('asked', 'dropped')) OR signed_by IS NOT NULL),
  CONSTRAINT repayment_claim_check2 CHECK ((state = 'received') = (received_on IS NOT NULL)),
  CONSTRAINT repayment_claim_check3 CHECK (written_off_by <> write_off_by),
  CONSTRAINT repayment_claim_check4 CHECK ((state = 'written-off') <= (written_off_by IS NOT NULL)),
  CONSTRAINT repayment_claim_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000),
  CONSTRAINT repayment_claim_state_check CHECK (state IN ('asked', 'demanded', 'received', 'written-off',
      'replaced', 'dropped')),
  CONSTRAINT repayment_claim_text_ja_check CHECK (length(text_ja) >= 1 AND length(text_ja) <= 2000)
);
CREATE INDEX repayment_claim_case ON repayment_claim (incident_id);
CREATE INDEX repayment_claim_expense ON repayment_claim (expense_id);
CREATE INDEX repayment_claim_open ON repayment_claim (asked_at, id) WHERE state IN ('asked', 'demanded');
ALTER TABLE repayment_claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE repayment_claim FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON repayment_claim TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON repayment_claim TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON repayment_claim TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON repayment_claim AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON repayment_claim AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON repayment_claim AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, no, expense_id, incident_id, institution_id, amount_yen, state, signed_at, received_on, text_ja)
    ON repayment_claim TO {{institution}};
GRANT INSERT, SELECT ON repayment_claim TO {{staff}};
GRANT UPDATE (write_off_by, write_off_reason, version) ON repayment_claim TO {{staff}};
CREATE TRIGGER repayment_guard AFTER INSERT OR UPDATE ON repayment_claim FOR EACH ROW
    EXECUTE FUNCTION repayment_guard();

CREATE SEQUENCE repayment_number AS bigint INCREMENT 1 START 1;
GRANT USAGE ON SEQUENCE repayment_number TO {{staff}};

CREATE TABLE reserve (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  lane text NOT NULL,
  yen bigint NOT NULL,
  reason text NOT NULL,
  author uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT reserve_pkey PRIMARY KEY (id),
  CONSTRAINT reserve_author_fkey FOREIGN KEY (author) REFERENCES person(id),
  CONSTRAINT reserve_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT reserve_lane_fkey FOREIGN KEY (lane) REFERENCES lane(lane),
  CONSTRAINT reserve_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000),
  CONSTRAINT reserve_yen_check CHECK (yen >= 0 AND yen <= '999999999999999'::bigint)
);
CREATE INDEX reserve_case ON reserve (incident_id, lane, at);
ALTER TABLE reserve ENABLE ROW LEVEL SECURITY;
ALTER TABLE reserve FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON reserve TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON reserve TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON reserve TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON reserve AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON reserve AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON reserve AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (app_writes_case(incident_id))
    WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON reserve TO {{staff}};

CREATE TABLE return_code (
  code_hash bytea NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT return_code_pkey PRIMARY KEY (code_hash),
  CONSTRAINT return_code_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE
);
ALTER TABLE return_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE return_code FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON return_code TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON return_code TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON return_code TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON return_code AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON return_code AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON return_code AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON return_code TO {{staff}};
GRANT UPDATE (revoked_at) ON return_code TO {{staff}};

CREATE TABLE reversal (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  reason text NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  ended text,
  ended_by uuid,
  ended_at timestamptz,
  CONSTRAINT reversal_pkey PRIMARY KEY (id),
  CONSTRAINT reversal_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES person(id),
  CONSTRAINT reversal_decision_id_institution_id_fkey FOREIGN KEY (decision_id, institution_id)
      REFERENCES decision(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT reversal_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES person(id),
  CONSTRAINT reversal_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT reversal_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT reversal_check CHECK (num_nulls(ended, ended_by, ended_at) IN (0, 3)),
  CONSTRAINT reversal_check1 CHECK (ended IS DISTINCT FROM 'signed' OR ended_by <> asked_by),
  CONSTRAINT reversal_ended_check CHECK (ended IN ('signed', 'dropped')),
  CONSTRAINT reversal_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000)
);
CREATE INDEX reversal_case ON reversal (incident_id);
CREATE UNIQUE INDEX reversal_open ON reversal (decision_id) WHERE ended IS NULL;
CREATE INDEX reversal_waiting ON reversal (asked_at, id) WHERE ended IS NULL;
ALTER TABLE reversal ENABLE ROW LEVEL SECURITY;
ALTER TABLE reversal FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON reversal TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON reversal TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON reversal TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON reversal AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON reversal AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON reversal AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON reversal TO {{staff}};
CREATE TRIGGER reversal_guard AFTER INSERT ON reversal FOR EACH ROW EXECUTE FUNCTION reversal_guard();

CREATE TABLE role_grant (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  role text NOT NULL,
  granted_by uuid NOT NULL,
  granted_at timestamptz NOT NULL,
  confirmed_by uuid,
  confirmed_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  ended_reason text,
  state text GENERATED ALWAYS AS (
  CASE
      WHEN ended_at IS NOT NULL THEN 'ended'
      WHEN confirmed_at IS NOT NULL THEN 'confirmed'
      ELSE 'entered'
  END) STORED NOT NULL,
  CONSTRAINT role_grant_pkey PRIMARY KEY (id),
  CONSTRAINT role_grant_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES person(id),
  CONSTRAINT role_grant_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES person(id),
  CONSTRAINT role_grant_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES person(id),
  CONSTRAINT role_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT role_grant_check CHECK (granted_by <> person_id),
  CONSTRAINT role_grant_check1 CHECK (confirmed_by <> granted_by AND confirmed_by <> person_id),
  CONSTRAINT role_grant_check2 CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CONSTRAINT role_grant_check3 CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
  CONSTRAINT role_grant_role_check CHECK (role IN ('hospital-reporter', 'hospital-manager', 'support', 'adjuster',
      'senior-adjuster', 'payments', 'auditor', 'agent', 'administrator'))
);
CREATE UNIQUE INDEX role_grant_one ON role_grant (person_id, role) WHERE ended_at IS NULL;
ALTER TABLE role_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE role_grant FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON role_grant TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON role_grant TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON role_grant TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON role_grant TO {{access}};
GRANT SELECT ON role_grant TO {{staff}};

CREATE TABLE roster (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  capacity integer NOT NULL,
  entered_by uuid NOT NULL,
  ended_at timestamptz,
  kind text DEFAULT 'duty' NOT NULL,
  entered_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT roster_pkey PRIMARY KEY (id),
  CONSTRAINT roster_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT roster_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT roster_capacity_check CHECK (capacity >= 0),
  CONSTRAINT roster_check CHECK (to_at > from_at),
  CONSTRAINT roster_kind_check CHECK (kind IN ('duty', 'on-call'))
);
CREATE INDEX roster_on_duty ON roster (from_at, to_at) WHERE ended_at IS NULL;
CREATE INDEX roster_person ON roster (person_id, to_at);
ALTER TABLE roster ENABLE ROW LEVEL SECURITY;
ALTER TABLE roster FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON roster TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON roster TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON roster TO {{staff}};
GRANT UPDATE (to_at, ended_at) ON roster TO {{staff}};

CREATE TABLE routing_decision (
  id uuid NOT NULL,
  work_item_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  chosen_id uuid,
  cause text NOT NULL,
  input jsonb NOT NULL,
  reasons jsonb NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT routing_decision_pkey PRIMARY KEY (id),
  CONSTRAINT routing_decision_chosen_id_fkey FOREIGN KEY (chosen_id) REFERENCES person(id),
  CONSTRAINT routing_decision_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT routing_decision_work_item_id_institution_id_fkey FOREIGN KEY (work_item_id, institution_id)
      REFERENCES work_item(id, institution_id) ON UPDATE CASCADE
);
CREATE INDEX routing_item ON routing_decision (work_item_id, at);
ALTER TABLE routing_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE routing_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON routing_decision TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON routing_decision TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON routing_decision TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON routing_decision AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON routing_decision AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON routing_decision AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON routing_decision TO {{staff}};

CREATE TABLE ruling (
  decision_id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  ruling text NOT NULL,
  amount_yen bigint NOT NULL,
  claimed_yen bigint NOT NULL,
  reasons jsonb NOT NULL,
  articles jsonb NOT NULL,
  text_ja text NOT NULL,
  text_en text,
  ruled_at timestamptz NOT NULL,
  final_at timestamptz NOT NULL,
  CONSTRAINT ruling_pkey PRIMARY KEY (decision_id),
  CONSTRAINT ruling_decision_id_institution_id_fkey FOREIGN KEY (decision_id, institution_id)
      REFERENCES decision(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT ruling_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT ruling_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT ruling_amount_yen_check CHECK (amount_yen >= 0),
  CONSTRAINT ruling_check CHECK (claimed_yen >= amount_yen),
  CONSTRAINT ruling_check1 CHECK (ruling = 'approved' OR amount_yen = 0),
  CONSTRAINT ruling_ruling_check CHECK (ruling IN ('approved', 'rejected'))
);
CREATE INDEX ruling_case ON ruling (incident_id);
CREATE INDEX ruling_expense ON ruling (expense_id, ruled_at);
CREATE INDEX ruling_of_nothing ON ruling (final_at) WHERE amount_yen = 0;
CREATE INDEX ruling_time ON ruling (ruled_at);
ALTER TABLE ruling ENABLE ROW LEVEL SECURITY;
ALTER TABLE ruling FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON ruling TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON ruling TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON ruling TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON ruling AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON ruling AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON ruling AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (app_writes_case(incident_id))
    WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (decision_id, expense_id, incident_id, institution_id, ruling, amount_yen, claimed_yen, text_ja,
    text_en, ruled_at, final_at) ON ruling TO {{institution}};
GRANT INSERT, SELECT ON ruling TO {{staff}};
CREATE TRIGGER ruling_guard AFTER INSERT ON ruling FOR EACH ROW EXECUTE FUNCTION ruling_guard();
CREATE CONSTRAINT TRIGGER ruling_is_held AFTER INSERT ON ruling DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION ruling_is_held();

CREATE TABLE saved_view (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  list text NOT NULL,
  name text NOT NULL,
  search text NOT NULL,
  columns text[],
  is_shared boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT saved_view_pkey PRIMARY KEY (id),
  CONSTRAINT saved_view_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT saved_view_columns_check CHECK (cardinality(columns) >= 1 AND cardinality(columns) <= 40),
  CONSTRAINT saved_view_name_check CHECK (length(name) >= 1 AND length(name) <= 60),
  CONSTRAINT saved_view_search_check CHECK (length(search) <= 1000)
);
CREATE UNIQUE INDEX saved_view_name ON saved_view (person_id, list, name);
CREATE UNIQUE INDEX saved_view_shared ON saved_view (list, name) WHERE is_shared;
ALTER TABLE saved_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_view FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON saved_view TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON saved_view TO {{staff}} USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT ON saved_view TO {{staff}};
GRANT UPDATE (person_id, name, search, columns, is_shared, changed_at, version) ON saved_view TO {{staff}};

CREATE TABLE schema_migration (
  id integer DEFAULT nextval('schema_migration_id_seq'::regclass) NOT NULL,
  "timestamp" bigint NOT NULL,
  name character varying NOT NULL,
  CONSTRAINT "PK_0edff5015b71cc0389ae0f4b9a1" PRIMARY KEY (id)
);

CREATE TABLE screening (
  id uuid NOT NULL,
  institution_id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  occasion text NOT NULL,
  entries integer NOT NULL,
  list_at timestamptz NOT NULL,
  matched uuid[] NOT NULL,
  at timestamptz NOT NULL,
  by_actor text NOT NULL,
  grounds text[],
  CONSTRAINT screening_pkey PRIMARY KEY (id),
  CONSTRAINT screening_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id),
  CONSTRAINT screening_check CHECK (grounds <@ ARRAY['spelling', 'variants', 'reading', 'part'] AND
      cardinality(grounds) = cardinality(matched)),
  CONSTRAINT screening_entries_check CHECK (entries > 0),
  CONSTRAINT screening_occasion_check CHECK (occasion IN ('proposal', 'account', 'release')),
  CONSTRAINT screening_subject_kind_check CHECK (subject_kind IN ('institution', 'person', 'account'))
);
CREATE INDEX screening_hits ON screening (at, id) WHERE cardinality(matched) > 0;
CREATE INDEX screening_subject ON screening (subject_kind, subject_id, at);
ALTER TABLE screening ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON screening TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*');
CREATE POLICY owner_all ON screening TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON screening TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON screening TO {{staff}};

CREATE TABLE screening_outcome (
  screening_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  outcome text NOT NULL,
  compliance text NOT NULL,
  reason text NOT NULL,
  decided_by uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT screening_outcome_pkey PRIMARY KEY (screening_id),
  CONSTRAINT screening_outcome_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  CONSTRAINT screening_outcome_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id),
  CONSTRAINT screening_outcome_screening_id_fkey FOREIGN KEY (screening_id) REFERENCES screening(id),
  CONSTRAINT screening_outcome_compliance_check CHECK (length(compliance) >= 1 AND length(compliance) <= 200),
  CONSTRAINT screening_outcome_outcome_check CHECK (outcome IN ('cleared', 'confirmed')),
  CONSTRAINT screening_outcome_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 2000)
);
ALTER TABLE screening_outcome ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_outcome FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON screening_outcome TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*');
CREATE POLICY owner_all ON screening_outcome TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON screening_outcome TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON screening_outcome TO {{staff}};
CREATE TRIGGER screening_outcome_guard AFTER INSERT ON screening_outcome FOR EACH ROW
    EXECUTE FUNCTION screening_outcome_guard();

CREATE TABLE session (
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  csrf_hash bytea NOT NULL,
  kind text NOT NULL,
  institution_id uuid NOT NULL,
  person_id uuid,
  facility_code_id uuid,
  created_at timestamptz DEFAULT now() NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_reason text,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_token_hash_key UNIQUE (token_hash),
  CONSTRAINT session_facility_code_id_fkey FOREIGN KEY (facility_code_id) REFERENCES facility_code(id),
  CONSTRAINT session_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution(id),
  CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT session_check CHECK ((person_id IS NULL) <> (facility_code_id IS NULL) OR kind = 'return-code'),
  CONSTRAINT session_kind_check CHECK (kind IN ('password', 'facility', 'return-code', 'sso'))
);
CREATE INDEX session_over ON session (LEAST(ended_at, expires_at));
CREATE INDEX session_person ON session (person_id) WHERE ended_at IS NULL;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON session TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY institution_own ON session TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND current_setting('app.cases', true) = '*');
CREATE POLICY owner_all ON session TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON session TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON session TO {{access}};
GRANT UPDATE (ended_at, ended_reason) ON session TO {{access}};
GRANT SELECT (id, kind, institution_id, person_id, facility_code_id, created_at, expires_at, ended_at,
    ended_reason) ON session TO {{staff}};

CREATE TABLE session_case (
  session_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  CONSTRAINT session_case_pkey PRIMARY KEY (session_id, incident_id),
  CONSTRAINT session_case_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT session_case_session_id_fkey FOREIGN KEY (session_id) REFERENCES session(id)
);
ALTER TABLE session_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE session_case FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON session_case TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON session_case TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON session_case TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON session_case AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON session_case AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON session_case AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT ON session_case TO {{institution}};
GRANT DELETE, INSERT, SELECT ON session_case TO {{staff}};

CREATE TABLE sign_in_attempt (
  bucket bytea NOT NULL,
  attempts timestamptz[] DEFAULT '{}'::timestamptz[] NOT NULL,
  last_at timestamptz NOT NULL,
  CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (bucket)
);
CREATE INDEX sign_in_attempt_last ON sign_in_attempt (last_at);
ALTER TABLE sign_in_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_attempt FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON sign_in_attempt TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON sign_in_attempt TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON sign_in_attempt TO {{staff}} USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_in_attempt TO {{access}};
GRANT SELECT ON sign_in_attempt TO {{staff}};

CREATE TABLE sign_in_refusal (
  person_id uuid,
  network cidr,
  cause text NOT NULL,
  hour timestamptz NOT NULL,
  times integer NOT NULL,
  last_at timestamptz NOT NULL,
  CONSTRAINT sign_in_refusal_person_id_network_cause_hour_key UNIQUE NULLS NOT DISTINCT (person_id, network, cause,
      hour),
  CONSTRAINT sign_in_refusal_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT sign_in_refusal_cause_check CHECK (cause IN ('wrong-password', 'no-account', 'no-role', 'waiting',
      'code-needed', 'code-wrong'))
);
CREATE INDEX sign_in_refusal_hour ON sign_in_refusal (hour);
ALTER TABLE sign_in_refusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_refusal FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON sign_in_refusal TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON sign_in_refusal TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON sign_in_refusal TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON sign_in_refusal TO {{access}};
GRANT UPDATE (times, last_at) ON sign_in_refusal TO {{access}};
GRANT SELECT ON sign_in_refusal TO {{staff}};

CREATE TABLE skill (
  person_id uuid NOT NULL,
  lane text NOT NULL,
  from_on date NOT NULL,
  to_on date,
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  entered_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT skill_pkey PRIMARY KEY (id),
  CONSTRAINT skill_lane_fkey FOREIGN KEY (lane) REFERENCES lane(lane),
  CONSTRAINT skill_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT skill_period CHECK (to_on >= from_on)
);
CREATE UNIQUE INDEX skill_once ON skill (person_id, lane, from_on) WHERE to_on IS NULL OR to_on > from_on;
ALTER TABLE skill ENABLE ROW LEVEL SECURITY;
ALTER TABLE skill FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON skill TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON skill TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON skill TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON skill TO {{access}};
GRANT INSERT, SELECT ON skill TO {{staff}};
GRANT UPDATE (to_on) ON skill TO {{staff}};

CREATE VIEW standing_ruling WITH (security_invoker=true) AS
 SELECT decision_id, expense_id, incident_id, institution_id, ruling, amount_yen,
    ruled_at, final_at
   FROM ruling r
  WHERE NOT (EXISTS ( SELECT
           FROM decision_act a
          WHERE a.decision_id = r.decision_id AND (a.kind IN ('undone', 'reversed'))));
GRANT SELECT ON standing_ruling TO {{staff}};
COMMENT ON VIEW standing_ruling IS 'rulings that were neither undone nor reversed, those before an appeal too';

CREATE TABLE state_move (
  machine text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  by text[] NOT NULL,
  CONSTRAINT state_move_pkey PRIMARY KEY (machine, from_state, to_state)
);
ALTER TABLE state_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE state_move FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON state_move TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON state_move TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON state_move TO {{staff}};

CREATE TABLE statement_line (
  decision_id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  is_new boolean NOT NULL,
  figures jsonb NOT NULL,
  engine_yen bigint NOT NULL,
  CONSTRAINT statement_line_pkey PRIMARY KEY (decision_id, expense_id),
  CONSTRAINT statement_line_decision_id_institution_id_fkey FOREIGN KEY (decision_id, institution_id)
      REFERENCES decision(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT statement_line_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT statement_line_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT statement_line_engine_yen_check CHECK (engine_yen >= 0)
);
CREATE INDEX statement_line_case ON statement_line (incident_id);
CREATE INDEX statement_line_expense ON statement_line (expense_id) WHERE is_new;
ALTER TABLE statement_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE statement_line FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON statement_line TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON statement_line TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON statement_line TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON statement_line AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON statement_line AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON statement_line AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (decision_id, expense_id, incident_id, institution_id, is_new, engine_yen) ON statement_line TO
    {{institution}};
GRANT INSERT, SELECT ON statement_line TO {{staff}};

CREATE TABLE support_request (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  service text NOT NULL,
  state text NOT NULL,
  reasons jsonb NOT NULL,
  outlook_id uuid,
  opened_by uuid,
  opened_reason text,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT support_request_pkey PRIMARY KEY (id),
  CONSTRAINT support_request_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT support_request_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT support_request_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES person(id),
  CONSTRAINT support_request_outlook_id_fkey FOREIGN KEY (outlook_id) REFERENCES coverage_outlook(id),
  CONSTRAINT support_request_state_check CHECK (state IN ('amber', 'open', 'dispatched', 'provisional',
      'confirmed', 'done', 'withdrawn'))
);
CREATE INDEX support_case ON support_request (incident_id);
CREATE INDEX support_desk ON support_request (state, created_at, id) WHERE state NOT IN ('done', 'withdrawn');
CREATE INDEX support_ended ON support_request (state, created_at, id) WHERE state IN ('done', 'withdrawn');
CREATE UNIQUE INDEX support_one ON support_request (incident_id, service) WHERE state <> 'withdrawn';
ALTER TABLE support_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE support_request FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON support_request TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON support_request TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON support_request TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON support_request AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON support_request AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON support_request AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT (id, incident_id, institution_id, service, state, reasons, version, created_at, changed_at) ON
    support_request TO {{institution}};
GRANT INSERT, SELECT ON support_request TO {{staff}};

CREATE TABLE team (
  id uuid NOT NULL,
  name text NOT NULL,
  CONSTRAINT team_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX team_name ON team (name);
ALTER TABLE team ENABLE ROW LEVEL SECURITY;
ALTER TABLE team FORCE ROW LEVEL SECURITY;
CREATE POLICY access_all ON team TO {{access}} USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON team TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON team TO {{staff}} USING (true) WITH CHECK (true);
GRANT SELECT ON team TO {{access}};
GRANT INSERT, SELECT, UPDATE ON team TO {{staff}};

CREATE TABLE team_member (
  team_id uuid NOT NULL,
  person_id uuid NOT NULL,
  from_on date NOT NULL,
  to_on date,
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  entered_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT team_member_pkey PRIMARY KEY (id),
  CONSTRAINT team_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT team_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  CONSTRAINT team_member_period CHECK (to_on >= from_on)
);
CREATE UNIQUE INDEX team_member_once ON team_member (team_id, person_id, from_on)
    WHERE to_on IS NULL OR to_on > from_on;
ALTER TABLE team_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE team_member FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON team_member TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON team_member TO {{staff}} USING (true) WITH CHECK (true);
GRANT INSERT, SELECT ON team_member TO {{staff}};
GRANT UPDATE (to_on) ON team_member TO {{staff}};

CREATE TABLE terms_entry (
  id uuid NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  content jsonb NOT NULL,
  source text NOT NULL,
  effective_on date NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL,
  decision text,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  CONSTRAINT terms_entry_pkey PRIMARY KEY (id),
  CONSTRAINT terms_entry_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  CONSTRAINT terms_entry_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT terms_entry_check CHECK (num_nulls(decision, decided_by, decided_at) IN (0, 3)),
  CONSTRAINT terms_entry_check1 CHECK (decided_by <> entered_by),
  CONSTRAINT terms_entry_check2 CHECK (decision IS DISTINCT FROM 'refused' OR decision_reason IS NOT NULL),
  CONSTRAINT terms_entry_decision_check CHECK (decision IN ('approved', 'refused')),
  CONSTRAINT terms_entry_kind_check CHECK (kind IN ('product-terms', 'parameters', 'contract-parameters',
      'wording-article')),
  CONSTRAINT terms_entry_source_check CHECK (length(source) >= 1 AND length(source) <= 500),
  CONSTRAINT terms_entry_subject_check CHECK (length(subject) >= 1 AND length(subject) <= 60)
);
CREATE INDEX terms_entry_in_force ON terms_entry (kind, subject, effective_on) WHERE decision = 'approved';
CREATE UNIQUE INDEX terms_entry_version ON terms_entry (subject)
    WHERE kind = 'product-terms' AND decision = 'approved';
ALTER TABLE terms_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE terms_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON terms_entry TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON terms_entry TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_decides_once ON terms_entry AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (decision IS NULL)
    WITH CHECK (decision IS NOT NULL);
CREATE POLICY staff_enters_undecided ON terms_entry AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (decision IS NULL);
GRANT INSERT, SELECT ON terms_entry TO {{staff}};
GRANT UPDATE (decision, decided_by, decided_at, decision_reason) ON terms_entry TO {{staff}};

CREATE TABLE timeline_entry (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  audience text NOT NULL,
  data jsonb NOT NULL,
  CONSTRAINT timeline_entry_pkey PRIMARY KEY (id),
  CONSTRAINT timeline_entry_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT timeline_entry_audience_check CHECK (audience IN ('all', 'insurer'))
);
CREATE INDEX timeline_case ON timeline_entry (incident_id, at, id);
ALTER TABLE timeline_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE timeline_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY access_none ON timeline_entry FOR INSERT TO {{access}} WITH CHECK (false);
CREATE POLICY institution_own ON timeline_entry TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id) AND audience = 'all');
CREATE POLICY owner_all ON timeline_entry TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON timeline_entry TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON timeline_entry AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON timeline_entry AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON timeline_entry AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT (id, incident_id, institution_id, at, kind, audience, data) ON timeline_entry TO {{access}};
GRANT INSERT, SELECT ON timeline_entry TO {{institution}};
GRANT INSERT, SELECT ON timeline_entry TO {{staff}};

CREATE TABLE view_log (
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  institution_id uuid NOT NULL,
  incident_id uuid,
  subject text NOT NULL,
  subject_id uuid NOT NULL,
  kind text NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  acting_as text NOT NULL,
  CONSTRAINT view_log_pkey PRIMARY KEY (at, id),
  CONSTRAINT view_log_kind_check CHECK (kind IN ('opened', 'downloaded')),
  CONSTRAINT view_log_subject_check CHECK (subject IN ('incident', 'expense', 'work-item', 'support-request',
      'decision', 'payment', 'payment-batch', 'document', 'letter', 'list-export'))
) PARTITION BY RANGE (at);
CREATE INDEX view_log_actor ON view_log (actor_id, at, id);
CREATE INDEX view_log_case ON view_log (incident_id, at, id);
CREATE INDEX view_log_subject ON view_log (subject_id, at, id);
ALTER TABLE view_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE view_log FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON view_log TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON view_log TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON view_log AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON view_log AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON view_log AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT SELECT ON view_log TO {{staff}};

CREATE TABLE watch_entry (
  id uuid NOT NULL,
  name text NOT NULL,
  folded text NOT NULL,
  kana_folded text,
  source text NOT NULL,
  entered_by uuid,
  entered_at timestamptz NOT NULL,
  removed_by uuid,
  removed_at timestamptz,
  refolded_at timestamptz,
  CONSTRAINT watch_entry_pkey PRIMARY KEY (id),
  CONSTRAINT watch_entry_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  CONSTRAINT watch_entry_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES person(id),
  CONSTRAINT watch_entry_check CHECK ((removed_by IS NULL) = (removed_at IS NULL)),
  CONSTRAINT watch_entry_name_check CHECK (length(name) >= 1 AND length(name) <= 200),
  CONSTRAINT watch_entry_source_check CHECK (length(source) >= 1 AND length(source) <= 200)
);
CREATE INDEX watch_entry_kana ON watch_entry (kana_folded) WHERE removed_at IS NULL AND kana_folded IS NOT NULL;
CREATE INDEX watch_entry_list ON watch_entry (entered_at, id);
CREATE INDEX watch_entry_name ON watch_entry (folded) WHERE removed_at IS NULL;
ALTER TABLE watch_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE watch_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON watch_entry TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON watch_entry TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_removes_once ON watch_entry AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (removed_at IS NULL)
    WITH CHECK (removed_at IS NOT NULL);
GRANT INSERT, SELECT ON watch_entry TO {{staff}};
GRANT UPDATE (removed_by, removed_at) ON watch_entry TO {{staff}};

CREATE TABLE work_item (
  id uuid NOT NULL,
  expense_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  lane text NOT NULL,
  state text NOT NULL,
  assignee_id uuid,
  offered_at timestamptz,
  lapses_at timestamptz,
  unassigned_since timestamptz,
  lead_alerted_at timestamptz,
  relaxed boolean DEFAULT false NOT NULL,
  relax_at timestamptz,
  due_at timestamptz NOT NULL,
  weight integer DEFAULT 1 NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamptz NOT NULL,
  apart uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  tried_at timestamptz,
  CONSTRAINT work_item_pkey PRIMARY KEY (id),
  CONSTRAINT work_item_id_institution_id_key UNIQUE (id, institution_id),
  CONSTRAINT work_item_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES person(id),
  CONSTRAINT work_item_expense_id_institution_id_fkey FOREIGN KEY (expense_id, institution_id)
      REFERENCES expense(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT work_item_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT work_item_lane_fkey FOREIGN KEY (lane) REFERENCES lane(lane),
  CONSTRAINT work_item_check CHECK ((assignee_id IS NOT NULL) = (state IN ('offered', 'accepted', 'done')) OR state
      = 'ended'),
  CONSTRAINT work_item_state_check CHECK (state IN ('unassigned', 'offered', 'accepted', 'done', 'ended'))
);
CREATE INDEX work_item_case ON work_item (incident_id);
CREATE INDEX work_item_lane ON work_item (lane, due_at, id) WHERE state IN ('unassigned', 'offered', 'accepted');
CREATE INDEX work_item_lapses ON work_item (lapses_at) WHERE state = 'offered';
CREATE INDEX work_item_mine ON work_item (assignee_id, due_at, id) WHERE state IN ('offered', 'accepted');
CREATE UNIQUE INDEX work_item_one ON work_item (expense_id) WHERE state IN ('unassigned', 'offered', 'accepted');
CREATE INDEX work_item_open ON work_item (due_at, id) WHERE state IN ('unassigned', 'offered', 'accepted');
CREATE INDEX work_item_relaxes ON work_item (relax_at) WHERE state = 'unassigned';
CREATE INDEX work_item_untried ON work_item (lane, tried_at) WHERE state = 'unassigned' AND relaxed;
ALTER TABLE work_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE work_item FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON work_item TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON work_item TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON work_item TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON work_item AS RESTRICTIVE FOR DELETE TO {{staff}} USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON work_item AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON work_item AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON work_item TO {{staff}};
GRANT UPDATE (lead_alerted_at, relax_at) ON work_item TO {{staff}};
CREATE TRIGGER item_tried BEFORE INSERT OR UPDATE OF state ON work_item FOR EACH ROW EXECUTE FUNCTION item_tried();

CREATE TABLE work_item_refusal (
  work_item_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  reason text,
  at timestamptz NOT NULL,
  CONSTRAINT work_item_refusal_pkey PRIMARY KEY (work_item_id, person_id, at),
  CONSTRAINT work_item_refusal_incident_id_institution_id_fkey FOREIGN KEY (incident_id, institution_id)
      REFERENCES incident(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT work_item_refusal_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT work_item_refusal_work_item_id_institution_id_fkey FOREIGN KEY (work_item_id, institution_id)
      REFERENCES work_item(id, institution_id) ON UPDATE CASCADE,
  CONSTRAINT work_item_refusal_kind_check CHECK (kind IN ('declined', 'lapsed', 'absent', 'reassigned'))
);
ALTER TABLE work_item_refusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE work_item_refusal FORCE ROW LEVEL SECURITY;
CREATE POLICY institution_own ON work_item_refusal TO {{institution}}
    USING ((institution_id = ANY (app_institutions())) AND app_sees_case(incident_id));
CREATE POLICY owner_all ON work_item_refusal TO {{owner}} USING (true) WITH CHECK (true);
CREATE POLICY staff_all ON work_item_refusal TO {{staff}} USING (true) WITH CHECK (true);
CREATE POLICY staff_delete ON work_item_refusal AS RESTRICTIVE FOR DELETE TO {{staff}}
    USING (app_writes_case(incident_id));
CREATE POLICY staff_insert ON work_item_refusal AS RESTRICTIVE FOR INSERT TO {{staff}}
    WITH CHECK (app_writes_case(incident_id));
CREATE POLICY staff_update ON work_item_refusal AS RESTRICTIVE FOR UPDATE TO {{staff}}
    USING (app_writes_case(incident_id)) WITH CHECK (app_writes_case(incident_id));
GRANT INSERT, SELECT ON work_item_refusal TO {{staff}};
