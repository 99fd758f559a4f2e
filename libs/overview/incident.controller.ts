import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, ExpectedVersion, IdPipe, pageOf, PageQuery, Viewed, type Page } from '#http';
import {
  correctFacts,
  CorrectFactsDto,
  incidentById,
  matchIncident,
  MatchIncidentDto,
  MoveIncidentDto,
  moveIncident,
  MovePhaseDto,
  movePhase,
  nameAdjuster,
  onStandingCase,
  NameAdjusterDto,
  phaseOrder,
} from '#incidents';
import { caseAt, CaseDto, caseOf, takenBy } from '#intake';
import { type Config, CONFIG } from '#platform';
import { Problem } from '#problems';
import { listIncidents } from './incident.reads.js';
import { factsHistory } from './facts.reads.js';
import { CaseQuery, IncidentLineDto, IncidentQuery } from './incident.dto.js';
import { FactsActDto, FactsQuery } from './facts.dto.js';
import { TimelineLineDto } from './timeline.dto.js';
import { timelineOf } from './timeline.reads.js';

@ApiTags('incidents')
@Controller()
export class IncidentController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('incidents')
  @Needs('incidents.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Cases one may see, newest first' })
  @ApiOkResponse({ type: pageOf(IncidentLineDto) as never })
  async list(@By() actor: Actor, @Query() query: IncidentQuery): Promise<Page<IncidentLineDto>> {
    return this.database.read(actor, (tx) => listIncidents(tx, query, this.config));
  }

  @Get('incidents/:id')
  @Needs('incidents.read')
  @Refuses('incidents.moment-before-report', 'incidents.moment-in-future')
  @Viewed('incident')
  @ApiOperation({ summary: 'The whole case, as it is now or as it stood at an earlier moment' })
  @ApiOkResponse({ type: CaseDto })
  async one(@By() actor: Actor, @Param('id', IdPipe) id: string, @Query() { at }: CaseQuery): Promise<CaseDto> {
    return this.database.read(actor, (tx) =>
      at === undefined ? caseOf(tx, id, this.config) : caseAt(tx, id, new Date(at), this.config),
    );
  }

  @Get('incidents/:id/facts')
  @Needs('incidents.read')
  @Refuses('requests.cursor-malformed')
  @Viewed('incident')
  @ApiOperation({
    summary: 'What was said of the facts, by whom, when it was true and when it was learned; oldest first',
  })
  @ApiOkResponse({ type: pageOf(FactsActDto) as never })
  async facts(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: FactsQuery,
  ): Promise<Page<FactsActDto>> {
    return this.database.read(actor, async (tx) => {
      await incidentById(tx, id);
      return factsHistory(tx, id, query);
    });
  }

  @Patch('incidents/:id')
  @Needs('incidents.correct')
  @Refuses('incidents.fact-in-future', 'incidents.not-in-charge', 'requests.stale-version')
  @ApiOperation({
    summary:
      'Correct facts, in every state: what is named changes, what was said before stays readable; of a ' +
      'merged case, in the one into which it went',
  })
  @ApiOkResponse({ type: CaseDto })
  async correct(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion() version: number | null,
    @Body() body: CorrectFactsDto,
  ): Promise<CaseDto> {
    return onStandingCase(this.database, actor, { id, expectedVersion: version }, async (tx, standing) => {
      await correctFacts(tx, standing, body);
      return takenBy(standing, await caseOf(tx, standing.incident.id, this.config));
    });
  }

  @Post('incidents/:id/transitions')
  @HttpCode(200)
  @Needs('incidents.move')
  @Refuses(
    'incidents.adjuster-unfit',
    'incidents.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Move a case: triage, open, withdraw. A refused move names what is missing' })
  @ApiOkResponse({ type: CaseDto })
  async move(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: MoveIncidentDto,
  ): Promise<CaseDto> {
    return this.#change(actor, id, (tx) => moveIncident(tx, id, version, body));
  }

  @Post('incidents/:id/matches')
  @HttpCode(200)
  @Needs('incidents.match')
  @Refuses(
    'incidents.already-matched',
    'incidents.closed-to-facts',
    'parties.institution-not-found',
    'policies.period-not-found',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Say whose case it is and under which period of cover' })
  @ApiOkResponse({ type: CaseDto })
  async match(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: MatchIncidentDto,
  ): Promise<CaseDto> {
    return this.#change(actor, id, (tx) => matchIncident(tx, id, version, body));
  }

  @Post('incidents/:id/adjusters-in-charge')
  @HttpCode(200)
  @Needs('incidents.name-adjuster')
  @Refuses('incidents.adjuster-unfit', 'incidents.already-in-charge', 'incidents.ended', 'requests.stale-version')
  @OneEffect()
  @ApiOperation({ summary: 'Say who is in charge of a case from now on' })
  @ApiOkResponse({ type: CaseDto })
  async nameAdjuster(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: NameAdjusterDto,
  ): Promise<CaseDto> {
    return this.#change(actor, id, (tx) => nameAdjuster(tx, id, version, body));
  }

  @Post('incidents/:id/phases/:phase/transitions')
  @HttpCode(200)
  @Needs('incidents.move-phase')
  @Refuses(
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.not-in-charge',
    'incidents.reason-needed',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Move a phase' })
  @ApiOkResponse({ type: CaseDto })
  async movePhase(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('phase') phase: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: MovePhaseDto,
  ): Promise<CaseDto> {
    const known = phaseOrder.find((one) => one === phase);
    if (!known) throw new Problem('requests.not-found');
    return this.#change(actor, id, (tx) => movePhase(tx, id, version, { ...body, phase: known }));
  }

  @Get('incidents/:id/timeline')
  @Needs('incidents.read')
  @Refuses('requests.cursor-malformed')
  @Viewed('incident')
  @ApiOperation({ summary: 'The timeline of a case, oldest first' })
  @ApiOkResponse({ type: pageOf(TimelineLineDto) as never })
  async timeline(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<TimelineLineDto>> {
    return this.database.read(actor, async (tx) => {
      await incidentById(tx, id);
      return timelineOf(tx, id, query);
    });
  }

  async #change(actor: Actor, id: string, change: (tx: Tx) => Promise<void>): Promise<CaseDto> {
    return this.database.transaction(actor, async (tx) => {
      await change(tx);
      return caseOf(tx, id, this.config);
    });
  }
}
