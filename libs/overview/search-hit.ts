import { type Words } from '#kernel';
import { ranks, type Rank } from './search.js';
import type { SearchHitDto } from './search.dto.js';
import { matchedFields, type MatchedField } from './search-words.js';

/** A row that was found, before the best ones are chosen. */
export interface Found {
  readonly kind: 'case' | 'institution' | 'policy' | 'payment' | 'paper' | 'person' | 'reporter';
  readonly id: string;
  readonly rank: Rank;
  readonly matched: MatchedField;
  readonly title: string;
  readonly line: Words;
  readonly caseId?: string | null;
  readonly expenseId?: string | null;
  readonly institutionId?: string | null;
}

const nameOf = Object.fromEntries(Object.entries(ranks).map(([name, rank]) => [rank, name]));

/**
 * The best of rows that were found in several ways, each once, by its best match; equally good ones stay in the order
 * in which they were found.
 */
export function best(found: readonly Found[], limit: number): { hits: SearchHitDto[]; hasMore: boolean } {
  const seen = new Set<string>();
  const once = found
    .toSorted((a, b) => a.rank - b.rank)
    .filter(({ kind, id }) => !seen.has(`${kind} ${id}`) && seen.add(`${kind} ${id}`));
  return { hits: once.slice(0, limit).map(hitOf), hasMore: once.length > limit };
}

function hitOf({ kind, id, rank, matched, title, line, ...links }: Found): SearchHitDto {
  return {
    ...{ kind, id, title },
    textJa: line.ja,
    textEn: line.en,
    matched,
    matchedJa: matchedFields[matched].ja,
    matchedEn: matchedFields[matched].en,
    match: nameOf[rank] ?? 'part',
    caseId: links.caseId ?? null,
    expenseId: links.expenseId ?? null,
    institutionId: links.institutionId ?? null,
  };
}
