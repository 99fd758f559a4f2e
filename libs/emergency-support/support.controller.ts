import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, ExpectedVersion, IdPipe, pageOf, Viewed, type Page } from '#http';
import { moveSupportRequest } from './move-support.js';
import { MoveSupportDto, SupportRequestDto, SupportRequestQuery } from './support.dto.js';
import { listSupportRequests, supportRequestView } from './support.reads.js';

@ApiTags('emergency support')
@Controller('support-requests')
export class SupportController {
  constructor(private readonly database: Database) {}

  @Get()
  @Needs('support-requests.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Support requests that are alive, or all of one case or state' })
  @ApiOkResponse({ type: pageOf(SupportRequestDto) as never })
  async list(@By() actor: Actor, @Query() query: SupportRequestQuery): Promise<Page<SupportRequestDto>> {
    return this.database.read(actor, (tx) => listSupportRequests(tx, query));
  }

  @Get(':id')
  @Needs('support-requests.read')
  @Viewed('support-request')
  @ApiOperation({ summary: 'One support request' })
  @ApiOkResponse({ type: SupportRequestDto })
  async one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<SupportRequestDto> {
    return this.database.read(actor, (tx) => supportRequestView(tx, id));
  }

  @Post(':id/transitions')
  @HttpCode(200)
  @Needs('support-requests.move')
  @Refuses(
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'requests.stale-version',
    'support.move-not-allowed',
    'support.overseas',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Open an amber request, by name and with a reason' })
  @ApiOkResponse({ type: SupportRequestDto })
  async move(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: MoveSupportDto,
  ): Promise<SupportRequestDto> {
    return this.database.transaction(actor, async (tx) => {
      await moveSupportRequest(tx, id, version, body);
      return supportRequestView(tx, id);
    });
  }
}
