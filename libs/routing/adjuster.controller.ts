import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { adjustersFor } from './adjuster.reads.js';
import { AdjustersDto } from './work-item.dto.js';

@ApiTags('work items')
@Controller('incidents')
export class AdjusterController {
  constructor(private readonly database: Database) {}

  @Get(':id/adjusters')
  @Needs('work-items.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'Who may be in charge of the case, with their lanes and their load' })
  @ApiOkResponse({ type: AdjustersDto })
  async list(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<AdjustersDto> {
    return this.database.read(actor, async (tx) => ({ items: await adjustersFor(tx, id) }));
  }
}
