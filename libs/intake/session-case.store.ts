import { type Tx } from '#database';

/** Shows the second case to every session that sees the first one. */
export async function showToSameSessions(tx: Tx, id: string, otherId: string): Promise<void> {
  await tx.rows(
    `INSERT INTO session_case (session_id, incident_id, institution_id)
     SELECT session_id, $2, institution_id
       FROM session_case
      WHERE incident_id = $1
     ON CONFLICT DO NOTHING`,
    [id, otherId],
  );
}
