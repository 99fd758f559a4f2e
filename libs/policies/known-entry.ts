import { type Tx } from '#database';
import { foldName } from '#kernel';
import { canonicalJson } from '#platform';
import type { InstitutionEntity } from '#facilities';
import { facilityBy } from './facilities.js';
import type { Faults } from './entry-faults.js';
import { foldNumber } from './folded-number.js';
import { type Heading, type ImportColumn, importColumns } from './import-columns.js';
import { keptNumber, inBothLanguages } from './policy-numbers.js';
import { periodColumns, type MemberPeriodRow } from './member-period.entity.js';
import { periodFromRow, type MemberPeriod } from './period.js';
import type { EnterPolicyDto } from './policy-entry.dto.js';
import type { PolicyEntity } from './policy.entity.js';

/** A value of a column, in the form that is compared and shown. */
type Kept = string | number | boolean | null;

interface KnownRow
  extends
    MemberPeriodRow,
    Pick<InstitutionEntity, 'name' | 'kind' | 'facility_id'>,
    Pick<PolicyEntity, 'policyholder' | 'is_group'> {
  readonly facilities: string[];
}

/**
 * Whether this entry was made before: the same contract, institution and inception. Each column of the file that
 * differs from the stored value becomes a fault; columns that the file does not have are not compared.
 */
export async function wasEntered(tx: Tx, entry: EnterPolicyDto, heading: Heading, faults: Faults): Promise<boolean> {
  const rows = await tx.rows<KnownRow>(
    `SELECT ${periodColumns}, i.name, i.kind, i.facility_id, w.policyholder, w.is_group,
            ARRAY(
                SELECT d.facility_id
                FROM declared_premises d
                WHERE d.member_period_id = m.id AND d.from_on = m.inception_on) AS facilities
       FROM member_period m JOIN institution i ON i.id = m.institution_id JOIN policy w ON w.id = m.policy_id
      WHERE m.policy_number_folded = $1 AND m.inception_on = $2 ORDER BY m.id`,
    [foldNumber(entry.policyNumber), entry.inceptionDate],
  );
  const same = await sameMembers(tx, rows, entry);
  const certificate = entry.certificateNumber == null ? null : foldNumber(entry.certificateNumber);
  const known =
    same.find(({ certificate_number: kept }) => (kept === null ? null : foldNumber(kept)) === certificate) ??
    // certificates distinguish two members of one name in a group
    (entry.institution.name !== undefined && entry.isGroup ? undefined : same[0]);
  if (!known) return false;
  await compare(tx, known, entry, { heading, faults });
  return true;
}

async function sameMembers(tx: Tx, rows: readonly KnownRow[], { institution }: EnterPolicyDto): Promise<KnownRow[]> {
  if (institution.id !== undefined) return rows.filter((row) => row.institution_id === institution.id);
  if (institution.facilityCode !== undefined) {
    const facility = await facilityBy(tx, { facilityCode: institution.facilityCode });
    return rows.filter((row) => facility !== null && row.facility_id === facility.id);
  }
  const folded = foldName(institution.name ?? '');
  return rows.filter((row) => foldName(row.name) === folded && row.kind === institution.kind);
}

async function compare(
  tx: Tx,
  row: KnownRow,
  entry: EnterPolicyDto,
  { heading, faults }: { readonly heading: Heading; readonly faults: Faults },
): Promise<void> {
  const kept = periodFromRow(row);
  const option = entry.businessInterruption;
  const look = (column: ImportColumn, given: Kept, stored: Kept): void => {
    if (!heading.has(column) || given === stored) return;
    const shown = stored === null || stored === '' ? '–' : String(stored);
    faults.add(importColumns[column].pointer, 'policies.import-differs', {
      allowed: shown,
      params: { value: inBothLanguages(shown) },
    });
  };
  look('policyNumber', keptNumber(entry.policyNumber), kept.policyNumber);
  if (foldName(entry.policyholder) !== foldName(row.policyholder))
    look('policyholder', entry.policyholder, row.policyholder);
  look('isGroup', entry.isGroup, row.is_group);
  look(
    'certificateNumber',
    entry.certificateNumber == null ? null : keptNumber(entry.certificateNumber),
    kept.certificateNumber,
  );
  look('plan', entry.plan, kept.plan);
  look('expiryDate', entry.expiryDate, kept.contractExpiryDate);
  look('boundaryHour', entry.boundaryHour ?? null, kept.boundaryHour);
  look('deductible', entry.deductible ?? 0, kept.deductible);
  look('taxCreditableRatio', entry.taxCreditableRatio ?? 0, kept.taxCreditableRatio);
  look('interruptionLimit', option?.limit ?? null, kept.businessInterruption?.limit ?? null);
  look('waitingHours', option?.waitingHours ?? null, kept.businessInterruption?.waitingHours ?? null);
  look('indemnityMonths', option?.indemnityMonths ?? null, kept.businessInterruption?.indemnityMonths ?? null);
  look('bodilyInjuryPropertyDamage', entry.bodilyInjuryPropertyDamage ?? false, kept.bodilyInjuryPropertyDamage);
  look('joinedMidTerm', entry.joinedMidTerm ?? false, kept.joinedMidTerm);
  look('endedEarlyOn', entry.endedEarlyOn ?? null, kept.endedEarlyOn);
  lookAtGiven(look, entry, kept);
  look('parameters', canonicalJson(entry.parameters ?? {}), canonicalJson(kept.ownParameters));
  if (heading.has('premises')) look('premises', await facilityIds(tx, entry), row.facilities.toSorted().join(' '));
}

// left blank these take a default that may have changed since, so they are compared only where they are given
function lookAtGiven(
  look: (column: ImportColumn, given: Kept, stored: Kept) => void,
  entry: EnterPolicyDto,
  kept: MemberPeriod,
): void {
  if (entry.institution.kind !== undefined) look('kind', entry.institution.kind, kept.institutionKind);
  if (entry.institution.corporationKind !== undefined)
    look('corporationKind', entry.institution.corporationKind, kept.corporationKind);
  if (entry.termsVersion !== undefined) look('termsVersion', entry.termsVersion, kept.termsVersion);
  if (entry.continuousSince !== undefined) look('continuousSince', entry.continuousSince, kept.continuousSince);
}

async function facilityIds(tx: Tx, entry: EnterPolicyDto): Promise<string> {
  const ids: string[] = [];
  for (const premises of entry.premises ?? []) ids.push((await facilityBy(tx, premises))?.id ?? '?');
  return ids.toSorted().join(' ');
}
