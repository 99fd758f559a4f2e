import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import {
  ActOnCorrectionDto,
  CallAboutOutlookDto,
  OutlookCorrectionDto,
  OutlookCorrectionQuery,
  OutlookNoticeDto,
  OutlookNoticeQuery,
} from './outlook-correction.dto.js';
import { actOnCorrection, callAboutOutlook, readNotice } from './outlook-correction.js';
import { listCorrections, listNotices } from './outlook-correction.reads.js';

@ApiTags('outlook corrections')
@Controller()
export class OutlookCorrectionController {
  constructor(private readonly database: Database) {}

  @Get('outlook-corrections')
  @Needs('outlook-corrections.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({
    summary: 'Cases that were told of cover otherwise than holds: to call, to work off, or all; oldest first',
  })
  @ApiOkResponse({ type: pageOf(OutlookCorrectionDto) as never })
  corrections(@By() actor: Actor, @Query() query: OutlookCorrectionQuery): Promise<Page<OutlookCorrectionDto>> {
    return this.database.read(actor, (tx) => listCorrections(tx, query));
  }

  @Post('outlook-corrections/:id/acts')
  @HttpCode(200)
  @Needs('outlook-corrections.act')
  @Refuses('outlook-corrections.acted-already', 'outlook-corrections.nothing-followed')
  @OneEffect()
  @ApiOperation({ summary: 'Work off what may have followed from the wrong outlook, with a word on what was done' })
  @ApiOkResponse({ type: OutlookCorrectionDto })
  act(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: ActOnCorrectionDto,
  ): Promise<OutlookCorrectionDto> {
    return this.database.transaction(actor, (tx) => actOnCorrection(tx, id, body));
  }

  @Get('outlook-notices')
  @Needs('outlook-notices.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Corrections of an outlook that were written to one’s institution or agency; oldest first' })
  @ApiOkResponse({ type: pageOf(OutlookNoticeDto) as never })
  notices(@By() actor: Actor, @Query() query: OutlookNoticeQuery): Promise<Page<OutlookNoticeDto>> {
    return this.database.read(actor, (tx) => listNotices(tx, query));
  }

  @Post('outlook-notices/:id/readings')
  @HttpCode(200)
  @Needs('outlook-notices.read')
  @OneEffect()
  @ApiOperation({ summary: 'Say that a correction was read; the first time counts' })
  @ApiOkResponse({ type: OutlookNoticeDto })
  read(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<OutlookNoticeDto> {
    return this.database.transaction(actor, (tx) => readNotice(tx, id));
  }

  @Post('outlook-notices/:id/calls')
  @HttpCode(200)
  @Needs('outlook-corrections.call')
  @Refuses('outlook-corrections.reached-already')
  @OneEffect()
  @ApiOperation({ summary: 'Record a call about a correction, reached or not' })
  @ApiOkResponse({ type: OutlookCorrectionDto })
  call(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: CallAboutOutlookDto,
  ): Promise<OutlookCorrectionDto> {
    return this.database.transaction(actor, (tx) => callAboutOutlook(tx, id, body));
  }
}
