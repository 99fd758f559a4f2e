import { type Tx } from '#database';
import { requireVersion } from '#http';
import { Problem } from '#problems';
import { periodForUpdate, recordPeriod } from './period.store.js';
import type { EndPremisesDto } from './policy-entry.dto.js';
import { DeclaredPremisesEntity } from './declared-premises.entity.js';
import { changePeriod, reasonOfChange, refusalAt } from './change-period.js';

/** Ends the declaration of premises on a day; the days before stay declared. */
export async function endPremises(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  { facilityId, ...body }: EndPremisesDto & { readonly facilityId: string },
): Promise<void> {
  const period = await periodForUpdate(tx, id);
  requireVersion(period.version, expectedVersion);
  const reason = reasonOfChange(body.reason);
  if (body.to > period.expiryDate) throw refusalAt('/to', 'policies.premises-not-declared');
  const known = await tx.findOne(DeclaredPremisesEntity, { member_period_id: id, facility_id: facilityId });
  if (!known) throw new Problem('requests.not-found');
  const [ended] = await tx.rows<Pick<DeclaredPremisesEntity, 'from_on'>>(
    `UPDATE declared_premises SET to_on = $3, to_reason = $4
      WHERE member_period_id = $1 AND facility_id = $2 AND to_on IS NULL AND from_on < $3 RETURNING from_on`,
    [id, facilityId, body.to, reason],
  );
  if (!ended) throw refusalAt('/to', 'policies.premises-not-declared');
  await changePeriod(tx, period, {});
  const declared = { facilityId, fromOn: ended.from_on };
  recordPeriod(tx, period, {
    action: 'policy.premises-ended',
    before: { ...declared, toOn: null },
    after: { ...declared, toOn: body.to },
    reason,
  });
}
