import { type Actor, INSURER, NOT_KNOWN } from '#database';
import type { Role } from '#kernel';
import type { PersonEntity } from './person.entity.js';

/**
 * SQL, an array: the roles of person `p` in force now. A role of the insurer is in force once a second administrator
 * has confirmed it; one of an institution or agency once it is granted. A role of another side is never in force.
 */
export const rolesInForce = `ARRAY(
  SELECT g.role FROM role_grant g
   WHERE g.person_id = p.id AND g.ended_at IS NULL
     AND CASE WHEN p.agency_id IS NOT NULL THEN g.role = 'agent'
              WHEN p.institution_id = '${INSURER}' THEN g.role NOT IN ('agent', 'hospital-reporter', 'hospital-manager')
                AND g.confirmed_at IS NOT NULL
              WHEN p.institution_id = '${NOT_KNOWN}' THEN false
              ELSE g.role IN ('hospital-reporter', 'hospital-manager') END
   ORDER BY g.granted_at, g.role)`;

/** SQL, an array: the clients of person `p`'s agency today in Japan; empty for people without an agency. */
export const clientsInForce = `ARRAY(
  SELECT c.institution_id FROM agency_client c
   WHERE c.agency_id = p.agency_id AND c.institution_id NOT IN ('${INSURER}', '${NOT_KNOWN}')
     AND c.from_on <= (now() AT TIME ZONE 'Asia/Tokyo')::date
       AND (c.to_on IS NULL OR c.to_on > (now() AT TIME ZONE 'Asia/Tokyo')::date)
   ORDER BY c.institution_id)`;

/** SQL, a condition: person `p` has not left at a time. */
export const notLeftAt = (at: string): string => `(p.left_at IS NULL OR p.left_at > ${at})`;

/**
 * SQL, a condition: person `p` has not left, by the clock of the statement: a transaction that waited for a departure
 * sees it.
 */
export const notLeft = notLeftAt('statement_timestamp()');

/** The fields of a person that decide what they may see. */
export interface Standing extends Pick<PersonEntity, 'institution_id' | 'agency_id'> {
  readonly person_id: PersonEntity['id'];
  readonly institution_name: string;
  readonly roles: readonly Role[];
  readonly clients: readonly string[];
}

/** The actor of a person; null without a role in force, because such a person can do nothing. */
export function actorOf(person: Standing, sessionId: string | null): Actor | null {
  const [first] = person.roles;
  if (!first) return null;
  const own = ownInstitution(person);
  return {
    kind: 'person',
    id: person.person_id,
    as: first,
    roles: person.roles,
    side: person.agency_id === null && person.institution_id === INSURER ? 'insurer' : 'institution',
    institutions: person.agency_id !== null ? person.clients : own ? [own.id] : [],
    institutionId: own?.id ?? null,
    institutionName: own?.name ?? null,
    cases: '*',
    sessionId,
  };
}

/** The institution of a person; null for the insurer's people and for agents, who have none. */
export function ownInstitution(
  person: Pick<Standing, 'agency_id' | 'institution_id' | 'institution_name'>,
): { id: string; name: string } | null {
  if (person.agency_id !== null || person.institution_id === INSURER) return null;
  return { id: person.institution_id, name: person.institution_name };
}
