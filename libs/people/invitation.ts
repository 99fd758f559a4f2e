import { randomBytes } from 'node:crypto';
import { actorText, type Tx } from '#database';
import { newId } from '#kernel';
import { secretHash } from '#platform';
import { InvitationEntity } from './invitation.entity.js';

/** Hours for which a link to set a password is valid. */
export const invitationHours = 72;

/** A one-time link: its maker receives the secret once, and only its hash is stored. */
export interface MadeInvitation {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/** Makes a link for a person, who is locked by the caller, and voids older ones. */
export async function makeInvitation(tx: Tx, personId: string): Promise<MadeInvitation> {
  await voidInvitations(tx, personId);
  const id = newId();
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(tx.now.getTime() + invitationHours * 3_600_000);
  await tx.insert(InvitationEntity, {
    ...{ id, person_id: personId, token_hash: secretHash(token), made_by: actorText(tx.actor) },
    ...{ created_at: tx.now, expires_at: expiresAt },
  });
  return { id, token, expiresAt };
}

/** Voids the links of a person that were not used. */
export async function voidInvitations(tx: Tx, personId: string): Promise<void> {
  await tx.rows('UPDATE invitation SET voided_at = $2 WHERE person_id = $1 AND used_at IS NULL AND voided_at IS NULL', [
    personId,
    tx.now,
  ]);
}

/**
 * The address at which a person sets a password; the part after # is never sent to a server nor written to its logs.
 */
export function invitationLink(publicUrl: URL, token: string): string {
  const link = new URL('/set-password', publicUrl);
  link.hash = token;
  return link.href;
}
