import { appendUnit, type Actor, type Database, type Unit, type UnitOutcome } from '#database';

appendUnit.supply(async (tx, unit) => {
  const row = await tx.one<{ outcomes: UnitOutcome[] }>('SELECT append_units($1::jsonb) AS outcomes', [
    JSON.stringify([unit]),
  ]);
  return outcomeAt(row?.outcomes, 0);
});

/**
 * Writes units in a separate transaction, in one round trip: one outcome for each unit, in their order; a unit that
 * fails does not affect the others. Row security allows only the institutions of these units.
 */
export async function appendUnits(
  database: Database,
  side: Actor['side'],
  units: readonly Unit[],
): Promise<readonly UnitOutcome[]> {
  const [row] = await database.statement<{ outcomes: UnitOutcome[] }>(
    side === 'insurer' ? 'staff' : 'institution',
    'append-units',
    `WITH scope AS MATERIALIZED (
       SELECT set_config('app.institutions', $2, true), set_config('app.cases', '*', true),
         set_config('app.case', $3, true))
     SELECT append_units($1::jsonb) AS outcomes
       FROM scope`,
    [
      JSON.stringify(units),
      [...new Set(units.map(({ institutionId }) => institutionId))].join(','),
      units.map(({ incidentId }) => incidentId).join(','),
    ],
  );
  database.committed();
  return units.map((_, at) => outcomeAt(row?.outcomes, at));
}

function outcomeAt(outcomes: readonly UnitOutcome[] | undefined, at: number): UnitOutcome {
  const outcome = outcomes?.[at];
  if (!outcome) throw new Error('append_units answered too little');
  return outcome;
}
