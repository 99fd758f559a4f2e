import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { askCost, costById, dropCost, signCost } from './insurer-cost.js';
import { insurerCostsOf } from './insurer-cost.reads.js';
import { PaymentReasonDto } from './payment.dto.js';
import { payableVendors } from './payee-account.reads.js';
import { AskCostDto, CostsDto, PayableVendorsDto } from './insurer-cost.dto.js';

@ApiTags('payments')
@Controller()
export class InsurerCostController {
  constructor(private readonly database: Database) {}

  @Get('incidents/:id/insurer-costs')
  @Needs('payments.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'Costs of a case that the insurer bears itself' })
  @ApiOkResponse({ type: CostsDto })
  costs(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<CostsDto> {
    return this.database.read(actor, (tx) => insurerCostsOf(tx, id));
  }

  @Get('incidents/:id/payable-vendors')
  @Needs('decisions.propose')
  @Viewed('incident')
  @ApiOperation({ summary: 'Vendors of the institution with a confirmed account: whom the insurer can pay itself' })
  @ApiOkResponse({ type: PayableVendorsDto })
  vendors(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<PayableVendorsDto> {
    return this.database.read(actor, async (tx) => ({ items: await payableVendors(tx, id) }));
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
      return insurerCostsOf(tx, id);
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

  #cost(actor: Actor, id: string, work: (tx: Tx) => Promise<void>): Promise<CostsDto> {
    return this.database.transaction(actor, async (tx) => {
      await work(tx);
      return insurerCostsOf(tx, (await costById(tx, id)).incident_id);
    });
  }
}
