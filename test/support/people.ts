import type pg from 'pg';
import { INSURER } from '#database';
import { bigramsOf, foldName, newId, type Role } from '#kernel';
import { hashPassword } from '#people';

/** Everybody's password in tests that do not care. */
export const password = 'correct horse battery staple';

let passwordHash: Promise<string> | undefined;

export interface NewPerson {
  readonly email: string;
  readonly name?: string;
  readonly institutionId?: string;
  readonly agencyId?: string;
  readonly roles: readonly Role[];
  /** Only granted: an insurer's role is then not in force yet. */
  readonly unconfirmed?: boolean;
}

/**
 * Writes institutions and people past row security. Two administrators, who have no roles of their own, grant and
 * confirm.
 */
export class People {
  readonly #grantedBy = newId();
  readonly #confirmedBy = newId();

  private constructor(private readonly client: pg.Client) {}

  static async on(client: pg.Client): Promise<People> {
    const people = new People(client);
    for (const id of [people.#grantedBy, people.#confirmedBy]) {
      await client.query('INSERT INTO person (id, institution_id, email, display_name) VALUES ($1, $2, $3, $4)', [
        id,
        INSURER,
        `${id}@sonae.example`,
        '見本 管理',
      ]);
    }
    return people;
  }

  async institution(name: string, kind = 'hospital'): Promise<string> {
    const id = newId();
    await this.client.query(
      `INSERT INTO institution (id, name, name_folded, name_grams, kind, corporation_kind)
         VALUES ($1, $2, $5, $3, $4, 'medical-corporation')`,
      [id, name, bigramsOf(foldName(name)), kind, foldName(name)],
    );
    return id;
  }

  async agency(name: string, clients: readonly { id: string; from: string; to?: string }[]): Promise<string> {
    const id = newId();
    await this.client.query('INSERT INTO agency (id, name) VALUES ($1, $2)', [id, name]);
    for (const { id: client, from, to } of clients) {
      await this.client.query(
        'INSERT INTO agency_client (agency_id, institution_id, from_on, to_on) VALUES ($1, $2, $3, $4)',
        [id, client, from, to ?? null],
      );
    }
    return id;
  }

  async person(given: NewPerson): Promise<string> {
    const id = newId();
    passwordHash ??= hashPassword(password);
    await this.client.query(
      'INSERT INTO person (id, institution_id, agency_id, email, display_name) VALUES ($1, $2, $3, $4, $5)',
      [id, given.institutionId ?? INSURER, given.agencyId ?? null, given.email, given.name ?? given.email],
    );
    await this.client.query('INSERT INTO credential (person_id, password_hash, changed_at) VALUES ($1, $2, now())', [
      id,
      await passwordHash,
    ]);
    for (const role of given.roles) {
      await this.client.query(
        `INSERT INTO role_grant (id, person_id, role, granted_by, granted_at, confirmed_by, confirmed_at)
         VALUES ($1, $2, $3, $4, now(), $5::uuid, CASE WHEN $5::uuid IS NULL THEN NULL ELSE now() END)`,
        [newId(), id, role, this.#grantedBy, given.unconfirmed ? null : this.#confirmedBy],
      );
    }
    return id;
  }
}
