import { type Tx } from '#database';
import { newId } from '#kernel';
import { faultAt } from '#problems';

/** Creates a team and returns its id. Throws `parties.name-taken`. */
export async function createTeam(tx: Tx, name: string): Promise<string> {
  const id = newId();
  const made = await tx.one('INSERT INTO team (id, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING 1', [
    id,
    name.trim(),
  ]);
  if (!made) throw faultAt('/name', 'parties.name-taken');
  tx.record('insurer', { audit: { action: 'team.created', subject: `team:${id}`, after: { name: name.trim() } } });
  return id;
}
