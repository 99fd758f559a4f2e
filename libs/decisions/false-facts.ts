import { type Tx } from '#database';
import { agreedYen, expenseById, type StoredExpense } from '#expenses';
import { caseFile, type IncidentRow } from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { agreedLineOf, falseFactsOf, selectFalseFacts } from './false-facts.store.js';
import { falseFactsMover, recordOfFalseFacts, type MovableFalseFacts } from './move-false-facts.js';
import { requireSigner } from './propose-decision.js';

type Found = MovableFalseFacts & { readonly incident_id: string };

async function foundById(tx: Tx, id: string): Promise<Found> {
  const row = await tx.one<Omit<Found, 'state'>>(`${selectFalseFacts} WHERE f.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return { ...row, state: row.ended ?? 'asked' };
}

/**
 * A senior-adjuster says that facts on which the insurer agreed to a line were knowingly false; another signs it.
 * Throws
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
  await tx.rows(
    `INSERT INTO false_facts (id, expense_id, incident_id, institution_id, reason, asked_by, asked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, expense.id, incident.id, incident.institution_id, reason, tx.actor.id, tx.now],
  );
  tx.record(incident, recordOfFalseFacts(id, expense, { to: 'asked', personId: tx.actor.id, reason }));
}

/**
 * Another senior-adjuster signs it: what was agreed to on those facts can be demanded back. Answers the line. Throws
 * `decisions.separation`, `decisions.false-facts-ended`.
 */
export async function signFalseFacts(tx: Tx, id: string): Promise<string> {
  return endFalseFacts(tx, id, 'signed');
}

/**
 * It is not held any more, by a senior-adjuster: nothing is demanded back of what was agreed to. Answers the line.
 * Throws `decisions.false-facts-ended`.
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
