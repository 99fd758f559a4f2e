import {
  defineMover,
  type Actor,
  type AllowedAction,
  type Database,
  type Moved,
  type RecordEntry,
  type Tx,
} from '#database';
import { caseFile, caseFiles, type CaseFile } from '#incidents';
import { Guards, type CodedText, type Lane, type Mover } from '#kernel';
import type { ExpenseEntity } from './expense.entity.js';
import { expenseMachine } from './expense-machine.js';
import { expenseStateNames, type ExpenseState } from './expense.js';
import { expenseById, standingExpense, type StoredExpense } from './expense.store.js';

/** What the mover needs of an expense; `places` where the possible moves are asked for. */
export interface MovableExpense extends Pick<ExpenseEntity, 'id' | 'state'> {
  readonly places?: ExpensePlaces;
}

/** The people who hold a place at an expense. */
export interface ExpensePlaces {
  /** The person with its accepted work item. */
  readonly assigneeId: string | null;
  /** The proposer of the decision that waits for signatures. */
  readonly proposedBy: string | null;
  /**
   * Whether the reader may sign the open decision: they entered and signed none of it, and are of no institution of the
   * case.
   */
  readonly maySign: boolean;
  /** The signers of the ruling that can still be undone. */
  readonly undoableBy: readonly string[];
}

/** A decision that carries an expense: its own, or a statement's, which is recorded with its first line. */
interface OfDecision {
  readonly decisionId: string;
  readonly expenseId: string;
  readonly line: number;
}

/** The act that moves an expense, with the contents of its record. Yen, ids. */
export type ExpenseAct =
  /** Recorded with the work item, question or payment that causes it. */
  | { readonly act: 'routed' | 'asked' | 'answered' | 'question-closed' | 'payment-moved' }
  | { readonly act: 'taken'; readonly line: number }
  | (OfDecision & {
      readonly act: 'proposed';
      readonly kind: string;
      readonly amountYen: number;
      readonly assessedYen: number;
    })
  | (OfDecision & {
      readonly act: 'ruled';
      readonly amountYen: number;
      readonly claimedYen: number;
      readonly articles: readonly object[];
    })
  | (OfDecision & {
      readonly act: 'given-back';
      readonly kind: 'sent-back' | 'taken-back' | 'undone' | 'reversed';
    })
  | (Omit<OfDecision, 'expenseId'> & { readonly act: 'paper-came' })
  | {
      readonly act: 'appealed';
      readonly line: number;
      readonly lane: Lane;
      readonly decisionId: string;
      readonly documentIds: readonly string[];
    }
  | {
      readonly act: 'split';
      readonly line: number;
      readonly amountYen: number;
      readonly parts: readonly {
        readonly id: string;
        readonly line: number;
        readonly lane: Lane;
        readonly amountYen: number;
        readonly taxYen: number;
      }[];
    }
  | { readonly act: 'withdrawn'; readonly line: number; readonly file: CaseFile };

/** What is missing for a move, or prevents it. */
export interface ExpenseHurdles {
  readonly proposing?: readonly CodedText[];
  readonly withdrawing?: readonly CodedText[];
}

const guards = new Guards<ExpenseHurdles>();
guards.register('decisions.not-ready', ({ proposing = [] }) => proposing);
guards.register('expenses.cannot-withdraw', ({ withdrawing = [] }) => withdrawing);

/**
 * Moves expenses by their table, in the place that is said (`by`) where it is no role; the guards of a proposal and of
 * a withdrawal are given what is missing or in the way (`subject`). Throws `incidents.move-not-allowed`,
 * `incidents.move-not-yours`, `incidents.reason-needed`,
 * `decisions.not-ready`; the database refuses what no decision, appeal or payment stands behind (SN193), and the
 * approved line of a statement alone (SN194).
 */
export const expenseMover = defineMover<ExpenseState, MovableExpense, ExpenseHurdles, ExpenseAct>({
  machine: expenseMachine,
  title: { ja: '費用', en: 'Expense' },
  names: expenseStateNames,
  places: placesOf,
  guards,
  refusals: { guard: 'decisions.not-ready' },
  record: recordOf,
});

/** The moves that the actor may make now, each with what is missing for it or prevents it. */
export function allowedExpenseActions(
  actor: Actor,
  expense: MovableExpense & { readonly places: ExpensePlaces },
  hurdles: ExpenseHurdles,
): AllowedAction<ExpenseState>[] {
  return expenseMover.allowed(actor, expense, hurdles);
}

/** The expense was moved to another case in the meantime: the work is repeated with that case locked. */
class MergedMeanwhile extends Error {}

/**
 * Runs work with the cases locked in which the expenses stand now: their own, or the one into which theirs was merged.
 * Throws `requests.not-found`.
 */
