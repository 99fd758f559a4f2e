import type { CorporationKind, InstitutionKind } from '#coverage';
import { type Tx } from '#database';
import { requireVersion } from '#http';
import { Problem } from '#problems';
import { newestTerms } from '#terms';
import { checkMembership, contractById, contractFor, type Contract } from './policyholder-contract.js';
import { Faults } from './entry-faults.js';
import { checkAlone } from './neighbouring-periods.js';
import { checkCertificate, keptNumber } from './policy-numbers.js';
import type { MemberPeriod } from './period.js';
import { keepPeriod, periodForUpdate, renewalOf } from './period.store.js';
import { periodById } from './periods.reads.js';
import type { RenewPolicyDto } from './policy-entry.dto.js';
import { checkPeriod, type PeriodEntry, type SoundEntry } from './policy-rules.js';
import { premisesAtEnd, premisesFor } from './premises.js';

/**
 * Enters the next period of the same member, ahead of time or late, and returns its id; terms and declared premises
 * that are not given stay. Cover is continuous where it begins on the day on which the period before ends.
 */
export async function renewPolicy(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: RenewPolicyDto,
): Promise<string> {
  const seen = await periodById(tx, id);
  if (!seen) throw new Problem('requests.not-found');
  const faults = new Faults();
  // the contract is locked before the institution, in every use case
  const contract = await contractOf(tx, seen, body, faults);
  const before = await periodForUpdate(tx, id);
  requireVersion(before.version, expectedVersion);
  if (await renewalOf(tx, id)) throw new Problem('policies.already-renewed');
  const entry = entryOf(body, before);
  checkPeriod(entry, faults, '/institutionKind', body.premises?.length ?? 0);
  const days = { institutionId: before.institutionId, from: entry.inceptionDate, to: entry.expiryDate };
  if (entry.inceptionDate < before.expiryDate) faults.add('/inceptionDate', 'policies.renewal-before-end');
  else await checkAlone(tx, days, faults);
  if (contract) await checkMembership(tx, contract, before.institutionId, faults);
  const certificateNumber = certificateOf(body, before);
  if (certificateNumber !== null) await checkCertificate(tx, certificateNumber, days, faults);
  const premises =
    body.premises === undefined && entry.corporationKind === 'medical-corporation'
      ? await premisesAtEnd(tx, id, entry.inceptionDate)
      : await premisesFor(tx, body.premises ?? [], { inceptionDate: days.from, endsOn: days.to }, faults);
  faults.refuse();
  if (!contract) throw new Error('a renewal without a contract was not refused');
  return keepPeriod(
    tx,
    {
      entry: entry as SoundEntry,
      institutionId: before.institutionId,
      contract,
      certificateNumber,
      renewsId: id,
      premises,
    },
    'policy.renewed',
  );
}

async function contractOf(
  tx: Tx,
  period: MemberPeriod,
  body: RenewPolicyDto,
  faults: Faults,
): Promise<Contract | null> {
  const own = await contractById(tx, period.policyId);
  const number = body.policyNumber === undefined ? own.number : keptNumber(body.policyNumber);
  return number === own.number ? own : contractFor(tx, { ...own, number }, faults);
}

function certificateOf(body: RenewPolicyDto, before: MemberPeriod): string | null {
  if (body.certificateNumber === undefined) return before.certificateNumber;
  return body.certificateNumber === null ? null : keptNumber(body.certificateNumber);
}

function entryOf(body: RenewPolicyDto, before: MemberPeriod): PeriodEntry {
  const inceptionDate = body.inceptionDate ?? before.expiryDate;
  const unbroken = inceptionDate === before.expiryDate && before.expiryDate > before.inceptionDate;
  return {
    institutionKind: (body.institutionKind ?? before.institutionKind) as InstitutionKind,
    corporationKind: (body.corporationKind ?? before.corporationKind) as CorporationKind,
    plan: body.plan ?? before.plan,
    // a new period has the newest terms, unless the renewal names others
    termsVersion: body.termsVersion ?? newestTerms(inceptionDate).version,
    inceptionDate,
    expiryDate: body.expiryDate,
    endedEarlyOn: null,
    continuousSince: unbroken ? before.continuousSince : inceptionDate,
    boundaryHour: body.boundaryHour === undefined ? before.boundaryHour : body.boundaryHour,
    deductible: body.deductible ?? before.deductible,
    taxCreditableRatio: body.taxCreditableRatio ?? before.taxCreditableRatio,
    businessInterruption:
      body.businessInterruption === undefined ? before.businessInterruption : body.businessInterruption,
    bodilyInjuryPropertyDamage: body.bodilyInjuryPropertyDamage ?? before.bodilyInjuryPropertyDamage,
    parameters: body.parameters ?? before.ownParameters,
    joinedMidTerm: false,
  };
}
