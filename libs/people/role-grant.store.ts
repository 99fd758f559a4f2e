import { type Tx } from '#database';
import type { Role } from '#kernel';
import { Problem } from '#problems';

export const roleGrantStates = ['entered', 'confirmed', 'ended'] as const;
export type RoleGrantState = (typeof roleGrantStates)[number];

/** The row of a role grant. */
export interface RoleGrantRow {
  readonly id: string;
  readonly state: RoleGrantState;
  readonly person_id: string;
  readonly role: Role;
  readonly granted_by: string;
}

/** One grant, read in one's turn among the administrators. Throws `requests.not-found`. */
export async function roleGrantById(tx: Tx, id: string): Promise<RoleGrantRow> {
  const grant = await tx.one<RoleGrantRow>(
    'SELECT id, state, person_id, role, granted_by FROM role_grant WHERE id = $1',
    [id],
  );
  if (!grant) throw new Problem('requests.not-found');
  return grant;
}
