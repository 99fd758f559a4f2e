import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, ExpectedVersion, IdPipe, pageOf, PageQuery, type Page } from '#http';
import { lanes } from '#kernel';
import { Problem } from '#problems';
import { DayEndingDto, NameDto } from '#people';
import { changeLane } from './change-lane.js';
import { createTeam } from './create-team.js';
import { AuthorityDto, ChangeLaneDto, MemberDto, SkillDto, SkillLine, SkillQuery, Team } from './desk.dto.js';
import { listSkills, listTeams, skillView, teamView } from './desk.reads.js';
import { endDayLine } from './end-day-line.js';
import { enterAuthority } from './enter-authority.js';
import { enterMember } from './enter-member.js';
import { enterSkill } from './enter-skill.js';
import { AuthorityLine, LaneLine } from './staffing.dto.js';
import { authorityView, laneView } from './staffing.reads.js';

/** Who may decide how much, who can assess what, teams and lanes: entered by administrators, never for oneself. */
@ApiTags('staffing')
@Controller()
export class DeskController {
  constructor(private readonly database: Database) {}

  @Post('authorities')
  @Needs('staffing.write')
  @Refuses(
    'parties.for-oneself',
    'parties.in-the-past',
    'parties.line-overlaps',
    'parties.not-adjuster',
    'parties.period-reversed',
    'parties.person-left',
    'parties.person-not-found',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Enter how much a person may decide alone in a lane; the line before it is ended first' })
  @ApiCreatedResponse({ type: AuthorityLine })
  enterAuthority(@By() actor: Actor, @Body() body: AuthorityDto): Promise<AuthorityLine> {
    return this.database.access(actor, async (tx) => authorityView(tx, await enterAuthority(tx, body)));
  }

  @Post('authorities/:id/endings')
  @HttpCode(200)
  @Needs('staffing.write')
  @Refuses('parties.already-ended', 'parties.ends-earlier-already', 'parties.for-oneself', 'parties.in-the-past')
  @OneEffect()
  @ApiOperation({ summary: 'End an authority on a day' })
  @ApiOkResponse({ type: AuthorityLine })
  endAuthority(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: DayEndingDto,
  ): Promise<AuthorityLine> {
    return this.database.access(actor, async (tx) => {
      await endDayLine(tx, 'authority', id, body);
      return authorityView(tx, id);
    });
  }

  @Get('skills')
  @Needs('people.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Who can assess which lane from when to when' })
  @ApiOkResponse({ type: pageOf(SkillLine) })
  skills(@By() actor: Actor, @Query() query: SkillQuery): Promise<Page<SkillLine>> {
    return this.database.read(actor, (tx) => listSkills(tx, query));
  }

  @Post('skills')
  @Needs('staffing.write')
  @Refuses(
    'parties.for-oneself',
    'parties.in-the-past',
    'parties.line-overlaps',
    'parties.not-adjuster',
    'parties.period-reversed',
    'parties.person-left',
    'parties.person-not-found',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Enter that a person can assess a lane' })
  @ApiCreatedResponse({ type: SkillLine })
  enterSkill(@By() actor: Actor, @Body() body: SkillDto): Promise<SkillLine> {
    return this.#change(actor, async (tx) => skillView(tx, await enterSkill(tx, body)));
  }

  @Post('skills/:id/endings')
  @HttpCode(200)
  @Needs('staffing.write')
  @Refuses('parties.already-ended', 'parties.ends-earlier-already', 'parties.for-oneself', 'parties.in-the-past')
  @OneEffect()
  @ApiOperation({ summary: 'End a skill on a day' })
  @ApiOkResponse({ type: SkillLine })
  endSkill(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DayEndingDto): Promise<SkillLine> {
    return this.#change(actor, async (tx) => {
      await endDayLine(tx, 'skill', id, body);
      return skillView(tx, id);
    });
  }

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
    return this.#change(actor, async (tx) => teamView(tx, { team: await createTeam(tx, body.name) }));
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
    return this.#change(actor, async (tx) => {
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
    return this.#change(actor, async (tx) => {
      await endDayLine(tx, 'team_member', id, body);
      return teamView(tx, { member: id });
    });
  }

  @Patch('lanes/:lane')
  @Needs('staffing.write')
  @Refuses(
    'parties.no-duty-role',
    'parties.person-left',
    'parties.person-not-found',
    'parties.team-not-found',
    'requests.stale-version',
  )
  @ApiOperation({ summary: 'Change team, lead or time limit of a lane' })
  @ApiOkResponse({ type: LaneLine })
  changeLane(
    @By() actor: Actor,
    @Param('lane') named: string,
    @ExpectedVersion() version: number | null,
    @Body() body: ChangeLaneDto,
  ): Promise<LaneLine> {
    const lane = lanes.find((one) => one === named);
    if (!lane) throw new Problem('requests.not-found');
    return this.#change(actor, async (tx) => {
      await changeLane(tx, lane, version, body);
      return laneView(tx, lane);
    });
  }

  #change<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(actor, work);
  }
}
