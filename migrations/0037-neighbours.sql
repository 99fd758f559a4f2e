-- What leaves the house is spoken outside every transaction: a mail is claimed (committed), spoken, recorded (committed). Locks mail and document_erasure for as long as this takes; their rows are looked through once.
SET search_path = sonae;

-- 'sending': somebody claimed it, by a number of that try; handed_at says that its end was about to leave. 'unknown': it may have arrived; a person decides. The reason is a code of the protocol or of the system.
ALTER TABLE mail DROP CONSTRAINT mail_state_check;
ALTER TABLE mail
  ADD COLUMN claim uuid, ADD COLUMN claimed_at timestamptz, ADD COLUMN handed_at timestamptz, ADD COLUMN reason text CHECK (reason ~ '^[A-Za-z0-9_ .-]{1,60}$'),
  ADD CONSTRAINT mail_state_check CHECK (state IN ('waiting','kept','sending','sent','failed','unknown')),
  ADD CONSTRAINT mail_claim_check CHECK (state NOT IN ('sending','unknown') OR (claim IS NOT NULL AND claimed_at IS NOT NULL)),
  ADD CONSTRAINT mail_unknown_check CHECK (state <> 'unknown' OR handed_at IS NOT NULL);
CREATE INDEX mail_claimed ON mail (claimed_at) WHERE state = 'sending';
CREATE INDEX mail_to_decide ON mail (created_at, id) WHERE state IN ('failed','unknown');
GRANT UPDATE (claim, claimed_at, handed_at, reason) ON mail TO {{staff}};

-- What may have arrived goes again only when a person says so.
CREATE FUNCTION mail_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF OLD.state = 'sent' OR (OLD.state = 'unknown' AND NEW.state <> 'sent' AND coalesce(current_setting('app.actor_id', true), '') NOT LIKE 'person:%') THEN
    RAISE EXCEPTION 'a mail that may have arrived is not sent again by itself' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mail_guard BEFORE UPDATE OF state ON mail FOR EACH ROW WHEN (OLD.state IN ('sent','unknown') AND NEW.state <> OLD.state) EXECUTE FUNCTION mail_guard();
REVOKE ALL ON FUNCTION mail_guard FROM PUBLIC;

-- Erasing twice is erasing once: a claim is only a later time for the next try.
ALTER TABLE document_erasure ADD COLUMN erase_after timestamptz, ADD COLUMN erase_tries int NOT NULL DEFAULT 0;
GRANT UPDATE (erase_after, erase_tries) ON document_erasure TO {{staff}};

-- Mails that wait and contents that lie there are found by their rows: the letters of the jobs that did this are over.
DELETE FROM letter WHERE consumer IN ('send-mail','erase-documents');
