/** The insurer's account as its bank's files name it: bank, branch, type and number, by which lines are told apart. */
export interface BankAccount {
  readonly bankCode: string;
  readonly branchCode: string;
  /** 1 ordinary, 2 current; every other type is 9. */
  readonly accountType: string;
  readonly accountNumber: string;
}

/** The account as one text, the number in seven digits. */
export function bankAccountKey({ bankCode, branchCode, accountType, accountNumber }: BankAccount): string {
  const type = accountType === '1' || accountType === '2' ? accountType : '9';
  return `${bankCode}-${branchCode}-${type}-${accountNumber.replace(/^0+/, '').padStart(7, '0')}`;
}
