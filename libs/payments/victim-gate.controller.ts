import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { VictimGatesDto } from './victim-gate.dto.js';
import { victimGates } from './victim-gate.reads.js';

@ApiTags('payments')
@Controller()
export class VictimGateController {
  constructor(private readonly database: Database) {}

  @Get('incidents/:id/victim-gates')
  @Needs('decisions.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'What article 22 of the Insurance Act holds for each victim, and what would free it' })
  @ApiOkResponse({ type: VictimGatesDto })
  gates(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<VictimGatesDto> {
    return this.database.read(actor, (tx) => victimGates(tx, id));
  }
}
