import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { type Config, CONFIG } from '#platform';
import { OpenMattersDto } from './promises.dto.js';
import { openMatters } from './promises.reads.js';

@ApiTags('incidents')
@Controller()
export class PromisesController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('incidents/:id/promises')
  @Needs('incidents.read')
  @Viewed('incident')
  @ApiOperation({
    summary: 'What the insurer has promised in a case and not done yet, and what it asks the institution for',
  })
  @ApiOkResponse({ type: OpenMattersDto })
  open(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<OpenMattersDto> {
    return this.database.read(actor, (tx) => openMatters(tx, id, this.config));
  }
}
