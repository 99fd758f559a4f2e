import { reachOf } from '#access';
import { categoryTable } from '#coverage';
import type { Tx } from '#database';
import {
  approvablesOf,
  DecisionQuery,
  listHits,
  openDecisions,
  openReversals,
  ReversalQuery,
  ScreeningQuery,
  type ApprovableDto,
} from '#decisions';
import { listPreApprovals, PreApprovalQuery } from '#expenses';
import { dayInJapan, type Words } from '#kernel';
import { countExpenses, ExpenseQuery, listExpenses } from '#overview';
import { Problem } from '#problems';
import { countWorkItems, listWorkItems, WorkItemQuery, type WorkItemDto } from '#routing';
import { at, dayOf, figure, lineOf, momentOf, nameIn, stateOf, wordsOf } from './cells.js';
import { between, nobody, notMatched, occasionWords, outcomeWords, partyWords, proposalWords } from './list-words.js';
import { listingOf, paged } from './listing.js';

export const expenses = listingOf(
  'expenses',
  { right: 'incidents.read', query: ExpenseQuery, open: paged(listExpenses, countExpenses) },
  {
    case: ({ caseNumber, line }, say) => lineOf(caseNumber, line, say),
    institution: ({ institutionName }, say) => institutionName ?? say(notMatched),
    category: ({ categoryName }, say) => say(wordsOf(categoryName)),
    claimed: ({ claimed }) => figure(claimed),
    approved: ({ approved }) => figure(approved),
    state: ({ stateName }, say) => say(wordsOf(stateName)),
    submitted: ({ submittedAt }) => dayOf(dayInJapan(submittedAt)),
  },
);

/** A category by its name. */
const categoryOf = (category: string): Words => at(categoryTable, category) ?? { ja: category, en: category };

/** A work item, with what is known of it while its reader has it in review. */
interface Work {
  readonly item: WorkItemDto;
  readonly look: ApprovableDto | undefined;
}

export const work = listingOf(
  'work',
  {
    right: 'work-items.read',
    query: WorkItemQuery,
    open: async (tx: Tx, query: WorkItemQuery) => {
      const looks = await looksOf(tx);
      return {
        expected: await countWorkItems(tx, query),
        page: async (place) => {
          const { items, nextCursor } = await listWorkItems(tx, { ...query, ...place });
          return { items: items.map((item): Work => ({ item, look: looks.get(item.expenseId) })), nextCursor };
        },
      };
    },
  },
  {
    due: ({ item }) => momentOf(item.dueAt),
    lapses: ({ item }) => momentOf(item.lapsesAt),
    institution: ({ item }, say) => item.institutionName ?? say(notMatched),
    case: ({ item }) => item.caseNumber,
    line: ({ item }) => figure(item.line),
    category: ({ item }, say) => say(categoryOf(item.category)),
    claimed: ({ item }) => figure(item.claimed),
    assessed: ({ look }) => figure(look?.assessed ?? null),
    assignee: ({ item }, say) => item.assignee?.name ?? say(nobody),
    state: ({ item, look }, say) => say(workState(item, look)),
  },
);

/** What it waits for, as its page says: nobody has it, its person has not taken it, an answer, or its reader. */
function workState(item: WorkItemDto, look: ApprovableDto | undefined): Words {
  if (item.state === 'unassigned' || item.state === 'offered') return stateOf(item);
  if (item.expenseState === 'in-review' && look) return wordsOf(look.standing);
  return { ja: item.expenseStateJa, en: item.expenseStateEn };
}

/** What the reader has in review; as on the page, nothing of it where it cannot be looked at now. */
async function looksOf(tx: Tx): Promise<ReadonlyMap<string, ApprovableDto>> {
  if (!tx.actor.roles.some((role) => reachOf('decisions.propose', role) !== null)) return new Map();
  try {
    return new Map((await approvablesOf(tx)).map((look) => [look.expenseId, look]));
  } catch (error) {
    if (error instanceof Problem) return new Map();
    throw error;
  }
}

/** Requests for pre-approval. */
export const consents = listingOf(
  'consents',
  {
    right: 'incidents.read',
    query: PreApprovalQuery,
    open: paged((tx, query, { deskAuthorityYen }) => listPreApprovals(tx, query, deskAuthorityYen)),
  },
  {
    due: ({ answerDueAt }) => momentOf(answerDueAt),
    case: ({ caseNumber }) => caseNumber,
    category: ({ categoryJa: ja, categoryEn: en }, say) => say({ ja, en }),
    on: ({ description }) => description,
    vendor: ({ vendorName }) => vendorName,
    amount: (asked) => figure(asked.amount),
  },
);

/** Proposals that wait for a signature. */
export const countersign = listingOf(
  'countersign',
  { right: 'decisions.read', query: DecisionQuery, open: paged(openDecisions) },
  {
    since: ({ proposedAt }) => dayOf(dayInJapan(proposedAt)),
    case: ({ caseNumber, line }, say) => lineOf(caseNumber, line, say),
    institution: ({ institutionName }, say) => institutionName ?? say(notMatched),
    category: ({ category }, say) => say(categoryOf(category)),
    kind: ({ kind }, say) => nameIn(proposalWords, kind, say),
    claimed: ({ claimed }) => figure(claimed),
    amount: ({ amount }) => figure(amount),
    by: ({ proposedByName }) => proposedByName,
  },
);

/** Reversals that wait for a second signature. */
export const reversals = listingOf(
  'reversals',
  { right: 'decisions.read', query: ReversalQuery, open: paged(openReversals) },
  {
    since: ({ askedAt }) => dayOf(dayInJapan(askedAt)),
    case: ({ caseNumber, line }, say) => lineOf(caseNumber, line, say),
    institution: ({ institutionName }, say) => institutionName ?? say(notMatched),
    category: ({ category }, say) => say(categoryOf(category)),
    amount: ({ amount }) => figure(amount),
    reason: ({ reason }) => reason,
  },
);

/** Matches of watched names. */
export const screenings = listingOf(
  'screenings',
  { right: 'screening.read', query: ScreeningQuery, open: paged(listHits) },
  {
    at: (match) => momentOf(match.at),
    name: ({ subjectName }) => subjectName,
    kind: ({ subjectKind }, say) => nameIn(partyWords, subjectKind, say),
    candidates: ({ candidates }, say) => candidates.map(({ name }) => name).join(say(between)),
    institution: ({ institutionName }) => institutionName,
    occasion: ({ occasion }, say) => nameIn(occasionWords, occasion, say),
    outcome: ({ outcome }, say) => outcome && nameIn(outcomeWords, outcome, say),
  },
);
