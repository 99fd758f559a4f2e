-- Who was told otherwise than holds while cover and support had one outlook: what was told, on whose page it could be read, the calls about it, and what a senior adjuster did about what may have followed. Small tables. Locks incident while its rows are looked through for the index, notice for the moment of its check.
SET search_path = sonae;

-- What has still to be settled again: empty once it is done.
CREATE INDEX incident_one_outlook ON incident (reported_at) WHERE outlook_id IS NOT NULL AND support_outlook IS NULL;

-- One a case: what was told of cover that came from the territory of the support service, worst first; told_until: when it was no longer shown.
CREATE TABLE outlook_correction (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL UNIQUE, institution_id uuid NOT NULL,
  told text NOT NULL CHECK (told IN ('amber','red')), told_from timestamptz NOT NULL, told_until timestamptz NOT NULL, corrected_at timestamptz NOT NULL,
  CHECK (told_from <= told_until AND told_until <= corrected_at),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX outlook_correction_list ON outlook_correction (corrected_at, id);

-- On whose page it could be read: the institution's own (no agency), or an agency's whose client it was.
CREATE TABLE outlook_notice (
  id uuid PRIMARY KEY, correction_id uuid NOT NULL REFERENCES outlook_correction, incident_id uuid NOT NULL, institution_id uuid NOT NULL, agency_id uuid REFERENCES agency,
  created_at timestamptz NOT NULL, read_by text, read_at timestamptz, CHECK ((read_by IS NULL) = (read_at IS NULL)),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE UNIQUE INDEX outlook_notice_once ON outlook_notice (correction_id, coalesce(agency_id, '00000000-0000-0000-0000-000000000000'));
CREATE INDEX outlook_notice_case ON outlook_notice (incident_id);
CREATE INDEX outlook_notice_list ON outlook_notice (created_at, id);
CREATE INDEX outlook_notice_agency ON outlook_notice (agency_id) WHERE agency_id IS NOT NULL;

-- A call about a notice: by whom, when, reached or not. It stands in the list to call until one was reached.
CREATE TABLE outlook_notice_call (
  id uuid PRIMARY KEY, notice_id uuid NOT NULL REFERENCES outlook_notice, incident_id uuid NOT NULL, institution_id uuid NOT NULL,
  called_by uuid NOT NULL REFERENCES person, called_at timestamptz NOT NULL, reached boolean NOT NULL, note text NOT NULL CHECK (note ~ '\S'),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX outlook_notice_call_of ON outlook_notice_call (notice_id, called_at);
CREATE UNIQUE INDEX outlook_notice_reached_once ON outlook_notice_call (notice_id) WHERE reached;
CREATE INDEX outlook_notice_call_case ON outlook_notice_call (incident_id);

-- What a senior adjuster did about a case that was withdrawn, lost lines or got none after the wrong outlook.
CREATE TABLE outlook_correction_act (
  id uuid PRIMARY KEY, correction_id uuid NOT NULL UNIQUE REFERENCES outlook_correction, incident_id uuid NOT NULL, institution_id uuid NOT NULL,
  acted_by uuid NOT NULL REFERENCES person, acted_at timestamptz NOT NULL, done text NOT NULL CHECK (done ~ '\S'),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX outlook_correction_act_case ON outlook_correction_act (incident_id);

SELECT secure_table(t) FROM unnest(ARRAY['outlook_correction','outlook_notice','outlook_notice_call','outlook_correction_act']::regclass[]) t;
GRANT SELECT, INSERT ON outlook_correction, outlook_notice, outlook_notice_call, outlook_correction_act TO {{staff}};
GRANT SELECT ON outlook_correction TO {{institution}};
GRANT SELECT (id, correction_id, incident_id, institution_id, agency_id, created_at, read_at) ON outlook_notice TO {{institution}};

-- An agency reads what was written to it, an institution what was written to it: neither is told whether the other has read.
CREATE FUNCTION app_agency() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
  SELECT p.agency_id FROM person p WHERE 'person:' || p.id = current_setting('app.actor_id', true)
$$;
REVOKE ALL ON FUNCTION app_agency FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_agency TO {{institution}};
DROP POLICY institution_own ON outlook_notice;
CREATE POLICY institution_own ON outlook_notice FOR SELECT TO {{institution}}
  USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND agency_id IS NOT DISTINCT FROM (SELECT app_agency()));

-- Answers whether it is there for the caller; the first reader stays.
CREATE FUNCTION read_outlook_notice(p_notice uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  PERFORM FROM outlook_notice n WHERE n.id = p_notice AND n.institution_id = ANY (app_institutions()) AND app_sees_case(n.incident_id)
    AND n.agency_id IS NOT DISTINCT FROM app_agency() FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE outlook_notice SET read_by = current_setting('app.actor_id'), read_at = now() WHERE id = p_notice AND read_at IS NULL;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION read_outlook_notice FROM PUBLIC;
GRANT EXECUTE ON FUNCTION read_outlook_notice TO {{institution}};

ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('payment-notice','denial-notice','clock-notice','repayment-demand','outlook-correction'));
