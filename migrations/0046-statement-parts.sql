-- What of a statement's amount each of its months gets is told to the institution whose months they are: it is computed from what
-- the rules give for them, which only the insurer could read. A grant on one column; takes no lock that anybody waits for.
SET search_path = sonae;

GRANT SELECT (engine_yen) ON statement_line TO {{institution}};
