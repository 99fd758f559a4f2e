import { reachOf } from '#access';
import { categoryTable } from '#coverage';
import type { Tx } from '#database';
import { approvablesOf, type ApprovableDto } from '#decisions';
import { dayInJapan, type Words } from '#kernel';
import { countExpenses, ExpenseQuery, listExpenses } from '#overview';
import { Problem } from '#problems';
import { countWorkItems, listWorkItems, WorkItemQuery, type WorkItemDto } from '#routing';
import { at, dayOf, figure, lineOf, momentOf, stateOf, wordsOf } from './cells.js';
import { nobody, notMatched } from './list-words.js';
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
    category: ({ item }, say) => say(at(categoryTable, item.category) ?? { ja: item.category, en: item.category }),
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
