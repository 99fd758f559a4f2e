import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { actorText, Database, systemActor, type Tx } from '#database';
import { newId } from '#kernel';
import { describeError, secretHash, Secrets, type Config, type Log, LOG, CONFIG } from '#platform';
import { Problem, faultAt } from '#problems';
import { auditPerson, personForUpdate } from './person.store.js';
import { notLeft } from './roles-in-force.js';
import { PersonEntity } from './person.entity.js';
import type { DeviceCodeEntity } from './device-code.entity.js';

/**
 * Twelve digits: with a thousand guesses a second, the chance to find one while it is valid is about one in a million.
 */
const digits = 12;
const deskMinutes = 15;
const linkMinutes = 60;
/** A link with less time left is of no use to its reader (minutes). */
export const leastLinkMinutes = 5;
/** The bound keeps mailboxes from being filled; earlier links stay valid, so that a new request locks nobody out. */
const linksAnHour = 3;

/** A code in readable form, shown once. */
export interface MadeCode {
  readonly id: string;
  readonly code: string;
  readonly expiresAt: Date;
}

/**
 * Codes with which an unknown device may try a password: read out by the desk after a call back, or mailed as a link.
 */
@Injectable()
export class DeviceCodes {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Makes a code for the person with this address. Throws `parties.person-not-found`, `parties.person-left`. */
  async makeForDesk(tx: Tx, email: string, reason: string): Promise<MadeCode> {
    const found = await tx.findOne(PersonEntity, { email: email.trim().toLowerCase() });
    if (!found) throw faultAt('/email', 'parties.person-not-found');
    const person = await personForUpdate(tx, found.id);
    if (person.has_left) throw faultAt('/email', 'parties.person-left');
    const code = Array.from({ length: digits }, () => randomInt(10)).join('');
    const made = await this.#enter(tx, person.id, code);
    auditPerson(tx, person, {
      action: 'device-code.read-out',
      subject: `person:${person.id}`,
      after: { codeId: made.id },
      reason,
    });
    return made;
  }

  /** Uses a code once. Returns whether it was valid: this device may then try the password. */
  async use(personId: string, given: string): Promise<boolean> {
    const used = await this.database.statement<Pick<DeviceCodeEntity, 'id'>>(
      'access',
      'use-device-code',
      `UPDATE device_code
          SET used_at = now()
        WHERE person_id = $1 AND (code_hash = $2 OR (kind = 'link' AND code_hash = $3))
          AND used_at IS NULL AND expires_at > now()
       RETURNING id`,
      [personId, this.#hash(personId, given), linkHash(given)],
    );
    return used.length > 0;
  }

  /**
   * Mails a link to the person of an address, by the queue `outside`. The person is looked up in the background, so
   * that the answer and its time do not show whether the account exists. Throws `sessions.mail-not-set`.
   */
  askLink(email: string): void {
    if (this.config.smtpUrl === null) throw new Problem('sessions.mail-not-set');
    void this.#enterLink(email.toLowerCase()).catch((error: unknown) =>
      this.log.warn(describeError(error), 'a link to sign in was not entered'),
    );
  }

  async #enterLink(email: string): Promise<void> {
    await this.database.access(systemActor('sign-in-link'), async (tx) => {
      const person = await tx.one<Pick<PersonEntity, 'id' | 'institution_id' | 'agency_id'>>(
        `SELECT p.id, p.institution_id, p.agency_id FROM person p JOIN credential c ON c.person_id = p.id
          WHERE p.email = $1 AND ${notLeft} FOR NO KEY UPDATE OF p`,
        [email],
      );
      if (!person) return;
      const asked = await tx.rows(
        `SELECT FROM device_code WHERE person_id = $1 AND kind = 'link' AND created_at > now() - interval '1 hour'`,
        [person.id],
      );
      if (asked.length >= linksAnHour) return;
      const id = newId();
      // the worker makes its secret when it mails it
      await tx.rows(
        `INSERT INTO device_code (id, person_id, kind, made_by, created_at, expires_at, next_at)
         VALUES ($1, $2, 'link', $3, statement_timestamp(), statement_timestamp() + make_interval(mins => $4),
                 statement_timestamp())`,
        [id, person.id, actorText(tx.actor), linkMinutes],
      );
      auditPerson(tx, person, { action: 'device-code.mailed', subject: `person:${person.id}`, after: { codeId: id } });
    });
  }

  async #enter(tx: Tx, personId: string, code: string): Promise<MadeCode> {
    const id = newId();
    const row = await tx.one<Pick<DeviceCodeEntity, 'expires_at'>>(
      `INSERT INTO device_code (id, person_id, code_hash, kind, made_by, created_at, expires_at)
       VALUES ($1, $2, $3, 'desk', $4, statement_timestamp(), statement_timestamp() + make_interval(mins => $5))
         RETURNING expires_at`,
      [id, personId, this.#hash(personId, code), actorText(tx.actor), deskMinutes],
    );
    if (!row) throw new Error('a code was not stored');
    return { id, code, expiresAt: row.expires_at };
  }

  // a keyed hash with the person: a reader of the rows cannot find a code by trying all twelve digits
  #hash(personId: string, given: string): Buffer {
    const code = given.normalize('NFKC').replaceAll(/\s/g, '');
    const plain = code.replaceAll('-', '');
    return this.secrets.mac('device-code', `${personId} ${/^\d+$/.test(plain) ? plain : code}`);
  }
}

/** The hash of a link's secret: 32 random bytes cannot be guessed, so the process that mails it needs no key. */
export const linkHash = (given: string): Buffer => secretHash(given.normalize('NFKC').replaceAll(/\s/g, ''));

/** The code in groups of four digits, to read it out. */
export function inGroups(code: string): string {
  return code.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
}
