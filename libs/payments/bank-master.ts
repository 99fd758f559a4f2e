import { transferName } from './transfer-name.js';

/** Which state of the master the names come from: the release of zengin-code. */
export const masterVersion = '1.0.0-p20260824';

/** A bank with its branch, by its codes; names are half-width, or empty where the format cannot hold them. */
export interface BankAndBranch {
  readonly bankName: string;
  readonly branchName: string;
}

/** Bank and branch by code (4 and 3 digits); null for what is not there. Five megabytes are read when it is first asked. */
export async function bankAndBranch(
  bankCode: string,
  branchCode: string,
): Promise<{ bank: string | null; branch: string | null }> {
  const { default: banks } = await import('zengin-code');
  const bank = banks[bankCode];
  const branch = bank?.branches[branchCode];
  return { bank: bank ? inTransfer(bank.kana) : null, branch: branch ? inTransfer(branch.kana) : null };
}

// the codes say which it is: a name is left out rather than cut or changed
function inTransfer(kana: string): string {
  const { text, faults } = transferName(kana, 'bank', 15);
  return faults.length === 0 ? text : '';
}
