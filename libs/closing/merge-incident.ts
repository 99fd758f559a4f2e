import { NOT_KNOWN, type Tx } from '#database';
import {
  copyEvidence,
  expensesOf,
  insertExpenses,
  keepConsents,
  linkNamedApprovals,
  rowOf,
  undecidedStates,
  type ExpenseRow,
  type StoredExpense,
} from '#expenses';
import { requireVersion } from '#http';
import {
  caseFiles,
  incidentGuards,
  incidentMover,
  moneyOrOrdersPending,
  recordFacts,
  runningOrders,
  standingCase,
  type Facts,
  type IncidentState,
} from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { showToSameSessions } from '#intake';
import type { MergeIncidentDto } from './closing.dto.js';
import { mergeProposalMover, openProposals } from './move-merge-proposal.js';
import { decidedAlready } from './merge-words.js';

const takesIn: readonly IncidentState[] = ['reported', 'triaged', 'open'];
/** Expenses without a decision: still undecided, or withdrawn. */
const passesOver: readonly string[] = [...undecidedStates, 'withdrawn'];

/**
 * Merges a case into another one of the same institution: two reports of one event. Undecided expenses are entered
 * again in the other case and withdrawn in this one, facts that the other case lacks are recorded there, and the number
 * of this case leads to the other. Throws `requests.not-found`, `incidents.merge-into-itself`,
 * `incidents.merge-other-institution`, `incidents.merge-target-ended`, `incidents.merge-target-merged`,
 * `incidents.move-not-allowed`, `incidents.guard`, `requests.stale-version`.
 */
export async function mergeIncident(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  { into, reason }: MergeIncidentDto,
): Promise<void> {
  if (into === id) throw refusal('incidents.merge-into-itself');
  const locked = await caseFiles(tx, [id, into]);
  const from = locked.find((incident) => incident.id === id);
  const to = locked.find((incident) => incident.id === into);
  if (!from) throw new Problem('requests.not-found');
  if (!to) throw refusal('requests.not-found');
  requireVersion(from.version, expectedVersion);
  const moving = { to: 'merged', reason } as const;
  incidentMover.check(tx, from, moving);
  if (from.institution_id !== to.institution_id || from.institution_id === NOT_KNOWN)
    throw refusal('incidents.merge-other-institution');
  if (to.state === 'merged') {
    const { case_number: number } = await standingCase(tx, into);
    throw refusal('incidents.merge-target-merged', { number: { ja: number, en: number } });
  }
  if (!takesIn.includes(to.state)) throw refusal('incidents.merge-target-ended');
  const all = await expensesOf(tx, [id, into]);
  const own = all.filter((expense) => expense.incident_id === id);
  const subject = { incident: from, runningOrders: await runningOrders(tx, id), expenses: own };

  const last = Math.max(0, ...all.filter((expense) => expense.incident_id === into).map(({ line }) => line));
  const left = own.filter((expense) => undecidedStates.includes(expense.state));
  const reentered = left.map((expense, at) => reenteredExpense(expense, into, last + 1 + at, tx.now));
  const expenses = reentered.map(({ id: becomes, line }, at) => ({ from: left[at]?.id ?? null, to: becomes, line }));
  // this also ends everything that belongs to the case
  await incidentMover.move(tx, from, [from], {
    ...moving,
    also: { merged_into: into },
    subject: () => subject,
    said: { into: to, expenses },
  });
  if (reentered.length > 0) await insertExpenses(tx, to.institution_id, reentered);
  for (const [at, row] of reentered.entries()) await keepConsents(tx, left[at]?.id ?? '', [row]);
  await copyEvidence(tx, to, new Map(reentered.map((row, at) => [left[at]?.id ?? '', row.id])));
  await linkNamedApprovals(tx, to);
  await showToSameSessions(tx, id, into);
  await mergeProposalMover.move(tx, from, await openProposals(tx, id, into), {
    to: 'merged',
    also: (proposal) => ({ into: proposal.into }),
    said: undefined,
  });
  const said = unknownBefore(to.facts, from.facts);
  if (Object.keys(said).length > 0) {
    await recordFacts(tx, to, {
      said,
      trueAt: null,
      learnedAt: from.reported_at,
      source: from.case_number,
      reason: reason ?? null,
    });
  }
  const data = { from: from.id, caseNumber: from.case_number, expenses };
  tx.record(to, {
    timeline: { kind: 'incident.merged-in', audience: 'all', data },
    event:
      reentered.length === 0
        ? []
        : {
            type: 'expenses.submitted',
            payload: { expenses: reentered.map((row) => ({ id: row.id, lane: row.lane })) },
          },
    audit: {
      action: 'incident.merged-in',
      subject: from.id,
      after: { from: from.id, expenses: reentered },
      reason: reason ?? null,
    },
  });
}

incidentGuards.register('incidents.merge-not-possible', ({ expenses, runningOrders: orders }) => [
  ...(expenses.some(({ state }) => !passesOver.includes(state)) ? [decidedAlready] : []),
  ...moneyOrOrdersPending({ heldYen: 0, consumedYen: 0, runningOrders: orders }),
]);

interface CodedName {
  readonly ja: string;
  readonly en: string;
}

function refusal(
  code:
    | 'incidents.merge-into-itself'
    | 'incidents.merge-other-institution'
    | 'incidents.merge-target-ended'
    | 'incidents.merge-target-merged'
    | 'requests.not-found',
  params: Readonly<Record<string, CodedName>> = {},
): Problem {
  return new Problem(code, { params, errors: [{ pointer: '/into', code, params }] });
}

/** Keeps the submitter, because they may not decide on the expense in the other case either. */
function reenteredExpense(expense: StoredExpense, into: string, line: number, now: Date): ExpenseRow {
  return {
    ...rowOf(expense),
    id: newId(),
    incident_id: into,
    line,
    version: 1,
    state: 'submitted',
    submitted_at: now.toISOString(),
    entered_from: expense.id,
  };
}

/** Facts that only `other` has; of lists, the values that `known` lacks are added. */
function unknownBefore(known: Facts, other: Facts): Facts {
  return Object.fromEntries(
    Object.entries(other).flatMap(([name, value]) => {
      const before: unknown = known[name as keyof Facts];
      if (Array.isArray(before) && Array.isArray(value)) {
        const more = value.filter((one: unknown) => !before.includes(one));
        return more.length > 0 ? [[name, [...(before as unknown[]), ...(more as unknown[])]]] : [];
      }
      return (before === undefined || before === null) && value !== null ? [[name, value]] : [];
    }),
  );
}
