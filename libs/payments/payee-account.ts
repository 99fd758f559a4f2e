import type { Tx } from '#database';
import type { Secrets } from '#platform';
import type { ProblemCode } from '#problems';
import type { AccountType, EnterAccountDto } from './payee-account.dto.js';
import { japanPost, postalAccount } from './japan-post.js';
import { transferName, type NameFault } from './transfer-name.js';
import { PayeeAccountEntity } from './payee-account.entity.js';

/** The sealed part of an account: never shown, never logged. */
export interface AccountSecret {
  /** Seven digits. */
  readonly accountNumber: string;
  /** Half-width, as it stands in a transfer. */
  readonly holder: string;
}

/** The names of an account for screening: its holder, and the vendor's own name. */
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

export function placeOf(body: EnterAccountDto, fault: (pointer: string, code: ProblemCode) => void): Place | null {
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

export function nameCodes(faults: readonly NameFault[]): ProblemCode[] {
  const codeOf = (fault: NameFault): ProblemCode => {
    if (fault === 'empty') return 'accounts.name-empty';
    return fault === 'too-long' ? 'accounts.name-too-long' : 'accounts.name-refused';
  };
  return [...new Set(faults.map(codeOf))];
}

/** Number and holder of an account, for the transfer file alone. */
export function openAccount(
  { id, sealed }: { readonly id: string; readonly sealed: Buffer },
  secrets: Secrets,
): AccountSecret {
  return JSON.parse(secrets.open(sealed, id).toString()) as AccountSecret;
}

// for Japan Post Bank the paper shows the number with its last digit
export function isTyped(
  secret: AccountSecret,
  typed: { accountNumber: string; holder: string },
  bankCode: string,
): boolean {
  const numbers = [typed.accountNumber.padStart(7, '0')];
  if (bankCode === japanPost && typed.accountNumber.endsWith('1'))
    numbers.push(typed.accountNumber.slice(0, -1).padStart(7, '0'));
  return numbers.includes(secret.accountNumber) && transferName(typed.holder, 'holder', 30).text === secret.holder;
}

/** Whether this key sealed the newest account; true where there is none yet. */
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
