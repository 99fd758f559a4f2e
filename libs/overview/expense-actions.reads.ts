import type { AllowedAction, Tx } from '#database';
import { proposalMissing, type DecisionDto, type DecisionActEntity } from '#decisions';
import {
  allowedExpenseActions,
  withdrawalHurdles,
  type ExpensePlaces,
  type ExpenseState,
  type Ruling,
  type StoredExpense,
} from '#expenses';
import type { IncidentRow } from '#incidents';
import type { WorkItemDto } from '#routing';

/**
 * The moves that the reader may make on an expense now, each with its unmet guards; items and decisions newest first.
 */
export async function expenseActions(
  tx: Tx,
  {
    expense,
    incident,
    ruling,
  }: { readonly expense: StoredExpense; readonly incident: IncidentRow; readonly ruling: Ruling | null },
  { workItems, decisions }: { readonly workItems: readonly WorkItemDto[]; readonly decisions: readonly DecisionDto[] },
): Promise<AllowedAction<ExpenseState>[]> {
  const [newest] = decisions;
  const places: ExpensePlaces = {
    assigneeId: workItems.find(({ state }) => state === 'accepted')?.assignee?.id ?? null,
    proposedBy: newest?.state === 'open' ? newest.proposedById : null,
    maySign: newest?.state === 'open' && newest.ownSignature !== null,
    undoableBy: newest ? await undoableBy(tx, newest) : [],
  };
  const proposes = expense.state === 'in-review' && tx.actor.side === 'insurer';
  const hurdles = {
    proposing: proposes ? await proposalMissing(tx, incident, expense) : [],
    withdrawing: await withdrawalHurdles(tx, expense, ruling),
  };
  return allowedExpenseActions(tx.actor, { ...expense, places }, hurdles);
}

/** The persons who signed a ruling that is not final yet. */
async function undoableBy(tx: Tx, { id, finalAt, proposedById }: DecisionDto): Promise<string[]> {
  if (finalAt === null || new Date(finalAt) <= tx.now) return [];
  const acts = await tx.rows<Pick<DecisionActEntity, 'person_id'>>(
    `SELECT person_id FROM decision_act WHERE decision_id = $1 AND kind = 'countersigned'`,
    [id],
  );
  return [proposedById, ...acts.map(({ person_id }) => person_id)];
}
