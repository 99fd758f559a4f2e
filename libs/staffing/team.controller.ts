import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, PageQuery, type Page } from '#http';
import { DayEndingDto, NameDto } from '#people';
import { createTeam } from './create-team.js';
import { MemberDto, Team } from './team.dto.js';
import { listTeams, teamView } from './team.reads.js';
import { endDayLine } from './end-day-line.js';
import { enterMember } from './enter-member.js';

/** Authorities, skills, teams and lanes: entered by administrators, never for oneself. */
@ApiTags('staffing')
@Controller()
export class TeamController {
  constructor(private readonly database: Database) {}

  @Get('teams')
  @Needs('people.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Teams with who is of them' })
  @ApiOkResponse({ type: pageOf(Team) })
  teams(@By() actor: Actor, @Query() query: PageQuery): Promise<Page<Team>> {
    return this.database.read(actor, (tx) => listTeams(tx, query));
  }

  @Post('teams')
  @Needs('staffing.write')
  @Refuses('parties.name-taken')
  @OneEffect()
  @ApiOperation({ summary: 'Make a team' })
  @ApiCreatedResponse({ type: Team })
  createTeam(@By() actor: Actor, @Body() body: NameDto): Promise<Team> {
    return this.database.transaction(actor, async (tx) => teamView(tx, { team: await createTeam(tx, body.name) }));
  }

  @Post('teams/:id/members')
  @Needs('staffing.write')
  @Refuses(
    'parties.in-the-past',
    'parties.line-overlaps',
    'parties.no-duty-role',
    'parties.period-reversed',
    'parties.person-left',
    'parties.person-not-found',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Enter a person into a team' })
  @ApiCreatedResponse({ type: Team })
  enterMember(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: MemberDto): Promise<Team> {
    return this.database.transaction(actor, async (tx) => {
      await enterMember(tx, id, body);
      return teamView(tx, { team: id });
    });
  }

  @Post('team-members/:id/endings')
  @HttpCode(200)
  @Needs('staffing.write')
  @Refuses('parties.already-ended', 'parties.ends-earlier-already', 'parties.for-oneself', 'parties.in-the-past')
  @OneEffect()
  @ApiOperation({ summary: 'End a membership on a day' })
  @ApiOkResponse({ type: Team })
  endMember(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DayEndingDto): Promise<Team> {
    return this.database.transaction(actor, async (tx) => {
      await endDayLine(tx, 'team_member', id, body);
      return teamView(tx, { member: id });
    });
  }
}
