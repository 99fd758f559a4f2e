import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { AbsenceDto, AbsenceLine, AbsenceQuery } from './absence.dto.js';
import { absenceView, listAbsences } from './absence.reads.js';
import { DutyEndingDto } from './duty-ending.dto.js';
import { endAbsence } from './end-absence.js';
import { enterAbsence } from './enter-absence.js';

@ApiTags('staffing')
@Controller()
export class AbsenceController {
  constructor(private readonly database: Database) {}

  @Get('absences')
  @Needs('people.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Who is absent from when to when' })
  @ApiOkResponse({ type: pageOf(AbsenceLine) })
  absences(@By() actor: Actor, @Query() query: AbsenceQuery): Promise<Page<AbsenceLine>> {
    return this.database.read(actor, (tx) => listAbsences(tx, query));
  }

  @Post('absences')
  @Needs('rosters.write')
  @Refuses(
    'parties.in-the-past',
    'parties.no-duty-role',
    'parties.not-lead',
    'parties.period-reversed',
    'parties.period-too-long',
    'parties.person-left',
    'parties.person-not-found',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Say that a person is absent; when it begins their work goes to others' })
  @ApiCreatedResponse({ type: AbsenceLine })
  enterAbsence(@By() actor: Actor, @Body() body: AbsenceDto): Promise<AbsenceLine> {
    return this.database.transaction(actor, async (tx) => absenceView(tx, await enterAbsence(tx, body)));
  }

  @Post('absences/:id/endings')
  @HttpCode(200)
  @Needs('rosters.write')
  @Refuses('parties.already-ended', 'parties.ends-earlier-already', 'parties.in-the-past', 'parties.not-lead')
  @OneEffect()
  @ApiOperation({ summary: 'End an absence early, or take back one that has not begun' })
  @ApiOkResponse({ type: AbsenceLine })
  endAbsence(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DutyEndingDto): Promise<AbsenceLine> {
    return this.database.transaction(actor, async (tx) => {
      await endAbsence(tx, id, body);
      return absenceView(tx, id);
    });
  }
}
