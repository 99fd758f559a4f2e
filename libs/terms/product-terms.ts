import { join } from 'node:path';
import { readProductTerms, type Day, type ProductTerms } from '#coverage';
import { productTermsIn } from '#coverage-requests';
import { type Tx } from '#database';
import { packageRoot } from '#platform';
import type { TermsEntryEntity } from './terms-entry.entity.js';

interface KnownTerms {
  readonly terms: ProductTerms;
  /** Contracts may begin on them from this day; null: from the beginning of the product. */
  readonly effectiveOn: Day | null;
}

const known = new Map<string, KnownTerms>();

/** Throws RangeError for a version that is not there. */
export function termsOf(version: string): ProductTerms {
  const found = allTerms().get(version);
  if (!found)
    throw new RangeError(`There are no product terms ${version}; there are ${[...allTerms().keys()].join(', ')}.`);
  return found.terms;
}

/** Whether a contract that begins on a day may be written on a version. */
export function knowsTerms(version: string, inception: Day): boolean {
  const found = allTerms().get(version);
  return found !== undefined && (found.effectiveOn === null || found.effectiveOn <= inception);
}

export function termsVersions(): string[] {
  return [...allTerms().keys()];
}

/** The newest version on which a contract that begins on a day (Japan) is written. */
export function newestTerms(inception: Day): ProductTerms {
  const newest = [...allTerms().values()]
    .filter(({ effectiveOn }) => effectiveOn === null || effectiveOn <= inception)
    .map(({ terms }) => terms)
    .toSorted((a, b) => (a.version < b.version ? 1 : -1))[0];
  if (!newest) throw new RangeError('There are no product terms.');
  return newest;
}

/** Every version with the day from which it holds. */
export function everyTerms(): KnownTerms[] {
  return [...allTerms().values()];
}

/** Reads what was approved since this process looked last. A version that is known never changes. */
export async function readApprovedTerms(tx: Tx): Promise<void> {
  const rows = await tx.rows<Pick<TermsEntryEntity, 'subject' | 'content' | 'effective_on'>>(
    `SELECT subject, content, effective_on
       FROM terms_entry
       WHERE kind = 'product-terms' AND decision = 'approved' AND subject <> ALL ($1)`,
    [termsVersions()],
  );
  for (const { subject, content, effective_on } of rows)
    known.set(subject, { terms: readProductTerms(content), effectiveOn: effective_on });
}

// the published versions come with the product
function allTerms(): ReadonlyMap<string, KnownTerms> {
  if (known.size === 0)
    for (const [version, terms] of productTermsIn(join(packageRoot, 'data')))
      known.set(version, { terms, effectiveOn: null });
  return known;
}
