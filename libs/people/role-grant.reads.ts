import { INSURER, type Actor, type Tx } from '#database';
import { limitOf, toPage, type Page, readPlace } from '#http';
import { roleNames } from '#kernel';
import { Problem } from '#problems';
import { roleGrantMover } from './move-role-grant.js';
import { leavesTooFew } from './person.store.js';
import { confirmRefusal, sideOf } from './role-grant.js';
import type { RoleGrantLine, RoleGrantQuery } from './role-grant.dto.js';
import { notLeft } from './roles-in-force.js';
import type { RoleGrantEntity } from './role-grant.entity.js';
import type { PersonEntity } from './person.entity.js';

interface GrantRow
  extends
    Pick<
      RoleGrantEntity,
      | 'id'
      | 'role'
      | 'granted_by'
      | 'granted_at'
      | 'confirmed_by'
      | 'confirmed_at'
      | 'ended_by'
      | 'ended_at'
      | 'ended_reason'
    >,
    Pick<PersonEntity, 'institution_id' | 'agency_id'> {
  readonly state: string;
  /** The stored state; `state` is the shown one. */
  readonly stored: RoleGrantEntity['state'];
  readonly has_left: boolean;
  readonly too_few: boolean;
  readonly person_id: RoleGrantEntity['person_id'];
  readonly person_name: string;
  readonly person_email: string;
  readonly granted_by_name: string;
  readonly confirmed_by_name: string | null;
  readonly ended_by_name: string | null;
}

const state = `CASE WHEN g.ended_at IS NOT NULL THEN 'ended' WHEN NOT ${notLeft} THEN 'person-left'
    WHEN g.confirmed_at IS NULL
      AND p.agency_id IS NULL
      AND p.institution_id = '${INSURER}' THEN 'waiting'
      ELSE 'in-force' END`;
const select = `SELECT g.id, g.role, g.state AS stored, ${state} AS state, p.institution_id, p.agency_id,
     NOT ${notLeft} AS has_left,
    CASE
      WHEN g.role = 'administrator'
      AND g.state = 'confirmed'
      AND ${notLeft} THEN ${leavesTooFew('p.id')}
      ELSE false END AS too_few, p.id AS person_id, p.display_name AS person_name, p.email AS person_email,
    g.granted_by, b.display_name AS granted_by_name, g.granted_at, g.confirmed_by, c.display_name AS confirmed_by_name,
      g.confirmed_at,
    g.ended_by, e.display_name AS ended_by_name, g.ended_at, g.ended_reason
  FROM role_grant g JOIN person p ON p.id = g.person_id JOIN person b ON b.id = g.granted_by
  LEFT JOIN person c ON c.id = g.confirmed_by LEFT JOIN person e ON e.id = g.ended_by`;

/**
 * Role grants by their ids, which is the order of their creation; `waiting` is the list of the second administrator.
 */
export async function listRoleGrants(tx: Tx, query: RoleGrantQuery): Promise<Page<RoleGrantLine>> {
  const [after] = readPlace(query.cursor, 'id');
  const limit = limitOf(query);
  const rows = await tx.rows<GrantRow>(
    `SELECT *
       FROM (${select} WHERE $1::uuid IS NULL OR g.id > $1) listed
       WHERE $2::text IS NULL OR state = $2
       ORDER BY id
       LIMIT $3`,
    [after, query.state ?? null, limit + 1],
  );
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => lineOf(row, tx.actor),
  );
}

/** One grant. Throws `requests.not-found`. */
export async function roleGrantView(tx: Tx, id: string): Promise<RoleGrantLine> {
  const row = await tx.one<GrantRow>(`${select} WHERE g.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return lineOf(row, tx.actor);
}

function lineOf(row: GrantRow, reader: Actor): RoleGrantLine {
  const grant = { ...row, state: row.stored };
  const confirmation = confirmRefusal(reader.id, {
    granterId: row.granted_by,
    personId: row.person_id,
    side: sideOf(row),
    hasLeft: row.has_left,
    confirmed: row.stored === 'confirmed',
    ended: row.stored === 'ended',
  });
  return {
    id: row.id,
    role: row.role,
    roleJa: roleNames[row.role].ja,
    roleEn: roleNames[row.role].en,
    state: row.state,
    inForce: row.state === 'in-force',
    personId: row.person_id,
    personName: row.person_name,
    personEmail: row.person_email,
    grantedById: row.granted_by,
    grantedByName: row.granted_by_name,
    grantedAt: row.granted_at.toISOString(),
    confirmedById: row.confirmed_by,
    confirmedByName: row.confirmed_by_name,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    endedById: row.ended_by,
    endedByName: row.ended_by_name,
    endedAt: row.ended_at?.toISOString() ?? null,
    endedReason: row.ended_reason,
    allowedActions: roleGrantMover.allowed(reader, grant, { confirmation, leavesTooFew: row.too_few }),
  };
}
