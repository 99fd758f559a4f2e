import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, PageQuery, type Page } from '#http';
import { createAgency } from './create-agency.js';
import { Agency, ClientDto } from './agency.dto.js';
import { agencyView, listAgencies } from './agency.reads.js';
import { DayEndingDto, NameDto } from './day-line.dto.js';
import { endClient } from './end-client.js';
import { enterClient } from './enter-client.js';

@ApiTags('agencies')
@Controller()
export class AgencyController {
  constructor(private readonly database: Database) {}

  @Get('agencies')
  @Needs('people.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Agencies with whom they act for' })
  @ApiOkResponse({ type: pageOf(Agency) })
  list(@By() actor: Actor, @Query() query: PageQuery): Promise<Page<Agency>> {
    return this.database.read(actor, (tx) => listAgencies(tx, query));
  }

  @Post('agencies')
  @Needs('staffing.write')
  @OneEffect()
  @ApiOperation({ summary: 'Enter an agency' })
  @ApiCreatedResponse({ type: Agency })
  create(@By() actor: Actor, @Body() body: NameDto): Promise<Agency> {
    return this.database.transaction(actor, async (tx) =>
      agencyView(tx, { agency: await createAgency(tx, body.name) }),
    );
  }

  @Post('agencies/:id/clients')
  @Needs('staffing.write')
  @Refuses('parties.in-the-past', 'parties.institution-not-found', 'parties.line-overlaps', 'parties.period-reversed')
  @OneEffect()
  @ApiOperation({ summary: 'Enter whom an agency acts for' })
  @ApiCreatedResponse({ type: Agency })
  enterClient(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: ClientDto): Promise<Agency> {
    return this.database.transaction(actor, async (tx) => {
      await enterClient(tx, id, body);
      return agencyView(tx, { agency: id });
    });
  }

  @Post('agency-clients/:id/endings')
  @HttpCode(200)
  @Needs('staffing.write')
  @Refuses('parties.already-ended', 'parties.ends-earlier-already', 'parties.in-the-past')
  @OneEffect()
  @ApiOperation({ summary: 'End an agency’s acting for a client on a day' })
  @ApiOkResponse({ type: Agency })
  endClient(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DayEndingDto): Promise<Agency> {
    return this.database.transaction(actor, async (tx) => {
      await endClient(tx, id, body);
      return agencyView(tx, { client: id });
    });
  }
}
