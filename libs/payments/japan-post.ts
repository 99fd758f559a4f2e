/** Japan Post Bank (ゆうちょ銀行) in transfers. */
export const japanPost = '9900';

/**
 * Symbol and number of Japan Post Bank as a branch, a type and seven digits, by the bank's own rule: a general account
 * (symbol
 * 1…) has the branch of the symbol's second and third digit and 8, its number without the last digit, which is 1; a
 * transfer account (symbol 0…) has the same two digits and 9, its number as it is. null for what is neither.
 */
export function postalAccount(
  symbol: string,
  number: string,
): { branchCode: string; accountType: '1' | '2'; accountNumber: string } | null {
  if (!/^[01]\d{4}$/.test(symbol)) return null;
  const middle = symbol.slice(1, 3);
  if (symbol.startsWith('1')) {
    if (!/^\d{2,8}$/.test(number) || !number.endsWith('1')) return null;
    return { branchCode: `${middle}8`, accountType: '1', accountNumber: number.slice(0, -1).padStart(7, '0') };
  }
  if (!/^\d{1,7}$/.test(number)) return null;
  return { branchCode: `${middle}9`, accountType: '2', accountNumber: number.padStart(7, '0') };
}
