import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '#access';
import { Database, type Actor } from '#database';
import { By } from '#http';
import { WaitingDto } from './waiting.dto.js';
import { waitingFor } from './waiting.reads.js';

@ApiTags('overview')
@Controller('waiting')
export class WaitingController {
  constructor(private readonly database: Database) {}

  @Get()
  @Needs('overview.read')
  @ApiOperation({ summary: 'How much waits for the reader in each list of their roles' })
  @ApiOkResponse({ type: WaitingDto })
  waiting(@By() actor: Actor): Promise<WaitingDto> {
    return this.database.read(actor, waitingFor);
  }
}
