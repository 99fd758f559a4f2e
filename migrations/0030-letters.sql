-- Letters to people as they were written (the queues' own letters are another thing), and the mails that bring them. What a letter says never changes: its PDF is made again from it.
SET search_path = sonae;

CREATE SEQUENCE notice_no_seq;
CREATE TABLE notice (
  id uuid PRIMARY KEY, no bigint NOT NULL UNIQUE, kind text NOT NULL CHECK (kind IN ('payment-notice','denial-notice','clock-notice','repayment-demand')), about text NOT NULL, addressee text NOT NULL CHECK (addressee IN ('institution','claimant','vendor')),
  incident_id uuid NOT NULL, institution_id uuid NOT NULL, content jsonb NOT NULL, sha256 bytea NOT NULL CHECK (length(sha256) = 32), written_at timestamptz NOT NULL,
  on_paper boolean NOT NULL, posted_by uuid REFERENCES person, posted_at timestamptz, UNIQUE (about, addressee), CHECK ((posted_by IS NULL) = (posted_at IS NULL)), CHECK (posted_by IS NULL OR on_paper),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX notice_case ON notice (incident_id, written_at);
CREATE INDEX notice_list ON notice (written_at, id);
CREATE INDEX notice_to_post ON notice (written_at, id) WHERE on_paper AND posted_at IS NULL;
CREATE INDEX ruling_of_nothing ON ruling (final_at) WHERE amount_yen = 0;

-- A mail to one person about one letter; the address is read when it is sent. 'kept': there is no mail server, it is read on the outbox page.
CREATE TABLE mail (
  id uuid PRIMARY KEY, notice_id uuid NOT NULL REFERENCES notice, incident_id uuid NOT NULL, institution_id uuid NOT NULL, person_id uuid NOT NULL REFERENCES person, subject text NOT NULL, body text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting','kept','sent','failed')), tries int NOT NULL DEFAULT 0, next_at timestamptz NOT NULL, sent_at timestamptz, created_at timestamptz NOT NULL, UNIQUE (notice_id, person_id), CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX mail_waiting ON mail (next_at) WHERE state = 'waiting';
CREATE INDEX mail_list ON mail (created_at, id);
CREATE INDEX mail_case ON mail (incident_id);

SELECT secure_table(t) FROM unnest(ARRAY['notice','mail']::regclass[]) t;
GRANT SELECT, INSERT ON notice, mail TO {{staff}};
GRANT UPDATE (posted_by, posted_at) ON notice TO {{staff}};
GRANT UPDATE (state, tries, next_at, sent_at) ON mail TO {{staff}};
GRANT USAGE ON SEQUENCE notice_no_seq TO {{staff}};
CREATE POLICY staff_posts_once ON notice AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (posted_at IS NULL) WITH CHECK (posted_at IS NOT NULL);
-- what is left of limits stands in it: whoever sees every case of the institution
DROP POLICY institution_own ON notice;
CREATE POLICY institution_read ON notice FOR SELECT TO {{institution}} USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND current_setting('app.cases', true) = '*' AND addressee = 'institution');
GRANT SELECT ON notice TO {{institution}};
