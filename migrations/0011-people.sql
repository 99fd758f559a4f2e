-- People over HTTP: one-time links, absences, reasons, dated lines that can be named and taken back on their first day.
-- Locks: each ALTER takes its table for the moment it rewrites it (people and staffing, some hundred rows); no table of cases is touched.
SET search_path = sonae;

ALTER TABLE role_grant ADD COLUMN ended_reason text;
GRANT UPDATE (ended_reason) ON role_grant TO {{staff}};

-- A link to set a password: known by its hash only, used once, void when a newer one is made.
CREATE TABLE invitation (
  id uuid PRIMARY KEY, person_id uuid NOT NULL REFERENCES person, token_hash bytea NOT NULL UNIQUE, made_by text NOT NULL,
  created_at timestamptz NOT NULL, expires_at timestamptz NOT NULL CHECK (expires_at > created_at), used_at timestamptz, voided_at timestamptz,
  CHECK (used_at IS NULL OR voided_at IS NULL));
CREATE UNIQUE INDEX invitation_open ON invitation (person_id) WHERE used_at IS NULL AND voided_at IS NULL;

-- On duty is who has a line of the roster for the moment and no absence. ended_at: from when a line or an absence no longer counts.
CREATE TABLE absence (
  id uuid PRIMARY KEY, person_id uuid NOT NULL REFERENCES person, from_at timestamptz NOT NULL, to_at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('leave','illness','training','business-trip','other')),
  entered_by uuid NOT NULL REFERENCES person, entered_at timestamptz NOT NULL, ended_by uuid REFERENCES person, ended_at timestamptz,
  CHECK (to_at > from_at), CHECK ((ended_by IS NULL) = (ended_at IS NULL)));
CREATE INDEX absence_person ON absence (person_id, to_at);
CREATE INDEX roster_person ON roster (person_id, to_at);

-- A line that was entered by mistake ends on the day it begins: it never held.
ALTER TABLE agency_client DROP CONSTRAINT agency_client_check, ADD CONSTRAINT agency_client_period CHECK (to_on >= from_on);
ALTER TABLE team_member DROP CONSTRAINT team_member_check, ADD CONSTRAINT team_member_period CHECK (to_on >= from_on);
ALTER TABLE skill DROP CONSTRAINT skill_check, ADD CONSTRAINT skill_period CHECK (to_on >= from_on);
ALTER TABLE authority DROP CONSTRAINT authority_check, ADD CONSTRAINT authority_period CHECK (to_on >= from_on);
ALTER TABLE agency_client ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(), DROP CONSTRAINT agency_client_pkey, ADD PRIMARY KEY (id);
ALTER TABLE team_member ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(), DROP CONSTRAINT team_member_pkey, ADD PRIMARY KEY (id);
ALTER TABLE skill ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(), DROP CONSTRAINT skill_pkey, ADD PRIMARY KEY (id);
CREATE UNIQUE INDEX agency_client_once ON agency_client (agency_id, institution_id, from_on) WHERE to_on IS NULL OR to_on > from_on;
CREATE UNIQUE INDEX team_member_once ON team_member (team_id, person_id, from_on) WHERE to_on IS NULL OR to_on > from_on;
CREATE UNIQUE INDEX skill_once ON skill (person_id, lane, from_on) WHERE to_on IS NULL OR to_on > from_on;

-- Two teams of one name could not be told apart.
CREATE UNIQUE INDEX team_name ON team (name);

SELECT secure_table(t) FROM unnest(ARRAY['invitation','absence']::regclass[]) t;
GRANT SELECT, INSERT ON invitation, absence TO {{staff}};
GRANT UPDATE (used_at, voided_at) ON invitation TO {{staff}};
GRANT UPDATE (ended_by, ended_at) ON absence TO {{staff}};
