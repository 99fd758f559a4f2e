import type { IncidentRow } from '#incidents';
import type { CodedText } from '#kernel';
import type { Tx } from '#platform';
import { checksOf, missingChecks, newestChecks } from './case-checks.js';
import { policyMissing } from './propose.js';

/** What stands between the lines of a case and a proposal; empty: nothing of the case. */
export async function proposalMissing(
  tx: Tx,
  { id, policy_match, member_period_id }: Pick<IncidentRow, 'id' | 'policy_match' | 'member_period_id'>,
): Promise<CodedText[]> {
  const isMatched = policy_match === 'matched' && member_period_id !== null;
  return [...(isMatched ? [] : [policyMissing]), ...missingChecks(newestChecks(await checksOf(tx, id)))];
}
