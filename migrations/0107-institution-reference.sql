-- The number under which the institution keeps the incident itself: a fact, and a column made of it, as cause and country
-- are. Locks incident while its rows are written once with the column.
SET search_path = sonae;

ALTER TABLE incident
  ADD COLUMN institution_reference text GENERATED ALWAYS AS (facts ->> 'institutionReference') STORED
    CHECK (char_length(institution_reference) BETWEEN 1 AND 60);
