import { INSURER, type Tx } from '#database';
import { foldLetters, newId } from '#kernel';
import { Problem } from '#problems';
import { makeInvitation, type MadeInvitation } from './invitation.js';
import { auditPerson, lockAdministrators, personForUpdate } from './person.store.js';
import { notLeft } from './roles-in-force.js';
import { RoleGrantEntity } from './role-grant.entity.js';
import { PersonEntity } from './person.entity.js';

/**
 * The person who grants the first two administrators their role, so that each can be confirmed by the other; departed
 * from the start.
 */
const installer = { email: 'installer@sonae.invalid', name: 'Sonae 導入' } as const;
const place = { institution_id: INSURER, agency_id: null } as const;

/** A person as given on the command line; the address in lower case. */
export interface FirstAdministrator {
  readonly email: string;
  readonly displayName: string;
}

/** An address, and the link with which its person sets a password. */
export interface Invited {
  readonly email: string;
  readonly invitation: MadeInvitation;
}

const inForce = `SELECT p.id FROM person p JOIN confirmed_role g ON g.person_id = p.id
  WHERE ${notLeft} AND g.role = 'administrator'`;

/**
 * Creates the first two administrators of a system that has none. Throws `parties.administrators-exist`,
 * `parties.email-taken`.
 */
export async function createFirstAdministrators(
  tx: Tx,
  [first, second]: readonly [FirstAdministrator, FirstAdministrator],
): Promise<Invited[]> {
  await lockAdministrators(tx);
  if (await tx.one(`${inForce} LIMIT 1`)) throw new Problem('parties.administrators-exist');
  const installerId = await enterInstaller(tx);
  const ids = [await enter(tx, first), await enter(tx, second)] as const;
  await grant(tx, { personId: ids[0], grantedBy: installerId, confirmedBy: ids[1] });
  await grant(tx, { personId: ids[1], grantedBy: installerId, confirmedBy: ids[0] });
  return [
    { email: first.email, invitation: await makeInvitation(tx, ids[0]) },
    { email: second.email, invitation: await makeInvitation(tx, ids[1]) },
  ];
}

/**
 * Makes a new link for an administrator who has lost theirs; older ones become invalid. Throws
 * `parties.no-such-administrator`.
 */
export async function inviteAdministrator(tx: Tx, email: string): Promise<Invited> {
  await lockAdministrators(tx);
  const found = await tx.one<Pick<PersonEntity, 'id'>>(`${inForce} AND p.email = $1`, [email]);
  if (!found) throw new Problem('parties.no-such-administrator');
  const person = await personForUpdate(tx, found.id);
  const invitation = await makeInvitation(tx, person.id);
  auditPerson(tx, person, {
    action: 'person.invited',
    subject: `person:${person.id}`,
    after: { invitationId: invitation.id },
  });
  return { email, invitation };
}

async function enterInstaller(tx: Tx): Promise<string> {
  const id = newId();
  await tx.rows(
    `INSERT INTO person (id, institution_id, email, display_name, left_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $5)
       ON CONFLICT (email)
       DO NOTHING`,
    [id, INSURER, installer.email, installer.name, tx.now],
  );
  const row = await tx.findOne(PersonEntity, { email: installer.email });
  return row?.id ?? id;
}

async function enter(tx: Tx, { email, displayName }: FirstAdministrator): Promise<string> {
  const id = newId();
  const made = await tx.one(
    `INSERT INTO person (id, institution_id, email, display_name, name_folded, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (email)
       DO NOTHING
       RETURNING 1`,
    [id, INSURER, email, displayName, foldLetters(displayName), tx.now],
  );
  if (!made) throw new Problem('parties.email-taken');
  auditPerson(tx, place, { action: 'person.created', subject: `person:${id}`, after: { email, displayName } });
  return id;
}

async function grant(
  tx: Tx,
  { personId, grantedBy, confirmedBy }: { personId: string; grantedBy: string; confirmedBy: string },
): Promise<void> {
  const id = newId();
  await tx.insert(RoleGrantEntity, {
    ...{ id, person_id: personId, role: 'administrator', granted_by: grantedBy, granted_at: tx.now },
    ...{ confirmed_by: confirmedBy, confirmed_at: tx.now },
  });
  auditPerson(tx, place, {
    action: 'role.granted',
    subject: `person:${personId}`,
    after: { grantId: id, role: 'administrator', grantedBy, confirmedBy },
  });
}
