-- One search over everything that one may see: forms of names and texts by which reporters, documents and the insurer's
-- people are found, and indexes for numbers. Forms of rows that were there before are made by the job that folds names.
-- Locks person for milliseconds; institution, incident and payment against writes while their indexes are built.
SET search_path = sonae;

-- Who reported a case, and the name that was typed while nobody knew whose it was. Neither changes after the report.
-- grams: pairs of characters and single ones, so that one character alone is found by the index too.
CREATE TABLE case_name (
  incident_id uuid NOT NULL PRIMARY KEY,
  institution_id uuid NOT NULL,
  reporter_folded text NOT NULL,
  typed_folded text,
  telephone_folded text COLLATE "C" NOT NULL,
  grams text[] NOT NULL,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
-- without a list of what waits: the report that fills the list would have to empty it
CREATE INDEX case_name_grams ON case_name USING gin (grams) WITH (fastupdate = off);
CREATE INDEX case_name_telephone ON case_name (telephone_folded);
SELECT secure_table('case_name');
GRANT SELECT, INSERT ON case_name TO {{staff}}, {{institution}};

-- The folded name of a document, and the beginning of its content where that is text.
CREATE TABLE document_text (
  document_id uuid NOT NULL PRIMARY KEY,
  incident_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  name_folded text NOT NULL,
  name_grams text[] NOT NULL,
  text_folded text CHECK (octet_length(text_folded) <= 300000),
  text_grams text[],
  CHECK ((text_folded IS NULL) = (text_grams IS NULL)),
  FOREIGN KEY (document_id, institution_id) REFERENCES document (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX document_text_case ON document_text (incident_id);
CREATE INDEX document_text_name ON document_text USING gin (name_grams);
CREATE INDEX document_text_text ON document_text USING gin (text_grams);
SELECT secure_table('document_text');
-- who reads a document reads its text, and nobody else: its readers are said once, at the document
CREATE POLICY institution_readers ON document_text AS RESTRICTIVE TO {{institution}}
  USING (EXISTS (SELECT FROM document d WHERE d.id = document_id))
  WITH CHECK (EXISTS (SELECT FROM document d WHERE d.id = document_id));
GRANT SELECT, INSERT ON document_text TO {{staff}}, {{institution}};
-- an erasure leaves nothing of the content
GRANT UPDATE (text_folded, text_grams) ON document_text TO {{staff}};

ALTER TABLE person ADD COLUMN name_folded text NOT NULL DEFAULT '';
GRANT INSERT (name_folded) ON person TO {{access}};
GRANT UPDATE (name_folded) ON person TO {{staff}};

-- by its beginning and by one character; pairs have an index already
CREATE INDEX institution_begins ON institution (name_folded COLLATE "C");
CREATE INDEX institution_characters ON institution USING gin (string_to_array(name_folded, NULL));

CREATE INDEX incident_number ON incident (fold_number(case_number) COLLATE "C");
CREATE INDEX incident_reference ON incident (fold_number(institution_reference) COLLATE "C")
  WHERE institution_reference IS NOT NULL;
CREATE INDEX payment_institution ON payment (institution_id, no DESC);

ALTER TABLE name_folding DROP CONSTRAINT name_folding_relation_check;
ALTER TABLE name_folding ADD CONSTRAINT name_folding_relation_check
  CHECK (relation IN ('facility','institution','expense','common_cause','watch_entry','incident','document','person'));
INSERT INTO name_folding (id, version, relation)
SELECT gen_random_uuid(), 2, r FROM unnest(ARRAY['incident','document','person']) r;
