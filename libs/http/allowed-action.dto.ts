import { Choice, ListOf, Text } from './contract-words.js';

/** A text for people, under a code for programs. */
export class CodedTextDto {
  @Text({ max: 100 }) code: string;
  @Text({ max: 2_000 }) textJa: string;
  @Text({ max: 2_000 }) textEn: string;
  @Text({ max: 40, optional: true, about: 'the rule behind it' }) rule?: string;
}

/** A move that the reader may make now: a button, with its unmet guards. */
export class AllowedActionDto {
  @Text({ max: 40 }) to: string;
  @Choice(['required', 'optional', 'none']) reason: string;
  @ListOf(CodedTextDto, {
    about: 'what is still missing by the guards of the table; what only the act looks at is not in it',
  })
  missing: readonly CodedTextDto[];
}
