import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Database, systemActor, type Actor, type Tx } from '#database';
import { newId } from '#kernel';
import { secretHash, type Config, CONFIG } from '#platform';
import { Problem } from '#problems';
import { DeviceCodes } from './device-codes.js';
import { KnownDevices, type DeviceOwner, type KnownDevice } from './known-devices.js';
import { passwordMatches } from './password.js';
import { actorOf, clientsInForce, notLeft, ownInstitution, rolesInForce, type Standing } from './roles-in-force.js';
import { csrfTokenOf } from './session-reader.js';
import type { SessionAnswer, SessionUser } from './session.dto.js';
import { SignInAttempts, type CountedAttempt } from './sign-in-attempts.js';
import type { RefusalCause } from './sign-in-refusal.entity.js';
import { SignInRefusals } from './sign-in-refusals.js';
import type { PersonEntity } from './person.entity.js';
import type { SessionEntity } from './session.entity.js';
import type { CredentialEntity } from './credential.entity.js';

type AccountRow = Standing &
  DeviceOwner &
  Pick<PersonEntity, 'display_name' | 'email'> &
  Pick<CredentialEntity, 'password_hash'>;

const accountSql = `SELECT p.id AS person_id, p.display_name, p.email, p.institution_id, i.name AS institution_name,
     p.agency_id,
    c.password_hash, c.changed_at, ${rolesInForce} AS roles, ${clientsInForce} AS clients
  FROM person p JOIN institution i ON i.id = p.institution_id LEFT JOIN credential c ON c.person_id = p.id
 WHERE ${notLeft}`;

/** The device and network of a sign-in. */
export interface SignInPlace {
  readonly ip: string;
  readonly oldToken: string | undefined;
  /** The cookie by which an account knows the browser. */
  readonly deviceCookie: string | undefined;
  /** Called with the cookie for the browser, also where the password then is wrong. */
  readonly remember: (cookie: string) => void;
}

/** A new session: the answer, and the secret that only the cookie carries. */
export interface NewSession {
  readonly answer: SessionAnswer;
  readonly token: string;
  readonly expiresAt: Date;
}

