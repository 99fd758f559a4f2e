import type { Tx } from '#database';
import type { StoredExpense } from '#expenses';
import type { IncidentRow } from '#incidents';
import type { CodedText } from '#kernel';
import { checksOf, missingChecks, newestChecks } from './case-check.js';
import { policyMissing } from './decision-words.js';
import { hurdlesOf } from './proposal-hurdles.js';

/**
 * What is missing before any proposal on a line, a rejection included; empty: nothing. What a payment needs in addition
 * (papers, an open case, screened names) is refused when it is proposed.
 */
export async function proposalMissing(tx: Tx, incident: IncidentRow, expense: StoredExpense): Promise<CodedText[]> {
  const isMatched = incident.policy_match === 'matched' && incident.member_period_id !== null;
  return [
    ...(isMatched ? [] : [policyMissing]),
    ...missingChecks(newestChecks(await checksOf(tx, incident.id))),
    ...(await hurdlesOf(tx, { incident, expense }, 0)),
  ];
}
