import { INSURER, NOT_KNOWN, type Tx } from '#database';
import { screenNames } from '#decisions';
import { dayInJapan, newId } from '#kernel';
import { type Secrets } from '#platform';
import { Problem, type FieldFault, type ProblemCode } from '#problems';
import type { InstitutionEntity } from '#facilities';
import type { AccountType, EnterAccountDto } from './account.dto.js';
import { bankAndBranch, masterVersion } from './bank-master.js';
import { japanPost, postalAccount } from './japan-post.js';
import { transferName, type NameFault } from './transfer-name.js';
import { PayeeAccountEntity } from './payee-account.entity.js';

/** What is sealed of an account: never told, never logged. */
export interface AccountSecret {
  /** Seven digits. */
  readonly accountNumber: string;
  /** Half-width, as a transfer carries it. */
  readonly holder: string;
}

/** What an account goes by when names are screened: its holder, and the vendor's own name. */
export const namesOf = (holder: string, vendorName: string | null): string[] =>
  vendorName === null ? [holder] : [holder, vendorName];

export const typeDigits = { ordinary: '1', current: '2', savings: '4', other: '9' } as const satisfies Record<
  AccountType,
  string
>;

interface Place {
  readonly branchCode: string;
  readonly accountType: '1' | '2' | '4' | '9';
  readonly accountNumber: string;
}

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
  // the name is known now, and sealed from here on; the institution's own session looks at nothing of the insurer's
  if (tx.actor.side === 'insurer')
    await screenNames(
      tx,
      [{ kind: 'account', id, institutionId, names: namesOf(holder.text, other.vendorName) }],
      'account',
    );
  tx.record({ institutionId }, { audit: { action: 'account.entered', subject: id, after: row } });
  return id;
}

/** Whose account: a manager's own institution, or whom payments name. */
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

/** A victim of the institution's cases, or a vendor whom the insurer pays itself: from paper alone. */
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

function placeOf(body: EnterAccountDto, fault: (pointer: string, code: ProblemCode) => void): Place | null {
  const { bankCode, branchCode, accountNumber, postalSymbol } = body;
  if (bankCode === japanPost && postalSymbol !== undefined) {
    const postal = postalAccount(postalSymbol, accountNumber);
    if (!postal) fault('/postalSymbol', 'accounts.wrong-postal-number');
    return postal;
  }
  if (branchCode === undefined) fault('/branchCode', 'requests.field-missing');
  if (accountNumber.length > 7) fault('/accountNumber', 'accounts.wrong-number');
  if (branchCode === undefined || accountNumber.length > 7) return null;
  return {
    branchCode,
    accountType: typeDigits[body.accountType ?? 'ordinary'],
    accountNumber: accountNumber.padStart(7, '0'),
  };
}

function nameCodes(faults: readonly NameFault[]): ProblemCode[] {
  const codeOf = (fault: NameFault): ProblemCode => {
    if (fault === 'empty') return 'accounts.name-empty';
    return fault === 'too-long' ? 'accounts.name-too-long' : 'accounts.name-refused';
  };
  return [...new Set(faults.map(codeOf))];
}

/**
 * Confirms an account by typing number and holder again, or refuses it with a reason. Throws `requests.not-found`,
 * `accounts.second-person-needed`, `accounts.decided-already`, `accounts.does-not-match`.
 */
export async function decideAccount(
  tx: Tx,
  id: string,
  decision: { readonly typed: { accountNumber: string; holder: string } } | { readonly reason: string },
  secrets: Secrets,
): Promise<void> {
  const account = await tx.findOne(PayeeAccountEntity, { id });
  if (!account) throw new Problem('requests.not-found');
  if (account.decision !== null) throw new Problem('accounts.decided-already');
  if (account.entered_by === tx.actor.id) throw new Problem('accounts.second-person-needed');
  const secret = openAccount(account, secrets);
  if ('typed' in decision && !matches(secret, decision.typed, account.bank_code))
    throw new Problem('accounts.does-not-match');
  if ('typed' in decision)
    await screenNames(
      tx,
      [
        {
          kind: 'account',
          id,
          institutionId: account.institution_id,
          names: namesOf(secret.holder, account.vendor_name),
        },
      ],
      'account',
    );
  const outcome = 'typed' in decision ? 'confirmed' : 'refused';
  const reason = 'reason' in decision ? decision.reason : null;
  const done = await tx.rows(
    `UPDATE payee_account
       SET decision = $2, decided_by = $3, decided_at = $4, decision_reason = $5
       WHERE id = $1 AND decision IS NULL
       RETURNING id`,
    [id, outcome, tx.actor.id, tx.now, reason],
  );
  if (done.length === 0) throw new Problem('accounts.decided-already');
  tx.record(
    { institutionId: account.institution_id },
    { audit: { action: `account.${outcome}`, subject: id, after: { outcome }, reason } },
  );
}

/** Number and holder of an account, for the file alone. */
export function openAccount(
  { id, sealed }: { readonly id: string; readonly sealed: Buffer },
  secrets: Secrets,
): AccountSecret {
  return JSON.parse(secrets.open(sealed, id).toString()) as AccountSecret;
}

// at Japan Post Bank the paper has the number with its last digit
function matches(secret: AccountSecret, typed: { accountNumber: string; holder: string }, bankCode: string): boolean {
  const numbers = [typed.accountNumber.padStart(7, '0')];
  if (bankCode === japanPost && typed.accountNumber.endsWith('1'))
    numbers.push(typed.accountNumber.slice(0, -1).padStart(7, '0'));
  return numbers.includes(secret.accountNumber) && transferName(typed.holder, 'holder', 30).text === secret.holder;
}

/** Whether this is the key that sealed the newest account; true where there is none yet. */
export async function isKeyOfAccounts(tx: Tx, secrets: Secrets): Promise<boolean> {
  const [newest] = await tx.find(PayeeAccountEntity, { order: { entered_at: 'DESC' }, take: 1 });
  if (!newest) return true;
  try {
    secrets.open(newest.sealed, newest.id);
    return true;
  } catch {
    return false;
  }
}
