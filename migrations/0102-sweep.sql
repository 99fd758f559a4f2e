-- The sweep asks for each queue by itself, so that one that nobody serves takes no turn from another; what nobody was told of
-- yet comes before what is asked for again.
SET search_path = sonae;

DROP INDEX delivery_passed;
CREATE INDEX delivery_passed ON delivery (queue, passed_at) WHERE failed_at IS NULL AND passed_at IS NOT NULL;
CREATE INDEX delivery_never_passed ON delivery (due_at) WHERE failed_at IS NULL AND passed_at IS NULL;
