import { bigramsOf, foldName, foldTelephone } from '#kernel';
import { foldNumber, prefixRange } from './folded-number.js';
import type { PolicyQuery } from './policy.dto.js';

/**
 * Conditions on `member_period` m and `institution` i, with their values: only those of the query, so that each can be
 * planned with its index.
 */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #conditions: string[] = ['true'];

  /** Adds a condition; `text` gets the placeholders of the values. */
  add(text: (...places: string[]) => string, ...values: readonly unknown[]): this {
    this.#conditions.push(text(...values.map((value) => this.value(value))));
    return this;
  }

  /** Adds a value and returns its placeholder. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  get sql(): string {
    return this.#conditions.join(' AND ');
  }
}

const ends = 'coalesce(m.ended_early_on, m.expiry_on)';
const policy = 'm.policy_number_folded';
const certificate = 'm.certificate_number_folded';

/** The conditions of a query, except its number. */
export function conditionsOf(query: PolicyQuery): Conditions {
  const made = new Conditions();
  if (query.institutionId !== undefined) made.add((id) => `m.institution_id = ${id}::uuid`, query.institutionId);
  if (query.q !== undefined) addName(made, query.q);
  if (query.telephone !== undefined) {
    const digits = foldTelephone(query.telephone);
    // a telephone number without digits finds nothing
    if (digits === '') made.add(() => 'false');
    else made.add((from, to) => `i.telephone_folded >= ${from} AND i.telephone_folded < ${to}`, ...prefixRange(digits));
  }
  if (query.inForceOn !== undefined) {
    // the lowest day of a query is in the year 1, as the database has no year 0
    const day = query.inForceOn < '0001-01-01' ? '0001-01-01' : query.inForceOn;
    made.add(
      (on) =>
        `m.inception_on <= ${on}::date
           AND ${ends} > m.inception_on
           AND (${ends} > ${on} OR (${ends} = ${on} AND m.boundary_hour IS DISTINCT FROM 0))`,
      day,
    );
  }
  return made;
}

// by pairs of characters; a single character is searched within the pairs
function addName(made: Conditions, q: string): void {
  const folded = foldName(q);
  if (Array.from(folded).length === 1)
    made.add((one) => `strpos(array_to_string(i.name_grams, ' '), ${one}) > 0`, folded);
  else if (folded !== '') made.add((all) => `i.name_grams @> ${all}::text[]`, bigramsOf(folded));
}

/** Adds a condition: the policy or certificate number is this one; with `exact` false: only begins with it. */
export function addNumber(made: Conditions, number: string, exact: boolean): Conditions {
  const folded = foldNumber(number);
  if (folded === '') return made.add(() => 'false');
  if (exact) return made.add((n) => `(${policy} = ${n} OR ${certificate} = ${n})`, folded);
  return made.add(
    (from, to) =>
      `((${policy} > ${from} AND ${policy} < ${to}) OR (${certificate} > ${from} AND ${certificate} < ${to}))
         AND ${policy} <> ${from}
         AND ${certificate} IS DISTINCT FROM ${from}`,
    ...prefixRange(folded),
  );
}
