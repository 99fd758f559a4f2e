-- Views of the insurer's lists with names, a person's own or shared, and the columns that a person chose of a list.
-- Locks person SHARE ROW EXCLUSIVE until it is committed (a reference to it).
SET search_path = sonae;

-- search: the conditions and the order as they stand in the address of the page. columns: null: those of its reader.
CREATE TABLE saved_view (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person,
  list text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  search text NOT NULL CHECK (length(search) <= 1000),
  columns text[] CHECK (cardinality(columns) BETWEEN 1 AND 40),
  is_shared boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1);
CREATE UNIQUE INDEX saved_view_name ON saved_view (person_id, list, name);
CREATE UNIQUE INDEX saved_view_shared ON saved_view (list, name) WHERE is_shared;
SELECT secure_table('saved_view');
GRANT SELECT, INSERT, DELETE ON saved_view TO {{staff}};
GRANT UPDATE (person_id, name, search, columns, is_shared, changed_at, version) ON saved_view TO {{staff}};

CREATE TABLE list_choice (
  person_id uuid NOT NULL REFERENCES person,
  list text NOT NULL,
  columns text[] NOT NULL CHECK (cardinality(columns) BETWEEN 1 AND 40),
  PRIMARY KEY (person_id, list));
SELECT secure_table('list_choice');
GRANT SELECT, INSERT, DELETE ON list_choice TO {{staff}};
GRANT UPDATE (columns) ON list_choice TO {{staff}};
