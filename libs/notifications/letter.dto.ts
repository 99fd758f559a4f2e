import { Choice, Flag, Id, Instant, ListOf, OldestFirstQuery, Text, TextList } from '#http';
import { letterKinds } from './letter-words.js';

export class LetterQuery extends OldestFirstQuery {
  @Id({ optional: true }) incidentId?: string;
  @Choice(['to-post', 'held', 'all'], {
    optional: true,
    about: 'to-post: those that go by post and have not gone yet; held: with a character that cannot be drawn',
  })
  state?: 'to-post' | 'held' | 'all';
}

/** A letter without its content. */
export class LetterDto {
  @Id() id: string;
  @Text({ max: 20 }) number: string;
  @Choice(letterKinds) kind: string;
  @Text({ max: 60 }) titleJa: string;
  @Choice(['institution', 'claimant', 'vendor']) addressee: string;
  @Text({ max: 220 }) to: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Instant() writtenAt: string;
  @Flag({ about: 'it goes by post' }) onPaper: boolean;
  @Instant({ nullable: true }) postedAt: string | null;
  @TextList({ max: 1_000, each: 8, about: 'characters that cannot be drawn, for which it is held: nobody has it yet' })
  heldFor: string[];
  @Text({ max: 64, about: 'SHA-256 of its PDF, in hexadecimal' }) sha256: string;
}

export class LetterRowDto {
  @Text({ max: 5_000 }) name: string;
  @Text({ max: 100 }) value: string;
}

export class LetterParagraphDto {
  @Text({ max: 2_000 }) heading: string;
  @ListOf(LetterRowDto) rows: LetterRowDto[];
  @Text({ max: 2_000, about: 'what was written for the institution' }) text: string;
}

/** The letter about a decision before it is written: in Japanese, as its reader will see it. */
export class LetterPreviewDto {
  @Text({ max: 100 }) titleJa: string;
  @Text({ max: 500 }) openingJa: string;
  @ListOf(LetterParagraphDto) lines: LetterParagraphDto[];
  @TextList({ max: 100, each: 500, about: 'articles of the wording that were named; empty before a countersignature' })
  articles: string[];
}

export class WrittenCharacterDto {
  @Text({ max: 8, min: 1 }) character: string;
  @Text({ max: 40, min: 1, about: 'what is drawn in its place, as the addressee spells it' }) text: string;
}

/** The texts that are drawn in place of characters that cannot be drawn. */
export class ReleaseLetterDto {
  @ListOf(WrittenCharacterDto, { min: 1, max: 1_000 }) written: WrittenCharacterDto[];
}
