import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, pageOf, Viewed, type Page } from '#http';
import { correctMistake } from './correct-mistake.js';
import {
  CorrectMistakeDto,
  PaymentDto,
  PaymentQuery,
  PaymentReasonDto,
  ReturnPaymentDto,
  SettlePaymentDto,
  DepositDto,
} from './payment.dto.js';
import { listPayments, paymentView } from './payment.reads.js';
import { PaymentQueuesDto } from './payment-queues.dto.js';
import { paymentQueuesView } from './payment-queues.reads.js';
import { PaymentWaitsDto, PaymentWaitsQuery } from './payment-waits.dto.js';
import { waitsView } from './payment-waits.reads.js';
import { scheduleStopped } from './schedule-payment.js';
import { depositPayment } from './deposit-payment.js';
import { payReturnedAgain } from './pay-returned-again.js';
import { returnPayment } from './return-payment.js';
import { settlePayment } from './settle-payment.js';
import { stopPayment } from './stop-payment.js';

@ApiTags('payments')
@Controller()
export class PaymentController {
  constructor(private readonly database: Database) {}

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
  waits(@By() actor: Actor, @Query() query: PaymentWaitsQuery): Promise<PaymentWaitsDto> {
    return this.database.read(actor, (tx) => waitsView(tx, query));
  }

  @Get('payment-queues')
  @Needs('payments.read')
  @ApiOperation({ summary: 'How much is in each queue of payments' })
  @ApiOkResponse({ type: PaymentQueuesDto })
  queues(@By() actor: Actor): Promise<PaymentQueuesDto> {
    return this.database.read(actor, paymentQueuesView);
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

  #move(actor: Actor, id: string, move: (tx: Tx) => Promise<void>): Promise<PaymentDto> {
    return this.database.transaction(actor, async (tx) => {
      await move(tx);
      return paymentView(tx, id);
    });
  }

  @Post('payments/:id/deposits')
  @HttpCode(200)
  @Needs('decisions.reverse')
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
    'payments.other-account-needed',
    'payments.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'A payee who cannot be found: deposit what came back (供託), or set it aside' })
  @ApiOkResponse({ type: PaymentDto })
  deposit(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DepositDto): Promise<PaymentDto> {
    return this.database.transaction(actor, async (tx) => {
      await depositPayment(tx, id, body);
      return paymentView(tx, id);
    });
  }
}
