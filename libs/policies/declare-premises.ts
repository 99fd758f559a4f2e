import { type Tx } from '#database';
import { requireVersion } from '#http';
import { Problem } from '#problems';
import { Faults } from './entry-faults.js';
import { periodForUpdate, recordPeriod } from './period.store.js';
import type { DeclarePremisesDto } from './policy-entry.dto.js';
import { keepDeclarations, premisesOf } from './premises.js';
import { changePeriod } from './change-period.js';

/** Declares premises for a period: from its inception, or during its term (R-PRM-1). */
export async function declarePremises(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: DeclarePremisesDto,
): Promise<void> {
  const period = await periodForUpdate(tx, id);
  requireVersion(period.version, expectedVersion);
  const faults = new Faults();
  if (period.corporationKind !== 'medical-corporation')
    faults.add(
      body.facilityId === undefined ? '/facilityCode' : '/facilityId',
      'policies.premises-medical-corporation-only',
    );
  const place = { inceptionDate: period.inceptionDate, endsOn: period.expiryDate, pointer: '' };
  const premises = await premisesOf(tx, body, place, faults);
  faults.refuse();
  if (!premises) throw new Error('premises without a facility were not refused');
  const declared = await tx.one(
    `SELECT 1
       FROM declared_premises
       WHERE member_period_id = $1 AND facility_id = $2 AND (from_on = $3 OR to_on IS NULL OR to_on > $3)`,
    [id, premises.facilityId, premises.fromOn],
  );
  if (declared) throw new Problem('policies.premises-declared-already');
  await keepDeclarations(tx, period, [premises]);
  await changePeriod(tx, period, {});
  recordPeriod(tx, period, { action: 'policy.premises-declared', after: premises });
}
