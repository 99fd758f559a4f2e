import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, pageOf, OldestFirstQuery, Viewed, type Page } from '#http';
import { DecisionDto, ReturnDecisionDto } from './decision.dto.js';
import { decisionView } from './decision.reads.js';
import { ReversalDto, ReversalRoomDto } from './reversal.dto.js';
import { askReversal, dropReversal, signReversal } from './reversal.js';
import { openReversals, reversalRoom } from './reversal.reads.js';

/** Rulings that are taken back: one person asks for it, another signs. */
@ApiTags('decisions')
@Controller()
export class ReversalController {
  constructor(private readonly database: Database) {}

  @Get('reversals')
  @Needs('decisions.read')
  @Refuses('decisions.not-ready', 'decisions.own-institution', 'decisions.separation', 'requests.cursor-malformed')
  @ApiOperation({ summary: 'Reversals that wait for a second signature, oldest first' })
  @ApiOkResponse({ type: pageOf(ReversalDto) as never })
  reversals(@By() actor: Actor, @Query() query: OldestFirstQuery): Promise<Page<ReversalDto>> {
    return this.database.read(actor, (tx) => openReversals(tx, query));
  }

  @Get('decisions/:id/reversal-room')
  @Needs('decisions.read')
  @Refuses('decisions.not-ready', 'decisions.own-institution', 'decisions.separation')
  @Viewed('decision')
  @ApiOperation({ summary: 'Whether a decision can be reversed, what that gives back to the limits, and who waits' })
  @ApiOkResponse({ type: ReversalRoomDto })
  room(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ReversalRoomDto> {
    return this.database.read(actor, (tx) => reversalRoom(tx, id));
  }

  @Post('decisions/:id/reversals')
  @Needs('decisions.reverse')
  @Refuses(
    'decisions.not-reversible',
    'decisions.own-institution',
    'decisions.reversal-asked-already',
    'decisions.separation',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Ask that a ruling is reversed: new facts, or an error; another person signs it' })
  @ApiCreatedResponse({ type: DecisionDto })
  ask(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: ReturnDecisionDto,
  ): Promise<DecisionDto> {
    return this.#decision(actor, async (tx) => {
      await askReversal(tx, id, reason);
      return id;
    });
  }

  @Post('reversals/:id/signatures')
  @HttpCode(200)
  @Needs('decisions.countersign')
  @Refuses(
    'decisions.not-open',
    'decisions.not-ready',
    'decisions.not-reversible',
    'decisions.not-yours',
    'decisions.own-institution',
    'decisions.reversal-ended',
    'decisions.separation',
    'decisions.signature-adds-nothing',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.reason-needed',
    'payments.repayment-moved',
    'routing.at-capacity',
    'routing.not-open',
    'routing.not-yours',
    'routing.skill-missing',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Sign a reversal: what was held is released, the expense is in review again' })
  @ApiOkResponse({ type: DecisionDto })
  sign(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<DecisionDto> {
    return this.#decision(actor, (tx) => signReversal(tx, id));
  }

  @Post('reversals/:id/drops')
  @HttpCode(200)
  @Needs('decisions.countersign')
  @Refuses(
    'decisions.reversal-ended',
    'decisions.separation',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Drop a reversal: the ruling stands' })
  @ApiOkResponse({ type: DecisionDto })
  drop(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<DecisionDto> {
    return this.#decision(actor, (tx) => dropReversal(tx, id));
  }

  #decision(actor: Actor, work: (tx: Tx) => Promise<string>): Promise<DecisionDto> {
    return this.database.transaction(actor, async (tx) => decisionView(tx, await work(tx)));
  }
}
