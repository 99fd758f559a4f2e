import { phaseNames, severityNames } from '#incidents';
import { listSupportRequests, SupportRequestQuery } from '#emergency-support';
import { PageQuery } from '#http';
import {
  countIncidents,
  IncidentQuery,
  LateArrivalQuery,
  listIncidents,
  listLateArrivals,
  listUnusedNumbers,
} from '#overview';
import { minuteInJapan } from '#tables';
import { at, figure, momentOf, stateOf, wordsOf } from './cells.js';
import {
  arrivedExpenses,
  arrivedFacts,
  between,
  coverageWords,
  noRecord,
  notedWords,
  notMatched,
  numbersWords,
  proposedWords,
  supportWords,
} from './list-words.js';
import { listingOf, paged } from './listing.js';

/** The list of cases. */
export const cases = listingOf(
  'cases',
  { right: 'incidents.read', query: IncidentQuery, open: paged(listIncidents, countIncidents) },
  {
    left: ({ nextAct }) => momentOf(nextAct?.by),
    number: ({ caseNumber }) => caseNumber,
    institution: ({ institutionName, happened }, say) =>
      [institutionName ?? say(notMatched), happened].filter(Boolean).join('　'),
    severity: ({ severity, proposedSeverity }, say) => {
      const given = at(severityNames, severity ?? '');
      const proposed = at(severityNames, proposedSeverity ?? '');
      return given ? say(given) : proposed ? say(proposedWords(proposed)) : null;
    },
    state: (line, say) => say(stateOf(line)),
    phases: ({ phases }, say) =>
      phases
        .flatMap((phase) => at(phaseNames, phase) ?? [])
        .map(say)
        .join(say(between)) || null,
    coverage: ({ coverageOutlook }, say) => say(at(coverageWords, coverageOutlook) ?? coverageWords.pending),
    support: ({ supportOutlook }, say) => say(at(supportWords, supportOutlook) ?? supportWords.pending),
    next: ({ nextAct }, say) => nextAct && say(wordsOf(nextAct)),
    owner: ({ ownerName }) => ownerName,
    limit: ({ limitLeft }) => figure(limitLeft),
    reported: ({ reportedAt }) => momentOf(reportedAt),
  },
);

/** Requests for emergency support. */
export const support = listingOf(
  'support',
  { right: 'support-requests.read', query: SupportRequestQuery, open: paged(listSupportRequests) },
  {
    since: ({ createdAt }) => momentOf(createdAt),
    case: ({ caseNumber }) => caseNumber,
    institution: ({ institutionName }, say) => institutionName ?? say(notMatched),
    service: ({ serviceJa: ja, serviceEn: en }, say) => say({ ja, en }),
    state: (request, say) => say(stateOf(request)),
  },
);

/** What reached cases that had ended. */
export const arrivals = listingOf(
  'arrivals',
  { right: 'late-arrivals.read', query: LateArrivalQuery, open: paged(listLateArrivals) },
  {
    at: (arrival) => momentOf(arrival.at),
    case: ({ caseNumber }) => caseNumber,
    institution: ({ institutionName }, say) => institutionName ?? say(notMatched),
    state: ({ stateName }, say) => say(wordsOf(stateName)),
    what: ({ kind, expenses, claimed, facts }, say) =>
      kind === 'expenses'
        ? say(arrivedExpenses(grouped(expenses), { ja: `${grouped(claimed)}円`, en: `¥${grouped(claimed)}` }))
        : say(arrivedFacts(facts.map((fact) => say(wordsOf(fact))).join(say(between)))),
    noted: ({ noted }, say) => noted && say(notedWords(minuteInJapan(noted.at), noted.byName, noted.note)),
  },
);

const grouped = (many: number): string => many.toLocaleString('en-US');

/** Case numbers that no case has. */
export const numbers = listingOf(
  'numbers',
  { right: 'case-numbers.read', query: PageQuery, open: paged(listUnusedNumbers) },
  {
    number: ({ first, last, count }, say) =>
      count === 1 ? digits(first) : say(numbersWords(digits(first), digits(last))),
    count: ({ count }) => figure(count),
    why: (run, say) => say(wordsOf(run)),
    full: ({ caseNumber }) => caseNumber,
    answered: ({ answeredBy }) => answeredBy?.caseNumber ?? null,
    at: (run, say) => momentOf(run.at) ?? say(noRecord),
  },
);

/** As it stands inside a case number. */
const digits = (sequence: number): string => String(sequence).padStart(6, '0');
