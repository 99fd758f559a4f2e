import type { Role } from './roles.js';

/**
 * How far a right reaches. Row security in the database enforces `own`, `clients` and `session`; the use case, which
 * knows the case or the item, checks `in-charge`, `lane` and `lead`; `all` has no bound.
 */
export type Reach = 'own' | 'clients' | 'session' | 'in-charge' | 'lane' | 'lead' | 'all';

/** A right: its name, and the reach of each role that holds it. */
export interface Right {
  readonly ja: string;
  readonly en: string;
  readonly roles: Partial<Readonly<Record<Role, Reach>>>;
}

/** The rights of a domain by their code, `<domain>.<verb>`. */
export type Rights = Readonly<Record<string, Right>>;

/** Roles of the insurer that may read everything that is not restricted to named roles. */
export const insurerReaders = {
  support: 'all',
  adjuster: 'all',
  'senior-adjuster': 'all',
  payments: 'all',
  auditor: 'all',
} as const;
