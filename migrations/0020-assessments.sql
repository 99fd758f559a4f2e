-- Every run of the engine over a case is kept: its whole input and answer, so that it can be run again and compared.
SET search_path = sonae;

ALTER TABLE coverage_outlook ADD COLUMN assessment jsonb, ADD COLUMN answer_hash bytea;
COMMENT ON COLUMN coverage_outlook.answer_hash IS 'SHA-256 of the answer as it is printed; null where the engine was not called';
-- an institution reads what its lines were assessed at, never the insurer's facts in the input
GRANT SELECT (id, incident_id, institution_id, at, request_hash, terms_version, answer, assessment) ON coverage_outlook TO {{institution}};

-- Cases that are not over are settled again, so that their expenses have an assessment.
INSERT INTO outbox (id, created_at, institution_id, incident_id, audience, type, v, payload)
  SELECT gen_random_uuid(), clock_timestamp(), institution_id, id, 'insurer', 'incident.policy-changed', 1, jsonb_build_object('policyId', coalesce(member_period_id::text, ''))
    FROM incident WHERE state NOT IN ('withdrawn','merged','declined','closed');

-- Every night some runs are made again from what was kept; the row ahead is the next night's.
CREATE TABLE assessment_replay (
  id uuid PRIMARY KEY, at timestamptz NOT NULL, done_at timestamptz, checked int CHECK (checked >= 0), different int CHECK (different BETWEEN 0 AND checked),
  differences jsonb NOT NULL DEFAULT '[]', CHECK ((done_at IS NULL) = (checked IS NULL) AND (done_at IS NULL) = (different IS NULL)));
CREATE UNIQUE INDEX assessment_replay_ahead ON assessment_replay ((done_at IS NULL)) WHERE done_at IS NULL;
CREATE INDEX assessment_replay_at ON assessment_replay (at);
SELECT secure_table('assessment_replay');
GRANT SELECT, INSERT ON assessment_replay TO {{staff}};
GRANT UPDATE (done_at, checked, different, differences) ON assessment_replay TO {{staff}};
-- three in the morning, Japan's time
CREATE FUNCTION next_night() RETURNS timestamptz LANGUAGE sql STABLE SET search_path = sonae, pg_temp
  RETURN (date_trunc('day', statement_timestamp() AT TIME ZONE 'Asia/Tokyo') + interval '1 day 3 hours') AT TIME ZONE 'Asia/Tokyo';
REVOKE ALL ON FUNCTION next_night FROM PUBLIC;
GRANT EXECUTE ON FUNCTION next_night TO {{staff}};
INSERT INTO assessment_replay (id, at) VALUES (gen_random_uuid(), next_night());
