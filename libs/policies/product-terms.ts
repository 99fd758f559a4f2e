import { join } from 'node:path';
import type { ProductTerms } from '#coverage';
import { productTermsIn } from '#coverage-requests';
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

function allTerms(): ReadonlyMap<string, ProductTerms> {
  known ??= productTermsIn(join(packageRoot, 'data'));
  return known;
}
