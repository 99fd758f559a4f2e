import { Choice, Count, Flag, Id, ListOf, Text } from '#http';
import { searchKinds } from './search.js';
import { matchedFields } from './search-words.js';

const fields = Object.keys(matchedFields);

export class SearchQuery {
  @Text({
    max: 1_000,
    min: 0,
    about:
      'Up to 200 characters without the spaces around them: numbers in every written form, names, parts of names, ' +
      'names of files, words of plain texts. Width, kana, long marks, variants of characters and corporate forms ' +
      'make no difference; words apart must all be found.',
  })
  q: string;
  @Text({ max: 100, optional: true, about: `of ${searchKinds.join(', ')}, separated by commas; all when absent` })
  kinds?: string;
  @Count({ min: 1, max: 20, optional: true, about: 'hits of each group; 5 when absent' }) limit?: number;
}

/** A row that was found. */
export class SearchHitDto {
  @Choice(['case', 'institution', 'policy', 'payment', 'paper', 'person', 'reporter']) kind: string;
  @Id({ about: 'of the case for a reporter, who is no user of the system' }) id: string;
  @Text({ max: 600 }) title: string;
  @Text({ max: 600, about: 'its state and what tells it from others' }) textJa: string;
  @Text({ max: 600 }) textEn: string;
  @Choice(fields, { about: 'the field in which it was found' }) matched: string;
  @Text({ max: 60 }) matchedJa: string;
  @Text({ max: 60 }) matchedEn: string;
  @Choice(['number', 'whole', 'begins', 'part'], { about: 'a whole number, a whole name, a beginning, a part' })
  match: string;
  @Id({ nullable: true }) caseId: string | null;
  @Id({ nullable: true }) expenseId: string | null;
  @Id({ nullable: true }) institutionId: string | null;
}

/** What was found of one kind, best match first. */
export class SearchGroupDto {
  @Choice(searchKinds) kind: string;
  @Text({ max: 60 }) kindJa: string;
  @Text({ max: 60 }) kindEn: string;
  @ListOf(SearchHitDto) hits: SearchHitDto[];
  @Flag({ about: 'there are more' }) hasMore: boolean;
}

/** The groups of the kinds that were asked for and that the reader may read, in a fixed order. */
export class SearchDto {
  @ListOf(SearchGroupDto) groups: SearchGroupDto[];
}
