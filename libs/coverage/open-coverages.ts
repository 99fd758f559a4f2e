import { categories, type Category } from './categories.js';
import { incidentGates } from './gates.js';
import type { CoverageRequest } from './request.js';

/**
 * Categories that the facts open and no line claims, in the order of the category table, so that no benefit is forgotten
 * before a case closes (rules, section 8). Empty where nothing can be paid. A line of any outcome claims its category.
 */
export function openCoverages({ policy, incident, lines }: CoverageRequest): Category[] {
  if (incidentGates({ policy, incident }).at(-1)?.result === 'not-payable') return [];
  const opened = new Set(rowsOf({ policy, incident }).flatMap(([facts, opens]) => (facts ? opens : [])));
  const claimed = new Set(lines.map(({ category }) => category));
  return categories.filter((category) => opened.has(category) && !claimed.has(category));
}

/** The facts of a case and what they open, as the page lists them. */
function rowsOf({ policy, incident }: Pick<CoverageRequest, 'policy' | 'incident'>): [boolean, readonly Category[]][] {
  const { cause, suspicion, affectedPersons, systemStop } = incident;
  const confirmed = incident.attackConfirmed === true;
  const leak = cause === 'information-leak';
  const option = policy.businessInterruption;
  const longStop =
    systemStop == null ||
    (systemStop.kind === 'caused' && (systemStop.hours == null || systemStop.hours > (option?.waitingHours ?? 0)));
  return [
    [
      suspicion?.raisedBy === 'public-body' || suspicion?.raisedBy === 'security-operations-contractor',
      ['network-isolation', 'attack-check'],
    ],
    [confirmed, ['damage-and-cause-investigation', 'data-restoration']],
    [confirmed || leak, ['prevention-consulting', 'prevention-planning', 'expert-advice']],
    [(affectedPersons ?? 0) >= 1, ['call-center', 'media-apology', 'condolence', 'press-conference']],
    [affectedPersons == null && (confirmed || leak), ['call-center', 'media-apology', 'condolence']],
    [incident.thirdPartyClaim === true, ['damages', 'litigation']],
    [
      option != null && cause === 'cyber-attack' && longStop,
      ['lost-profit', 'revenue-decline-prevention', 'business-continuation'],
    ],
  ];
}
