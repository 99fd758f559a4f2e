import { INSURER, NOT_KNOWN, type Tx } from '#database';
import { foldLetters, newId } from '#kernel';
import { Problem, faultAt } from '#problems';
import type { InstitutionEntity } from '#facilities';
import { makeInvitation, type MadeInvitation } from './invitation.js';
import type { NewPersonDto } from './person.dto.js';
import { auditPerson } from './person.store.js';
import type { AgencyEntity } from './agency.entity.js';

/**
 * Enters a person without roles and without a password, and makes their one-time link. Throws `parties.two-sides`,
 * `parties.institution-not-found`, `parties.agency-not-found`, `parties.email-taken`.
 */
export async function createPerson(tx: Tx, body: NewPersonDto): Promise<{ id: string; invitation: MadeInvitation }> {
  const place = await placeOf(tx, body);
  const id = newId();
  const email = body.email.toLowerCase();
  const name = body.displayName.trim();
  const made = await tx.one(
    `INSERT INTO person (id, institution_id, agency_id, email, display_name, name_folded, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (email) DO NOTHING RETURNING 1`,
    [id, place.institution_id, place.agency_id, email, name, foldLetters(name), tx.now],
  );
  if (!made) throw faultAt('/email', 'parties.email-taken');
  const invitation = await makeInvitation(tx, id);
  auditPerson(tx, place, {
    action: 'person.created',
    subject: `person:${id}`,
    after: { email, displayName: name, ...place, invitationId: invitation.id },
  });
  return { id, invitation };
}

interface Place {
  readonly institution_id: string;
  readonly agency_id: string | null;
}

async function placeOf(tx: Tx, body: NewPersonDto): Promise<Place> {
  const { institutionId = null, agencyId = null } = body;
  if (institutionId !== null && agencyId !== null)
    throw new Problem('parties.two-sides', { errors: [{ pointer: '/agencyId', code: 'parties.two-sides' }] });
  if (agencyId !== null) {
    const agency = await tx.one<Pick<AgencyEntity, 'id'>>('SELECT id FROM agency WHERE id = $1', [agencyId]);
    if (!agency) throw faultAt('/agencyId', 'parties.agency-not-found');
    return { institution_id: INSURER, agency_id: agency.id };
  }
  if (institutionId === null) return { institution_id: INSURER, agency_id: null };
  const institution = await tx.one<Pick<InstitutionEntity, 'id'>>(
    'SELECT id FROM institution WHERE id = $1 AND id NOT IN ($2, $3)',
    [institutionId, INSURER, NOT_KNOWN],
  );
  if (!institution) throw faultAt('/institutionId', 'parties.institution-not-found');
  return { institution_id: institution.id, agency_id: null };
}
