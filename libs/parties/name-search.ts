import { bigrams, foldName } from '#kernel';

/** What a name is searched by: pairs of characters, or one character alone, which no pair of a longer name equals. */
export interface NameSearch {
  readonly grams: string[] | null;
  readonly character: string | null;
}

/** Null members ask for nothing: a search for a sign that folding takes away finds everything. */
export function nameSearch(q: string | undefined): NameSearch {
  const grams = bigrams(foldName(q ?? ''));
  const [only] = grams;
  if (only === undefined) return { grams: null, character: null };
  return grams.length === 1 && Array.from(only).length === 1
    ? { grams: null, character: only }
    : { grams, character: null };
}

/** SQL, a condition on `name_grams` of a table with two parameters: the pairs and the single character. */
export function nameMatches(grams: string, character: string): string {
  return `(${grams}::text[] IS NULL OR name_grams @> ${grams}) AND (${character}::text IS NULL OR strpos(array_to_string(name_grams, ' '), ${character}) > 0)`;
}
