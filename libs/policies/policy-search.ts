import { bigramsOf, foldName, foldTelephone } from '#kernel';
import { foldNumber, prefixRange } from './folded-number.js';
import type { PolicyQuery } from './policy.dto.js';

/**
 * Conditions on `member_period` m and `institution` i, with their values: only those that were asked for, so that each
 * is planned by its index.
 */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #conditions: string[] = ['true'];

  /** Adds a condition; `text` gets the placeholder of each value. */
  add(text: (...places: string[]) => string, ...values: readonly unknown[]): this {
    this.#conditions.push(text(...values.map((value) => this.value(value))));
    return this;
  }

  /** The placeholder of a value. */
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

/** What is asked for, the number aside. */
export function conditionsOf(query: PolicyQuery): Conditions {
  const made = new Conditions();
  if (query.institutionId !== undefined) made.add((id) => `m.institution_id = ${id}::uuid`, query.institutionId);
  if (query.q !== undefined) addName(made, query.q);
  if (query.telephone !== undefined) {
    const digits = foldTelephone(query.telephone);
    // without a digit there is nothing to look for
    if (digits === '') made.add(() => 'false');
    else made.add((from, to) => `i.telephone_folded >= ${from} AND i.telephone_folded < ${to}`, ...prefixRange(digits));
  }
  if (query.inForceOn !== undefined) {
    // the calendar of the database begins with the year 1
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

// Pairs of characters; one character alone stands within a pair of a longer name
function addName(made: Conditions, q: string): void {
  const folded = foldName(q);
  if (Array.from(folded).length === 1)
    made.add((one) => `strpos(array_to_string(i.name_grams, ' '), ${one}) > 0`, folded);
  else if (folded !== '') made.add((all) => `i.name_grams @> ${all}::text[]`, bigramsOf(folded));
}

/** Periods whose policy or certificate number is this one; with `exact` false those that only begin so. */
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
