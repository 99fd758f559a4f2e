-- A message of the insurer may ask for an answer by a day; the message that names it in `answers` is that answer.
-- Locks case_message ACCESS EXCLUSIVE until it is committed.
SET search_path = sonae;

ALTER TABLE case_message
  ADD COLUMN asks_by date CHECK (asks_by IS NULL OR side = 'insurer'),
  ADD COLUMN answers uuid REFERENCES case_message (id);
CREATE INDEX case_message_asks ON case_message (incident_id) WHERE asks_by IS NOT NULL;
CREATE INDEX case_message_answers ON case_message (answers) WHERE answers IS NOT NULL;
GRANT SELECT (asks_by, answers) ON case_message TO {{institution}};
