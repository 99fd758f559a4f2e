import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { type Actor } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { InstitutionDetails, InstitutionSummary, NameQuery } from './institution.dto.js';
import { InstitutionReads } from './institution.reads.js';

@ApiTags('institutions')
@Controller()
export class InstitutionController {
  constructor(private readonly institutions: InstitutionReads) {}

  @Get('institutions')
  @Needs('institutions.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Institutions: the insurer sees all, others their own or their clients' })
  @ApiOkResponse({ type: pageOf(InstitutionSummary) })
  list(@By() actor: Actor, @Query() query: NameQuery): Promise<Page<InstitutionSummary>> {
    return this.institutions.list(actor, query);
  }

  @Get('institutions/:id')
  @Needs('institutions.read')
  @ApiOperation({ summary: 'One institution with its declared premises' })
  @ApiOkResponse({ type: InstitutionDetails })
  one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<InstitutionDetails> {
    return this.institutions.one(actor, id);
  }
}
