-- Every domain moves expenses by their mover now: nobody else writes the state.
SET search_path = sonae;

REVOKE UPDATE (state) ON expense FROM {{staff}};
