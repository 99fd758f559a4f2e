import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { ReturnDecisionDto } from './decision.dto.js';
import { RepaymentRoomDto } from './false-facts.dto.js';
import { askFalseFacts, dropFalseFacts, signFalseFacts } from './false-facts.js';
import { repaymentRoomView } from './false-facts.reads.js';

/** Facts on which the insurer agreed to an expense and which were knowingly false, and what can be demanded back. */
@ApiTags('decisions')
@Controller()
export class FalseFactsController {
  constructor(private readonly database: Database) {}

  @Get('expenses/:id/repayment-room')
  @Needs('decisions.read')
  @Viewed('expense')
  @ApiOperation({ summary: 'What of money that was paid for an expense can be demanded back, and why not all of it' })
  @ApiOkResponse({ type: RepaymentRoomDto })
  room(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<RepaymentRoomDto> {
    return this.database.read(actor, (tx) => repaymentRoomView(tx, id));
  }

  @Post('expenses/:id/false-facts')
  @Needs('decisions.reverse')
  @OneEffect()
  @ApiOperation({
    summary:
      'Say that facts on which the insurer agreed to an expense were knowingly false; another senior-adjuster signs',
  })
  @ApiCreatedResponse({ type: RepaymentRoomDto })
  ask(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: ReturnDecisionDto,
  ): Promise<RepaymentRoomDto> {
    return this.#room(actor, async (tx) => {
      await askFalseFacts(tx, id, reason);
      return id;
    });
  }

  @Post('false-facts/:id/signatures')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @OneEffect()
  @ApiOperation({ summary: 'Sign that facts were knowingly false: what was agreed to on them can be demanded back' })
  @ApiOkResponse({ type: RepaymentRoomDto })
  sign(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<RepaymentRoomDto> {
    return this.#room(actor, (tx) => signFalseFacts(tx, id));
  }

  @Post('false-facts/:id/drops')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @OneEffect()
  @ApiOperation({ summary: 'Drop it before it is signed: nothing is demanded back of what was agreed to' })
  @ApiOkResponse({ type: RepaymentRoomDto })
  drop(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<RepaymentRoomDto> {
    return this.#room(actor, (tx) => dropFalseFacts(tx, id));
  }

  #room(actor: Actor, work: (tx: Tx) => Promise<string>): Promise<RepaymentRoomDto> {
    return this.database.transaction(actor, async (tx) => repaymentRoomView(tx, await work(tx)));
  }
}
