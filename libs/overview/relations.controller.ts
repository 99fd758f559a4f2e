import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { keepApart, mergeIncident, MergeIncidentDto, MergeProposalAnswerDto } from '#closing';
import { Database, type Actor } from '#database';
import { By, ExpectedVersion, IdPipe, pageOf, type Page } from '#http';
import { CaseDto, caseOf } from '#intake';
import { type Config, CONFIG } from '#platform';
import { CommonCauseDto, CommonCauseQuery, MergeProposalDto, MergeProposalQuery } from './relations.dto.js';
import { commonCauses, mergeProposals } from './relations.reads.js';

@ApiTags('incidents')
@Controller()
export class RelationsController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('merge-proposals')
  @Needs('relations.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Reports that may tell of one event, newest first' })
  @ApiOkResponse({ type: pageOf(MergeProposalDto) as never })
  async proposals(@By() actor: Actor, @Query() query: MergeProposalQuery): Promise<Page<MergeProposalDto>> {
    return this.database.read(actor, (tx) => mergeProposals(tx, query));
  }

  @Get('common-causes')
  @Needs('relations.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({
    summary: 'Vendors, products and contractors that several cases name; their cases: /incidents?commonCauseId=',
  })
  @ApiOkResponse({ type: pageOf(CommonCauseDto) as never })
  async causes(@By() actor: Actor, @Query() query: CommonCauseQuery): Promise<Page<CommonCauseDto>> {
    return this.database.read(actor, (tx) => commonCauses(tx, query));
  }

  @Post('incidents/:id/merges')
  @HttpCode(200)
  @Needs('incidents.merge')
  @Refuses(
    'incidents.guard',
    'incidents.merge-into-itself',
    'incidents.merge-not-proposed',
    'incidents.merge-other-institution',
    'incidents.merge-target-ended',
    'incidents.merge-target-merged',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Merge a case into another one of the same institution; answers the one that remains' })
  @ApiOkResponse({ type: CaseDto })
  async merge(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: MergeIncidentDto,
  ): Promise<CaseDto> {
    const into = body.into.toLowerCase();
    return this.database.transaction(actor, async (tx) => {
      await mergeIncident(tx, id, version, { ...body, into });
      return caseOf(tx, into, this.config);
    });
  }

  @Post('incidents/:id/merge-proposals/:intoId/refusals')
  @HttpCode(200)
  @Needs('incidents.merge')
  @Refuses(
    'incidents.guard',
    'incidents.merge-not-proposed',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Say that two reports tell of two events: not proposed again' })
  @ApiOkResponse({ type: CaseDto })
  async apart(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('intoId', IdPipe) intoId: string,
    @Body() body: MergeProposalAnswerDto,
  ): Promise<CaseDto> {
    return this.database.transaction(actor, async (tx) => {
      await keepApart(tx, id, intoId, body);
      return caseOf(tx, id, this.config);
    });
  }
}
