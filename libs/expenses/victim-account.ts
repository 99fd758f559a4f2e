import type { ClaimantActKind } from './claimant-act.js';

/** The sums of a claimant's acts, in yen (Insurance Act, article 22). */
export interface VictimAccount {
  readonly demanded: number;
  readonly paidByInstitution: number;
  readonly consented: number;
  /** By settlement or judgment: the newest counts. */
  readonly established: number;
}

/** The sums of a claimant's acts, given oldest first; the database function `victim_room` computes the same. */
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
