import { Injectable } from '@nestjs/common';
import { Database, type Actor, type Tx } from '#database';
import { limitOf, toPage, type Page, readPlace } from '#http';
import { roleNames, type Role } from '#kernel';
import { Problem } from '#problems';
import { skillsOf } from './work-of-person.js';
import type { PersonDetails, PersonQuery, PersonSummary, RoleGrant } from './person.dto.js';
import { notLeft, ownInstitution, rolesInForce } from './roles-in-force.js';
import type { PersonEntity } from './person.entity.js';

interface PersonRow extends Pick<
  PersonEntity,
  'id' | 'display_name' | 'email' | 'institution_id' | 'agency_id' | 'left_at' | 'demonstration' | 'version'
> {
  readonly roles: readonly Role[];
  readonly institution_name: string;
  readonly agency_name: string | null;
}

type GrantRow = Omit<RoleGrant, 'role' | 'roleJa' | 'roleEn' | 'inForce'> & { readonly role: Role };

const select = `SELECT p.id, p.display_name, p.email, CASE
     WHEN ${notLeft} THEN ${rolesInForce}
     ELSE '{}'::text[] END AS roles,
    p.institution_id, i.name AS institution_name, p.agency_id, a.name AS agency_name, p.left_at, p.demonstration,
      p.version`;
const from = 'FROM person p JOIN institution i ON i.id = p.institution_id LEFT JOIN agency a ON a.id = p.agency_id';

const grants = `coalesce((SELECT json_agg(json_build_object('id', g.id, 'role', g.role,
      'grantedById', g.granted_by, 'grantedByName', b.display_name, 'grantedAt', g.granted_at,
      'confirmedById', g.confirmed_by, 'confirmedByName', c.display_name, 'confirmedAt', g.confirmed_at,
      'endedById', g.ended_by, 'endedByName', e.display_name, 'endedAt', g.ended_at, 'endedReason', g.ended_reason)
          ORDER BY g.granted_at, g.id)
    FROM role_grant g
      JOIN person b ON b.id = g.granted_by
      LEFT JOIN person c ON c.id = g.confirmed_by
      LEFT JOIN person e ON e.id = g.ended_by
   WHERE g.person_id = p.id), '[]') AS grants`;

const invited = `(
       SELECT n.expires_at
       FROM invitation n
       WHERE n.person_id = p.id
           AND n.used_at IS NULL
           AND n.voided_at IS NULL
           AND n.expires_at > now()) AS invited_until`;

/** People as the insurer sees them; the roles of institutions cannot read these tables. */
@Injectable()
export class PersonReads {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, query: PersonQuery): Promise<Page<PersonSummary>> {
    const [after] = readPlace(query.cursor, 'id');
    const limit = limitOf(query);
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<PersonRow>(
        `SELECT *
           FROM (${select} ${from}
               WHERE ($1::uuid IS NULL OR p.id > $1) AND ($2::uuid IS NULL OR p.institution_id = $2)) listed
          WHERE $3::text IS NULL OR $3 = ANY (roles) ORDER BY id LIMIT $4`,
        [after, query.institutionId ?? null, query.role ?? null, limit + 1],
      ),
    );
    return toPage(rows, limit, (row) => [row.id], summaryOf);
  }

  one(actor: Actor, id: string): Promise<PersonDetails> {
    return this.database.read(actor, (tx) => personDetails(tx, id));
  }
}

/** One person with everything that the insurer keeps about them. Throws `requests.not-found`. */
export async function personDetails(tx: Tx, id: string): Promise<PersonDetails> {
  const [row, skills] = await tx.together([
    tx.one<PersonRow & Pick<PersonEntity, 'created_at'> & { grants: GrantRow[]; invited_until: Date | null }>(
      `${select}, p.created_at, ${grants}, ${invited} ${from} WHERE p.id = $1`,
      [id],
    ),
    skillsOf(tx, id),
  ]);
  if (!row) throw new Problem('requests.not-found');
  const summary = summaryOf(row);
  return {
    ...summary,
    createdAt: row.created_at.toISOString(),
    roleGrants: row.grants.map((grant) => grantOf(grant, summary.roles)),
    skills,
    invitedUntil: row.invited_until?.toISOString() ?? null,
  };
}

function summaryOf(row: PersonRow): PersonSummary {
  const own = ownInstitution(row);
  return {
    id: row.id,
    displayName: row.display_name,
    email: row.email,
    roles: [...row.roles],
    institutionId: own?.id ?? null,
    institutionName: own?.name ?? null,
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    leftAt: row.left_at?.toISOString() ?? null,
    demonstration: row.demonstration,
    version: row.version,
  };
}

function grantOf(grant: GrantRow, inForce: readonly string[]): RoleGrant {
  const { ja, en } = roleNames[grant.role];
  return {
    ...grant,
    roleJa: ja,
    roleEn: en,
    inForce: grant.endedAt === null && inForce.includes(grant.role),
    grantedAt: utc(grant.grantedAt),
    confirmedAt: grant.confirmedAt && utc(grant.confirmedAt),
    endedAt: grant.endedAt && utc(grant.endedAt),
  };
}

/** JSON of the database has its own offset; answers are in UTC. */
function utc(instant: string): string {
  return new Date(instant).toISOString();
}
