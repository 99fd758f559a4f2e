import { type Tx } from '#database';
import { agreedYen, expenseById, type StoredExpense } from '#expenses';
import { caseFile, type IncidentRow } from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { agreedLineOf, falseFactsOf, selectFalseFacts } from './false-facts.store.js';
import { falseFactsMover, recordOfFalseFacts, type MovableFalseFacts } from './move-false-facts.js';
import { requireSigner } from './propose-decision.js';
import { FalseFactsEntity } from './false-facts.entity.js';

type Found = MovableFalseFacts & Pick<FalseFactsEntity, 'incident_id'>;

async function foundById(tx: Tx, id: string): Promise<Found> {
  const row = await tx.one<Omit<Found, 'state'>>(`${selectFalseFacts} WHERE f.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return { ...row, state: row.ended ?? 'asked' };
}

/**
 * A senior adjuster reports that the facts behind a consent were knowingly false; another one signs. Throws
 * `decisions.nothing-agreed`, `decisions.false-facts-asked-already`, and what `requireSigner` throws.
 */
export async function askFalseFacts(tx: Tx, expenseId: string, reason: string): Promise<void> {
  const named = await expenseById(tx, expenseId);
  const incident = await caseFile(tx, named.incident_id);
  const expense = await expenseById(tx, agreedLineOf(named));
  await requireSenior(tx, incident, expense);
  if (agreedYen(expense) === 0 && agreedYen(named) === 0) throw new Problem('decisions.nothing-agreed');
  if ((await falseFactsOf(tx, incident.id)).some(({ expense_id }) => expense_id === expense.id))
    throw new Problem('decisions.false-facts-asked-already');
  const id = newId();
  await tx.insert(FalseFactsEntity, {
    ...{ id, expense_id: expense.id, incident_id: incident.id, institution_id: incident.institution_id },
    ...{ reason, asked_by: tx.actor.id, asked_at: tx.now },
  });
  tx.record(incident, recordOfFalseFacts(id, expense, { to: 'asked', personId: tx.actor.id, reason }));
}

/**
 * Another senior adjuster signs the finding: what was agreed to on those facts can be demanded back. Answers the line.
 * Throws `decisions.separation`, `decisions.false-facts-ended`.
 */
export async function signFalseFacts(tx: Tx, id: string): Promise<string> {
  return endFalseFacts(tx, id, 'signed');
}

/**
 * A senior adjuster drops the finding: nothing that was agreed to is demanded back. Answers the line. Throws
 * `decisions.false-facts-ended`.
 */
export async function dropFalseFacts(tx: Tx, id: string): Promise<string> {
  return endFalseFacts(tx, id, 'dropped');
}

async function endFalseFacts(tx: Tx, id: string, to: 'signed' | 'dropped'): Promise<string> {
  const incident = await caseFile(tx, (await foundById(tx, id)).incident_id);
  const found = await foundById(tx, id);
  if (found.state !== 'asked') throw new Problem('decisions.false-facts-ended');
  const expense = await expenseById(tx, found.expense_id);
  await requireSenior(tx, incident, expense);
  await falseFactsMover.move(tx, incident, [found], { to, said: expense });
  return expense.id;
}

async function requireSenior(tx: Tx, incident: IncidentRow, expense: StoredExpense): Promise<void> {
  const signer = await requireSigner(tx, {
    entered: expense.entered_by,
    incident,
    lane: expense.lane,
    expenseId: expense.id,
  });
  if (!signer.senior) throw new Problem('access.forbidden');
}
