import type { Tx } from '#database';
import { declaredPremisesOf } from '#facilities';
import { facilityBy, isOpen } from './facilities.js';
import type { Faults } from './entry-faults.js';
import type { WrittenPremises } from './policy-entry.dto.js';
import type { DeclaredPremisesEntity } from './declared-premises.entity.js';

/** Premises declared for a period, from a day within it. */
export interface Premises {
  readonly facilityId: string;
  readonly fromOn: string;
}

/** The premises of an entry, each found in the directory, open, within the period and named once. */
export async function premisesFor(
  tx: Tx,
  given: readonly WrittenPremises[],
  period: { readonly inceptionDate: string; readonly endsOn: string },
  faults: Faults,
): Promise<Premises[]> {
  const found: Premises[] = [];
  for (const [at, one] of given.entries()) {
    const premises = await premisesOf(tx, one, { ...period, pointer: `/premises/${at}` }, faults);
    if (!premises) continue;
    if (found.some(({ facilityId }) => facilityId === premises.facilityId))
      faults.add(`/premises/${at}`, 'policies.premises-declared-already');
    found.push(premises);
  }
  return found;
}

/** One of the premises of a period; null if the directory has no such facility. */
export async function premisesOf(
  tx: Tx,
  given: WrittenPremises,
  period: { readonly inceptionDate: string; readonly endsOn: string; readonly pointer: string },
  faults: Faults,
): Promise<Premises | null> {
  if ((given.facilityId === undefined) === (given.facilityCode === undefined)) {
    faults.add(period.pointer, 'policies.facility-unclear');
    return null;
  }
  const facility = await facilityBy(tx, given);
  const fromOn = given.from ?? period.inceptionDate;
  if (fromOn < period.inceptionDate || fromOn >= period.endsOn)
    faults.add(`${period.pointer}/from`, 'policies.premises-outside-period');
  const named = `${period.pointer}/${given.facilityId === undefined ? 'facilityCode' : 'facilityId'}`;
  if (!facility) faults.add(named, 'policies.facility-unknown');
  else if (!isOpen(facility, fromOn)) faults.add(named, 'policies.facility-closed');
  return facility ? { facilityId: facility.id, fromOn } : null;
}

/** The premises still declared at the end of a period; a renewal takes them over from its first day. */
export async function premisesAtEnd(tx: Tx, periodId: string, from: string): Promise<Premises[]> {
  const rows = await tx.rows<Pick<DeclaredPremisesEntity, 'facility_id'>>(
    `SELECT DISTINCT d.facility_id
       FROM declared_premises d
       JOIN member_period m ON m.id = d.member_period_id
       JOIN facility f ON f.id = d.facility_id
      WHERE m.id = $1
        AND (d.to_on IS NULL OR d.to_on >= coalesce(m.ended_early_on, m.expiry_on))
        AND (f.closed_on IS NULL OR f.closed_on > $2)`,
    [periodId, from],
  );
  return rows.map(({ facility_id }) => ({ facilityId: facility_id, fromOn: from }));
}

/** Stores declarations of a period. */
export async function keepDeclarations(
  tx: Tx,
  period: { readonly id: string; readonly institutionId: string },
  premises: readonly Premises[],
): Promise<void> {
  if (premises.length === 0) return;
  await tx.rows(
    `INSERT INTO declared_premises (member_period_id, institution_id, facility_id, from_on)
     SELECT $1, $2, p.facility, p.from_on FROM unnest($3::uuid[], $4::date[]) AS p(facility, from_on)`,
    [
      period.id,
      period.institutionId,
      premises.map(({ facilityId }) => facilityId),
      premises.map(({ fromOn }) => fromOn),
    ],
  );
}

declaredPremisesOf.supply((tx, institutionId) =>
  tx.rows(
    `SELECT f.id AS "facilityId", f.code AS "facilityCode", f.name AS "facilityName"
       FROM facility f
       WHERE f.id IN (SELECT d.facility_id FROM declared_premises d WHERE d.institution_id = $1)
       ORDER BY f.code`,
    [institutionId],
  ),
);
