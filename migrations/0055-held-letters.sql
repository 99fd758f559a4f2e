-- A letter in which a character cannot be drawn (one for private use above all) is held: nobody gets it until somebody has found out
-- what stands there and writes it. What the letter says stays as it was written; what is drawn in place of such characters stands beside it.
-- Locks notice for milliseconds.
SET search_path = sonae;

ALTER TABLE notice
  ADD COLUMN held_for text[] CHECK (cardinality(held_for) > 0),
  ADD COLUMN drawn_as jsonb CHECK (jsonb_typeof(drawn_as) = 'object'),
  ADD COLUMN released_by uuid REFERENCES person,
  ADD COLUMN released_at timestamptz,
  ADD CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (drawn_as IS NULL)),
  ADD CHECK (released_at IS NULL OR held_for IS NOT NULL),
  ADD CHECK (posted_at IS NULL OR held_for IS NULL OR released_at IS NOT NULL);
CREATE INDEX notice_held ON notice (written_at, id) WHERE held_for IS NOT NULL AND released_at IS NULL;
GRANT UPDATE (drawn_as, sha256, released_by, released_at) ON notice TO {{staff}};
DROP POLICY staff_posts_once ON notice;
CREATE POLICY staff_posts_once ON notice AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (posted_at IS NULL) WITH CHECK (posted_at IS NOT NULL OR released_at IS NOT NULL);
DROP POLICY institution_read ON notice;
CREATE POLICY institution_read ON notice FOR SELECT TO {{institution}} USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND current_setting('app.cases', true) = '*' AND addressee = 'institution'
  AND (held_for IS NULL OR released_at IS NOT NULL));
