import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { DayEndingDto } from '#people';
import { endDayLine } from './end-day-line.js';
import { enterSkill } from './enter-skill.js';
import { SkillDto, SkillLine, SkillQuery } from './skill.dto.js';
import { listSkills, skillView } from './skill.reads.js';

@ApiTags('staffing')
@Controller()
export class SkillController {
  constructor(private readonly database: Database) {}

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
    return this.database.transaction(actor, async (tx) => skillView(tx, await enterSkill(tx, body)));
  }

  @Post('skills/:id/endings')
  @HttpCode(200)
  @Needs('staffing.write')
  @Refuses('parties.already-ended', 'parties.ends-earlier-already', 'parties.for-oneself', 'parties.in-the-past')
  @OneEffect()
  @ApiOperation({ summary: 'End a skill on a day' })
  @ApiOkResponse({ type: SkillLine })
  endSkill(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DayEndingDto): Promise<SkillLine> {
    return this.database.transaction(actor, async (tx) => {
      await endDayLine(tx, 'skill', id, body);
      return skillView(tx, id);
    });
  }
}
