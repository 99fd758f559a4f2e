import { Choice, Day, Id, Instant, NewestFirstQuery, Text } from '#http';

export const bankActs = ['added', 'corrected', 'closed'] as const;
export type BankAct = (typeof bankActs)[number];

/** A bank or branch that was opened, renamed or closed, as its bank announced it. */
export class EnterBankDto {
  @Text({ max: 4, min: 4, pattern: '^[0-9]{4}$' }) bankCode: string;
  @Text({ max: 3, min: 3, pattern: '^[0-9]{3}$', optional: true, about: 'absent: the bank itself' })
  branchCode?: string;
  @Choice(bankActs) act: BankAct;
  @Text({ max: 60, optional: true, about: 'needed unless it closes' }) name?: string;
  @Text({ max: 60, optional: true, about: 'in katakana, needed unless it closes; a transfer holds 15 characters' })
  kana?: string;
  @Day({ about: 'from when it holds; a closing: the first day on which it is closed' }) fromOn: string;
  @Text({ max: 500, pattern: '\\S', about: 'where it was told: the notice of the bank' }) source: string;
}

export class RefuseBankDto {
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class BankEntryQuery extends NewestFirstQuery {
  @Choice(['waiting', 'confirmed', 'refused'], { optional: true }) state?: string;
  @Text({ max: 4, min: 4, pattern: '^[0-9]{4}$', optional: true }) bankCode?: string;
}

export class BankEntryDto {
  @Id() id: string;
  @Text({ max: 4 }) bankCode: string;
  @Text({ max: 3, nullable: true }) branchCode: string | null;
  @Choice(bankActs) act: BankAct;
  @Text({ max: 60, nullable: true }) name: string | null;
  @Text({ max: 15, nullable: true, about: 'as a transfer carries it' }) kana: string | null;
  @Day() fromOn: string;
  @Text({ max: 500 }) source: string;
  @Choice(['waiting', 'confirmed', 'refused']) state: string;
  @Id() enteredById: string;
  @Text({ max: 200 }) enteredByName: string;
  @Instant() enteredAt: string;
  @Text({ max: 200, nullable: true }) decidedByName: string | null;
  @Instant({ nullable: true }) decidedAt: string | null;
  @Text({ max: 2_000, nullable: true }) reason: string | null;
}

export class BankDayQuery {
  @Day({ optional: true, about: 'today when absent' }) on?: string;
}

/** A bank and its branch as the master has them on a day. */
export class BankDto {
  @Text({ max: 60 }) bankName: string;
  @Text({ max: 15, min: 0, about: 'as a transfer carries it; empty where it cannot' }) bankKana: string;
  @Text({ max: 60, nullable: true, about: 'null: no such branch' }) branchName: string | null;
  @Text({ max: 15, min: 0, nullable: true }) branchKana: string | null;
  @Day({ nullable: true, about: 'since when the bank or the branch is closed' }) closedOn: string | null;
}
