import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { decideScreening } from './decide-screening.js';
import { DecideScreeningDto, ScreeningDto, ScreeningQuery } from './screening.dto.js';
import { hitById, listHits } from './screening.reads.js';

@ApiTags('screening')
@Controller()
export class ScreeningController {
  constructor(private readonly database: Database) {}

  @Get('screenings')
  @Needs('screening.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Matches of watched names, oldest first; nothing of this is shown outside the insurer' })
  @ApiOkResponse({ type: pageOf(ScreeningDto) as never })
  hits(@By() actor: Actor, @Query() query: ScreeningQuery): Promise<Page<ScreeningDto>> {
    return this.database.read(actor, (tx) => listHits(tx, query));
  }

  @Post('screenings/:id/outcomes')
  @HttpCode(200)
  @Needs('screening.decide')
  @Refuses('decisions.screening-decided')
  @OneEffect()
  @ApiOperation({ summary: 'Clear or confirm a match, with compliance; confirmed, nothing is paid' })
  @ApiOkResponse({ type: ScreeningDto })
  decide(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DecideScreeningDto): Promise<ScreeningDto> {
    return this.database.transaction(actor, async (tx) => {
      await decideScreening(tx, id, body);
      return hitById(tx, id);
    });
  }
}
