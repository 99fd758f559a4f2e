import type { Tx } from '#database';
import { foldName, newId } from '#kernel';
import type { InstitutionEntity } from '#facilities';
import { groupPolicy, noGroupPolicy } from './contract-words.js';
import type { Faults } from './entry-faults.js';
import { foldNumber } from './folded-number.js';
import { isReadable, numberNamed, inBothLanguages } from './policy-numbers.js';
import type { MemberPeriodEntity } from './member-period.entity.js';
import type { PolicyEntity } from './policy.entity.js';

/** The contract of a policyholder, for one member or a group. */
export interface Contract {
  readonly id: string;
  readonly number: string;
  readonly policyholder: string;
  readonly isGroup: boolean;
}

type ContractRow = Pick<PolicyEntity, 'id' | 'number' | 'policyholder' | 'is_group'>;

/**
 * The contract with a number, created if it is new, and locked until the transaction ends. An entry never changes a
 * known contract: a difference is a fault.
 */
export async function contractFor(
  tx: Tx,
  given: { readonly number: string; readonly policyholder: string; readonly isGroup: boolean },
  faults: Faults,
): Promise<Contract | null> {
  if (!isReadable(given.number)) {
    faults.add('/policyNumber', 'policies.number-unreadable');
    return null;
  }
  await tx.rows(
    'INSERT INTO policy (id, number, policyholder, is_group) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [newId(), given.number, given.policyholder, given.isGroup],
  );
  const contract = await lockedContract(tx, given.number);
  if (!contract) throw new Error('a contract that was made is not there');
  if (contract.number !== given.number) {
    // it is another contract, so its other differences do not matter
    faults.add('/policyNumber', 'policies.number-folds-to-other', numberNamed(contract.number));
    return null;
  }
  if (contract.isGroup !== given.isGroup)
    faults.add('/isGroup', 'policies.contract-differs', {
      allowed: String(contract.isGroup),
      params: {
        value: contract.isGroup ? groupPolicy : noGroupPolicy,
      },
    });
  if (foldName(contract.policyholder) !== foldName(given.policyholder))
    faults.add('/policyholder', 'policies.contract-differs', {
      allowed: contract.policyholder,
      params: { value: inBothLanguages(contract.policyholder) },
    });
  await refuseCertificateOfOthers(tx, given.number, faults);
  return contract;
}

async function lockedContract(tx: Tx, number: string): Promise<Contract | null> {
  const row = await tx.one<ContractRow>(
    'SELECT id, number, policyholder, is_group FROM policy WHERE fold_number(number) = $1 FOR NO KEY UPDATE',
    [foldNumber(number)],
  );
  return row ? { id: row.id, number: row.number, policyholder: row.policyholder, isGroup: row.is_group } : null;
}

/** The contract of a period, locked. */
export async function contractById(tx: Tx, id: string): Promise<Contract> {
  const row = await tx.one<ContractRow>(
    'SELECT id, number, policyholder, is_group FROM policy WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!row) throw new Error('a period without its contract');
  return { id: row.id, number: row.number, policyholder: row.policyholder, isGroup: row.is_group };
}

// a number that is read out on the telephone must be unambiguous
async function refuseCertificateOfOthers(tx: Tx, number: string, faults: Faults): Promise<void> {
  const other = await tx.one<{ certificate_number: NonNullable<MemberPeriodEntity['certificate_number']> }>(
    `SELECT m.certificate_number FROM member_period m WHERE m.certificate_number_folded = $1 LIMIT 1`,
    [foldNumber(number)],
  );
  if (other) faults.add('/policyNumber', 'policies.number-folds-to-other', numberNamed(other.certificate_number));
}

/** Checks that a contract which is not a group's has one member only. */
export async function checkMembership(
  tx: Tx,
  contract: Contract,
  institutionId: string | null,
  faults: Faults,
): Promise<void> {
  if (contract.isGroup) return;
  const other = await tx.one<Pick<InstitutionEntity, 'name'>>(
    `SELECT i.name FROM member_period m JOIN institution i ON i.id = m.institution_id
      WHERE m.policy_id = $1 AND ($2::uuid IS NULL OR m.institution_id <> $2) LIMIT 1`,
    [contract.id, institutionId],
  );
  if (other) faults.add('/policyNumber', 'policies.not-a-group', { params: { name: inBothLanguages(other.name) } });
}

/**
 * Checks that a member who joins during the term of a group has the expiry of other members' periods in force at its
 * inception.
 */
export async function checkMidTerm(
  tx: Tx,
  contract: Contract,
  entry: { readonly institutionId: string | null; readonly inceptionDate: string; readonly expiryDate: string },
  faults: Faults,
): Promise<void> {
  if (!contract.isGroup) return faults.add('/joinedMidTerm', 'policies.mid-term-outside-group');
  const rows = await tx.rows<Pick<MemberPeriodEntity, 'expiry_on'>>(
    `SELECT DISTINCT m.expiry_on FROM member_period m
      WHERE m.policy_id = $1 AND ($2::uuid IS NULL OR m.institution_id <> $2) AND NOT m.joined_mid_term
        AND m.inception_on < $3 AND coalesce(m.ended_early_on, m.expiry_on) > $3 ORDER BY 1`,
    [contract.id, entry.institutionId, entry.inceptionDate],
  );
  if (!rows.some(({ expiry_on }) => expiry_on === entry.expiryDate))
    faults.add('/expiryDate', 'policies.not-with-group', {
      allowed: rows.map(({ expiry_on }) => expiry_on).join(', '),
    });
}
