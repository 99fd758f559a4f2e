import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, ExpectedVersion, IdPipe, pageOf, type Page } from '#http';
import { PaymentReasonDto } from './payment.dto.js';
import {
  AskRepaymentDto,
  ReceiptPreviewDto,
  ReceiveRepaymentDto,
  RepaymentDto,
  RepaymentQuery,
} from './repayment.dto.js';
import { askRepayment, dropRepayment, signRepayment, writeOffRepayment } from './repayment.js';
import { receiptPreview, receiveRepayment } from './receive-repayment.js';
import { repaymentView, listRepayments } from './repayment.reads.js';

@ApiTags('payments')
@Controller()
export class RepaymentController {
  constructor(private readonly database: Database) {}

  @Get('repayments')
  @Needs('payments.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Claims for what was paid too much, newest first' })
  @ApiOkResponse({ type: pageOf(RepaymentDto) as never })
  list(@By() actor: Actor, @Query() query: RepaymentQuery): Promise<Page<RepaymentDto>> {
    return this.database.read(actor, (tx) => listRepayments(tx, query));
  }

  @Post('expenses/:id/repayments')
  @Needs('decisions.reverse')
  @Refuses('payments.agreed-before', 'payments.by-statement', 'payments.not-paid-so-much')
  @OneEffect()
  @ApiOperation({ summary: 'Ask for money that was paid too much; another person signs' })
  @ApiCreatedResponse({ type: RepaymentDto })
  ask(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: AskRepaymentDto): Promise<RepaymentDto> {
    return this.database.transaction(actor, async (tx) => repaymentView(tx, await askRepayment(tx, id, body)));
  }

  @Post('repayments/:id/signatures')
  @HttpCode(200)
  @Needs('decisions.countersign')
  @Refuses(
    'decisions.separation',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.agreed-before',
    'payments.by-statement',
    'payments.reason-needed',
    'payments.repayment-moved',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Sign a claim for repayment that somebody else asked for' })
  @ApiOkResponse({ type: RepaymentDto })
  sign(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
  ): Promise<RepaymentDto> {
    return this.#move(actor, id, (tx) => signRepayment(tx, id, version));
  }

  @Post('repayments/:id/drops')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @Refuses(
    'decisions.separation',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.reason-needed',
    'payments.repayment-moved',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Drop a claim for repayment that nobody has signed' })
  @ApiOkResponse({ type: RepaymentDto })
  drop(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: PaymentReasonDto,
  ): Promise<RepaymentDto> {
    return this.#move(actor, id, (tx) => dropRepayment(tx, id, reason));
  }

  @Get('repayments/:id/receipt-preview')
  @Needs('payments.read')
  @Refuses('payments.not-paid-so-much', 'payments.repayment-moved')
  @ApiOperation({ summary: 'What the receipt of a repayment would give back to each limit; nothing is posted' })
  @ApiOkResponse({ type: ReceiptPreviewDto })
  preview(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ReceiptPreviewDto> {
    return this.database.read(actor, async (tx) => ({ limits: await receiptPreview(tx, id) }));
  }

  @Post('repayments/:id/receipts')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses(
    'decisions.separation',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.not-paid-so-much',
    'payments.reason-needed',
    'payments.repayment-moved',
    'payments.wrong-day',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'The money came: the limit is released' })
  @ApiOkResponse({ type: RepaymentDto })
  receive(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: ReceiveRepaymentDto,
  ): Promise<RepaymentDto> {
    return this.#move(actor, id, (tx) => receiveRepayment(tx, id, body));
  }

  @Post('repayments/:id/write-offs')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @Refuses(
    'decisions.separation',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.reason-needed',
    'payments.repayment-moved',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Write a claim for repayment off: one asks, another does' })
  @ApiOkResponse({ type: RepaymentDto })
  writeOff(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: PaymentReasonDto,
    @ExpectedVersion({ optional: true }) expectedVersion: number | null,
  ): Promise<RepaymentDto> {
    return this.#move(actor, id, (tx) => writeOffRepayment(tx, id, { reason, expectedVersion }));
  }

  #move(actor: Actor, id: string, move: (tx: Tx) => Promise<void>): Promise<RepaymentDto> {
    return this.database.transaction(actor, async (tx) => {
      await move(tx);
      return repaymentView(tx, id);
    });
  }
}
