import { type Tx } from '#database';
import { requireVersion } from '#http';
import { Problem } from '#problems';
import { holdPeriods, standardSql, type TermsEntryEntity } from '#terms';
import { Faults } from './entry-faults.js';
import { checkCertificate, keptNumber } from './policy-numbers.js';
import { translateRefusal, periodForUpdate, renewalOf, recordPeriod } from './period.store.js';
import type { CorrectPolicyDto, DeclarePremisesDto, EndPolicyDto, EndPremisesDto } from './policy-entry.dto.js';
import { keepDeclarations, premisesOf } from './premises.js';
import { DeclaredPremisesEntity } from './declared-premises.entity.js';
import { MemberPeriodEntity } from './member-period.entity.js';
import type { MemberPeriod } from './period.js';

/**
 * Ends a period before its expiry: the contract is terminated, or the member leaves its group. Once, within the period.
 */
export async function endPolicy(tx: Tx, id: string, expectedVersion: number | null, body: EndPolicyDto): Promise<void> {
  const period = await periodForUpdate(tx, id);
  requireVersion(period.version, expectedVersion);
  const reason = reasonOf(body.reason);
  if (period.endedEarlyOn !== null) throw new Problem('policies.already-ended');
  if (body.endedEarlyOn < period.inceptionDate || body.endedEarlyOn >= period.contractExpiryDate)
    throw refusal('/endedEarlyOn', 'policies.ending-outside-period');
  if (await renewalOf(tx, id)) throw new Problem('policies.renewal-in-the-way');
  await change(tx, period, { ended_early_on: body.endedEarlyOn, ended_reason: reason });
  recordPeriod(tx, period, {
    action: 'policy.ended',
    before: { endedEarlyOn: null },
    after: { endedEarlyOn: body.endedEarlyOn },
    reason,
  });
}

/** Declares a place for a period: from its inception, or during its term (R-PRM-1). */
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
  await change(tx, period, {});
  recordPeriod(tx, period, { action: 'policy.premises-declared', after: premises });
}

/** Ends the declaration of a place from a day on; what was declared before stays readable. */
export async function endPremises(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  { facilityId, ...body }: EndPremisesDto & { readonly facilityId: string },
): Promise<void> {
  const period = await periodForUpdate(tx, id);
  requireVersion(period.version, expectedVersion);
  const reason = reasonOf(body.reason);
  if (body.to > period.expiryDate) throw refusal('/to', 'policies.premises-not-declared');
  const known = await tx.findOne(DeclaredPremisesEntity, { member_period_id: id, facility_id: facilityId });
  if (!known) throw new Problem('requests.not-found');
  const [ended] = await tx.rows<Pick<DeclaredPremisesEntity, 'from_on'>>(
    `UPDATE declared_premises SET to_on = $3, to_reason = $4
      WHERE member_period_id = $1 AND facility_id = $2 AND to_on IS NULL AND from_on < $3 RETURNING from_on`,
    [id, facilityId, body.to, reason],
  );
  if (!ended) throw refusal('/to', 'policies.premises-not-declared');
  await change(tx, period, {});
  const declared = { facilityId, fromOn: ended.from_on };
  recordPeriod(tx, period, {
    action: 'policy.premises-ended',
    before: { ...declared, toOn: null },
    after: { ...declared, toOn: body.to },
    reason,
  });
}

/**
 * Corrects the certificate number; parameters are entered and approved as terms, everything else of a period is settled
 * by a renewal.
 */
export async function correctPolicy(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: CorrectPolicyDto,
): Promise<void> {
  const period = await periodForUpdate(tx, id);
  requireVersion(period.version, expectedVersion);
  const reason = reasonOf(body.reason);
  if (body.certificateNumber === undefined) throw new Problem('policies.nothing-to-correct');
  const faults = new Faults();
  const certificateNumber = body.certificateNumber === null ? null : keptNumber(body.certificateNumber);
  if (certificateNumber !== null) {
    const use = { institutionId: period.institutionId, from: period.inceptionDate, to: period.expiryDate };
    await checkCertificate(tx, certificateNumber, use, faults);
  }
  faults.refuse();
  await translateRefusal(change(tx, period, { certificate_number: certificateNumber }));
  recordPeriod(tx, period, {
    action: 'policy.corrected',
    before: { certificateNumber: period.certificateNumber },
    after: { certificateNumber },
    reason,
  });
}

/**
 * Replaces what a contract settles of the open points, once a second person has approved it; its open cases are looked
 * at again.
 */
export async function settleParameters(tx: Tx, id: string, parameters: object): Promise<void> {
  const period = await periodForUpdate(tx, id);
  await change(tx, period, { parameters });
  const settled = { before: { parameters: period.ownParameters }, after: { parameters } };
  recordPeriod(tx, period, { action: 'policy.parameters-settled', ...settled });
}

// the period is locked: the version that was read is the one that is there
async function change(tx: Tx, { id, version }: MemberPeriod, set: Partial<MemberPeriodEntity>): Promise<void> {
  await tx.update(MemberPeriodEntity, { id }, { ...set, version: version + 1 });
}

function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason === '') throw refusal('/reason', 'policies.reason-needed');
  return reason;
}

function refusal(pointer: string, code: ConstructorParameters<typeof Problem>[0]): Problem {
  return new Problem(code, { errors: [{ pointer, code }] });
}

/** Contracts entered ahead, which begin once newly approved parameters hold, keep these. Answers their ids. */
export async function keepForContractsAhead(tx: Tx, entry: TermsEntryEntity): Promise<string[]> {
  await holdPeriods(tx);
  const rows = await tx.rows<Pick<MemberPeriodEntity, 'id'>>(
    `UPDATE member_period m
       SET standard_entry_id = s.id, standard_parameters = s.content, version = m.version + 1
       FROM member_period a
       CROSS JOIN LATERAL (${standardSql('a.terms_version', 'a.inception_on')}) s
      WHERE m.id = a.id
        AND a.terms_version = $1
        AND a.inception_on >= $2
        AND a.standard_entry_id IS DISTINCT FROM s.id
      RETURNING m.id`,
    [entry.subject, entry.effective_on],
  );
  return rows.map(({ id }) => id);
}
