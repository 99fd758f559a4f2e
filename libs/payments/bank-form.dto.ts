import { Count, Id, Instant, ListOf, Text, TextList } from '#http';

/** Which column of a bank's list is what, by its heading. */
export class BankColumnsDto {
  @Text({ max: 200, pattern: '\\S', about: 'the day of the line' }) dayColumn: string;
  @Text({ max: 200, pattern: '\\S', about: 'money that came in' }) inColumn: string;
  @Text({ max: 200, pattern: '\\S', about: 'money that went out' }) outColumn: string;
  @Text({ max: 200, pattern: '\\S', optional: true, about: 'who paid or was paid' }) nameColumn?: string;
  @Text({ max: 200, pattern: '\\S', optional: true, about: 'the kind of the line' }) kindColumn?: string;
  @Text({ max: 200, pattern: '\\S', optional: true, about: 'the bank’s own number of the line' })
  referenceColumn?: string;
}

export class EnterBankFormDto extends BankColumnsDto {
  @Text({ max: 60, pattern: '\\S', about: 'one of the same name is replaced' }) name: string;
}

/** How the lists of a bank are read, kept for the account from which is paid. */
export class BankFormDto extends BankColumnsDto {
  @Id() id: string;
  @Text({ max: 60 }) name: string;
  @Text({ max: 200 }) enteredByName: string;
  @Instant() enteredAt: string;
}

export class BankFormsDto {
  @ListOf(BankFormDto) items: BankFormDto[];
}

/** A line of an example as it stands in the file. */
export class ExampleRowDto {
  @Count({ about: 'the line of the file' }) line: number;
  @TextList({ max: 100, each: 200 }) cells: string[];
}

/** The headings of a bank's list and its first lines; nothing is kept. */
export class BankExampleDto {
  @TextList({ max: 100, each: 200 }) headings: string[];
  @ListOf(ExampleRowDto) rows: ExampleRowDto[];
}
