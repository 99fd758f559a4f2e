import { Count, Id, Instant, ListOf, Text, TextList } from '#http';
import type { Count as Many } from '#kernel';

/** The most words of a column that may say which way money went, and the longest of them. */
export const [mostWords, longestWord] = [12, 40];
/** Words of a form that is assigned anew stay beside those of its new example. */
const mostKept = 60;

/** Which column of a bank's list is what, by its heading: money in and out in a column each, or in one of amounts. */
export class BankColumnsDto {
  @Text({ max: 200, pattern: '\\S', about: 'the day of the line' }) dayColumn: string;
  @Text({ max: 200, pattern: '\\S', optional: true, about: 'money that came in; with outColumn' }) inColumn?: string;
  @Text({ max: 200, pattern: '\\S', optional: true, about: 'money that went out; with inColumn' }) outColumn?: string;
  @Text({ max: 200, pattern: '\\S', optional: true, about: 'amounts of both ways, in place of inColumn and outColumn' })
  amountColumn?: string;
  @Text({
    ...{ max: 200, pattern: '\\S', optional: true },
    about: 'whose words say which way; without it a negative amount went out',
  })
  directionColumn?: string;
  @TextList({ max: mostKept, each: longestWord, optional: true, about: 'words of directionColumn for money in' })
  inWords?: string[];
  @TextList({ max: mostKept, each: longestWord, optional: true, about: 'words of directionColumn for money out' })
  outWords?: string[];
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

/** A word of a column, and in how many lines it stands. */
export class WordCountDto {
  @Text({ max: longestWord }) word: string;
  @Count() count: Many;
}

/** The words of a column that has few: one that may say which way money went. */
export class ColumnWordsDto {
  @Text({ max: 200 }) heading: string;
  @ListOf(WordCountDto, { about: 'the most frequent first' }) words: WordCountDto[];
}

/** The headings of a bank's list and its first lines; nothing is kept. */
export class BankExampleDto {
  @TextList({ max: 100, each: 200 }) headings: string[];
  @ListOf(ExampleRowDto) rows: ExampleRowDto[];
  @ListOf(ColumnWordsDto, { about: 'of all lines' }) words: ColumnWordsDto[];
}
