import { phaseNames, severityNames } from '#incidents';
import { countIncidents, IncidentQuery, listIncidents } from '#overview';
import { at, figure, momentOf, stateOf, wordsOf } from './cells.js';
import { between, coverageWords, notMatched, proposedWords, supportWords } from './list-words.js';
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
