import type { Tx } from '#database';
import { dayInJapan } from '#kernel';
import { bankAndBranch, type BankAndBranch } from './bank-master.js';

/** Bank and branch of an account. */
export interface Place {
  readonly bank_code: string;
  readonly branch_code: string;
}

/** Banks and branches by `placeOf`. */
export type Names = ReadonlyMap<string, BankAndBranch>;

export const placeOf = ({ bank_code, branch_code }: Place): string => `${bank_code} ${branch_code}`;

/** The names of these places today; each is looked up once. */
export async function namesOf(tx: Tx, places: readonly Place[]): Promise<Names> {
  const today = dayInJapan(new Date());
  const names = new Map<string, BankAndBranch>();
  for (const place of places)
    if (!names.has(placeOf(place)))
      names.set(
        placeOf(place),
        await bankAndBranch(tx, { bankCode: place.bank_code, branchCode: place.branch_code }, today),
      );
  return names;
}
