import { Body, Controller, HttpCode, Param, Post, Get, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { DayEndingDto } from '#people';
import { AuthorityDto, AuthorityLine, AuthorityQuery } from './authority.dto.js';
import { authorityView, listAuthorities } from './authority.reads.js';
import { endDayLine } from './end-day-line.js';
import { enterAuthority } from './enter-authority.js';

@ApiTags('staffing')
@Controller()
export class AuthorityController {
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

  @Get('authorities')
  @Needs('people.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'How many yen of one lane a person may decide alone' })
  @ApiOkResponse({ type: pageOf(AuthorityLine) })
  authorities(@By() actor: Actor, @Query() query: AuthorityQuery): Promise<Page<AuthorityLine>> {
    return this.database.read(actor, (tx) => listAuthorities(tx, query));
  }
}
