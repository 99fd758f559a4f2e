import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { Database, isTakingTooLong, type Actor } from '#database';
import { By } from '#http';
import { faultAt, Problem } from '#problems';
import { longestSearch, searchKinds, type SearchKind } from './search.js';
import { SearchDto, SearchQuery } from './search.dto.js';
import { searchAll } from './search.reads.js';

@ApiTags('search')
@Controller('search')
export class SearchController {
  constructor(private readonly database: Database) {}

  @Get()
  @Needs('search.read')
  @Refuses('search.kind-unknown', 'search.nothing-asked', 'search.too-long', 'search.took-too-long')
  @ApiOperation({ summary: 'Search over everything that one may read: numbers first, then names, then parts of them' })
  @ApiOkResponse({ type: SearchDto })
  async search(@By() actor: Actor, @Query() { q, kinds, limit = 5 }: SearchQuery): Promise<SearchDto> {
    const asked = { text: textOf(q), kinds: kindsOf(kinds), limit };
    return this.database
      .read(actor, (tx) => searchAll(tx, asked))
      .catch((error: unknown) => {
        throw isTakingTooLong(error) ? new Problem('search.took-too-long') : error;
      });
  }
}

function textOf(q: string): string {
  const text = q.trim();
  if (text === '') throw faultAt('/q', 'search.nothing-asked');
  if (Array.from(text).length > longestSearch) throw faultAt('/q', 'search.too-long');
  return text;
}

function kindsOf(kinds: string | undefined): readonly SearchKind[] {
  if (kinds === undefined) return searchKinds;
  const named = kinds.split(',').map((kind) => kind.trim());
  const known = searchKinds.filter((kind) => named.includes(kind));
  if (named.some((kind) => !known.some((one) => one === kind))) throw faultAt('/kinds', 'search.kind-unknown');
  return known;
}
