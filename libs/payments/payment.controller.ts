import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, ExpectedVersion, IdPipe, pageOf, PageQuery, Viewed, type Page } from '#http';
import { Secrets } from '#platform';
import { Problem } from '#problems';
import { buildBatch, moveBatch } from './batch.js';
import { correctMistake } from './correct-mistake.js';
import { screenBatch } from './release-batch.js';
import { enterOrigin, originView } from './origin-account.js';
import {
  BatchDto,
  BuildBatchDto,
  CorrectMistakeDto,
  MoveBatchDto,
  OriginDto,
  PaymentDto,
  PaymentQuery,
  PaymentReasonDto,
  ReleasersDto,
  ReturnPaymentDto,
  SettlePaymentDto,
  TransferRecordsDto,
} from './payment.dto.js';
import { batchView, fileOf, listBatches, listPayments, paymentView, recordsOf, releasersOf } from './payment.reads.js';
import { PaymentWaitsDto, PaymentWaitsQuery } from './payment-waits.dto.js';
import { waitsView } from './payment-waits.reads.js';
import { scheduleStopped } from './schedule-payment.js';
import { payReturnedAgain, returnPayment, settlePayment, stopPayment } from './settle-payment.js';

@ApiTags('payments')
@Controller()
export class PaymentController {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  @Get('payments')
  @Needs('payments.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Payments, those to be paid first first' })
  @ApiOkResponse({ type: pageOf(PaymentDto) as never })
  list(@By() actor: Actor, @Query() query: PaymentQuery): Promise<Page<PaymentDto>> {
    return this.database.read(actor, (tx) => listPayments(tx, query));
  }

  @Get('payment-waits')
  @Needs('incidents.read')
  @ApiOperation({ summary: 'Approved money that is not on its way, and what would free it, the longest first' })
  @ApiOkResponse({ type: PaymentWaitsDto })
  waits(@By() actor: Actor, @Query() { incidentId }: PaymentWaitsQuery): Promise<PaymentWaitsDto> {
    return this.database.read(actor, (tx) => waitsView(tx, incidentId));
  }

  @Get('payments/:id')
  @Needs('payments.read')
  @Viewed('payment')
  @ApiOperation({ summary: 'One payment' })
  @ApiOkResponse({ type: PaymentDto })
  one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<PaymentDto> {
    return this.database.read(actor, (tx) => paymentView(tx, id));
  }

  @Post('payments/:id/settlements')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses(
    'decisions.not-ready',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.move-not-allowed',
    'payments.not-the-releaser',
    'payments.not-yet',
    'payments.other-account-needed',
    'payments.reason-needed',
    'payments.second-person-needed',
    'payments.wrong-day',
  )
  @OneEffect()
  @ApiOperation({ summary: 'The bank has paid: the limit is consumed, the expense is paid' })
  @ApiOkResponse({ type: PaymentDto })
  settle(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: SettlePaymentDto): Promise<PaymentDto> {
    return this.#move(actor, id, (tx) => settlePayment(tx, id, body.settledOn));
  }

  @Post('payments/:id/returns')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses(
    'decisions.not-ready',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.move-not-allowed',
    'payments.not-the-releaser',
    'payments.not-yet',
    'payments.other-account-needed',
    'payments.reason-needed',
    'payments.second-person-needed',
    'payments.wrong-day',
  )
  @OneEffect()
  @ApiOperation({ summary: 'The bank sent it back: the limit is held again until it is paid to another account' })
  @ApiOkResponse({ type: PaymentDto })
  giveBack(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: ReturnPaymentDto): Promise<PaymentDto> {
    return this.#move(actor, id, (tx) => returnPayment(tx, id, body));
  }

  @Post('payments/:id/mistakes')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses('payments.mistake-recorded-already', 'payments.no-return-to-correct')
  @OneEffect()
  @ApiOperation({ summary: 'Correct whose mistake the newest return was, until the payment is in its next batch' })
  @ApiOkResponse({ type: PaymentDto })
  mistake(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: CorrectMistakeDto): Promise<PaymentDto> {
    return this.#move(actor, id, (tx) => correctMistake(tx, id, body));
  }

  @Post('payments/:id/retries')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses(
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.move-not-allowed',
    'payments.other-account-needed',
    'payments.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Schedule what came back, to the account that was confirmed since' })
  @ApiOkResponse({ type: PaymentDto })
  again(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<PaymentDto> {
    return this.#move(actor, id, (tx) => payReturnedAgain(tx, id));
  }

  @Post('payments/:id/stops')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses(
    'decisions.not-ready',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.move-not-allowed',
    'payments.other-account-needed',
    'payments.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Stop a scheduled payment for good: attachment, a wrong account, no releaser' })
  @ApiOkResponse({ type: PaymentDto })
  stop(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() { reason }: PaymentReasonDto): Promise<PaymentDto> {
    return this.#move(actor, id, (tx) => stopPayment(tx, id, reason));
  }

  @Post('expenses/:id/payments')
  @Needs('payments.work')
  @Refuses(
    'decisions.not-ready',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.nothing-approved',
    'payments.victim-gate',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Schedule an approved expense again after its payment was stopped' })
  @ApiCreatedResponse({ type: PaymentDto })
  schedule(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: PaymentReasonDto,
  ): Promise<PaymentDto> {
    return this.database.transaction(actor, async (tx) => paymentView(tx, await scheduleStopped(tx, id, reason)));
  }

  @Get('payment-batches')
  @Needs('payments.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Batches, newest first' })
  @ApiOkResponse({ type: pageOf(BatchDto) as never })
  batches(@By() actor: Actor, @Query() query: PageQuery): Promise<Page<BatchDto>> {
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
    // a match is kept, whatever becomes of the release
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

  @Get('payment-releasers')
  @Needs('payments.work')
  @ApiOperation({ summary: 'Who can be named to release a batch' })
  @ApiOkResponse({ type: ReleasersDto })
  releasers(@By() actor: Actor): Promise<ReleasersDto> {
    return this.database.read(actor, releasersOf);
  }

  @Get('originating-accounts/current')
  @Needs('payments.read')
  @Refuses('payments.no-origin')
  @ApiOperation({ summary: 'The account from which is paid' })
  @ApiOkResponse({ type: OriginDto })
  async origin(@By() actor: Actor): Promise<OriginDto> {
    const found = await this.database.read(actor, originView);
    if (!found) throw new Problem('payments.no-origin');
    return found;
  }

  @Post('originating-accounts')
  @Needs('origins.write')
  @Refuses(
    'accounts.bank-closed',
    'accounts.branch-closed',
    'accounts.name-refused',
    'accounts.no-such-bank',
    'accounts.no-such-branch',
    'payments.no-origin',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Enter the account from which is paid, as its bank wants the file; the newest holds' })
  @ApiCreatedResponse({ type: OriginDto })
  enterOrigin(@By() actor: Actor, @Body() body: OriginDto): Promise<OriginDto> {
    return this.database.transaction(actor, async (tx) => {
      await enterOrigin(tx, body);
      const found = await originView(tx);
      if (!found) throw new Problem('payments.no-origin');
      return found;
    });
  }

  #move(actor: Actor, id: string, move: (tx: Tx) => Promise<void>): Promise<PaymentDto> {
    return this.database.transaction(actor, async (tx) => {
      await move(tx);
      return paymentView(tx, id);
    });
  }
}
