import { foldedForms } from './facility-search-forms.js';
import type { FacilityEntity } from './facility.entity.js';
import type { FacilityLine } from './facility-line.js';

/** A facility as the register stores it. */
export type KnownFacility = Pick<
  FacilityEntity,
  | 'id'
  | 'code'
  | 'name'
  | 'kind'
  | 'postal_code'
  | 'address'
  | 'closed_on'
  | 'listed_on'
  | 'name_folded'
  | 'name_search'
  | 'place_search'
>;

/**
 * The changes of a facility by a line of a list. `refold` is not a change of the facility: only the search forms are of
 * an earlier version.
 */
export interface FacilityChange {
  readonly name: boolean;
  readonly place: boolean;
  readonly reopened: boolean;
  readonly refold: boolean;
}

export function changeOf(known: KnownFacility, line: FacilityLine): FacilityChange {
  const forms = foldedForms(line);
  return {
    name: known.name !== line.name,
    place: known.postal_code !== line.postalCode || known.address !== line.address,
    reopened: known.closed_on !== null,
    refold:
      known.name_folded !== forms.name_folded ||
      known.name_search !== forms.name_search ||
      known.place_search !== forms.place_search,
  };
}

/**
 * Whether the line counts as a change; an entry made by hand that a list now contains belongs to the list from then on.
 */
export function isChanged(known: KnownFacility, change: FacilityChange): boolean {
  return change.name || change.place || change.reopened || known.listed_on === null;
}

/**
 * Part of a prefecture's open entries. If more are missing from a list, it was cut off: so many do not close in a
 * month.
 */
const mostClosed = 0.05;

/** The prefectures of which a list would close too many facilities; a single one is never too many. */
export function looksCut(
  open: ReadonlyMap<number, number>,
  missing: ReadonlyMap<number, number>,
): { prefecture: number; open: number; missing: number }[] {
  return [...missing]
    .map(([prefecture, count]) => ({ prefecture, open: open.get(prefecture) ?? 0, missing: count }))
    .filter((one) => one.missing > 1 && one.missing > one.open * mostClosed);
}
