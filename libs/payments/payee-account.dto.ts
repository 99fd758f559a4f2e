import { DocumentDto } from '#documents';
import { Choice, Day, Flag, Id, Instant, ListOf, NewestFirstQuery, Text } from '#http';

export const accountTypes = ['ordinary', 'current', 'savings', 'other'] as const;
export type AccountType = (typeof accountTypes)[number];

/** An account for payments, as it stands in the passbook. */
export class EnterAccountDto {
  @Id({ optional: true, about: 'whose account; for payments, who enter from paper. A manager enters their own' })
  institutionId?: string;
  @Text({ max: 4, min: 4, pattern: '^[0-9]{4}$' }) bankCode: string;
  @Text({ max: 3, min: 3, pattern: '^[0-9]{3}$', optional: true, about: 'needed but for Japan Post Bank' })
  branchCode?: string;
  @Choice(accountTypes, { optional: true, about: 'ordinary when absent; taken from the symbol at Japan Post Bank' })
  accountType?: AccountType;
  @Text({ max: 8, pattern: '^[0-9]+$', about: 'at most 7 digits; at Japan Post Bank the number, at most 8' })
  accountNumber: string;
  @Text({ max: 5, min: 5, pattern: '^[0-9]{5}$', optional: true, about: 'symbol (記号) of Japan Post Bank' })
  postalSymbol?: string;
  @Text({ max: 100, about: 'in katakana, as the passbook has it' }) holder: string;
  @Id({ optional: true, about: 'for payments: of a victim of the register of claimants' }) claimantId?: string;
  @Text({
    max: 200,
    optional: true,
    pattern: '\\S',
    isName: true,
    about: 'for payments: of a vendor whom the insurer pays itself',
  })
  vendorName?: string;
}

/** Number and holder typed again from the paper: what was entered is not shown. */
export class ConfirmAccountDto {
  @Text({ max: 8, pattern: '^[0-9]+$', about: 'as it stands on the paper' }) accountNumber: string;
  @Text({ max: 100 }) holder: string;
}

export class RefuseAccountDto {
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class AccountQuery extends NewestFirstQuery {
  @Id({ optional: true }) institutionId?: string;
  @Choice(['waiting', 'confirmed', 'refused'], { optional: true }) state?: string;
}

export class AccountPapersQuery {
  @Id({ about: 'whose accounts' }) institutionId: string;
}

/** The papers that prove an account. */
export class AccountPapersDto {
  @ListOf(DocumentDto, { about: 'copies of bank books in the institution’s cases, the newest first' })
  documents: DocumentDto[];
}

/** An account with its number masked. */
export class AccountDto {
  @Id() id: string;
  @Id() institutionId: string;
  @Text({ max: 200 }) institutionName: string;
  @Id({ nullable: true, about: 'of a victim' }) claimantId: string | null;
  @Text({ max: 200, nullable: true, about: 'of a vendor' }) vendorName: string | null;
  @Text({ max: 4 }) bankCode: string;
  @Text({ max: 60, about: 'as the bank master has it today' }) bankName: string;
  @Text({ max: 3 }) branchCode: string;
  @Text({ max: 60 }) branchName: string;
  @Choice(accountTypes) accountType: string;
  @Text({ max: 7, about: 'masked but for its last three digits' }) accountNumber: string;
  @Choice(['manager', 'paper']) source: string;
  @Choice(['waiting', 'confirmed', 'refused']) state: string;
  @Instant() enteredAt: string;
  @Instant({ nullable: true }) decidedAt: string | null;
  @Text({ max: 200, nullable: true, about: 'who confirmed or refused it; for the insurer' })
  decidedByName: string | null;
  @Text({ max: 2_000, nullable: true }) reason: string | null;
  @Day({ nullable: true, about: 'since when its bank or branch is closed: nothing is paid there, another is needed' })
  closedOn: string | null;
  @Flag({ about: 'the newest confirmed one whose branch is open, from which nothing has come back: payments go there' })
  current: boolean;
  @Flag({ about: 'a transfer to it came back and waits for another account' }) cameBack: boolean;
}
