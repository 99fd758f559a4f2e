import type { Day, RequestPolicy } from './request.js';

/**
 * Cover begins and ends at `boundaryHour`. At 0 whole days are in or out; at any other hour, and while the hour is not
 * known, the first and the last day are partly in. A day that is not known is neither before, after nor on the boundary.
 */
type CoverPolicy = Pick<RequestPolicy, 'inceptionDate' | 'expiryDate' | 'continuousSince' | 'boundaryHour'>;
type KnownDay = Day | null | undefined;

const continuousSince = (policy: CoverPolicy): Day => policy.continuousSince ?? policy.inceptionDate;
const wholeDays = (policy: CoverPolicy): boolean => policy.boundaryHour === 0;

/** R-TIME: the day lies before the start of unbroken cover. */
export function isBeforeCover(day: KnownDay, policy: CoverPolicy): boolean {
  return day != null && day < continuousSince(policy);
}

/** R-TIME: the day lies after the end of this period of cover; the expiry day itself only where whole days count. */
export function isAfterCover(day: KnownDay, policy: CoverPolicy): boolean {
  return day != null && (day > policy.expiryDate || (day === policy.expiryDate && wholeDays(policy)));
}

/** R-TIME: the hour, which is missing or cuts the day, decides whether the day is covered. */
export function isBoundaryDay(day: KnownDay, policy: CoverPolicy): boolean {
  return day != null && !wholeDays(policy) && (day === continuousSince(policy) || day === policy.expiryDate);
}

/** R-TIME: the day is covered, but by an earlier period of unbroken cover, wholly or in its first hours. */
export function mayBelongToEarlierPeriod(day: KnownDay, policy: CoverPolicy): boolean {
  if (day == null || isBeforeCover(day, policy)) return false;
  const renewalCutsTheDay =
    day === policy.inceptionDate && !wholeDays(policy) && continuousSince(policy) < policy.inceptionDate;
  return day < policy.inceptionDate || renewalCutsTheDay;
}
