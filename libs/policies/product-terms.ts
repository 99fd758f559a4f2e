import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProductTerms, type ProductTerms } from '#coverage';
import { packageRoot } from '#platform';

let known: ReadonlyMap<string, ProductTerms> | undefined;

export function termsOf(version: string): ProductTerms {
  const terms = allTerms().get(version);
  if (!terms)
    throw new RangeError(`There are no product terms ${version}; there are ${[...allTerms().keys()].join(', ')}.`);
  return terms;
}

export function knowsTerms(version: string): boolean {
  return allTerms().has(version);
}

export function termsVersions(): string[] {
  return [...allTerms().keys()];
}

export function newestTerms(): ProductTerms {
  const newest = [...allTerms().values()].toSorted((a, b) => (a.version < b.version ? 1 : -1))[0];
  if (!newest) throw new RangeError('There are no product terms.');
  return newest;
}

// One file a product version is shipped with; a later version joins the list and the earlier stays for its contracts.
function allTerms(): ReadonlyMap<string, ProductTerms> {
  if (!known) {
    const files = ['product-terms.json'];
    const read = files.map((file) =>
      readProductTerms(JSON.parse(readFileSync(join(packageRoot, 'data', file), 'utf8'))),
    );
    known = new Map(read.map((terms) => [terms.version, terms]));
  }
  return known;
}
