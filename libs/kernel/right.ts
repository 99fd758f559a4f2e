import type { Role } from './roles.js';

/**
 * How far a right reaches. `own`, `clients` and `session` are held by row security in the database; `in-charge`, `lane`
 * and `lead` are looked at by the use case, which knows the case or the item; `all` has no bound.
 */
export type Reach = 'own' | 'clients' | 'session' | 'in-charge' | 'lane' | 'lead' | 'all';

/** A right, what it is called, and which roles hold it how far. */
export interface Right {
  readonly ja: string;
  readonly en: string;
  readonly roles: Partial<Readonly<Record<Role, Reach>>>;
}

/** The rights of a domain by their names, `<domain>.<verb>`. */
export type Rights = Readonly<Record<string, Right>>;

/** Roles of the insurer that may read whatever is not kept from somebody by name. */
export const insurerReaders = {
  support: 'all',
  adjuster: 'all',
  'senior-adjuster': 'all',
  payments: 'all',
  auditor: 'all',
} as const;
