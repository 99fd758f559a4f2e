import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { noteLateArrival } from '#incidents';
import { LateArrivalDto, LateArrivalQuery, NoteLateArrivalDto } from './late-arrivals.dto.js';
import { lateArrivalById, listLateArrivals } from './late-arrivals.reads.js';

@ApiTags('incidents')
@Controller('late-arrivals')
export class LateArrivalsController {
  constructor(private readonly database: Database) {}

  @Get()
  @Needs('late-arrivals.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Expenses and facts that reached a case after it had ended; oldest first' })
  @ApiOkResponse({ type: pageOf(LateArrivalDto) as never })
  list(@By() actor: Actor, @Query() query: LateArrivalQuery): Promise<Page<LateArrivalDto>> {
    return this.database.read(actor, (tx) => listLateArrivals(tx, query));
  }

  @Post(':id/notes')
  @HttpCode(200)
  @Needs('late-arrivals.note')
  @Refuses('incidents.late-arrival-noted')
  @OneEffect()
  @ApiOperation({ summary: 'Note what was done about it: it leaves the list, and nothing of it is lost' })
  @ApiOkResponse({ type: LateArrivalDto })
  note(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { note }: NoteLateArrivalDto,
  ): Promise<LateArrivalDto> {
    return this.database.transaction(actor, async (tx) => {
      await noteLateArrival(tx, id, note);
      return lateArrivalById(tx, id);
    });
  }
}
