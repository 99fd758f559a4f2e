/**
 * How often a property is tried: as often as said, or the share of it that `PROPERTY_SHARE` says (`npm run mutation`
 * runs the properties once for each planted error), at least 30 times.
 */
export function tries(numRuns: number): { numRuns: number; endOnFailure: boolean } {
  const share = Number(process.env.PROPERTY_SHARE ?? 1);
  return { numRuns: Math.max(30, Math.round(numRuns * share)), endOnFailure: share < 1 };
}
