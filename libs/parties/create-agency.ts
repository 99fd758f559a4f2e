import { newId } from '#kernel';
import { type Tx } from '#platform';

/** Enters an agency. Answers its id. Two may be called the same. */
export async function createAgency(tx: Tx, name: string): Promise<string> {
  const id = newId();
  await tx.rows('INSERT INTO agency (id, name) VALUES ($1, $2)', [id, name.trim()]);
  tx.record('insurer', { audit: { action: 'agency.created', subject: `agency:${id}`, after: { name: name.trim() } } });
  return id;
}
