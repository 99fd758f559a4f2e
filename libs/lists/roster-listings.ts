import { listRosters, RosterQuery } from '#staffing';
import { minuteInJapan } from '#tables';
import { figure, momentOf, nameIn } from './cells.js';
import { endsEarly, rosterWords, takenBack } from './list-words.js';
import { listingOf, paged } from './listing.js';

/** Lines of the roster. */
export const rosters = listingOf(
  'rosters',
  { right: 'people.read', query: RosterQuery, open: paged(listRosters) },
  {
    person: ({ personName }) => personName,
    kind: ({ kind }, say) => nameIn(rosterWords, kind, say),
    from: ({ fromAt }) => momentOf(fromAt),
    to: ({ fromAt, toAt, endedAt }, say) => {
      if (endedAt === null) return momentOf(toAt);
      return say(endedAt <= fromAt ? takenBack : endsEarly(minuteInJapan(endedAt)));
    },
    capacity: ({ kind, capacity }) => (kind === 'duty' ? figure(capacity) : null),
    by: ({ enteredByName }) => enteredByName,
  },
);
