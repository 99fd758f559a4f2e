-- Papers of a case: what came stays, with its hash; its content can be erased by two persons, the fact cannot.
SET search_path = sonae;

-- received_on: the day on which the paper arrived, which may lie before the day on which it was scanned. audience: `claimants` are
-- papers of the register of claimants, which no agent sees; `insurer` the insurer's own.
CREATE TABLE document (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, kind text NOT NULL CHECK (kind ~ '^[a-z-]{1,40}$'),
  file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200), media_type text NOT NULL, size_bytes bigint NOT NULL CHECK (size_bytes BETWEEN 1 AND 104857600),
  sha256 bytea NOT NULL CHECK (length(sha256) = 32), audience text NOT NULL CHECK (audience IN ('all','claimants','insurer')),
  scan text NOT NULL CHECK (scan IN ('clean','not-scanned')), received_on date NOT NULL, uploaded_by uuid REFERENCES person, uploaded_as text NOT NULL, uploaded_at timestamptz NOT NULL,
  UNIQUE (id, institution_id), CHECK (received_on <= (uploaded_at AT TIME ZONE 'Asia/Tokyo')::date),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX document_case ON document (incident_id, uploaded_at);
CREATE INDEX document_content ON document (sha256);

-- Two persons erase a content that should not be here; erased_at says that it is gone from the store.
CREATE TABLE document_erasure (
  document_id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  asked_by uuid NOT NULL REFERENCES person, asked_at timestamptz NOT NULL, confirmed_by uuid REFERENCES person, confirmed_at timestamptz, erased_at timestamptz,
  CHECK (confirmed_by <> asked_by), CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)), CHECK (erased_at IS NULL OR confirmed_at IS NOT NULL),
  FOREIGN KEY (document_id, institution_id) REFERENCES document (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX document_erasure_due ON document_erasure (confirmed_at) WHERE confirmed_at IS NOT NULL AND erased_at IS NULL;

-- One paper proves several expenses.
CREATE TABLE expense_evidence (
  expense_id uuid NOT NULL, document_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, linked_by uuid REFERENCES person, at timestamptz NOT NULL,
  PRIMARY KEY (expense_id, document_id),
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (document_id, institution_id) REFERENCES document (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX expense_evidence_document ON expense_evidence (document_id);
CREATE INDEX expense_evidence_case ON expense_evidence (incident_id);

-- A senior-adjuster does without a paper, with a reason.
CREATE TABLE evidence_waiver (
  expense_id uuid NOT NULL, kind text NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  waived_by uuid NOT NULL REFERENCES person, at timestamptz NOT NULL, PRIMARY KEY (expense_id, kind),
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX evidence_waiver_case ON evidence_waiver (incident_id);

-- Which papers a category needs, from a day on; the newest line of a category and kind holds. `only`: while no attack is confirmed.
CREATE TABLE evidence_requirement (
  id uuid PRIMARY KEY, category text NOT NULL, kind text NOT NULL CHECK (kind ~ '^[a-z-]{1,40}$'), needed boolean NOT NULL, only_while text CHECK (only_while IN ('no-attack-confirmed')),
  from_on date NOT NULL, source text NOT NULL CHECK (length(source) BETWEEN 1 AND 500), entered_by uuid REFERENCES person, entered_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX evidence_requirement_of ON evidence_requirement (category, kind, from_on);

SELECT secure_table(t) FROM unnest(ARRAY['document','document_erasure','expense_evidence','evidence_waiver','evidence_requirement']::regclass[]) t;
GRANT SELECT, INSERT ON document, document_erasure, expense_evidence, evidence_waiver, evidence_requirement TO {{staff}};
GRANT UPDATE (confirmed_by, confirmed_at, erased_at) ON document_erasure TO {{staff}};
CREATE POLICY staff_asks_first ON document_erasure AS RESTRICTIVE FOR INSERT TO {{staff}} WITH CHECK (confirmed_by IS NULL AND erased_at IS NULL);

DROP POLICY institution_own ON document;
-- `app.as` is the role in which somebody acts; unset it opens nothing
CREATE FUNCTION app_sees_audience(audience text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN audience = 'all' OR (audience = 'claimants' AND coalesce(current_setting('app.as', true), '') IN ('hospital-reporter','hospital-manager'));
CREATE POLICY institution_read ON document FOR SELECT TO {{institution}} USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND app_sees_audience(audience));
CREATE POLICY institution_upload ON document FOR INSERT TO {{institution}} WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND app_sees_audience(audience)
  AND uploaded_as = current_setting('app.as', true) AND received_on = (uploaded_at AT TIME ZONE 'Asia/Tokyo')::date);
GRANT SELECT, INSERT ON document TO {{institution}};
GRANT SELECT, INSERT ON expense_evidence TO {{institution}};
GRANT SELECT (document_id, incident_id, institution_id, confirmed_at, erased_at) ON document_erasure TO {{institution}};
GRANT SELECT (expense_id, kind, incident_id, institution_id) ON evidence_waiver TO {{institution}};
CREATE POLICY everybody_reads ON evidence_requirement FOR SELECT TO {{institution}} USING (true);
GRANT SELECT ON evidence_requirement TO {{institution}};

-- A waiver is a senior-adjuster's own, on what they did not enter; two persons of the desk erase.
CREATE FUNCTION evidence_waiver_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  PERFORM signer_must_be_apart(NEW.expense_id, NEW.institution_id, NEW.waived_by, 'senior-adjuster');
  RETURN NULL;
END $$;
CREATE TRIGGER evidence_waiver_guard AFTER INSERT ON evidence_waiver FOR EACH ROW EXECUTE FUNCTION evidence_waiver_guard();
CREATE FUNCTION document_erasure_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF OLD IS NOT DISTINCT FROM NULL OR OLD.confirmed_by IS DISTINCT FROM NEW.confirmed_by THEN
    IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || coalesce(NEW.confirmed_by, NEW.asked_by) THEN
      RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER document_erasure_guard AFTER INSERT OR UPDATE ON document_erasure FOR EACH ROW EXECUTE FUNCTION document_erasure_guard();
REVOKE ALL ON FUNCTION app_sees_audience, evidence_waiver_guard, document_erasure_guard FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_sees_audience TO {{staff}}, {{institution}};

-- The minimum of each category, an inference from what insurers ask for in general; every line can be replaced by a newer one.
INSERT INTO evidence_requirement (id, category, kind, needed, only_while, from_on, source)
  SELECT gen_random_uuid(), r.category, r.kind, true, r.only_while, '2026-01-01', 'Default of the product: not in the published terms'
    FROM (VALUES
      ('network-isolation','invoice',NULL), ('network-isolation','work-report',NULL), ('network-isolation','third-party-notice','no-attack-confirmed'),
      ('attack-check','invoice',NULL), ('attack-check','work-report',NULL), ('attack-check','third-party-notice','no-attack-confirmed'),
      ('damage-and-cause-investigation','invoice',NULL), ('damage-and-cause-investigation','forensic-report',NULL),
      ('call-center','invoice',NULL), ('call-center','contract',NULL), ('call-center','call-log',NULL),
      ('media-apology','invoice',NULL), ('media-apology','publication',NULL), ('press-conference','invoice',NULL), ('press-conference','publication',NULL),
      ('condolence','invoice',NULL), ('condolence','recipient-count',NULL), ('condolence','delivery-proof',NULL),
      ('data-restoration','invoice',NULL), ('data-restoration','work-report',NULL), ('equipment-repair','invoice',NULL), ('equipment-repair','work-report',NULL),
      ('prevention-consulting','invoice',NULL), ('prevention-consulting','deliverable',NULL), ('prevention-planning','invoice',NULL), ('prevention-planning','deliverable',NULL),
      ('expert-advice','invoice',NULL), ('expert-advice','contract',NULL), ('other-response','invoice',NULL),
      ('damages','claimant-letter',NULL), ('damages','settlement',NULL), ('litigation','invoice',NULL), ('litigation','claimant-letter',NULL),
      ('cooperation','invoice',NULL), ('other-liability','claimant-letter',NULL),
      ('lost-profit','profit-and-loss',NULL), ('lost-profit','outage-log',NULL), ('revenue-decline-prevention','invoice',NULL), ('revenue-decline-prevention','cost-effect',NULL),
      ('business-continuation','invoice',NULL), ('business-continuation','outage-log',NULL)
    ) AS r(category, kind, only_while);

ALTER POLICY institution_tell ON outbox
  WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND audience = 'all'
    AND type IN ('incident.reported','incident.facts-changed','incident.withdrawn','expenses.submitted','expense.withdrawn','document.received','expense.evidence-linked'));
