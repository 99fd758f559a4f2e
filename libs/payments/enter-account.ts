import { INSURER, NOT_KNOWN, type Tx } from '#database';
import { screenNames } from '#decisions';
import type { InstitutionEntity } from '#facilities';
import { dayInJapan, newId } from '#kernel';
import type { Secrets } from '#platform';
import { Problem, type FieldFault, type ProblemCode } from '#problems';
import { bankAndBranch, masterVersion } from './bank-master.js';
import type { EnterAccountDto } from './payee-account.dto.js';
import { namesOf, placeOf, nameCodes, type AccountSecret } from './payee-account.js';
import { transferName } from './transfer-name.js';

/**
 * Enters an account, to be confirmed by another person. Answers its id. Throws every fault at once, by pointer:
 * `accounts.no-such-bank`, `accounts.bank-closed`, `accounts.no-such-branch`, `accounts.branch-closed`,
 * `accounts.wrong-number`, `accounts.wrong-postal-number`,
 * `accounts.name-refused` with what to write in its place, `accounts.name-too-long`, `accounts.name-empty`.
 */
export async function enterAccount(tx: Tx, body: EnterAccountDto, secrets: Secrets): Promise<string> {
  const institutionId = await payeeOf(tx, body);
  const other = await otherPayee(tx, body, institutionId);
  const faults: FieldFault[] = [];
  const fault = (pointer: string, code: ProblemCode, allowed?: string): void => {
    faults.push({ pointer, code, ...(allowed === undefined ? {} : { allowed }) });
  };
  const place = placeOf(body, fault);
  const at = { bankCode: body.bankCode, branchCode: place?.branchCode ?? '' };
  const names = await bankAndBranch(tx, at, dayInJapan(tx.now));
  const branchField = body.postalSymbol ? '/postalSymbol' : '/branchCode';
  if (names.bank === null) fault('/bankCode', 'accounts.no-such-bank');
  else if (names.bank.closedOn !== null) fault('/bankCode', 'accounts.bank-closed');
  else if (place && names.branch === null) fault(branchField, 'accounts.no-such-branch');
  else if (place && names.branch?.closedOn != null) fault(branchField, 'accounts.branch-closed');
  const holder = transferName(body.holder, 'holder', 30);
  for (const code of nameCodes(holder.faults))
    fault('/holder', code, holder.abbreviation ?? holder.suggestion ?? undefined);
  const [first] = faults;
  if (first || !place || names.bank === null || names.branch === null) {
    const codes = new Set(faults.map(({ code }) => code));
    throw new Problem(codes.size === 1 && first ? first.code : 'requests.invalid', { errors: faults });
  }
  const id = newId();
  const secret: AccountSecret = { accountNumber: place.accountNumber, holder: holder.text };
  const row = {
    bank_code: body.bankCode,
    branch_code: place.branchCode,
    account_type: place.accountType,
    last_digits: place.accountNumber.slice(-3),
  };
  await tx.rows(
    `INSERT INTO payee_account (id, institution_id, bank_code, bank_name, branch_code, branch_name, account_type,
       last_digits, sealed, master_version, source, entered_by, entered_at, claimant_id, vendor_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      id,
      institutionId,
      row.bank_code,
      names.bank.kana,
      row.branch_code,
      names.branch.kana,
      row.account_type,
      row.last_digits,
      secrets.seal(Buffer.from(JSON.stringify(secret)), id),
      masterVersion,
      tx.actor.side === 'insurer' ? 'paper' : 'manager',
      tx.actor.id,
      tx.now,
      other.claimantId,
      other.vendorName,
    ],
  );
  // the holder's name is sealed after this; an institution's own session may not read the insurer's screenings
  if (tx.actor.side === 'insurer')
    await screenNames(
      tx,
      [{ kind: 'account', id, institutionId, names: namesOf(holder.text, other.vendorName) }],
      'account',
    );
  tx.record({ institutionId }, { audit: { action: 'account.entered', subject: id, after: row } });
  return id;
}

/** The payee of an account: the manager's own institution, or the one that payments names. */
async function payeeOf(tx: Tx, { institutionId }: EnterAccountDto): Promise<string> {
  const named = tx.actor.side === 'insurer' ? institutionId : (tx.actor.institutionId ?? undefined);
  const known =
    named !== undefined && named !== INSURER && named !== NOT_KNOWN
      ? await tx.one<Pick<InstitutionEntity, 'id'>>('SELECT id FROM institution WHERE id = $1', [named])
      : null;
  if (!known)
    throw new Problem('requests.field-missing', {
      errors: [{ pointer: '/institutionId', code: 'requests.field-missing' }],
    });
  return known.id;
}

/** A victim of the institution's cases, or a vendor whom the insurer pays itself: entered from paper alone. */
async function otherPayee(
  tx: Tx,
  { claimantId, vendorName }: EnterAccountDto,
  institutionId: string,
): Promise<{ claimantId: string | null; vendorName: string | null }> {
  if (claimantId === undefined && vendorName === undefined) return { claimantId: null, vendorName: null };
  const known =
    tx.actor.side === 'insurer' &&
    (claimantId === undefined ||
      (vendorName === undefined &&
        (await tx.one('SELECT 1 FROM claimant WHERE id = $1 AND institution_id = $2', [claimantId, institutionId]))));
  if (!known)
    throw new Problem('expenses.no-such-claimant', {
      errors: [{ pointer: '/claimantId', code: 'expenses.no-such-claimant' }],
    });
  return { claimantId: claimantId ?? null, vendorName: vendorName ?? null };
}
