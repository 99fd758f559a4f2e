import { type Tx } from '#database';
import { Problem } from '#problems';
import { RoleGrantEntity } from './role-grant.entity.js';

/** The row of a role grant. */
export type RoleGrantRow = Pick<RoleGrantEntity, 'id' | 'state' | 'person_id' | 'role' | 'granted_by'>;

/** One grant, read under the lock of the administrators. Throws `requests.not-found`. */
export async function roleGrantById(tx: Tx, id: string): Promise<RoleGrantRow> {
  const grant = await tx.findOne(RoleGrantEntity, { id });
  if (!grant) throw new Problem('requests.not-found');
  return grant;
}
