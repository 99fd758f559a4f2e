import { Body, Controller, HttpCode, Param, Post, Get, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { DutyEndingDto } from './duty-ending.dto.js';
import { RosterDto, RosterLine, RosterQuery } from './roster.dto.js';
import { endRoster } from './end-roster.js';
import { enterRoster } from './enter-roster.js';
import { rosterView, listRosters } from './roster.reads.js';

@ApiTags('staffing')
@Controller()
export class RosterController {
  constructor(private readonly database: Database) {}

  @Post('rosters')
  @Needs('rosters.write')
  @Refuses(
    'parties.in-the-past',
    'parties.no-duty-role',
    'parties.not-lead',
    'parties.not-senior',
    'parties.period-reversed',
    'parties.period-too-long',
    'parties.person-left',
    'parties.person-not-found',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Put a person on duty (administrators; leads for people of their lanes)' })
  @ApiCreatedResponse({ type: RosterLine })
  enterRoster(@By() actor: Actor, @Body() body: RosterDto): Promise<RosterLine> {
    return this.database.transaction(actor, async (tx) => rosterView(tx, await enterRoster(tx, body)));
  }

  @Post('rosters/:id/endings')
  @HttpCode(200)
  @Needs('rosters.write')
  @Refuses('parties.already-ended', 'parties.ends-earlier-already', 'parties.in-the-past', 'parties.not-lead')
  @OneEffect()
  @ApiOperation({ summary: 'End a line of the roster early, or take back one that has not begun' })
  @ApiOkResponse({ type: RosterLine })
  endRoster(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DutyEndingDto): Promise<RosterLine> {
    return this.database.transaction(actor, async (tx) => {
      await endRoster(tx, id, body);
      return rosterView(tx, id);
    });
  }

  @Get('rosters')
  @Needs('people.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Who is on duty from when to when, with how many open items at most' })
  @ApiOkResponse({ type: pageOf(RosterLine) })
  rosters(@By() actor: Actor, @Query() query: RosterQuery): Promise<Page<RosterLine>> {
    return this.database.read(actor, (tx) => listRosters(tx, query));
  }
}
