import type { Tx } from './database.js';
import type { AuditRow } from './trail.js';

/** What changed, before and after kept as hashes only; with who acted where it is not the transaction's actor: a person who is only signing in. */
export type AuditEntry = Omit<AuditRow, 'actor' | keyof AuditOwner> & Partial<Pick<AuditRow, 'actor'>>;

/** The chain of one case. */
export const caseChain = (incidentId: string): string => `case:${incidentId}`;

/** Whose entries they are: a case's, or those of an institution's or the insurer's own chain. */
export interface AuditOwner {
  readonly institutionId: string;
  readonly incidentId: string | null;
}

/** Writes entries in the transaction of the change, as the transaction's actor. */
export async function appendAudit(tx: Tx, owner: AuditOwner, entries: readonly AuditEntry[]): Promise<void> {
  await appendAudits(tx, [{ owner, entries }]);
}

/** What a subject looks like: an id, or a word of the program with an id. Text from outside is none. */
const isSubject = /^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$/;

/** The same for several owners at once. */
export function appendAudits(
  tx: Tx,
  written: readonly { readonly owner: AuditOwner; readonly entries: readonly AuditEntry[] }[],
): Promise<void> {
  const { kind, id, as } = tx.actor;
  for (const { action, subject } of written.flatMap(({ entries }) => entries))
    if (!isSubject.test(subject)) throw new Error(`the subject of ${action} is no id and no word of the program`);
  for (const { owner, entries } of written)
    tx.trail.audit.push(...entries.map((entry) => ({ actor: { kind, id, as }, ...entry, ...owner })));
  return Promise.resolve();
}
