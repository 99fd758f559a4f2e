import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { incidentById } from '#incidents';
import { askCost, costById, dropCost, signCost } from './insurer-cost.js';
import { costMover } from './move-cost.js';
import {
  AskCostDto,
  CostsDto,
  DepositDto,
  EnterRecourseDto,
  ReceiveRecourseDto,
  RecoursesDto,
  type CostDto,
} from './liability.dto.js';
import { PaymentDto, PaymentReasonDto } from './payment.dto.js';
import { paymentView } from './payment.reads.js';
import { enterRecourse, receiveRecourse, recoursesOf } from './recourse.js';
import { depositPayment } from './settle-payment.js';
import type { InsurerCostEntity } from './insurer-cost.entity.js';

@ApiTags('payments')
@Controller()
export class LiabilityController {
  constructor(private readonly database: Database) {}

  @Get('incidents/:id/insurer-costs')
  @Needs('payments.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'Costs of a case that the insurer bears itself' })
  @ApiOkResponse({ type: CostsDto })
  costs(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<CostsDto> {
    return this.database.read(actor, (tx) => costsOf(tx, id));
  }

  @Post('incidents/:id/insurer-costs')
  @Needs('decisions.propose')
  @Refuses('payments.vendor-account-needed')
  @OneEffect()
  @ApiOperation({ summary: 'Ask that the insurer pays a vendor itself; a senior-adjuster signs' })
  @ApiCreatedResponse({ type: CostsDto })
  ask(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: AskCostDto): Promise<CostsDto> {
    return this.database.transaction(actor, async (tx) => {
      await askCost(tx, id, body);
      return costsOf(tx, id);
    });
  }

  @Post('insurer-costs/:id/signatures')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @Refuses(
    'decisions.separation',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.cost-decided',
    'payments.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Sign a cost that somebody else asked for: it is scheduled' })
  @ApiOkResponse({ type: CostsDto })
  sign(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<CostsDto> {
    return this.#cost(actor, id, (tx) => signCost(tx, id));
  }

  @Post('insurer-costs/:id/drops')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @Refuses(
    'decisions.separation',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.cost-decided',
    'payments.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Drop a cost that nobody has signed' })
  @ApiOkResponse({ type: CostsDto })
  drop(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() { reason }: PaymentReasonDto): Promise<CostsDto> {
    return this.#cost(actor, id, (tx) => dropCost(tx, id, reason));
  }

  @Get('incidents/:id/recourses')
  @Needs('payments.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'What is sought from others for a case, and what came in' })
  @ApiOkResponse({ type: RecoursesDto })
  recourses(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<RecoursesDto> {
    return this.database.read(actor, (tx) => recoursesOf(tx, id));
  }

  @Post('incidents/:id/recourses')
  @Needs('decisions.propose')
  @OneEffect()
  @ApiOperation({ summary: 'Enter against whom there are rights of recourse' })
  @ApiCreatedResponse({ type: RecoursesDto })
  recourse(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: EnterRecourseDto): Promise<RecoursesDto> {
    return this.database.transaction(actor, async (tx) => {
      await enterRecourse(tx, id, body);
      return recoursesOf(tx, id);
    });
  }

  @Post('recourses/:id/receipts')
  @Needs('payments.work')
  @Refuses('payments.wrong-day')
  @OneEffect()
  @ApiOperation({
    summary: 'Something came in: shared with the institution’s uninsured loss first; no limit is restored',
  })
  @ApiCreatedResponse({ type: RecoursesDto })
  received(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: ReceiveRecourseDto,
  ): Promise<RecoursesDto> {
    return this.database.transaction(actor, async (tx) => recoursesOf(tx, await receiveRecourse(tx, id, body)));
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

  #cost(actor: Actor, id: string, work: (tx: Tx) => Promise<void>): Promise<CostsDto> {
    return this.database.transaction(actor, async (tx) => {
      await work(tx);
      return costsOf(tx, (await costById(tx, id)).incident_id);
    });
  }
}

async function costsOf(tx: Tx, incidentId: string): Promise<CostsDto> {
  await incidentById(tx, incidentId);
  const items = await tx.rows<
    Omit<CostDto, 'askedAt' | 'allowedActions'> & Pick<InsurerCostEntity, 'asked_at' | 'asked_by'>
  >(
    `SELECT c.id, c.incident_id AS "incidentId", c.amount_yen AS amount, c.reason, a.vendor_name AS "vendorName",
       c.state,
            p.display_name AS "askedByName", c.asked_at, c.asked_by
       FROM insurer_cost c
       JOIN payee_account a ON a.id = c.account_id
       JOIN person p ON p.id = c.asked_by
      WHERE c.incident_id = $1
      ORDER BY c.asked_at, c.id`,
    [incidentId],
  );
  return {
    items: items.map(({ asked_at, asked_by, ...item }) => {
      const cost = { id: item.id, state: item.state, amount_yen: item.amount, asked_by };
      return {
        ...item,
        askedAt: asked_at.toISOString(),
        allowedActions: costMover.allowed(tx.actor, cost, { actor: tx.actor, cost }),
      };
    }),
  };
}
