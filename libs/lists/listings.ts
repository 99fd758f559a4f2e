import { reachOf } from '#access';
import { approvablesOf, type ApprovableDto } from '#decisions';
import { categoryTable } from '#coverage';
import type { PageQuery } from '#http';
import { phaseNames, severityNames } from '#incidents';
import { dayInJapan, type InsurerList, type Words } from '#kernel';
import {
  countExpenses,
  countIncidents,
  listExpenses,
  listIncidents,
  type ExpenseLineDto,
  type ExpenseQuery,
  type IncidentLineDto,
  type IncidentQuery,
} from '#overview';
import {
  countBatches,
  countPayments,
  lateExpenses,
  listBatches,
  listPayments,
  waitsView,
  type BatchDto,
  type BatchQuery,
  type LateExpenseDto,
  type PaymentDto,
  type PaymentQuery,
  type PaymentWaitDto,
  type PaymentWaitsQuery,
} from '#payments';
import { Problem } from '#problems';
import { countWorkItems, listWorkItems, type WorkItemDto, type WorkItemQuery } from '#routing';
import type { Tx } from '#database';
import type { WrittenCell } from '#tables';
import { listingOf, type Listing } from './listing.js';
import {
  batchWords,
  between,
  coverageWords,
  lineWords,
  mistakeWords,
  nobody,
  notMatched,
  proposedWords,
  supportWords,
} from './list-words.js';

type Named = { readonly textJa: string; readonly textEn: string };
const wordsOf = ({ textJa: ja, textEn: en }: Named): Words => ({ ja, en });
const stateOf = ({ stateJa: ja, stateEn: en }: { readonly stateJa: string; readonly stateEn: string }): Words => ({
  ja,
  en,
});
const figure = (value: number | null): WrittenCell => (value === null ? null : { figure: value });
const dayOf = (day: string): WrittenCell => ({ day });
const momentOf = (moment: string | null | undefined): WrittenCell => (moment ? { moment } : null);
const at = <K extends string>(names: Readonly<Record<K, Words>>, code: string): Words | undefined => names[code as K];
const lineOf = (caseNumber: string, line: number | null, say: (words: Words) => string): string =>
  line === null ? caseNumber : `${caseNumber}　${say(lineWords(line))}`;

const cases = listingOf<'cases', IncidentQuery, IncidentLineDto>('cases', {
  open: async (tx, query, config) => ({
    expected: await countIncidents(tx, query, config),
    page: (place) => listIncidents(tx, { ...query, ...place }, config),
  }),
  cells: {
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
});

const expenses = listingOf<'expenses', ExpenseQuery, ExpenseLineDto>('expenses', {
  open: async (tx, query) => ({
    expected: await countExpenses(tx, query),
    page: (place) => listExpenses(tx, { ...query, ...place }),
  }),
  cells: {
    case: ({ caseNumber, line }, say) => lineOf(caseNumber, line, say),
    institution: ({ institutionName }, say) => institutionName ?? say(notMatched),
    category: ({ categoryName }, say) => say(wordsOf(categoryName)),
    claimed: ({ claimed }) => figure(claimed),
    approved: ({ approved }) => figure(approved),
    state: ({ stateName }, say) => say(wordsOf(stateName)),
    submitted: ({ submittedAt }) => dayOf(dayInJapan(submittedAt)),
  },
});

/** A work item, with what is known of it while its reader has it in review. */
interface Work {
  readonly item: WorkItemDto;
  readonly look: ApprovableDto | undefined;
}

const work = listingOf<'work', WorkItemQuery, Work>('work', {
  open: async (tx, query) => {
    const looks = await looksOf(tx);
    return {
      expected: await countWorkItems(tx, query),
      page: async (place) => {
        const { items, nextCursor } = await listWorkItems(tx, { ...query, ...place });
        return { items: items.map((item) => ({ item, look: looks.get(item.expenseId) })), nextCursor };
      },
    };
  },
  cells: {
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
});

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

const payments = listingOf<'payments', PaymentQuery, PaymentDto>('payments', {
  open: async (tx, query) => ({
    expected: await countPayments(tx, query),
    page: (place) => listPayments(tx, { ...query, ...place }),
  }),
  cells: {
    number: ({ number }) => figure(number),
    case: ({ caseNumber, line }, say) => lineOf(caseNumber, line, say),
    institution: ({ institutionName }) => institutionName,
    account: ({ account }) => account,
    amount: ({ amount }) => figure(amount),
    interest: ({ interest }) => (interest > 0 ? figure(interest) : null),
    by: ({ payBy }) => dayOf(payBy),
    state: (payment, say) =>
      [say(stateOf(payment)), payment.returnReason, payment.mistake && say(mistakeWords[payment.mistake])]
        .filter(Boolean)
        .join('　'),
  },
});

const batches = listingOf<'batches', BatchQuery, BatchDto>('batches', {
  open: async (tx, query) => ({
    expected: await countBatches(tx, query),
    page: (place) => listBatches(tx, { ...query, ...place }),
  }),
  cells: {
    number: ({ number }, say) => say(batchWords(number)),
    on: ({ transferOn }) => dayOf(transferOn),
    state: (batch, say) => say(stateOf(batch)),
    count: (batch) => figure(batch.count),
    total: ({ total }) => figure(total),
    built: ({ builtByName }) => builtByName,
    releaser: ({ releaserName }) => releaserName,
  },
});

const waits = listingOf<'waits', PaymentWaitsQuery, PaymentWaitDto>('waits', {
  open: async (tx, query) => onePage((await waitsView(tx, query)).items),
  cells: {
    case: ({ caseNumber, line }, say) => lineOf(caseNumber, line, say),
    institution: ({ institutionName }) => institutionName,
    amount: ({ amount }) => figure(amount),
    since: ({ since }) => (since === null ? null : dayOf(dayInJapan(since))),
    why: (wait, say) => say(wordsOf(wait)),
  },
});

const late = listingOf<'late', PageQuery, LateExpenseDto>('late', {
  open: async (tx) => onePage((await lateExpenses(tx)).items),
  cells: {
    days: ({ daysLate }) => figure(daysLate),
    case: ({ caseNumber, line }, say) => lineOf(caseNumber, line, say),
    institution: ({ institutionName }) => institutionName,
    state: (line, say) => say(stateOf(line)),
    amount: ({ amount }) => figure(amount),
    complete: ({ completeOn }) => dayOf(completeOn),
    by: ({ payBy }) => dayOf(payBy),
    with: ({ withName }) => withName,
  },
});

/** A list that its route answers whole. */
const onePage = <Row>(items: Row[]) => ({
  expected: items.length,
  page: () => Promise.resolve({ items, nextCursor: null }),
});

/** How each list is read for a file. */
export const listings: Readonly<Record<InsurerList, Listing>> = {
  cases,
  expenses,
  work,
  payments,
  batches,
  waits,
  late,
};
