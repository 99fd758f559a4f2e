import type { ClaimantActKind } from './claimant-act.js';

/** What is known of a claimant, in yen (Insurance Act, article 22). */
export interface VictimAccount {
  readonly demanded: number;
  readonly paidByInstitution: number;
  readonly consented: number;
  /** By settlement or judgment: the newest counts. */
  readonly established: number;
}

/** Adds up what is known of a claimant from its acts, the oldest first; the database does the same (`victim_room`). */
export function victimAccount(
  acts: readonly { readonly kind: ClaimantActKind; readonly yen: number }[],
): VictimAccount {
  const newest = (...kinds: readonly ClaimantActKind[]): number =>
    acts.findLast(({ kind }) => kinds.includes(kind))?.yen ?? 0;
  return {
    demanded: newest('demand'),
    paidByInstitution: acts.filter(({ kind }) => kind === 'paid-by-institution').reduce((sum, { yen }) => sum + yen, 0),
    consented: newest('consent'),
    established: newest('settlement', 'judgment'),
  };
}
