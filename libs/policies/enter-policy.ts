import type { CorporationKind, InstitutionKind } from '#coverage';
import type { Tx } from '#database';
import { foldName } from '#kernel';
import { newestTerms } from '#terms';
import { lockInstitution } from '#facilities';
import { checkMembership, checkMidTerm, contractFor, type Contract } from './policyholder-contract.js';
import { Faults } from './entry-faults.js';
import { insuredFor, makeInstitution, type Insured } from './insured-institution.js';
import { checkAlone, periodBefore } from './neighbouring-periods.js';
import { checkCertificate, keptNumber } from './policy-numbers.js';
import { keepPeriod } from './period.store.js';
import type { EnterPolicyDto } from './policy-entry.dto.js';
import { checkPeriod, type PeriodEntry, type SoundEntry } from './policy-rules.js';
import { premisesFor } from './premises.js';

/**
 * Enters one member's period of cover, and its contract and institution if they are new. Returns the period's id.
 * Throws every fault at once, by pointer.
 */
export async function enterPolicy(
  tx: Tx,
  body: EnterPolicyDto,
  { takeByFacility = false }: { takeByFacility?: boolean } = {},
): Promise<string> {
  const faults = new Faults();
  const policyNumber = keptNumber(body.policyNumber);
  const certificateNumber = body.certificateNumber == null ? null : keptNumber(body.certificateNumber);
  if (foldName(body.policyholder) === '') faults.add('/policyholder', 'requests.wrong-form');
  const insured = await insuredFor(
    tx,
    body.institution,
    {
      policyNumber,
      certificateNumber,
      inceptionDate: body.inceptionDate,
      newInstitution: body.newInstitution ?? false,
      takeByFacility,
    },
    faults,
  );
  const entry = entryOf(body, insured);
  checkPeriod(entry, faults, kindPointer(body), body.premises?.length ?? 0);
  const contract = await contractFor(
    tx,
    { number: policyNumber, policyholder: body.policyholder.trim(), isGroup: body.isGroup },
    faults,
  );
  const days = { from: entry.inceptionDate, to: entry.endedEarlyOn ?? entry.expiryDate };
  const premises = await premisesFor(tx, body.premises ?? [], { inceptionDate: days.from, endsOn: days.to }, faults);
  const institutionId = insured && !insured.isNew ? insured.id : null;
  if (institutionId) await lockInstitution(tx, institutionId);
  if (contract) await checkWithOthers(tx, contract, { ...entry, institutionId }, faults);
  if (institutionId) await checkAlone(tx, { institutionId, ...days }, faults);
  if (certificateNumber !== null) await checkCertificate(tx, certificateNumber, { institutionId, ...days }, faults);
  faults.refuse();
  if (!insured || !contract) throw new Error('an entry without institution or contract was not refused');
  const before = institutionId === null ? null : await periodBefore(tx, institutionId, entry.inceptionDate);
  if (insured.isNew) await enterInstitution(tx, insured);
  return keepPeriod(
    tx,
    {
      entry: {
        ...(entry as SoundEntry),
        continuousSince: body.continuousSince ?? before?.continuousSince ?? entry.inceptionDate,
      },
      institutionId: insured.id,
      contract,
      certificateNumber,
      renewsId: before?.id ?? null,
      premises,
    },
    'policy.entered',
  );
}

async function checkWithOthers(
  tx: Tx,
  contract: Contract,
  entry: PeriodEntry & { readonly institutionId: string | null },
  faults: Faults,
): Promise<void> {
  await checkMembership(tx, contract, entry.institutionId, faults);
  if (entry.joinedMidTerm) await checkMidTerm(tx, contract, entry, faults);
}

async function enterInstitution(tx: Tx, made: Insured): Promise<void> {
  await makeInstitution(tx, made);
  tx.record({ institutionId: made.id }, { audit: { action: 'institution.entered', subject: made.id, after: made } });
}

function kindPointer(body: EnterPolicyDto): string {
  if (body.institutionKind !== undefined) return '/institutionKind';
  return body.institution.id === undefined ? '/institution/kind' : '/institution/id';
}

function entryOf(body: EnterPolicyDto, insured: Insured | null): PeriodEntry {
  // if the institution was not found, the rules on its kind use the kind that the entry gives
  const kind = body.institutionKind ?? insured?.kind ?? body.institution.kind ?? 'hospital';
  const corporation =
    body.corporationKind ?? insured?.corporationKind ?? body.institution.corporationKind ?? 'medical-corporation';
  return {
    institutionKind: kind as InstitutionKind,
    corporationKind: corporation as CorporationKind,
    plan: body.plan,
    termsVersion: body.termsVersion ?? newestTerms(body.inceptionDate).version,
    inceptionDate: body.inceptionDate,
    expiryDate: body.expiryDate,
    endedEarlyOn: body.endedEarlyOn ?? null,
    continuousSince: body.continuousSince ?? body.inceptionDate,
    boundaryHour: body.boundaryHour ?? null,
    deductible: body.deductible ?? 0,
    taxCreditableRatio: body.taxCreditableRatio ?? 0,
    businessInterruption: body.businessInterruption ?? null,
    bodilyInjuryPropertyDamage: body.bodilyInjuryPropertyDamage ?? false,
    parameters: body.parameters ?? {},
    joinedMidTerm: body.joinedMidTerm ?? false,
  };
}
