-- Papers with a password: nobody can read or scan them before somebody of the insurer opened them with it.
-- Locks: document ACCESS EXCLUSIVE for a moment (a column with a constant default is not written into its rows).
SET search_path = sonae;

ALTER TABLE document ADD COLUMN needs_password boolean NOT NULL DEFAULT false;
ALTER TABLE document ADD CONSTRAINT document_unread_is_unscanned CHECK (NOT needs_password OR scan = 'not-scanned') NOT VALID;

-- Who opened it, and when; password_on is the day on which the password came. The password itself is kept nowhere.
CREATE TABLE document_opening (
  document_id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, password_on date NOT NULL,
  opened_by uuid NOT NULL REFERENCES person, opened_at timestamptz NOT NULL,
  CHECK (password_on <= (opened_at AT TIME ZONE 'Asia/Tokyo')::date),
  FOREIGN KEY (document_id, institution_id) REFERENCES document (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX document_opening_case ON document_opening (incident_id);

SELECT secure_table('document_opening'::regclass);
GRANT SELECT, INSERT ON document_opening TO {{staff}};
GRANT SELECT (document_id, incident_id, institution_id, password_on, opened_at) ON document_opening TO {{institution}};

-- Only whoever acts says that they opened it, and only what needs a password is opened.
CREATE FUNCTION document_opening_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || NEW.opened_by THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  IF NOT EXISTS (SELECT FROM document d WHERE d.id = NEW.document_id AND d.needs_password AND d.received_on <= NEW.password_on) THEN
    RAISE EXCEPTION 'nothing to open' USING ERRCODE = 'SN190', DETAIL = 'nothing-to-open';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER document_opening_guard AFTER INSERT ON document_opening FOR EACH ROW EXECUTE FUNCTION document_opening_guard();
REVOKE ALL ON FUNCTION document_opening_guard FROM PUBLIC;
