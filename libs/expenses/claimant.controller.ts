import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { enterClaimant, nameClaimant } from './claimant.js';
import { addClaimantAct } from './add-claimant-act.js';
import { claimantsOf } from './claimant.reads.js';
import { ClaimantActDto, ClaimantsDto, EnterClaimantDto, NameClaimantDto } from './claimant.dto.js';
import { expenseById } from './expense.store.js';

@ApiTags('claimants')
@Controller()
export class ClaimantController {
  constructor(private readonly database: Database) {}

  @Get('incidents/:id/claimants')
  @Needs('claimants.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'Who claims damages, and what is known of it' })
  @ApiOkResponse({ type: ClaimantsDto })
  list(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ClaimantsDto> {
    return this.database.read(actor, (tx) => claimantsOf(tx, id));
  }

  @Post('incidents/:id/claimants')
  @Needs('claimants.write')
  @OneEffect()
  @ApiOperation({ summary: 'Enter a claimant' })
  @ApiCreatedResponse({ type: ClaimantsDto })
  enter(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { name }: EnterClaimantDto,
  ): Promise<ClaimantsDto> {
    return this.database.transaction(actor, async (tx) => {
      await enterClaimant(tx, id, name);
      return claimantsOf(tx, id);
    });
  }

  @Post('claimants/:id/acts')
  @HttpCode(200)
  @Needs('claimants.write')
  @Refuses('documents.not-found', 'documents.received-in-future', 'expenses.claimant-not-yours')
  @OneEffect()
  @ApiOperation({ summary: 'Add what a claimant demands, was paid, consents to, or has established' })
  @ApiOkResponse({ type: ClaimantsDto })
  act(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: ClaimantActDto): Promise<ClaimantsDto> {
    return this.database.transaction(actor, async (tx) => claimantsOf(tx, await addClaimantAct(tx, id, body)));
  }

  @Post('expenses/:id/claimants')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses('expenses.decided-already', 'expenses.no-such-claimant', 'expenses.not-damages')
  @OneEffect()
  @ApiOperation({ summary: 'Say for whom a damages line is, and who is paid' })
  @ApiOkResponse({ type: ClaimantsDto })
  name(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: NameClaimantDto): Promise<ClaimantsDto> {
    return this.database.transaction(actor, async (tx) => {
      await nameClaimant(tx, id, body);
      return claimantsOf(tx, (await expenseById(tx, id)).incident_id);
    });
  }
}
