import { type Tx } from '#database';
import { dayInJapan } from '#kernel';
import { Problem } from '#problems';
import {
  decideTerms,
  decisionRefusal,
  enterTerms,
  readApprovedTerms,
  termsEntryFaults,
  termsEntryForUpdate,
  type NewTermsEntry,
} from '#terms';
import { keepForContractsAhead, settleParameters } from './settle-parameters.js';
import { Faults } from './entry-faults.js';
import { periodById } from './periods.reads.js';

/**
 * Enters terms as data, for approval by a second person, and returns the entry's id. Throws every fault at once, by
 * pointer.
 */
export async function enterTermsEntry(tx: Tx, body: NewTermsEntry): Promise<string> {
  const entry = { ...body, subject: body.subject.trim(), source: body.source.trim() };
  const faults = new Faults();
  if (entry.source === '') faults.add('/source', 'terms.source-needed');
  faults.addAll(termsEntryFaults(entry, dayInJapan(tx.now)));
  if (entry.kind === 'contract-parameters' && !(await contractOf(tx, entry.subject)))
    faults.add('/subject', 'terms.no-such-contract');
  faults.refuse();
  return enterTerms(tx, entry);
}

const contractOf = async (tx: Tx, subject: string): Promise<unknown> =>
  /^[0-9a-f-]{36}$/.test(subject) ? periodById(tx, subject) : null;

/**
 * Approves or refuses an entry of another person; an approved one holds from its day. Throws `requests.not-found`,
 * `terms.decided-already`, `terms.second-person-needed`, `terms.not-ahead`, `terms.version-known`.
 */
export async function decideTermsEntry(
  tx: Tx,
  id: string,
  decision: { readonly decision: 'approved' | 'refused'; readonly reason: string | null },
): Promise<void> {
  const entry = await termsEntryForUpdate(tx, id);
  const refusal = decisionRefusal(entry, decision.decision, tx.actor.id, dayInJapan(tx.now));
  if (refusal) throw refusal;
  await decideTerms(tx, entry, { ...decision, at: tx.now });
  if (decision.decision === 'refused') return;
  if (entry.kind === 'contract-parameters') await settleParameters(tx, entry.subject, entry.content);
  if (entry.kind === 'parameters') await keepForContractsAhead(tx, entry);
  if (entry.kind === 'product-terms') await readApprovedTerms(tx);
}

/** The trimmed reason of a refusal; an empty one is refused. */
export function refusalReason(text: string): string {
  const reason = text.trim();
  if (reason === '')
    throw new Problem('policies.reason-needed', { errors: [{ pointer: '/reason', code: 'policies.reason-needed' }] });
  return reason;
}
