import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { CONFIG, Database, INSURER, Problem, appendAudit, secretHash, systemActor } from '#platform';
import type { Actor, AuditEntry, Config, Tx } from '#platform';
import { passwordMatches } from './password.js';
import { actorOf, clientsInForce, notLeft, ownInstitution, rolesInForce, type Standing } from './roles-in-force.js';
import { csrfTokenOf } from './session-reader.js';
import type { SessionAnswer, SessionUser } from './session.dto.js';
import { SignInAttempts, type CountedAttempt } from './sign-in-attempts.js';

interface AccountRow extends Standing {
  readonly display_name: string;
  readonly email: string;
  readonly password_hash: string | null;
  readonly totp_secret: Buffer | null;
}

const accountSql = `SELECT p.id AS person_id, p.display_name, p.email, p.institution_id, i.name AS institution_name, p.agency_id,
    c.password_hash, c.totp_secret, ${rolesInForce} AS roles, ${clientsInForce} AS clients
  FROM person p JOIN institution i ON i.id = p.institution_id LEFT JOIN credential c ON c.person_id = p.id
 WHERE ${notLeft}`;

/** What a browser is given: the answer, and the secret that only the cookie carries. */
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
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws `sessions.too-many-attempts`, and `sessions.wrong-credentials` alike for whoever is unknown, left or wrong. */
  async signIn(
    given: { email: string; password: string },
    from: { ip: string; oldToken: string | undefined },
  ): Promise<NewSession> {
    const email = given.email.toLowerCase();
    const attempt = await this.attempts.count(email, from.ip);
    const [account] = await this.database.statement<AccountRow>('access', 'account', `${accountSql} AND p.email = $1`, [
      email,
    ]);
    const matches = await passwordMatches(account?.password_hash ?? null, given.password);
    const actor = account && actorOf(account, null);
    // A second factor that is set up and cannot be checked here lets nobody in
    if (!matches || !actor || account.totp_secret !== null) throw new Problem('sessions.wrong-credentials');
    return this.#begin(actor, account, attempt, from.oldToken);
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
      // a password that changes at this moment, or a person who leaves, is waited for: none of their sessions begins unseen
      const still = await tx.one(
        `SELECT 1 FROM credential c JOIN person p ON p.id = c.person_id WHERE p.id = $1 AND c.password_hash = $2 AND ${notLeft} FOR SHARE`,
        [account.person_id, account.password_hash],
      );
      if (!still) throw new Problem('sessions.wrong-credentials');
      if (oldToken !== undefined) {
        await tx.rows(
          "UPDATE session SET ended_at = now(), ended_reason = 'rotated' WHERE token_hash = $1 AND ended_at IS NULL",
          [secretHash(oldToken)],
        );
      }
      const session = await tx.one<{ expires_at: Date }>(
        `INSERT INTO session (id, token_hash, csrf_hash, kind, institution_id, person_id, expires_at)
         SELECT $1, $2, $3, 'password', p.institution_id, p.id, now() + make_interval(hours => $5) FROM person p WHERE p.id = $4
         RETURNING expires_at`,
        [id, secretHash(token), secretHash(csrfToken), user.id, this.config.sessionHours],
      );
      if (!session) throw new Error('a session was not stored');
      await this.attempts.forgive(tx, attempt);
      await appendSessionAudit(tx, actor, 'session.started', id);
      return { answer: { user, csrfToken }, token, expiresAt: session.expires_at };
    });
  }

  /** Ends the session of the request. Ending one that has ended changes nothing. */
  async signOut(actor: Actor): Promise<void> {
    const { sessionId } = actor;
    if (sessionId === null) return;
    await this.database.access(systemActor('sign-out'), async (tx) => {
      const ended = await tx.one(
        "UPDATE session SET ended_at = now(), ended_reason = 'signed-out' WHERE id = $1 AND ended_at IS NULL RETURNING id",
        [sessionId],
      );
      if (ended) await appendSessionAudit(tx, actor, 'session.ended', sessionId);
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

// The transaction runs as the system, because only its role writes sessions; the deed is the person's.
async function appendSessionAudit(tx: Tx, actor: Actor, action: string, sessionId: string): Promise<void> {
  const { institutionId } = actor;
  const entry: AuditEntry = {
    chain: institutionId === null ? 'insurer' : `institution:${institutionId}`,
    action,
    subject: `session:${sessionId}`,
    actor: { kind: actor.kind, id: actor.id, as: actor.as },
  };
  await appendAudit(tx, { institutionId: institutionId ?? INSURER, incidentId: null }, [entry]);
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
