import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { type Actor } from '#database';
import { By, pageOf, type Page } from '#http';
import { AuthorityLine, AuthorityQuery, LaneLine, RosterLine, RosterQuery } from './staffing.dto.js';
import { StaffingReads } from './staffing.reads.js';

@ApiTags('staffing')
@Controller()
export class StaffingController {
  constructor(private readonly staffing: StaffingReads) {}

  @Get('rosters')
  @Needs('people.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Who is on duty from when to when, with how many open items at most' })
  @ApiOkResponse({ type: pageOf(RosterLine) })
  rosters(@By() actor: Actor, @Query() query: RosterQuery): Promise<Page<RosterLine>> {
    return this.staffing.rosters(actor, query);
  }

  @Get('authorities')
  @Needs('people.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'How many yen of one lane a person may decide alone' })
  @ApiOkResponse({ type: pageOf(AuthorityLine) })
  authorities(@By() actor: Actor, @Query() query: AuthorityQuery): Promise<Page<AuthorityLine>> {
    return this.staffing.authorities(actor, query);
  }

  @Get('lanes')
  @Needs('people.read')
  @ApiOperation({ summary: 'Every lane with its team, its lead, its time limit and the people who have its skill' })
  @ApiOkResponse({ type: pageOf(LaneLine) })
  lanes(@By() actor: Actor): Promise<Page<LaneLine>> {
    return this.staffing.lanes(actor);
  }
}
