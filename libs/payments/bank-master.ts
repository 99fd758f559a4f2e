import type Banks from 'zengin-code';
import type { Tx } from '#database';
import { loadPackage } from '#platform';
import { transferName } from './transfer-name.js';
import type { BankEntryEntity } from './bank-entry.entity.js';

/** The release of zengin-code from which names come where nothing newer was entered. */
export const masterVersion = '1.0.0-p20260824';

/** What was entered of a bank (no branch) or of a branch, in force from a day on. */
export type MasterEntry = Pick<BankEntryEntity, 'branch_code' | 'act' | 'name' | 'kana' | 'from_on'>;

/** A bank or a branch as it stands in the master on a day. */
export interface Named {
  /** For people. */
  readonly name: string;
  /** Half-width, at most 15 characters; empty where the format cannot hold the name: the code identifies it. */
  readonly kana: string;
  /** The day on which it was closed; null while it is open. */
  readonly closedOn: string | null;
}

/** Bank and branch; null for one that never existed. A branch of a closed bank is closed with it. */
export interface BankAndBranch {
  readonly bank: Named | null;
  readonly branch: Named | null;
}

/**
 * Bank and branch by code (4 and 3 digits) on a day (Japan's calendar). The package's five megabytes are read on the
 * first call.
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

/** The package's entry with the changes entered since, oldest first. */
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
  // the codes come from a request: `constructor` is no bank
  const bank = Object.hasOwn(banks, bankCode) ? banks[bankCode] : undefined;
  const branch = bank && Object.hasOwn(bank.branches, branchCode) ? bank.branches[branchCode] : undefined;
  return { bank: bank ? named(bank) : null, branch: branch ? named(branch) : null };
}

const named = ({ name, kana }: { readonly name: string; readonly kana: string }): Named => ({
  name: name.normalize('NFKC'),
  kana: inTransfer(kana),
  closedOn: null,
});

// the code identifies the bank: a name that does not fit is left out rather than cut
function inTransfer(kana: string): string {
  const { text, faults } = transferName(kana, 'bank', 15);
  return faults.length === 0 ? text : '';
}
