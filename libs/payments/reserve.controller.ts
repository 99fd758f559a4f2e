import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { CONFIG, type Config } from '#platform';
import { ReservesDto, SetReserveDto } from './reserve.dto.js';
import { reservesOf } from './reserve.reads.js';
import { setReserve } from './set-reserve.js';

@ApiTags('payments')
@Controller()
export class ReserveController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('incidents/:id/reserves')
  @Needs('decisions.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'Reserves (支払備金) of a case, newest first' })
  @ApiOkResponse({ type: ReservesDto })
  reserves(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ReservesDto> {
    return this.database.read(actor, (tx) => reservesOf(tx, id));
  }

  @Post('incidents/:id/reserves')
  @Needs('expenses.work')
  @OneEffect()
  @ApiOperation({ summary: 'A new estimate of a case and lane; it blocks nothing' })
  @ApiCreatedResponse({ type: ReservesDto })
  reserve(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: SetReserveDto): Promise<ReservesDto> {
    return this.database.transaction(actor, async (tx) => {
      await setReserve(tx, id, body);
      return reservesOf(tx, id);
    });
  }
}
