import { type Tx } from '#database';
import { requireVersion } from '#http';
import { Problem } from '#problems';
import { periodForUpdate, renewalOf, recordPeriod } from './period.store.js';
import type { EndPolicyDto } from './policy-entry.dto.js';
import { changePeriod, reasonOfChange, refusalAt } from './change-period.js';

/**
 * Ends a period before its expiry: the contract is terminated, or the member leaves its group. Only once, and within
 * the period.
 */
export async function endPolicy(tx: Tx, id: string, expectedVersion: number | null, body: EndPolicyDto): Promise<void> {
  const period = await periodForUpdate(tx, id);
  requireVersion(period.version, expectedVersion);
  const reason = reasonOfChange(body.reason);
  if (period.endedEarlyOn !== null) throw new Problem('policies.already-ended');
  if (body.endedEarlyOn < period.inceptionDate || body.endedEarlyOn >= period.contractExpiryDate)
    throw refusalAt('/endedEarlyOn', 'policies.ending-outside-period');
  if (await renewalOf(tx, id)) throw new Problem('policies.renewal-in-the-way');
  await changePeriod(tx, period, { ended_early_on: body.endedEarlyOn, ended_reason: reason });
  recordPeriod(tx, period, {
    action: 'policy.ended',
    before: { endedEarlyOn: null },
    after: { endedEarlyOn: body.endedEarlyOn },
    reason,
  });
}
