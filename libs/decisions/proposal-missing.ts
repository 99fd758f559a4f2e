import type { Tx } from '#database';
import type { StoredExpense } from '#expenses';
import type { IncidentRow } from '#incidents';
import type { CodedText } from '#kernel';
import { checksOf, missingChecks, newestChecks } from './case-check.js';
import { policyMissing } from './decision-words.js';
import { hurdlesOf } from './proposal-hurdles.js';

/**
 * What stands between a line and any proposal, to reject it too: of its case and of itself; empty: nothing. What one to
 * pay needs beside it (papers, an open case, names looked up) is said when one is made.
 */
export async function proposalMissing(tx: Tx, incident: IncidentRow, expense: StoredExpense): Promise<CodedText[]> {
  const isMatched = incident.policy_match === 'matched' && incident.member_period_id !== null;
  return [
    ...(isMatched ? [] : [policyMissing]),
    ...missingChecks(newestChecks(await checksOf(tx, incident.id))),
    ...(await hurdlesOf(tx, { incident, expense }, 0)),
  ];
}
