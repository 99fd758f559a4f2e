import { type RecordedAct, type Tx } from '#database';
import { newId } from '#kernel';
import { Problem, type ProblemCode } from '#problems';
import { standardFor } from '#terms';
import { lockInstitution } from '#facilities';
import type { Contract } from './policyholder-contract.js';
import { periodFromRow, type MemberPeriod } from './period.js';
import type { SoundEntry } from './policy-rules.js';
import { keepDeclarations, type Premises } from './premises.js';
import { MemberPeriodEntity } from './member-period.entity.js';

/** A new period with everything that is written with it. */
export interface NewPeriod {
  readonly entry: SoundEntry;
  readonly institutionId: string;
  readonly contract: Contract;
  readonly certificateNumber: string | null;
  readonly renewsId: string | null;
  readonly premises: readonly Premises[];
}

/** Writes a period with its premises, its audit entry and its event, and returns its id. */
export async function keepPeriod(tx: Tx, made: NewPeriod, action: string): Promise<string> {
  const id = newId();
  const { entry, contract, institutionId } = made;
  const standard = await standardFor(tx, entry.termsVersion, entry.inceptionDate);
  const row = {
    id,
    institution_id: institutionId,
    policy_id: contract.id,
    policy_number: contract.number,
    certificate_number: made.certificateNumber,
    institution_kind: entry.institutionKind,
    corporation_kind: entry.corporationKind,
    plan: entry.plan,
    terms_version: entry.termsVersion,
    inception_on: entry.inceptionDate,
    expiry_on: entry.expiryDate,
    continuous_since: entry.continuousSince,
    boundary_hour: entry.boundaryHour,
    deductible_yen: entry.deductible,
    tax_creditable_ratio: entry.taxCreditableRatio,
    interruption_limit_yen: entry.businessInterruption?.limit ?? null,
    interruption_waiting_hours: entry.businessInterruption?.waitingHours ?? null,
    interruption_indemnity_months: entry.businessInterruption?.indemnityMonths ?? null,
    bodily_injury_property_damage: entry.bodilyInjuryPropertyDamage,
    parameters: entry.parameters,
    standard_entry_id: standard?.id ?? null,
    standard_parameters: standard?.content ?? {},
    ended_early_on: entry.endedEarlyOn,
    joined_mid_term: entry.joinedMidTerm,
    renews_id: made.renewsId,
  };
  await translateRefusal(tx.insert(MemberPeriodEntity, row));
  await keepDeclarations(tx, { id, institutionId }, made.premises);
  const settled = {
    parameters: JSON.stringify(row.parameters),
    standard_parameters: JSON.stringify(row.standard_parameters),
  };
  recordPeriod(tx, { id, institutionId }, { action, after: { ...row, ...settled, premises: made.premises } });
  return id;
}

/** Records a change of a period in the audit of the institution, with the event that updates its open cases. */
export function recordPeriod(
  tx: Tx,
  { id: policyId, institutionId }: { readonly id: string; readonly institutionId: string },
  act: Omit<RecordedAct, 'subject'>,
): void {
  tx.record(
    { institutionId },
    {
      event: { type: 'policy.changed', payload: { policyId, institutionId }, audience: 'insurer' },
      audit: { ...act, subject: policyId },
    },
  );
}

/** A period, read under the lock of its institution. Throws `requests.not-found`. */
export async function periodForUpdate(tx: Tx, id: string): Promise<MemberPeriod & { readonly policyId: string }> {
  const owner = await tx.findOne(MemberPeriodEntity, { id });
  if (!owner) throw new Problem('requests.not-found');
  await lockInstitution(tx, owner.institution_id);
  const row = await tx.findOne(MemberPeriodEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  return periodFromRow(row);
}

/** The id of the renewal of this period, if it was not cancelled. */
export async function renewalOf(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.one<Pick<MemberPeriodEntity, 'id'>>(
    'SELECT id FROM member_period WHERE renews_id = $1 AND (ended_early_on IS NULL OR ended_early_on > inception_on)',
    [id],
  );
  return row?.id ?? null;
}

/**
 * Turns refusals of the database into the same problems as the checks before; it enforces the same rules under the same
 * locks.
 */
export async function translateRefusal<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const refused: Readonly<Record<string, ProblemCode>> = {
      SN131: 'policies.overlap-held',
      SN132: 'policies.certificate-held',
    };
    const problem = refused[code];
    throw problem ? new Problem(problem) : error;
  }
}
