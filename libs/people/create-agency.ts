import { type Tx } from '#database';
import { newId } from '#kernel';
import { AgencyEntity } from './agency.entity.js';

/** Enters an agency and returns its id. Two agencies may have the same name. */
export async function createAgency(tx: Tx, name: string): Promise<string> {
  const id = newId();
  await tx.insert(AgencyEntity, { id, name: name.trim() });
  tx.record('insurer', { audit: { action: 'agency.created', subject: `agency:${id}`, after: { name: name.trim() } } });
  return id;
}
