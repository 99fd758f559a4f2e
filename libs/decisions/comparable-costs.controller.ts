import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { ComparableCostsDto } from './comparable-costs.dto.js';
import { comparableCosts } from './comparable-costs.reads.js';

/** What others cost that is like an expense. */
@ApiTags('decisions')
@Controller()
export class ComparableCostsController {
  constructor(private readonly database: Database) {}

  @Get('expenses/:id/comparable-costs')
  @Needs('decisions.read')
  @Viewed('expense')
  @ApiOperation({ summary: 'The range of what was recognised of decided costs of the same category, as figures alone' })
  @ApiOkResponse({ type: ComparableCostsDto })
  costs(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ComparableCostsDto> {
    return this.database.read(actor, (tx) => comparableCosts(tx, id));
  }
}
