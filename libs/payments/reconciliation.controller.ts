import { join } from 'node:path';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, onceWithFile, requireShown, withForm } from '#http';
import { dayInJapan } from '#kernel';
import { CONFIG, type Config } from '#platform';
import { BankPreviewDto, bankPreviewView } from './bank-report.dto.js';
import { PaymentReasonDto } from './payment.dto.js';
import { readBankReport, reportedLines } from './read-bank-report.js';
import { ReconciliationDto, ReconciliationQuery } from './reconciliation.dto.js';
import { reconciliationOf } from './reconciliation.reads.js';
import { settleLine } from './settle-bank-line.js';
import { takeReport } from './take-bank-report.js';

const bankFile = { type: 'string', format: 'binary' };

@ApiTags('payments')
@Controller()
export class ReconciliationController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('reconciliation')
  @Needs('payments.read')
  @ApiOperation({ summary: 'What does not agree at the end of a day' })
  @ApiOkResponse({ type: ReconciliationDto })
  reconcile(@By() actor: Actor, @Query() { day }: ReconciliationQuery): Promise<ReconciliationDto> {
    return this.database.read(actor, (tx) => reconciliationOf(tx, day));
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
        return reconciliationOf(tx);
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
      return reconciliationOf(tx);
    });
  }
}
