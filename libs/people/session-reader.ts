import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, GroupCommit, type Actor } from '#database';
import { type SessionReader } from '#http';
import { secretHash } from '#platform';
import { actorOf, clientsInForce, notLeft, rolesInForce, type Standing } from './roles-in-force.js';
import type { SessionEntity } from './session.entity.js';

type SessionRow = Standing & Pick<SessionEntity, 'id' | 'token_hash' | 'csrf_hash'>;

const sessionSql = `SELECT s.id, s.token_hash, s.csrf_hash, p.id AS person_id, p.institution_id,
     i.name AS institution_name, p.agency_id,
    ${rolesInForce} AS roles, ${clientsInForce} AS clients
  FROM find_sessions($1) s JOIN person p ON p.id = s.person_id JOIN institution i ON i.id = p.institution_id
 WHERE ${notLeft}`;

/** Reads roles and clients for each request: a role that has ended is gone with the next request. */
@Injectable()
export class PasswordSessions implements SessionReader {
  // requests that arrive close together are looked up in one statement
  readonly #together = new GroupCommit<Buffer, SessionRow | undefined>(async (hashes) => {
    const rows = await this.database.statement<SessionRow>('staff', 'session', sessionSql, [hashes]);
    return hashes.map((hash) => ({ done: rows.find((row) => row.token_hash.equals(hash)) }));
  });

  constructor(private readonly database: Database) {}

  async read(token: string): Promise<{ actor: Actor; csrfHash: Buffer } | 'expired'> {
    const row = await this.#together.submit(secretHash(token));
    const actor = row && actorOf(row, row.id);
    return actor ? { actor, csrfHash: row.csrf_hash } : 'expired';
  }

  csrfMatches(csrfHash: Buffer, token: string | undefined): boolean {
    return token !== undefined && timingSafeEqual(secretHash(token), csrfHash);
  }
}

/** Derived from the session's secret, so that a reloaded page gets the same token without storing it. */
export function csrfTokenOf(sessionToken: string): string {
  return createHash('sha256').update(`csrf:${sessionToken}`).digest('base64url');
}
