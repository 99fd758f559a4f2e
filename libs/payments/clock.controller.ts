import { join } from 'node:path';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, Day, IdPipe, onceWithFile, requireShown, Viewed, withForm } from '#http';
import { dayInJapan } from '#kernel';
import { type Config, CONFIG } from '#platform';
import { BankPreviewDto, bankPreviewView } from './bank-report.dto.js';
import { readBankReport, reportedLines, settleLine, takeReport } from './bank-report.js';
import { extendClock, resumeClock, setCompletion, suspendClock } from './clock-rows.js';
import {
  ClockDto,
  ExtendClockDto,
  LateExpensesDto,
  ReservesDto,
  ResumeClockDto,
  SetCompletionDto,
  SetReserveDto,
  SuspendClockDto,
} from './clock.dto.js';
import { clockView, lateExpenses, reservesOf, setReserve } from './clock.reads.js';
import { PaymentReasonDto } from './payment.dto.js';
import { ReconciliationDto } from './reconciliation.dto.js';
import { reconciliation } from './reconciliation.reads.js';

export class ReconciliationQuery {
  @Day({ optional: true, about: 'today, when absent' }) day?: string;
}

const bankFile = { type: 'string', format: 'binary' };

@ApiTags('payments')
@Controller()
export class ClockController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('expenses/:id/clock')
  @Needs('decisions.read')
  @Viewed('expense')
  @ApiOperation({ summary: 'The insurer’s time to pay an expense, with what lengthens it' })
  @ApiOkResponse({ type: ClockDto })
  clock(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ClockDto> {
    return this.database.read(actor, (tx) => clockView(tx, id));
  }

  @Post('expenses/:id/clock-extensions')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses('payments.clock-over', 'payments.extended-already', 'payments.senior-needed')
  @OneEffect()
  @ApiOperation({ summary: 'It takes longer, for a ground of the closed list, told to the claimant' })
  @ApiOkResponse({ type: ClockDto })
  extend(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: ExtendClockDto): Promise<ClockDto> {
    return this.#clock(actor, id, (tx) => extendClock(tx, id, body));
  }

  @Post('expenses/:id/clock-suspensions')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses('payments.clock-over', 'payments.suspended-already', 'payments.wrong-day')
  @OneEffect()
  @ApiOperation({ summary: 'The claimant holds the inquiry up from a day on: those days are not counted' })
  @ApiOkResponse({ type: ClockDto })
  suspend(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: SuspendClockDto): Promise<ClockDto> {
    return this.#clock(actor, id, (tx) => suspendClock(tx, id, body));
  }

  @Post('expenses/:id/clock-resumptions')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses('payments.clock-over', 'payments.not-suspended', 'payments.wrong-day')
  @OneEffect()
  @ApiOperation({ summary: 'The claimant holds it up no longer' })
  @ApiOkResponse({ type: ClockDto })
  resume(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() { toOn }: ResumeClockDto): Promise<ClockDto> {
    return this.#clock(actor, id, (tx) => resumeClock(tx, id, toOn));
  }

  @Post('expenses/:id/completions')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @Refuses('payments.clock-over', 'payments.not-complete', 'payments.not-later')
  @OneEffect()
  @ApiOperation({ summary: 'A later day of completeness, told to the claimant with what was missing' })
  @ApiOkResponse({ type: ClockDto })
  complete(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: SetCompletionDto): Promise<ClockDto> {
    return this.#clock(actor, id, (tx) => setCompletion(tx, id, body));
  }

  @Get('incidents/:id/reserves')
  @Needs('decisions.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'Reserves (支払備金) of a case, newest first' })
  @ApiOkResponse({ type: ReservesDto })
  reserves(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ReservesDto> {
    return this.database.read(actor, (tx) => reservesOf(tx, id));
  }

  @Post('incidents/:id/reserves')
  @Needs('expenses.work')
  @OneEffect()
  @ApiOperation({ summary: 'A new estimate of a case and lane; it blocks nothing' })
  @ApiCreatedResponse({ type: ReservesDto })
  reserve(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: SetReserveDto): Promise<ReservesDto> {
    return this.database.transaction(actor, async (tx) => {
      await setReserve(tx, id, body);
      return reservesOf(tx, id);
    });
  }

  @Get('late-expenses')
  @Needs('payments.read')
  @ApiOperation({ summary: 'Expenses that are not paid in time, or soon will not be, with who has them' })
  @ApiOkResponse({ type: LateExpensesDto })
  late(@By() actor: Actor): Promise<LateExpensesDto> {
    return this.database.read(actor, (tx) => lateExpenses(tx));
  }

  @Get('reconciliation')
  @Needs('payments.read')
  @ApiOperation({ summary: 'What does not agree at the end of a day' })
  @ApiOkResponse({ type: ReconciliationDto })
  reconcile(@By() actor: Actor, @Query() { day }: ReconciliationQuery): Promise<ReconciliationDto> {
    return this.database.read(actor, (tx) => reconciliation(tx, day));
  }

  @Post('bank-reports/previews')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses(
    'expenses.cell-unreadable',
    'expenses.file-unreadable',
    'expenses.import-empty',
    'expenses.too-many-rows',
    'payments.bank-file-refused',
    'uploads.cell-merged',
    'uploads.column-hidden',
    'uploads.cut-off',
    'uploads.empty',
    'uploads.no-file',
    'uploads.not-a-form',
    'uploads.one-file',
    'values.amount',
    'values.amount-ambiguous',
    'values.day',
    'values.day-ambiguous',
    'values.era-differs',
    'values.no-such-day',
    'values.no-year',
    'values.not-whole',
    'values.number',
    'values.telephone',
    'values.time',
    'values.time-ambiguous',
    'values.too-large',
    'values.weekday-differs',
  )
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: bankFile } } })
  @ApiOperation({ summary: 'What the bank’s list says, row by row; nothing is kept' })
  @ApiOkResponse({ type: BankPreviewDto })
  previewReport(@Req() request: FastifyRequest): Promise<BankPreviewDto> {
    return withForm(request, join(this.config.dataFolder, 'uploads'), async (form, signal) =>
      bankPreviewView(
        await readBankReport(form.file.path, dayInJapan(new Date()), signal),
        form.file.sha256.toString('hex'),
      ),
    );
  }

  @Post('bank-reports')
  @Needs('payments.work')
  @Refuses(
    'decisions.not-ready',
    'decisions.separation',
    'expenses.cannot-withdraw',
    'expenses.cell-unreadable',
    'expenses.file-unreadable',
    'expenses.import-empty',
    'expenses.too-many-rows',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.bank-file-known',
    'payments.bank-file-refused',
    'payments.move-not-allowed',
    'payments.not-paid-so-much',
    'payments.not-the-releaser',
    'payments.not-yet',
    'payments.other-account-needed',
    'payments.reason-needed',
    'payments.repayment-moved',
    'payments.second-person-needed',
    'payments.wrong-day',
    'requests.stale-version',
    'uploads.cell-merged',
    'uploads.column-hidden',
    'uploads.cut-off',
    'uploads.empty',
    'uploads.more-faults',
    'uploads.no-file',
    'uploads.not-a-form',
    'uploads.one-file',
    'uploads.preview-differs',
    'values.amount',
    'values.amount-ambiguous',
    'values.day',
    'values.day-ambiguous',
    'values.era-differs',
    'values.no-such-day',
    'values.no-year',
    'values.not-whole',
    'values.number',
    'values.telephone',
    'values.time',
    'values.time-ambiguous',
    'values.too-large',
    'values.weekday-differs',
  )
  @OneEffect()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: bankFile,
        sha256: { type: 'string', description: 'of the preview: another file is refused' },
      },
    },
  })
  @ApiOperation({
    summary: 'Take over what the bank reports (区分, 日付, 金額, 支払番号, 摘要): settled, returned, received',
  })
  @ApiCreatedResponse({ type: ReconciliationDto })
  report(@By() actor: Actor, @Req() request: FastifyRequest): Promise<ReconciliationDto> {
    return withForm(request, join(this.config.dataFolder, 'uploads'), async (form, signal) => {
      const lines = reportedLines(await readBankReport(form.file.path, dayInJapan(new Date()), signal));
      requireShown(form, {});
      const once = onceWithFile(actor, form);
      return this.database.overCases(once, 'take-bank-report', async (tx) => {
        await takeReport(tx, form.file, lines);
        return reconciliation(tx);
      });
    });
  }

  @Post('bank-lines/:id/settlements')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses('payments.line-settled')
  @OneEffect()
  @ApiOperation({ summary: 'Say why a line of the bank agrees with nothing' })
  @ApiOkResponse({ type: ReconciliationDto })
  line(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: PaymentReasonDto,
  ): Promise<ReconciliationDto> {
    return this.database.transaction(actor, async (tx) => {
      await settleLine(tx, id, reason);
      return reconciliation(tx);
    });
  }

  #clock(actor: Actor, id: string, work: (tx: Tx) => Promise<void>): Promise<ClockDto> {
    return this.database.transaction(actor, async (tx) => {
      await work(tx);
      return clockView(tx, id);
    });
  }
}
