import { Choice, ListOf, Text } from './contract-words.js';

/** A text people read, under a code that programs read. */
export class CodedTextDto {
  @Text({ max: 100 }) code: string;
  @Text({ max: 2_000 }) textJa: string;
  @Text({ max: 2_000 }) textEn: string;
  @Text({ max: 40, optional: true, about: 'the rule behind it' }) rule?: string;
}

/** A move of a machine's table that is the reader's from here: a button, with what it still needs. */
export class AllowedActionDto {
  @Text({ max: 40 }) to: string;
  @Choice(['required', 'optional', 'none']) reason: string;
  @ListOf(CodedTextDto, {
    about: 'what is still missing by the guards of the table; what only the act looks at is not in it',
  })
  missing: readonly CodedTextDto[];
}
