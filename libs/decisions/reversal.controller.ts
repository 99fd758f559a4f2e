import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, pageOf, PageQuery, type Page } from '#http';
import { DecisionDto, ReturnDecisionDto } from './decision.dto.js';
import { decisionView } from './decision.reads.js';
import { ReversalDto } from './reversal.dto.js';
import { askReversal, dropReversal, signReversal } from './reversal.js';
import { openReversals } from './reversal.reads.js';

/** Rulings that are taken back: one person asks for it, another signs. */
@ApiTags('decisions')
@Controller()
export class ReversalController {
  constructor(private readonly database: Database) {}

  @Get('reversals')
  @Needs('decisions.read')
  @ApiOperation({ summary: 'Reversals that wait for a second signature, oldest first' })
  @ApiOkResponse({ type: pageOf(ReversalDto) as never })
  reversals(@By() actor: Actor, @Query() query: PageQuery): Promise<Page<ReversalDto>> {
    return this.database.read(actor, (tx) => openReversals(tx, query));
  }

  @Post('decisions/:id/reversals')
  @Needs('decisions.reverse')
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
  @OneEffect()
  @ApiOperation({ summary: 'Sign a reversal: what was held is released, the expense is in review again' })
  @ApiOkResponse({ type: DecisionDto })
  sign(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<DecisionDto> {
    return this.#decision(actor, (tx) => signReversal(tx, id));
  }

  @Post('reversals/:id/drops')
  @HttpCode(200)
  @Needs('decisions.countersign')
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
