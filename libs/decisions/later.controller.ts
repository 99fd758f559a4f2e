import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, pageOf, PageQuery, Viewed, type Page } from '#http';
import { leaveTask, listTasks, taskView } from './assessment-task.js';
import { DecisionDto, ProposeDecisionDto, ReturnDecisionDto } from './decision.dto.js';
import { decisionView } from './decision.reads.js';
import { askFalseFacts, dropFalseFacts, signFalseFacts } from './false-facts.js';
import { RepaymentRoomDto, ReversalDto, StatementPreviewDto, TaskDto, TaskQuery } from './later.dto.js';
import { openReversals, repaymentRoomView, statementPreview } from './later.reads.js';
import { proposeStatement } from './propose-statement.js';
import { screenBefore } from './screening.js';
import { askReversal, dropReversal, signReversal } from './reversal.js';

/** What comes after a ruling, and statements of business interruption. */
@ApiTags('decisions')
@Controller()
export class LaterController {
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
  askFalse(
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
  signFalse(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<RepaymentRoomDto> {
    return this.#room(actor, (tx) => signFalseFacts(tx, id));
  }

  @Post('false-facts/:id/drops')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @OneEffect()
  @ApiOperation({ summary: 'Drop it before it is signed: nothing is demanded back of what was agreed to' })
  @ApiOkResponse({ type: RepaymentRoomDto })
  dropFalse(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<RepaymentRoomDto> {
    return this.#room(actor, (tx) => dropFalseFacts(tx, id));
  }

  @Get('assessment-tasks')
  @Needs('decisions.read')
  @ApiOperation({ summary: 'Decided lines that would come to something else now, oldest first' })
  @ApiOkResponse({ type: pageOf(TaskDto) as never })
  tasks(@By() actor: Actor, @Query() query: TaskQuery): Promise<Page<TaskDto>> {
    return this.database.read(actor, (tx) => listTasks(tx, query));
  }

  @Post('assessment-tasks/:id/leaves')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @OneEffect()
  @ApiOperation({ summary: 'Leave a difference against the claimant as it is, with a reason' })
  @ApiOkResponse({ type: TaskDto })
  leave(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() { reason }: ReturnDecisionDto): Promise<TaskDto> {
    return this.database.transaction(actor, async (tx) => {
      await leaveTask(tx, id, reason);
      return taskView(tx, id);
    });
  }

  @Get('incidents/:id/statement-preview')
  @Needs('decisions.propose')
  @Viewed('incident')
  @ApiOperation({ summary: 'What a statement of the months of business interruption in review would come to now' })
  @ApiOkResponse({ type: StatementPreviewDto })
  preview(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<StatementPreviewDto> {
    return this.database.read(actor, (tx) => statementPreview(tx, id));
  }

  @Post('incidents/:id/statements')
  @Needs('decisions.propose')
  @OneEffect()
  @ApiOperation({ summary: 'Propose what becomes of the months of business interruption in review, as one statement' })
  @ApiCreatedResponse({ type: DecisionDto })
  async propose(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: ProposeDecisionDto,
  ): Promise<DecisionDto> {
    await screenBefore(this.database, actor, () => Promise.resolve(id));
    return this.#decision(actor, (tx) => proposeStatement(tx, id, body));
  }

  #room(actor: Actor, work: (tx: Tx) => Promise<string>): Promise<RepaymentRoomDto> {
    return this.database.transaction(actor, async (tx) => repaymentRoomView(tx, await work(tx)));
  }

  #decision(actor: Actor, work: (tx: Tx) => Promise<string>): Promise<DecisionDto> {
    return this.database.transaction(actor, async (tx) => decisionView(tx, await work(tx)));
  }
}
