import { Injectable } from '@nestjs/common';
import { Database, systemActor, type Actor, type Tx } from '#database';
import type { Role } from '#kernel';
import { secretHash } from '#platform';
import { Problem, faultAt } from '#problems';
import { voidInvitations } from './invitation.js';
import type { DeviceOwner } from './known-devices.js';
import { hashPassword, passwordMatches } from './password.js';
import type { ChangePasswordDto, SetPasswordDto } from './password.dto.js';
import { auditPerson, endSessions } from './person.store.js';
import { notLeft, rolesInForce } from './roles-in-force.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { SignInRefusals } from './sign-in-refusals.js';
import type { PersonEntity } from './person.entity.js';
import type { InvitationEntity } from './invitation.entity.js';
import type { CredentialEntity } from './credential.entity.js';

interface Account
  extends Pick<PersonEntity, 'id' | 'email' | 'institution_id' | 'agency_id'>, Pick<CredentialEntity, 'password_hash'> {
  readonly roles: readonly Role[];
}

/** The person whose password was set; the device of the request becomes known to them. */
export interface PasswordOwner extends DeviceOwner {
  readonly email: string;
}

const accountSql = `SELECT p.id, p.email, p.institution_id, p.agency_id, ${rolesInForce} AS roles, c.password_hash
  FROM person p LEFT JOIN credential c ON c.person_id = p.id`;
const usable = 'n.used_at IS NULL AND n.voided_at IS NULL AND n.expires_at > now()';

/**
 * Setting a password by a one-time link, and changing one's own. Passwords are hashed outside transactions, because it
 * takes long.
 */
@Injectable()
export class Passwords {
  constructor(
    private readonly database: Database,
    private readonly attempts: SignInAttempts,
    private readonly refusals: SignInRefusals,
  ) {}

  /**
   * Sets a password by a link. Attempts are not counted, because the secret cannot be guessed. Returns the person to
   * whom this device becomes known. Throws `sessions.link-unusable` alike for a link that is used, void, expired,
   * unknown or of a departed person, and `sessions.password-is-email`.
   */
  async setByLink({ token, password }: SetPasswordDto): Promise<PasswordOwner> {
    const tokenHash = secretHash(token);
    const [account] = await this.database.statement<Account>(
      'access',
      'link-account',
      `${accountSql} JOIN invitation n ON n.person_id = p.id WHERE n.token_hash = $1 AND ${usable} AND ${notLeft}`,
      [tokenHash],
    );
    if (!account) throw new Problem('sessions.link-unusable');
    refuseEmail(account, password, '/password');
    const hash = await hashPassword(password);
    return this.database.access(systemActor('set-password'), async (tx) => {
      // the person is locked before the link, as by a new link or a departure
      await tx.rows('SELECT 1 FROM person WHERE id = $1 FOR NO KEY UPDATE', [account.id]);
      const used = await tx.one<Pick<InvitationEntity, 'id'>>(
        `UPDATE invitation n
           SET used_at = now()
           FROM person p
           WHERE n.token_hash = $1 AND ${usable} AND p.id = n.person_id AND ${notLeft}
           RETURNING n.id`,
        [tokenHash],
      );
      if (!used) throw new Problem('sessions.link-unusable');
      const owner = await store(tx, account, hash);
      await endSessions(tx, account.id, 'password-changed');
      await this.#record(tx, account, 'password.set', { invitationId: used.id });
      return owner;
    });
  }

  /**
   * Changes one's own password: all other sessions end, and unused links are voided. Throws
   * `sessions.too-many-attempts`, `sessions.current-password-wrong`, `sessions.password-is-email`.
   */
  async change(actor: Actor, { current, new: password }: ChangePasswordDto, ip: string): Promise<PasswordOwner> {
    const [account] = await this.database.statement<Account>(
      'access',
      'own-account',
      `${accountSql} WHERE p.id = $1 AND ${notLeft}`,
      [actor.id],
    );
    if (!account) throw new Problem('sessions.expired');
    // the session proves the device, so attempts from other devices do not count
    const device = `session ${actor.sessionId ?? ''}`;
    const attempt = await this.attempts.count({ email: account.email, ip, device });
    if (!(await passwordMatches(account.password_hash, current))) {
      await this.refusals.note({ person_id: account.id, ...account }, 'wrong-password', ip);
      throw faultAt('/current', 'sessions.current-password-wrong');
    }
    refuseEmail(account, password, '/new');
    const hash = await hashPassword(password);
    return this.database.access(systemActor('change-password'), async (tx) => {
      await tx.rows('SELECT 1 FROM person WHERE id = $1 FOR NO KEY UPDATE', [account.id]);
      const changed = await tx.one('SELECT 1 FROM credential WHERE person_id = $1 AND password_hash = $2 FOR UPDATE', [
        account.id,
        account.password_hash,
      ]);
      // another request has changed the password: the typed present one is not valid any more
      if (!changed) throw faultAt('/current', 'sessions.current-password-wrong');
      const owner = await store(tx, account, hash);
      await endSessions(tx, account.id, 'password-changed', actor.sessionId);
      await voidInvitations(tx, account.id);
      await this.attempts.forgive(tx, attempt);
      await this.#record(tx, account, 'password.changed');
      return owner;
    });
  }

  // the transaction runs as the system, because only its role writes credentials; the audit names the person
  async #record(tx: Tx, account: Account, action: string, after?: object): Promise<void> {
    auditPerson(tx, account, {
      action,
      subject: `person:${account.id}`,
      after,
      actor: { kind: 'person', id: account.id, as: account.roles[0] ?? 'invited' },
    });
  }
}

function refuseEmail({ email }: Account, password: string, pointer: string): void {
  if (password.trim().toLowerCase() === email) throw faultAt(pointer, 'sessions.password-is-email');
}

async function store(tx: Tx, { id, email }: Account, hash: string): Promise<PasswordOwner> {
  const row = await tx.one<Pick<CredentialEntity, 'changed_at'>>(
    `INSERT INTO credential (person_id, password_hash, changed_at) VALUES ($1, $2, now())
     ON CONFLICT (person_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at
     RETURNING changed_at`,
    [id, hash],
  );
  if (!row) throw new Error('a password was not stored');
  return { person_id: id, email, changed_at: row.changed_at };
}
