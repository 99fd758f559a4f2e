import { Injectable } from '@nestjs/common';
import type { Role } from '#kernel';
import { Database, Problem, secretHash, systemActor, type Actor, type Tx } from '#platform';
import { voidInvitations } from './invitation.js';
import { hashPassword, passwordMatches } from './password.js';
import type { ChangePasswordDto, SetPasswordDto } from './password.dto.js';
import { auditPerson, endSessions, faultAt } from './person.store.js';
import { notLeft, rolesInForce } from './roles-in-force.js';
import { SignInAttempts } from './sign-in-attempts.js';

interface Account {
  readonly id: string;
  readonly email: string;
  readonly institution_id: string;
  readonly agency_id: string | null;
  readonly roles: readonly Role[];
  readonly password_hash: string | null;
}

const accountSql = `SELECT p.id, p.email, p.institution_id, p.agency_id, ${rolesInForce} AS roles, c.password_hash
  FROM person p LEFT JOIN credential c ON c.person_id = p.id`;
const usable = 'n.used_at IS NULL AND n.voided_at IS NULL AND n.expires_at > now()';

/** Setting a password by a one-time link, and changing one's own. Hashing is done outside of transactions: it takes long. */
@Injectable()
export class Passwords {
  constructor(
    private readonly database: Database,
    private readonly attempts: SignInAttempts,
  ) {}

  /**
   * Uses a link. Throws `sessions.too-many-attempts`, `sessions.link-unusable` alike for one that is used, void, expired,
   * unknown or of somebody who has left, and `sessions.password-is-email`.
   */
  async setByLink({ token, password }: SetPasswordDto, ip: string): Promise<void> {
    const tokenHash = secretHash(token);
    const attempt = await this.attempts.count(`link:${tokenHash.toString('hex')}`, ip);
    const [account] = await this.database.statement<Account>(
      'access',
      'link-account',
      `${accountSql} JOIN invitation n ON n.person_id = p.id WHERE n.token_hash = $1 AND ${usable} AND ${notLeft}`,
      [tokenHash],
    );
    if (!account) throw new Problem('sessions.link-unusable');
    refuseEmail(account, password, '/password');
    const hash = await hashPassword(password);
    await this.database.access(systemActor('set-password'), async (tx) => {
      // the person before the link, as whoever makes a new link or lets the person leave
      await tx.rows('SELECT 1 FROM person WHERE id = $1 FOR NO KEY UPDATE', [account.id]);
      const used = await tx.one<{ id: string }>(
        `UPDATE invitation n SET used_at = now() FROM person p WHERE n.token_hash = $1 AND ${usable} AND p.id = n.person_id AND ${notLeft} RETURNING n.id`,
        [tokenHash],
      );
      if (!used) throw new Problem('sessions.link-unusable');
      await store(tx, account.id, hash);
      await endSessions(tx, account.id, 'password-changed');
      await this.attempts.forgive(tx, attempt);
      await this.#record(tx, account, 'password.set', { invitationId: used.id });
    });
  }

  /**
   * Changes one's own password: every other session ends, and links that were not used. Throws
   * `sessions.too-many-attempts`, `sessions.current-password-wrong`, `sessions.password-is-email`.
   */
  async change(actor: Actor, { current, new: password }: ChangePasswordDto, ip: string): Promise<void> {
    const [account] = await this.database.statement<Account>(
      'access',
      'own-account',
      `${accountSql} WHERE p.id = $1 AND ${notLeft}`,
      [actor.id],
    );
    if (!account) throw new Problem('sessions.expired');
    const attempt = await this.attempts.count(account.email, ip);
    if (!(await passwordMatches(account.password_hash, current)))
      throw faultAt('/current', 'sessions.current-password-wrong');
    refuseEmail(account, password, '/new');
    const hash = await hashPassword(password);
    await this.database.access(systemActor('change-password'), async (tx) => {
      await tx.rows('SELECT 1 FROM person WHERE id = $1 FOR NO KEY UPDATE', [account.id]);
      const changed = await tx.one('SELECT 1 FROM credential WHERE person_id = $1 AND password_hash = $2 FOR UPDATE', [
        account.id,
        account.password_hash,
      ]);
      // somebody was faster: what was typed as the present password is not it any more
      if (!changed) throw faultAt('/current', 'sessions.current-password-wrong');
      await store(tx, account.id, hash);
      await endSessions(tx, account.id, 'password-changed', actor.sessionId);
      await voidInvitations(tx, account.id, new Date());
      await this.attempts.forgive(tx, attempt);
      await this.#record(tx, account, 'password.changed');
    });
  }

  // the transaction runs as the system, because only its role writes credentials; the deed is the person's
  async #record(tx: Tx, account: Account, action: string, after?: object): Promise<void> {
    await auditPerson(tx, account, {
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

async function store(tx: Tx, personId: string, hash: string): Promise<void> {
  await tx.rows(
    `INSERT INTO credential (person_id, password_hash, changed_at) VALUES ($1, $2, now())
     ON CONFLICT (person_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at`,
    [personId, hash],
  );
}
