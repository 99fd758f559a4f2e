-- Institutions (members), facilities (the ministry's directory), agencies, people, sessions, teams, lanes, rosters.
SET search_path = sonae;

CREATE TABLE facility (
  id uuid PRIMARY KEY, code text NOT NULL UNIQUE, name text NOT NULL, name_grams text[] NOT NULL, kind text NOT NULL,
  prefecture smallint NOT NULL CHECK (prefecture BETWEEN 1 AND 47), address text, beds_general int CHECK (beds_general >= 0),
  beds_total int CHECK (beds_total >= beds_general), valid_from date NOT NULL, closed_on date CHECK (closed_on >= valid_from));
CREATE INDEX facility_grams ON facility USING gin (name_grams);
CREATE TABLE facility_name (facility_id uuid NOT NULL REFERENCES facility, name text NOT NULL, from_on date NOT NULL, PRIMARY KEY (facility_id, from_on));

-- The tenant is the member, who has limits of its own. Two sentinels: not known yet, and the insurer.
CREATE TABLE institution (
  id uuid PRIMARY KEY, name text NOT NULL, name_grams text[] NOT NULL DEFAULT '{}',
  kind text NOT NULL CHECK (kind IN ('hospital','integrated-care-facility','geriatric-health-facility','general-clinic','dental-clinic','pharmacy','sentinel')),
  corporation_kind text NOT NULL CHECK (corporation_kind IN ('medical-corporation','individual','public','other')),
  telephone text, prefecture smallint CHECK (prefecture BETWEEN 1 AND 47), version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX institution_grams ON institution USING gin (name_grams);
INSERT INTO institution (id, name, kind, corporation_kind) VALUES
  ('00000000-0000-0000-0000-000000000000', '(not known yet)', 'sentinel', 'other'),
  ('00000000-0000-0000-0000-000000000001', '(the insurer)', 'sentinel', 'other');

CREATE TABLE agency (id uuid PRIMARY KEY, name text NOT NULL);
CREATE TABLE agency_client (
  agency_id uuid NOT NULL REFERENCES agency, institution_id uuid NOT NULL REFERENCES institution, from_on date NOT NULL,
  to_on date CHECK (to_on > from_on), PRIMARY KEY (agency_id, institution_id, from_on));

CREATE TABLE person (
  id uuid PRIMARY KEY, institution_id uuid NOT NULL REFERENCES institution, agency_id uuid REFERENCES agency,
  email text NOT NULL UNIQUE CHECK (email = lower(email)), display_name text NOT NULL, left_at timestamptz,
  demonstration boolean NOT NULL DEFAULT false, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE credential (
  person_id uuid PRIMARY KEY REFERENCES person, password_hash text, totp_secret bytea, totp_last_step bigint, changed_at timestamptz NOT NULL);
-- An insurer's role takes effect when a second administrator has confirmed it (workflow, separation of duties).
CREATE TABLE role_grant (
  id uuid PRIMARY KEY, person_id uuid NOT NULL REFERENCES person,
  role text NOT NULL CHECK (role IN ('hospital-reporter','hospital-manager','support','adjuster','senior-adjuster','payments','auditor','agent','administrator')),
  granted_by uuid NOT NULL REFERENCES person, granted_at timestamptz NOT NULL,
  confirmed_by uuid REFERENCES person, confirmed_at timestamptz, ended_by uuid REFERENCES person, ended_at timestamptz,
  CHECK (granted_by <> person_id), CHECK (confirmed_by <> granted_by AND confirmed_by <> person_id),
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)), CHECK ((ended_by IS NULL) = (ended_at IS NULL)));
CREATE UNIQUE INDEX role_grant_one ON role_grant (person_id, role) WHERE ended_at IS NULL;
CREATE TABLE facility_code (
  id uuid PRIMARY KEY, institution_id uuid NOT NULL REFERENCES institution, code_hash bytea NOT NULL UNIQUE, label text,
  created_at timestamptz NOT NULL, revoked_at timestamptz);
CREATE TABLE api_token (
  id uuid PRIMARY KEY, person_id uuid NOT NULL REFERENCES person, token_hash bytea NOT NULL UNIQUE, scopes text[] NOT NULL,
  created_at timestamptz NOT NULL, expires_at timestamptz, revoked_at timestamptz);
CREATE TABLE session (
  id uuid PRIMARY KEY, token_hash bytea NOT NULL UNIQUE, csrf_hash bytea NOT NULL,
  kind text NOT NULL CHECK (kind IN ('password','facility','return-code','sso')),
  institution_id uuid NOT NULL REFERENCES institution, person_id uuid REFERENCES person, facility_code_id uuid REFERENCES facility_code,
  created_at timestamptz NOT NULL DEFAULT now(), expires_at timestamptz NOT NULL, ended_at timestamptz, ended_reason text,
  CHECK ((person_id IS NULL) <> (facility_code_id IS NULL) OR kind = 'return-code'));
CREATE INDEX session_person ON session (person_id) WHERE ended_at IS NULL;
CREATE TABLE sign_in_attempt (bucket bytea NOT NULL, window_start timestamptz NOT NULL, attempts int NOT NULL, PRIMARY KEY (bucket, window_start));

CREATE TABLE team (id uuid PRIMARY KEY, name text NOT NULL);
CREATE TABLE team_member (team_id uuid NOT NULL REFERENCES team, person_id uuid NOT NULL REFERENCES person, from_on date NOT NULL,
  to_on date CHECK (to_on > from_on), PRIMARY KEY (team_id, person_id, from_on));
CREATE TABLE lane (
  lane text PRIMARY KEY CHECK (lane IN ('forensics','general','call-center','communications','data-restoration','prevention','compensation','business-interruption')),
  team_id uuid REFERENCES team, lead_id uuid REFERENCES person, limit_minutes int NOT NULL CHECK (limit_minutes > 0), version int NOT NULL DEFAULT 1);
CREATE TABLE skill (person_id uuid NOT NULL REFERENCES person, lane text NOT NULL REFERENCES lane, from_on date NOT NULL,
  to_on date CHECK (to_on > from_on), PRIMARY KEY (person_id, lane, from_on));
CREATE TABLE roster (
  id uuid PRIMARY KEY, person_id uuid NOT NULL REFERENCES person, from_at timestamptz NOT NULL, to_at timestamptz NOT NULL,
  capacity int NOT NULL CHECK (capacity >= 0), entered_by uuid NOT NULL REFERENCES person, ended_at timestamptz, CHECK (to_at > from_at));
CREATE INDEX roster_on_duty ON roster (from_at, to_at) WHERE ended_at IS NULL;
CREATE TABLE authority (
  id uuid PRIMARY KEY, person_id uuid NOT NULL REFERENCES person, lane text NOT NULL REFERENCES lane, yen bigint NOT NULL CHECK (yen >= 0),
  from_on date NOT NULL, to_on date CHECK (to_on > from_on), entered_by uuid NOT NULL REFERENCES person);
CREATE INDEX authority_person ON authority (person_id, lane);
CREATE TABLE adjuster_load (person_id uuid PRIMARY KEY REFERENCES person, open_items int NOT NULL DEFAULT 0 CHECK (open_items >= 0), last_idle_at timestamptz);

SELECT secure_table(t) FROM unnest(ARRAY['facility','facility_name','institution','agency','agency_client','person','credential','role_grant',
  'facility_code','api_token','session','sign_in_attempt','team','team_member','lane','skill','roster','authority','adjuster_load']::regclass[]) t;

GRANT SELECT, INSERT ON facility, facility_name, institution, agency, agency_client, person, credential, role_grant, facility_code, api_token,
  session, sign_in_attempt, team, team_member, lane, skill, roster, authority, adjuster_load TO {{staff}};
GRANT UPDATE ON facility, institution, agency, person, credential, facility_code, api_token, session, sign_in_attempt, team, lane, adjuster_load TO {{staff}};
-- Dated lines end; what they said stays.
GRANT UPDATE (to_on) ON agency_client, team_member, skill, authority TO {{staff}};
GRANT UPDATE (ended_at, to_at) ON roster TO {{staff}};
GRANT UPDATE (confirmed_by, confirmed_at, ended_by, ended_at) ON role_grant TO {{staff}};
GRANT DELETE ON session, sign_in_attempt TO {{staff}};

-- The directory is public; an institution sees its own row by its id, and none of the insurer's people.
CREATE POLICY institution_directory ON facility FOR SELECT TO {{institution}} USING (true);
CREATE POLICY institution_directory ON facility_name FOR SELECT TO {{institution}} USING (true);
CREATE POLICY institution_self ON institution FOR SELECT TO {{institution}} USING (id = ANY (app_institutions()));
GRANT SELECT ON facility, facility_name, institution TO {{institution}};

INSERT INTO lane (lane, limit_minutes) VALUES ('forensics', 60), ('general', 120), ('call-center', 60), ('communications', 60),
  ('data-restoration', 60), ('prevention', 120), ('compensation', 120), ('business-interruption', 120);
