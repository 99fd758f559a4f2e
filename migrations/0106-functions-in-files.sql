-- Functions stand each in a file of migrations/functions, which migrate writes after the migrations. What made functions,
-- and a form of the search that no version in use calls, go. Locks no table.
SET search_path = sonae;

DROP FUNCTION rebuild_append_units();
DROP FUNCTION make_mover(text, regclass, text[], text[], text);
DROP FUNCTION make_ending_mover(text, regclass, text, text, text[]);
DROP FUNCTION search_facilities(text[], text, text[], text[], text[], int, int, text, int);
