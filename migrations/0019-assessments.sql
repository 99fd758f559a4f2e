-- Every run of the engine over a case is kept: its whole input and answer, so that it can be run again and compared.
SET search_path = sonae;

ALTER TABLE coverage_outlook ADD COLUMN assessment jsonb, ADD COLUMN answer_hash bytea;
COMMENT ON COLUMN coverage_outlook.answer_hash IS 'SHA-256 of the answer as it is printed; null where the engine was not called';
-- an institution reads what its lines were assessed at, never the insurer's facts in the input
GRANT SELECT (id, incident_id, institution_id, at, request_hash, terms_version, answer, assessment) ON coverage_outlook TO {{institution}};
