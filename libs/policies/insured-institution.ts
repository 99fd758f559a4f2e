import type { CorporationKind, InstitutionKind } from '#coverage';
import type { Tx } from '#database';
import { bigramsOf, foldName, newId } from '#kernel';
import { InstitutionEntity, enterInstitution } from '#facilities';
import type { Faults } from './entry-faults.js';
import { facilityBy, isOpen } from './facilities.js';
import { foldNumber } from './folded-number.js';
import { inBothLanguages } from './policy-numbers.js';
import { writtenKinds, type InsuredInstitution } from './policy-entry.dto.js';

/** The member of a policy: a known institution, or a new one of this entry. */
export interface Insured {
  readonly id: string;
  readonly isNew: boolean;
  readonly name: string;
  readonly kind: InstitutionKind;
  readonly corporationKind: CorporationKind;
  readonly telephone: string | null;
  readonly prefecture: number | null;
  readonly facilityId: string | null;
}

/** The facts that distinguish one member from another of the same name. */
export interface EntryContext {
  readonly policyNumber: string;
  readonly certificateNumber: string | null;
  readonly inceptionDate: string;
  readonly newInstitution: boolean;
  /** A known facility's code identifies the institution, because an import cannot ask a person. */
  readonly takeByFacility: boolean;
}

const compared = ['id', 'name', 'corporation_kind', 'telephone', 'prefecture', 'facility_id'] as const;
type InstitutionRow = Pick<InstitutionEntity, (typeof compared)[number]> & {
  readonly kind: Exclude<InstitutionEntity['kind'], 'sentinel'>;
};
const columns = [...compared, 'kind'].map((column) => `i.${column}`).join(', ');

/**
 * Finds the institution of an entry, or describes a new one. An institution that may be the same is a fault with its
 * id.
 */
export async function insuredFor(
  tx: Tx,
  given: InsuredInstitution,
  context: EntryContext,
  faults: Faults,
): Promise<Insured | null> {
  const ways = [given.id, given.facilityCode, given.name].filter((way) => way !== undefined);
  if (given.id !== undefined && Object.keys(given).length === 1) return existing(tx, given.id, faults);
  if (ways.length !== 1 || given.id !== undefined) {
    faults.add('/institution', 'policies.institution-unclear');
    return null;
  }
  const before = faults.count;
  const described =
    given.facilityCode === undefined ? byName(given, faults) : await byFacility(tx, given, context, faults);
  if (!described) return null;
  const same = await sameInstitution(tx, described, context);
  if (!same) return faults.count === before ? { ...described, id: newId(), isNew: true } : null;
  if (same.taken) return insured(same.row);
  faults.add('/institution', 'policies.institution-exists', {
    allowed: same.row.id,
    params: { name: inBothLanguages(same.row.name), id: inBothLanguages(same.row.id) },
  });
  return null;
}

async function existing(tx: Tx, id: string, faults: Faults): Promise<Insured | null> {
  const row = await tx.one<InstitutionRow>(
    `SELECT ${columns} FROM institution i WHERE i.id = $1 AND i.kind <> 'sentinel'`,
    [id],
  );
  if (!row) faults.add('/institution/id', 'parties.institution-not-found');
  return row ? insured(row) : null;
}

type Described = Omit<Insured, 'id' | 'isNew'>;

function byName(given: InsuredInstitution, faults: Faults): Described | null {
  if (given.kind === undefined) faults.add('/institution/kind', 'requests.field-missing');
  if (given.corporationKind === undefined) faults.add('/institution/corporationKind', 'requests.field-missing');
  const name = given.name?.trim() ?? '';
  if (foldName(name) === '') faults.add('/institution/name', 'requests.wrong-form');
  if (given.prefecture === 0) faults.add('/institution/prefecture', 'requests.out-of-range');
  if (given.kind === undefined || given.corporationKind === undefined || name === '') return null;
  return {
    name,
    kind: given.kind as InstitutionKind,
    corporationKind: given.corporationKind as CorporationKind,
    telephone: given.telephone?.trim() || null,
    prefecture: given.prefecture || null,
    facilityId: null,
  };
}

