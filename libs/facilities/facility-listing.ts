import { foldedForms } from './facility-search-forms.js';
import type { FacilityEntity } from './facility.entity.js';
import type { FacilityLine } from './facility-line.js';

/** A facility as the register has it. */
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

/** What a line of a list changes of a facility; `refold` is none: the folding of the search was improved since. */
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

/** Whether a person would call it a change; an entry made by hand that a list now has becomes the list's. */
export function isChanged(known: KnownFacility, change: FacilityChange): boolean {
  return change.name || change.place || change.reopened || known.listed_on === null;
}

/**
 * More than this part of a prefecture's open entries missing from a list is no month's closings but a list that was
 * cut.
 */
const mostClosed = 0.05;

/** The prefectures of which a list would close too many; one facility alone is never too many. */
export function looksCut(
  open: ReadonlyMap<number, number>,
  missing: ReadonlyMap<number, number>,
): { prefecture: number; open: number; missing: number }[] {
  return [...missing]
    .map(([prefecture, count]) => ({ prefecture, open: open.get(prefecture) ?? 0, missing: count }))
    .filter((one) => one.missing > 1 && one.missing > one.open * mostClosed);
}
