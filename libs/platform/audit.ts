import type { Tx } from './database.js';

/** What changed: before and after are kept as hashes only. */
export interface AuditEntry {
  readonly chain: string;
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null;
}

/** The chain of one case. */
export const caseChain = (incidentId: string): string => `case:${incidentId}`;

/** Writes entries in the transaction of the change, as the transaction's actor. */
export async function appendAudit(
  tx: Tx,
  owner: { readonly institutionId: string; readonly incidentId: string | null },
  entries: readonly AuditEntry[],
): Promise<void> {
  await tx.rows('SELECT audit_append($1::jsonb)', [
    JSON.stringify(
      entries.map((entry) => ({ ...entry, institutionId: owner.institutionId, incidentId: owner.incidentId })),
    ),
  ]);
}
