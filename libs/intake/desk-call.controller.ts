import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { incidentById } from '#incidents';
import { type Config, CONFIG } from '#platform';
import { CaseDto } from './case.dto.js';
import { caseOf } from './case.reads.js';
import { DeskCallsDto, RecordAcknowledgementDto, RecordCallBackDto } from './desk-call.dto.js';
import { deskCalls, recordCall } from './desk-call.js';

@ApiTags('incidents')
@Controller('incidents')
export class DeskCallController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(':id/desk-calls')
  @Needs('calls.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'Calls of the desk with what was noted, oldest first' })
  @ApiOkResponse({ type: DeskCallsDto })
  calls(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<DeskCallsDto> {
    return this.database.read(actor, async (tx) => {
      await incidentById(tx, id);
      return { items: await deskCalls(tx, id) };
    });
  }

  @Post(':id/call-backs')
  @Needs('calls.record')
  @Refuses('calls.wrong-time')
  @OneEffect()
  @ApiOperation({ summary: 'Record that the institution was called back: reached, or not' })
  @ApiCreatedResponse({ type: CaseDto })
  calledBack(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: RecordCallBackDto): Promise<CaseDto> {
    return this.database.transaction(actor, async (tx) => {
      await recordCall(tx, id, { purpose: 'call-back', ...body });
      return caseOf(tx, id, this.config);
    });
  }

  @Post(':id/acknowledgements')
  @Needs('calls.record')
  @Refuses('calls.wrong-time')
  @OneEffect()
  @ApiOperation({ summary: 'Record that the caller was told on the telephone that the report was received' })
  @ApiCreatedResponse({ type: CaseDto })
  acknowledged(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: RecordAcknowledgementDto,
  ): Promise<CaseDto> {
    return this.database.transaction(actor, async (tx) => {
      await recordCall(tx, id, { purpose: 'acknowledgement', reached: true, ...body });
      return caseOf(tx, id, this.config);
    });
  }
}
