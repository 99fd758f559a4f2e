import { categories, type Category } from './categories.js';
import { incidentGates } from './gates.js';
import type { CoverageRequest } from './request.js';

type CaseOfRequest = Pick<CoverageRequest, 'policy' | 'incident'>;

const confirmed = ({ incident }: CaseOfRequest): boolean => incident.attackConfirmed === true;
const confirmedOrLeak = (one: CaseOfRequest): boolean => confirmed(one) || one.incident.cause === 'information-leak';

/** The facts of a case and the categories that they open, as the page lists them (rules, section 8). */
const openings: readonly (readonly [facts: (one: CaseOfRequest) => boolean, opens: readonly Category[]])[] = [
  [
    ({ incident: { suspicion } }) =>
      suspicion?.raisedBy === 'public-body' || suspicion?.raisedBy === 'security-operations-contractor',
    ['network-isolation', 'attack-check'],
  ],
  [confirmed, ['damage-and-cause-investigation', 'data-restoration']],
  [confirmedOrLeak, ['prevention-consulting', 'prevention-planning', 'expert-advice']],
  [
    ({ incident }) => (incident.affectedPersons ?? 0) >= 1,
    ['call-center', 'media-apology', 'condolence', 'press-conference'],
  ],
  [
    (one) => one.incident.affectedPersons == null && confirmedOrLeak(one),
    ['call-center', 'media-apology', 'condolence'],
  ],
  [({ incident }) => incident.thirdPartyClaim === true, ['damages', 'litigation']],
  [
    ({ policy: { businessInterruption: option }, incident: { cause, systemStop: stop } }) =>
      option != null &&
      cause === 'cyber-attack' &&
      (stop == null || (stop.kind === 'caused' && (stop.hours == null || stop.hours > option.waitingHours))),
    ['lost-profit', 'revenue-decline-prevention', 'business-continuation'],
  ],
];

/**
 * Categories that the facts open and no line claims, in the order of the category table, so that no benefit is
 * forgotten before a case closes. Empty where nothing can be paid. A line of any outcome claims its category.
 */
export function openCoverages(request: CoverageRequest): Category[] {
  if (incidentGates(request).at(-1)?.result === 'not-payable') return [];
  const open = new Set<Category>();
  for (const [facts, opens] of openings) {
    if (facts(request)) for (const category of opens) open.add(category);
  }
  for (const { category } of request.lines) open.delete(category);
  return categories.filter((category) => open.has(category));
}