export async function withStandingExpenses<T>(
  database: Database,
  actor: Actor,
  ids: readonly string[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const casesOf = async (tx: Tx): Promise<string[]> => {
    const cases: string[] = [];
    for (const id of new Set(ids)) cases.push((await standingExpense(tx, id)).incident_id);
    return cases;
  };
  for (;;)
    try {
      return await database.transaction(actor, async (tx) => {
        const locked = await casesOf(tx);
        await caseFiles(tx, locked);
        if ((await casesOf(tx)).some((id) => !locked.includes(id))) throw new MergedMeanwhile();
        return work(tx);
      });
    } catch (error) {
      if (!(error instanceof MergedMeanwhile)) throw error;
    }
}

/** An expense with its case locked. Throws `requests.not-found`. */
export async function openExpense(tx: Tx, id: string): Promise<{ file: CaseFile; expense: StoredExpense }> {
  const file = await caseFile(tx, (await expenseById(tx, id)).incident_id);
  return { file, expense: await expenseById(tx, id) };
}

function placesOf({ kind, id }: Actor, { places }: MovableExpense): Mover[] {
  if (kind !== 'person' || !places) return [];
  const { assigneeId, proposedBy, maySign, undoableBy } = places;
  return [
    ...(assigneeId === id ? (['assignee'] as const) : []),
    ...(proposedBy === id ? (['proposer'] as const) : []),
    ...(undoableBy.includes(id) ? (['signer'] as const) : []),
    ...(maySign ? (['countersigner'] as const) : []),
  ];
}

/** The record of an expense's move: one for an act, also where a statement moves many. */
function recordOf(
  { row: { id }, from, to, reason, said }: Moved<ExpenseState, MovableExpense, ExpenseAct>,
  { actor }: Tx,
): RecordEntry | null {
  if ('expenseId' in said && said.expenseId !== id) return null;
  const personId = actor.id;
  switch (said.act) {
    case 'taken':
      return { timeline: { kind: 'expense-in-review', audience: 'all', data: { line: said.line } } };
    case 'proposed': {
      const { line, decisionId, kind, amountYen, assessedYen } = said;
      return {
        timeline: {
          kind: 'expense-proposed',
          audience: 'insurer',
          data: { line, decisionId, decision: kind, personId },
        },
        event: { type: 'expense.proposed', payload: { expenseId: id, decisionId }, audience: 'insurer' },
        audit: {
          action: 'decision.proposed',
          subject: decisionId,
          before: { state: from },
          after: { state: to, kind, amountYen, assessedYen },
        },
      };
    }
    case 'ruled': {
      const { line, decisionId, amountYen, claimedYen, articles } = said;
      return {
        timeline: { kind: `expense-${to}`, audience: 'all', data: { line, amountYen, claimedYen, personId } },
        event: { type: 'expense.decided', payload: { expenseId: id, decisionId, state: to } },
        audit: {
          action: `decision.${to}`,
          subject: decisionId,
          before: { state: from },
          after: { state: to, amountYen, articles },
        },
      };
    }
    case 'given-back': {
      const { line, decisionId, kind } = said;
      return {
        timeline: { kind: `decision-${kind}`, audience: 'insurer', data: { line, decisionId, personId } },
        event: { type: 'expense.decided', payload: { expenseId: id, decisionId, state: to }, audience: 'insurer' },
        audit: {
          action: `decision.${kind}`,
          subject: decisionId,
          before: { state: from },
          after: { kind, decisionId },
          reason,
        },
      };
    }
    case 'paper-came':
      return {
        timeline: { kind: 'expense-reopened', audience: 'all', data: { line: said.line } },
        event: { type: 'expense.decided', payload: { expenseId: id, decisionId: said.decisionId, state: to } },
        audit: {
          action: 'expense.reopened',
          subject: id,
          before: { state: from },
          after: { state: to },
          reason: 'a paper has arrived',
        },
      };
    case 'appealed': {
      const { line, lane, decisionId, documentIds } = said;
      return {
        timeline: { kind: 'expense-appealed', audience: 'all', data: { line, as: actor.as } },
        event: { type: 'expense.appealed', payload: { expenseId: id, lane } },
        audit: {
          action: 'expense.appealed',
          subject: id,
          before: { state: from },
          after: { state: to, decisionId, documentIds },
          reason,
        },
      };
    }
    case 'split': {
      const { line, amountYen, parts } = said;
      return {
        timeline: { kind: 'expense-split', audience: 'all', data: { line, into: parts.map((part) => part.line) } },
        event: {
          type: 'expenses.submitted',
          payload: { expenses: parts.map((part) => ({ id: part.id, lane: part.lane })) },
        },
        audit: {
          action: 'expense.split',
          subject: id,
          before: { state: from, amountYen },
          after: { parts: parts.map((part) => ({ id: part.id, amountYen: part.amountYen, taxYen: part.taxYen })) },
        },
      };
    }
    case 'withdrawn': {
      const { member_period_id, institution_id: institutionId } = said.file;
      return {
        timeline: { kind: 'expense-withdrawn', audience: 'all', data: { line: said.line, from, as: actor.as } },
        event: {
          type: 'expense.withdrawn',
          payload: { expenseId: id, policyId: member_period_id ?? '', institutionId },
        },
        audit: { action: 'expense.withdrawn', subject: id, before: { state: from }, after: { state: to }, reason },
      };
    }
    default:
      return null;
  }
}
