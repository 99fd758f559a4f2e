-- An item that fits nobody is tried again for whatever makes somebody able to take it, not for a line of the roster alone: a skill, a member
-- of a team, a team of a lane (a role is told by its confirmation). Locks the three tables for milliseconds; what is in them already begins
-- with this migration, so that each item that waits is tried once more.
SET search_path = sonae;

ALTER TABLE skill ADD COLUMN entered_at timestamptz NOT NULL DEFAULT clock_timestamp();
ALTER TABLE team_member ADD COLUMN entered_at timestamptz NOT NULL DEFAULT clock_timestamp();
ALTER TABLE lane ADD COLUMN team_entered_at timestamptz NOT NULL DEFAULT clock_timestamp();