@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly attempts: SignInAttempts,
    private readonly refusals: SignInRefusals,
    private readonly devices: KnownDevices,
    private readonly codes: DeviceCodes,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Signs a person in. Throws `sessions.too-many-attempts` and `sessions.device-code-needed` before the password is
   * checked, `sessions.device-code-unusable`, and `sessions.wrong-credentials` alike for an unknown person, a departed
   * one and a wrong password.
   */
  async signIn(
    given: { email: string; password: string; deviceCode?: string | null },
    from: SignInPlace,
  ): Promise<NewSession> {
    const email = given.email.toLowerCase();
    const [account] = await this.database.statement<AccountRow>('access', 'account', `${accountSql} AND p.email = $1`, [
      email,
    ]);
    const refused = (cause: RefusalCause): Promise<void> => this.refusals.note(account, cause, from.ip);
    const device = this.devices.read(from.deviceCookie, account) ?? (await this.#admitted(account, given.deviceCode));
    if (device === 'code-wrong') {
      await refused(device);
      throw new Problem('sessions.device-code-unusable');
    }
    if (device) from.remember(device.cookie);
    const attempt = await this.attempts
      .count({ email, ip: from.ip, device: device?.id ?? null })
      .catch(async (error: unknown) => {
        if (error instanceof Problem)
          await refused(error.code === 'sessions.device-code-needed' ? 'code-needed' : 'waiting');
        throw error;
      });
    const matches = await passwordMatches(account?.password_hash ?? null, given.password);
    const actor = account && actorOf(account, null);
    if (!matches || !actor) {
      await refused(!account ? 'no-account' : matches ? 'no-role' : 'wrong-password');
      throw new Problem('sessions.wrong-credentials');
    }
    const session = await this.#begin(actor, account, attempt, from.oldToken);
    from.remember((device ?? this.devices.make(account)).cookie);
    return session;
  }

  // a used code makes the device known even if the password is wrong, because the code is valid once
  async #admitted(
    account: AccountRow | undefined,
    code: string | null | undefined,
  ): Promise<KnownDevice | 'code-wrong' | null> {
    if (code === null || code === undefined || code.trim() === '') return null;
    if (!account || !(await this.codes.use(account.person_id, code))) return 'code-wrong';
    return this.devices.make(account);
  }

  async #begin(
    actor: Actor,
    account: AccountRow,
    attempt: CountedAttempt,
    oldToken: string | undefined,
  ): Promise<NewSession> {
    const id = newId();
    const user = userOf(account);
    const token = randomBytes(32).toString('base64url');
    const csrfToken = csrfTokenOf(token);
    return this.database.access(systemActor('sign-in'), async (tx) => {
      // waits for a password change or departure that is under way, so that it misses none of the person's sessions
      const still = await tx.one(
        `SELECT 1
           FROM credential c
           JOIN person p ON p.id = c.person_id
           WHERE p.id = $1 AND c.password_hash = $2 AND ${notLeft}
           FOR SHARE`,
        [account.person_id, account.password_hash],
      );
      if (!still) throw new Problem('sessions.wrong-credentials');
      if (oldToken !== undefined) {
        await tx.rows(
          "UPDATE session SET ended_at = now(), ended_reason = 'rotated' WHERE token_hash = $1 AND ended_at IS NULL",
          [secretHash(oldToken)],
        );
      }
      const session = await tx.one<Pick<SessionEntity, 'expires_at'>>(
        `INSERT INTO session (id, token_hash, csrf_hash, kind, institution_id, person_id, expires_at)
         SELECT $1, $2, $3, 'password', p.institution_id, p.id, now() + make_interval(hours => $5)
           FROM person p
           WHERE p.id = $4
         RETURNING expires_at`,
        [id, secretHash(token), secretHash(csrfToken), user.id, this.config.sessionHours],
      );
      if (!session) throw new Error('a session was not stored');
      await this.attempts.forgive(tx, attempt);
      recordSession(tx, actor, 'session.started', id);
      return { answer: { user, csrfToken }, token, expiresAt: session.expires_at };
    });
  }

  /** Ends the session of the request. Repeating it changes nothing. */
  async signOut(actor: Actor): Promise<void> {
    const { sessionId } = actor;
    if (sessionId === null) return;
    await this.database.access(systemActor('sign-out'), async (tx) => {
      const ended = await tx.one(
        `UPDATE session
           SET ended_at = now(), ended_reason = 'signed-out'
           WHERE id = $1 AND ended_at IS NULL
           RETURNING id`,
        [sessionId],
      );
      if (ended) recordSession(tx, actor, 'session.ended', sessionId);
    });
  }

  /** The person of the session as they are now, and the token that changes need. */
  async me(actor: Actor, token: string): Promise<SessionAnswer> {
    const [account] = await this.database.statement<AccountRow>('access', 'me', `${accountSql} AND p.id = $1`, [
      actor.id,
    ]);
    if (!account) throw new Problem('sessions.expired');
    return { user: userOf(account), csrfToken: csrfTokenOf(token) };
  }
}

// the transaction runs as the system, because only its role writes sessions; the audit names the person
function recordSession(tx: Tx, actor: Actor, action: string, sessionId: string): void {
  const { institutionId, kind, id, as } = actor;
  tx.record(institutionId === null ? 'insurer' : { institutionId }, {
    audit: { action, subject: `session:${sessionId}`, actor: { kind, id, as } },
  });
}

function userOf(account: AccountRow): SessionUser {
  const own = ownInstitution(account);
  return {
    id: account.person_id,
    displayName: account.display_name,
    email: account.email,
    roles: [...account.roles],
    institutionId: own?.id ?? null,
    institutionName: own?.name ?? null,
  };
}
