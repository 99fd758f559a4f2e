import { type Tx } from '#database';
import { committedIn, insertConsent, openExpense, undecidedStates, type RecordConsentDto } from '#expenses';
import { hasEnded } from '#incidents';
import { dayInJapan } from '#kernel';
import { Problem } from '#problems';
import { requireSigner } from './propose-decision.js';

/**
 * Records that the insurer consented to an expense before the money was spent, by an adjuster within their own
 * authority in the lane; a consent is added and never changed. The line is assessed again. Throws `incidents.ended`,
 * `expenses.decided-already`, `expenses.day-ahead`, `decisions.beyond-authority` with the most it may be, and what
 * `requireSigner` throws.
 */
export async function recordConsent(tx: Tx, expenseId: string, body: RecordConsentDto): Promise<void> {
  const { file: incident, expense } = await openExpense(tx, expenseId);
  if (hasEnded(incident)) throw new Problem('incidents.ended');
  if (!undecidedStates.includes(expense.state)) throw new Problem('expenses.decided-already');
  const { ceiling, reason, givenOn = dayInJapan(tx.now) } = body;
  if (givenOn > dayInJapan(tx.now))
    throw new Problem('expenses.day-ahead', { errors: [{ pointer: '/givenOn', code: 'expenses.day-ahead' }] });
  const place = { entered: expense.entered_by, incident, lane: expense.lane, expenseId };
  const signer = await requireSigner(tx, place);
  const most = Math.max(0, signer.authorityYen - (await committedIn(tx, incident.id, expense.lane)));
  if (ceiling > most)
    throw new Problem('decisions.beyond-authority', {
      params: { most },
      errors: [{ pointer: '/ceiling', code: 'decisions.beyond-authority', params: { most } }],
    });
  const actingAs = signer.senior ? 'senior-adjuster' : 'adjuster';
  const id = await insertConsent(tx, expense, { ceilingYen: ceiling, givenOn, reason, actingAs, at: tx.now });
  tx.record(incident, {
    timeline: { kind: 'expense-consented', audience: 'all', data: { line: expense.line, ceilingYen: ceiling } },
    event: { type: 'expense.consented', payload: { expenseId } },
    audit: {
      action: 'expense.consented',
      subject: expenseId,
      after: { consentId: id, ceilingYen: ceiling, givenOn },
      reason,
    },
  });
}
