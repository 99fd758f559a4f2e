import type Banks from 'zengin-code';
import type { Tx } from '#database';
import { loadPackage } from '#platform';
import { transferName } from './transfer-name.js';
import type { BankEntryEntity } from './bank-entry.entity.js';

/** Which state of the master the names come from before what was entered here: the release of zengin-code. */
export const masterVersion = '1.0.0-p20260824';

/** What was entered of a bank (no branch) or of a branch, in force from a day on. */
export type MasterEntry = Pick<BankEntryEntity, 'branch_code' | 'act' | 'name' | 'kana' | 'from_on'>;

/** A bank or a branch as the master has it on a day. */
export interface Named {
  /** As people read it. */
  readonly name: string;
  /** Half-width, at most 15 characters; empty where the format cannot hold it: its code says which it is. */
  readonly kana: string;
  /** Since when it is closed; null while it is open. */
  readonly closedOn: string | null;
}

/** Bank and branch; null for what has never been there. A branch of a closed bank is closed with it. */
export interface BankAndBranch {
  readonly bank: Named | null;
  readonly branch: Named | null;
}

/**
 * Bank and branch by code (4 and 3 digits) as the master stands on a day (Japan's calendar). The package's five
 * megabytes are read when it is first asked.
 */
export async function bankAndBranch(
  tx: Tx,
  { bankCode, branchCode }: { readonly bankCode: string; readonly branchCode: string },
  day: string,
): Promise<BankAndBranch> {
  const entries = await tx.rows<MasterEntry>(
    `SELECT branch_code, act, name, kana, from_on
       FROM bank_entry
      WHERE bank_code = $1 AND (branch_code IS NULL OR branch_code = $2) AND decision = 'confirmed' AND from_on <= $3
      ORDER BY from_on, decided_at, id`,
    [bankCode, branchCode, day],
  );
  return masterOn(packaged(bankCode, branchCode), entries);
}

/** What a package knows, with what was entered since, oldest first. */
export function masterOn(known: BankAndBranch, entries: readonly MasterEntry[]): BankAndBranch {
  const bank = after(
    known.bank,
    entries.filter((entry) => entry.branch_code === null),
  );
  const branch = after(
    known.branch,
    entries.filter((entry) => entry.branch_code !== null),
  );
  return { bank, branch: branch && { ...branch, closedOn: branch.closedOn ?? bank?.closedOn ?? null } };
}

function after(known: Named | null, entries: readonly MasterEntry[]): Named | null {
  let named = known;
  for (const { act, name, kana, from_on } of entries)
    named =
      act === 'closed'
        ? named && { ...named, closedOn: from_on }
        : { name: name ?? '', kana: kana ?? '', closedOn: null };
  return named;
}

function packaged(bankCode: string, branchCode: string): BankAndBranch {
  const banks = loadPackage<typeof Banks>('zengin-code');
  // the codes are as somebody asked for them: `constructor` is none
  const bank = Object.hasOwn(banks, bankCode) ? banks[bankCode] : undefined;
  const branch = bank && Object.hasOwn(bank.branches, branchCode) ? bank.branches[branchCode] : undefined;
  return { bank: bank ? named(bank) : null, branch: branch ? named(branch) : null };
}

const named = ({ name, kana }: { readonly name: string; readonly kana: string }): Named => ({
  name: name.normalize('NFKC'),
  kana: inTransfer(kana),
  closedOn: null,
});

// the codes say which it is: a name is left out rather than cut or changed
function inTransfer(kana: string): string {
  const { text, faults } = transferName(kana, 'bank', 15);
  return faults.length === 0 ? text : '';
}
