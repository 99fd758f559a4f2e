import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProductTerms, type ProductTerms } from '#coverage';

/**
 * The product terms by version, from their files: one file for each version. Earlier versions stay for their contracts.
 */
export function productTermsIn(folder: string): ReadonlyMap<string, ProductTerms> {
  const read = ['product-terms.json'].map((file) =>
    readProductTerms(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  );
  return new Map(read.map((terms) => [terms.version, terms]));
}
