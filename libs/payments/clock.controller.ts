import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { LateExpensesDto } from './late-expenses.dto.js';
import { lateExpenses } from './late-expenses.reads.js';
import { setCompletion } from './set-completion-day.js';
import { resumeClock, suspendClock } from './suspend-clock.js';
import { extendClock } from './extend-clock.js';
import { ClockFileDto, ExtendClockDto, ResumeClockDto, SetCompletionDto, SuspendClockDto } from './clock.dto.js';
import { clockFile } from './clock.reads.js';

@ApiTags('payments')
@Controller()
export class ClockController {
  constructor(private readonly database: Database) {}

  @Get('expenses/:id/clock')
  @Needs('decisions.read')
  @Viewed('expense')
  @ApiOperation({ summary: 'The insurer’s time to pay an expense, with what lengthens it' })
  @ApiOkResponse({ type: ClockFileDto })
  clock(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ClockFileDto> {
    return this.database.read(actor, (tx) => clockFile(tx, id));
  }

  @Post('expenses/:id/clock-extensions')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses('payments.clock-over', 'payments.extended-already', 'payments.senior-needed')
  @OneEffect()
  @ApiOperation({ summary: 'It takes longer, for a ground of the closed list, told to the claimant' })
  @ApiOkResponse({ type: ClockFileDto })
  extend(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: ExtendClockDto): Promise<ClockFileDto> {
    return this.#clock(actor, id, (tx) => extendClock(tx, id, body));
  }

  @Post('expenses/:id/clock-suspensions')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses('payments.clock-over', 'payments.suspended-already', 'payments.wrong-day')
  @OneEffect()
  @ApiOperation({ summary: 'The claimant holds the inquiry up from a day on: those days are not counted' })
  @ApiOkResponse({ type: ClockFileDto })
  suspend(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: SuspendClockDto): Promise<ClockFileDto> {
    return this.#clock(actor, id, (tx) => suspendClock(tx, id, body));
  }

  @Post('expenses/:id/clock-resumptions')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses('payments.clock-over', 'payments.not-suspended', 'payments.wrong-day')
  @OneEffect()
  @ApiOperation({ summary: 'The claimant holds it up no longer' })
  @ApiOkResponse({ type: ClockFileDto })
  resume(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() { toOn }: ResumeClockDto): Promise<ClockFileDto> {
    return this.#clock(actor, id, (tx) => resumeClock(tx, id, toOn));
  }

  @Post('expenses/:id/completions')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @Refuses('payments.clock-over', 'payments.not-complete', 'payments.not-later')
  @OneEffect()
  @ApiOperation({ summary: 'A later day of completeness, told to the claimant with what was missing' })
  @ApiOkResponse({ type: ClockFileDto })
  complete(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: SetCompletionDto): Promise<ClockFileDto> {
    return this.#clock(actor, id, (tx) => setCompletion(tx, id, body));
  }

  #clock(actor: Actor, id: string, work: (tx: Tx) => Promise<void>): Promise<ClockFileDto> {
    return this.database.transaction(actor, async (tx) => {
      await work(tx);
      return clockFile(tx, id);
    });
  }

  @Get('late-expenses')
  @Needs('payments.read')
  @ApiOperation({ summary: 'Expenses that are not paid in time, or soon will not be, with who has them' })
  @ApiOkResponse({ type: LateExpensesDto })
  late(@By() actor: Actor): Promise<LateExpensesDto> {
    return this.database.read(actor, (tx) => lateExpenses(tx));
  }
}
