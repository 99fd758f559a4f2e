-- A group policy has one policyholder and many members; a member's period carries the limits.
SET search_path = sonae;

CREATE TABLE policy (
  id uuid PRIMARY KEY, number text NOT NULL UNIQUE, policyholder text NOT NULL, is_group boolean NOT NULL, version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE member_period (
  id uuid PRIMARY KEY, institution_id uuid NOT NULL REFERENCES institution, policy_id uuid NOT NULL REFERENCES policy,
  policy_number text NOT NULL REFERENCES policy (number) ON UPDATE CASCADE, certificate_number text,
  institution_kind text NOT NULL CHECK (institution_kind IN ('hospital','integrated-care-facility','geriatric-health-facility','general-clinic','dental-clinic')),
  corporation_kind text NOT NULL CHECK (corporation_kind IN ('medical-corporation','individual','public','other')),
  plan smallint NOT NULL CHECK (plan BETWEEN 1 AND 3), terms_version text NOT NULL,
  inception_on date NOT NULL, expiry_on date NOT NULL, continuous_since date NOT NULL, boundary_hour smallint CHECK (boundary_hour BETWEEN 0 AND 23),
  deductible_yen bigint NOT NULL DEFAULT 0 CHECK (deductible_yen >= 0),
  tax_creditable_ratio numeric(7,6) NOT NULL DEFAULT 0 CHECK (tax_creditable_ratio BETWEEN 0 AND 1),
  interruption_limit_yen bigint CHECK (interruption_limit_yen >= 0), interruption_waiting_hours numeric CHECK (interruption_waiting_hours >= 0),
  interruption_indemnity_months smallint CHECK (interruption_indemnity_months BETWEEN 1 AND 60),
  bodily_injury_property_damage boolean NOT NULL DEFAULT false, parameters jsonb NOT NULL DEFAULT '{}',
  ended_early_on date, joined_mid_term boolean NOT NULL DEFAULT false, renews_id uuid, version int NOT NULL DEFAULT 1, created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (expiry_on > inception_on), CHECK (continuous_since <= inception_on), CHECK (ended_early_on BETWEEN inception_on AND expiry_on),
  CHECK ((interruption_limit_yen IS NULL) = (interruption_waiting_hours IS NULL)),
  CHECK (interruption_indemnity_months IS NULL OR interruption_limit_yen IS NOT NULL),
  UNIQUE (id, institution_id), FOREIGN KEY (renews_id, institution_id) REFERENCES member_period (id, institution_id));
CREATE INDEX member_period_institution ON member_period (institution_id, inception_on);
CREATE UNIQUE INDEX member_period_certificate ON member_period (certificate_number, inception_on);
CREATE TABLE declared_premises (
  member_period_id uuid NOT NULL, institution_id uuid NOT NULL, facility_id uuid NOT NULL REFERENCES facility, from_on date NOT NULL,
  to_on date CHECK (to_on > from_on), PRIMARY KEY (member_period_id, facility_id, from_on),
  FOREIGN KEY (member_period_id, institution_id) REFERENCES member_period (id, institution_id));

SELECT secure_table(t) FROM unnest(ARRAY['policy','member_period','declared_premises']::regclass[]) t;
GRANT SELECT, INSERT ON policy, member_period, declared_premises TO {{staff}};
GRANT UPDATE ON policy TO {{staff}};
GRANT UPDATE (certificate_number, ended_early_on, expiry_on, parameters, version) ON member_period TO {{staff}};
GRANT UPDATE (to_on) ON declared_premises TO {{staff}};
GRANT SELECT ON member_period, declared_premises TO {{institution}};
