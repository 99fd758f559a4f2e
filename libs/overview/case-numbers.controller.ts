import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, pageOf, PageQuery, type Page } from '#http';
import { UnusedNumbersDto } from './case-numbers.dto.js';
import { listUnusedNumbers } from './case-numbers.reads.js';

@ApiTags('operations')
@Controller('unused-case-numbers')
export class CaseNumbersController {
  constructor(private readonly database: Database) {}

  @Get()
  @Needs('case-numbers.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Case numbers that no case has, highest first, with why as far as it is known' })
  @ApiOkResponse({ type: pageOf(UnusedNumbersDto) as never })
  list(@By() actor: Actor, @Query() query: PageQuery): Promise<Page<UnusedNumbersDto>> {
    return this.database.read(actor, (tx) => listUnusedNumbers(tx, query));
  }
}
