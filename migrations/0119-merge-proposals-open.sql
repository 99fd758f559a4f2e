-- Finds the unanswered proposals of all cases, newest first, and counts them in the menu.
-- Locks merge_proposal SHARE until it is committed: nobody writes it while the index is made.
SET search_path = sonae;

CREATE INDEX merge_proposal_open ON merge_proposal (proposed_at, incident_id) WHERE answer IS NULL;
