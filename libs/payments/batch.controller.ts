import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, ExpectedVersion, IdPipe, pageOf, Viewed, type Page } from '#http';
import { Secrets } from '#platform';
import {
  BatchDto,
  BatchPreviewDto,
  BatchQuery,
  BuildBatchDto,
  MoveBatchDto,
  PreviewBatchDto,
  TransferRecordsDto,
} from './batch.dto.js';
import { moveBatch } from './batch.js';
import { buildBatch } from './build-batch.js';
import { batchView, fileOf, listBatches, recordsOf } from './batch.reads.js';
import { batchPreview } from './propose-batch.js';
import { screenBatch } from './release-batch.js';

@ApiTags('payments')
@Controller()
export class BatchController {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  @Get('payment-batches')
  @Needs('payments.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Batches, newest first' })
  @ApiOkResponse({ type: pageOf(BatchDto) as never })
  batches(@By() actor: Actor, @Query() query: BatchQuery): Promise<Page<BatchDto>> {
    return this.database.read(actor, (tx) => listBatches(tx, query));
  }

  @Post('payment-batches')
  @Needs('payments.work')
  @Refuses(
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.move-not-allowed',
    'payments.no-origin',
    'payments.not-a-bank-day',
    'payments.nothing-to-pay',
    'payments.other-account-needed',
    'payments.rate-unknown',
    'payments.reason-needed',
    'payments.releaser-unfit',
    'payments.too-far',
    'payments.too-soon',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Put scheduled payments into a batch for a transfer date, its releaser named in advance' })
  @ApiCreatedResponse({ type: BatchDto })
  build(@By() actor: Actor, @Body() body: BuildBatchDto): Promise<BatchDto> {
    return this.database.overCases(actor, 'build-payment-batch', async (tx) => {
      const { id, leftOut } = await buildBatch(tx, body);
      return batchView(tx, id, leftOut);
    });
  }

  @Post('payment-batches/previews')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses('payments.no-origin')
  @ApiOperation({
    summary: 'The soonest transfer date of a batch, and who can be named to release it; nothing is kept',
  })
  @ApiOkResponse({ type: BatchPreviewDto })
  preview(@By() actor: Actor, @Body() { paymentIds }: PreviewBatchDto): Promise<BatchPreviewDto> {
    return this.database.read(actor, (tx) => batchPreview(tx, paymentIds));
  }

  @Get('payment-batches/:id')
  @Needs('payments.read')
  @Viewed('payment-batch')
  @ApiOperation({ summary: 'One batch with its payments' })
  @ApiOkResponse({ type: BatchDto })
  batch(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<BatchDto> {
    return this.database.read(actor, (tx) => batchView(tx, id));
  }

  @Post('payment-batches/:id/transitions')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses(
    'decisions.no-watch-list',
    'decisions.not-ready',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.bank-closed',
    'payments.batch-debited',
    'payments.move-not-allowed',
    'payments.no-origin',
    'payments.not-a-bank-day',
    'payments.not-the-releaser',
    'payments.not-yet',
    'payments.other-account-needed',
    'payments.reason-needed',
    'payments.screening-held',
    'payments.second-person-needed',
    'payments.too-far',
    'payments.too-soon',
    'payments.wrong-day',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Release (the named releaser), export, settle or cancel (two persons) a batch' })
  @ApiOkResponse({ type: BatchDto })
  async moveBatch(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: MoveBatchDto,
  ): Promise<BatchDto> {
    // a match is stored even where the release is refused
    if (body.to === 'released') {
      const { once: _, ...plain } = actor;
      await this.database.transaction(plain, (tx) => screenBatch(tx, id, this.secrets));
    }
    return this.database.overCases(actor, 'move-payment-batch', async (tx) => {
      await moveBatch(tx, id, { ...body, expectedVersion: version }, this.secrets);
      return batchView(tx, id);
    });
  }

  @Get('payment-batches/:id/transfer-file')
  @Needs('payments.work')
  @Refuses('payments.no-file-yet')
  @Viewed('payment-batch', 'downloaded')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The bank file (全銀協規定フォーマット): the same bytes at every export' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async file(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const { name, content } = await this.database.read(actor, (tx) => fileOf(tx, id, this.secrets));
    return new StreamableFile(content, {
      type: 'application/octet-stream',
      disposition: `attachment; filename="${name}"`,
      length: content.length,
    });
  }

  @Get('payment-batches/:id/transfer-records')
  @Needs('payments.work')
  @Refuses('payments.no-origin')
  @Viewed('payment-batch')
  @ApiOperation({ summary: 'The bank file read back field by field, faults at their byte and in words' })
  @ApiOkResponse({ type: TransferRecordsDto })
  records(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<TransferRecordsDto> {
    return this.database.read(actor, (tx) => recordsOf(tx, id, this.secrets));
  }
}