async function byFacility(
  tx: Tx,
  given: InsuredInstitution,
  context: EntryContext,
  faults: Faults,
): Promise<Described | null> {
  const facility = await facilityBy(tx, { facilityCode: given.facilityCode });
  if (!facility) {
    faults.add('/institution/facilityCode', 'policies.facility-unknown');
    return null;
  }
  if (!isOpen(facility, context.inceptionDate)) faults.add('/institution/facilityCode', 'policies.facility-closed');
  const kind = given.kind ?? writtenKinds.find((one) => one === facility.kind);
  if (kind === undefined)
    faults.add('/institution/kind', 'policies.facility-kind-unclear', { allowed: writtenKinds.join(', ') });
  // a known institution has its corporation kind
  const corporationKind = given.corporationKind ?? (await corporationOf(tx, facility.id));
  if (corporationKind === undefined) faults.add('/institution/corporationKind', 'requests.field-missing');
  if (kind === undefined || corporationKind === undefined) return null;
  return {
    name: facility.name,
    kind: kind as InstitutionKind,
    corporationKind: corporationKind as CorporationKind,
    telephone: given.telephone?.trim() || null,
    prefecture: given.prefecture || facility.prefecture,
    facilityId: facility.id,
  };
}

async function corporationOf(tx: Tx, facilityId: string): Promise<string | undefined> {
  const row = await tx.findOne(InstitutionEntity, { facility_id: facilityId });
  return row?.corporation_kind;
}

/**
 * The institution of the same facility, or of the same name, kind and prefecture. `taken`: the same contract has it as
 * the same member, so nobody needs to be asked. A lock makes entries of the same name wait for each other.
 */
async function sameInstitution(
  tx: Tx,
  described: Described,
  context: EntryContext,
): Promise<{ row: InstitutionRow; taken: boolean } | null> {
  const folded = foldName(described.name);
  await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`institution ${folded}`]);
  const rows = await tx.rows<InstitutionRow & { member: boolean }>(
    `SELECT ${columns},
       EXISTS (SELECT FROM member_period m WHERE m.institution_id = i.id AND m.policy_number_folded = $5
              AND m.certificate_number_folded IS NOT DISTINCT FROM $6) AS member
       FROM institution i
         WHERE i.facility_id = $1
           OR (i.name_grams @> $2 AND i.kind = $3 AND (i.prefecture = $4 OR i.prefecture IS NULL OR $4 IS NULL)
             AND ($1::uuid IS NULL OR i.facility_id IS NULL)) ORDER BY i.facility_id = $1 DESC NULLS LAST, i.id`,
    [
      described.facilityId,
      bigramsOf(folded),
      described.kind,
      described.prefecture,
      foldNumber(context.policyNumber),
      context.certificateNumber === null ? null : foldNumber(context.certificateNumber),
    ],
  );
  const same = rows.filter(
    (row) =>
      (described.facilityId !== null && row.facility_id === described.facilityId) || foldName(row.name) === folded,
  );
  const member = same.find((row) => row.member);
  if (context.newInstitution) return null;
  if (member) return { row: member, taken: true };
  const [first] = same;
  if (!first) return null;
  return {
    row: first,
    taken: context.takeByFacility && first.facility_id !== null && first.facility_id === described.facilityId,
  };
}

/** Enters the institution of an entry; the search finds it by its name. */
export async function makeInstitution(tx: Tx, made: Insured): Promise<void> {
  await enterInstitution(tx, {
    id: made.id,
    name: made.name,
    kind: made.kind,
    corporation_kind: made.corporationKind,
    telephone: made.telephone,
    prefecture: made.prefecture,
    facility_id: made.facilityId,
  });
}

function insured(row: InstitutionRow): Insured {
  return {
    id: row.id,
    isNew: false,
    name: row.name,
    kind: row.kind,
    corporationKind: row.corporation_kind,
    telephone: row.telephone,
    prefecture: row.prefecture,
    facilityId: row.facility_id,
  };
}
