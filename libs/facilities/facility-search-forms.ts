import { bigramsOf, foldLetters, foldName, prefectureName } from '#kernel';

/** The columns of `facility` that the search uses. */
export interface FacilitySearchForms {
  readonly name_folded: string;
  readonly name_search: string;
  readonly name_grams: string[];
  readonly place_search: string;
  readonly search_grams: string[];
}

/** The folded forms alone, to compare stored ones with the present version of the folding. */
export function foldedForms(place: {
  readonly name: string;
  readonly prefecture: number;
  readonly address: string | null;
}): {
  readonly name_folded: string;
  readonly name_search: string;
  readonly place_search: string;
} {
  const folded = foldName(place.name);
  const letters = foldLetters(place.name);
  const prefecture = prefectureName(place.prefecture);
  const address = place.address ?? '';
  return {
    name_folded: folded,
    name_search: letters === folded ? folded : `${folded}\n${letters}`,
    place_search: foldLetters(address.startsWith(prefecture) ? address : `${prefecture}${address}`),
  };
}

/** The search forms of a facility: names by pairs and single characters, places by pairs. */
export function facilitySearchForms(place: Parameters<typeof foldedForms>[0]): FacilitySearchForms {
  const forms = foldedForms(place);
  const lines = forms.name_search.split('\n');
  const pairs = lines.flatMap(bigramsOf);
  return {
    ...forms,
    name_grams: [...new Set([...pairs, ...lines.flatMap((line) => Array.from(line))])],
    search_grams: [...new Set([...pairs, ...bigramsOf(forms.place_search)])],
  };
}
