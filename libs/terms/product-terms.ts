import { join } from 'node:path';
import { readProductTerms, type Day, type ProductTerms } from '#coverage';
import { productTermsIn } from '#coverage-requests';
import { type Tx } from '#database';
import { packageRoot } from '#platform';
import type { TermsEntryEntity } from './terms-entry.entity.js';

interface KnownTerms {
  readonly terms: ProductTerms;
  /** The first inception day (Japan) of contracts on these terms; null: from the beginning of the product. */
  readonly effectiveOn: Day | null;
}

const known = new Map<string, KnownTerms>();

/** The terms of a version. Throws RangeError for an unknown one. */
export function termsOf(version: string): ProductTerms {
  const found = allTerms().get(version);
  if (!found)
    throw new RangeError(`There are no product terms ${version}; there are ${[...allTerms().keys()].join(', ')}.`);
  return found.terms;
}

/** Whether a contract with this inception day (Japan) may be written on a version. */
export function knowsTerms(version: string, inception: Day): boolean {
  const found = allTerms().get(version);
  return found !== undefined && (found.effectiveOn === null || found.effectiveOn <= inception);
}

export function termsVersions(): string[] {
  return [...allTerms().keys()];
}

/** The newest version for a contract with this inception day (Japan). Throws RangeError when there are no terms. */
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

/** Reads versions that were approved since the last reading. A known version never changes. */
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
