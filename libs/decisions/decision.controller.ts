import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { ConsentsDto, consentViews, expenseById, RecordConsentDto } from '#expenses';
import { By, ExpectedVersion, IdPipe, pageOf, Viewed, type Page } from '#http';
import { countersignDecision } from './countersign-decision.js';
import { returnDecision } from './return-decision.js';
import { undoDecision } from './undo-decision.js';
import { approvablesOf } from './approvable.js';
import { CountersignDto, DecisionDto, DecisionQuery, ProposeDecisionDto, ReturnDecisionDto } from './decision.dto.js';
import { DecisionPreviewDto } from './decision-preview.dto.js';
import { ApprovablesDto } from './approvable.dto.js';
import { decisionView, openDecisions } from './decision.reads.js';
import { previewOf } from './decision-preview.js';
import { proposeDecision } from './propose-decision.js';
import { recordConsent } from './record-consent.js';
import { screenBefore } from './screening.js';

@ApiTags('decisions')
@Controller()
export class DecisionController {
  constructor(private readonly database: Database) {}

  @Get('decisions')
  @Needs('decisions.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Proposals that wait for signatures, oldest first' })
  @ApiOkResponse({ type: pageOf(DecisionDto) as never })
  list(@By() actor: Actor, @Query() query: DecisionQuery): Promise<Page<DecisionDto>> {
    return this.database.read(actor, (tx) => openDecisions(tx, query));
  }

  @Get('decisions/:id')
  @Needs('decisions.read')
  @Viewed('decision')
  @ApiOperation({ summary: 'One decision with its signatures' })
  @ApiOkResponse({ type: DecisionDto })
  one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<DecisionDto> {
    return this.database.read(actor, (tx) => decisionView(tx, id));
  }

  @Get('approvable-expenses')
  @Needs('decisions.propose')
  @Refuses(
    'assessments.contradiction',
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.facts-missing',
    'decisions.figures-missing',
    'decisions.no-new-month',
    'decisions.no-watch-list',
    'decisions.not-ready',
    'decisions.own-institution',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'decisions.separation',
    'decisions.statement-needed',
    'decisions.statement-open',
    'expenses.rate-missing',
  )
  @ApiOperation({
    summary: 'What one has in review, and which of it is clean: payable, within authority, without a flag',
  })
  @ApiOkResponse({ type: ApprovablesDto })
  approvable(@By() actor: Actor): Promise<ApprovablesDto> {
    return this.database.read(actor, async (tx) => ({ items: await approvablesOf(tx) }));
  }

  @Get('expenses/:id/decision-preview')
  @Needs('decisions.propose')
  @Refuses(
    'assessments.contradiction',
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.facts-missing',
    'decisions.figures-missing',
    'decisions.no-new-month',
    'decisions.no-watch-list',
    'decisions.not-ready',
    'decisions.own-institution',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'decisions.separation',
    'decisions.statement-needed',
    'decisions.statement-open',
    'expenses.rate-missing',
  )
  @Viewed('expense')
  @ApiOperation({
    summary: 'What the expense would come to if one approved it now: amount, limits after it, who else signs',
  })
  @ApiOkResponse({ type: DecisionPreviewDto })
  preview(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<DecisionPreviewDto> {
    return this.database.read(actor, (tx) => previewOf(tx, id));
  }

  @Post('expenses/:id/decisions')
  @Needs('decisions.propose')
  @Refuses(
    'assessments.contradiction',
    'decisions.above-claimed',
    'decisions.answers-missing',
    'decisions.article-needed',
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.facts-missing',
    'decisions.figures-missing',
    'decisions.no-such-question',
    'decisions.no-watch-list',
    'decisions.not-covered',
    'decisions.not-in-review',
    'decisions.not-less',
    'decisions.not-open',
    'decisions.not-ready',
    'decisions.not-yours',
    'decisions.own-institution',
    'decisions.ransom',
    'decisions.reason-needed',
    'decisions.reasons-do-not-add-up',
    'decisions.reduce-instead',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'decisions.separation',
    'decisions.signature-adds-nothing',
    'decisions.statement-needed',
    'expenses.cannot-withdraw',
    'expenses.rate-missing',
    'incidents.ended',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.reason-needed',
    'payments.repayment-moved',
    'requests.stale-version',
    'routing.not-open',
    'routing.not-yours',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Approve, reduce or reject; where no other signature is needed it holds at once' })
  @ApiCreatedResponse({ type: DecisionDto })
  async propose(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: ProposeDecisionDto,
  ): Promise<DecisionDto> {
    await screenBefore(this.database, actor, async (tx) => (await expenseById(tx, id)).incident_id);
    return this.#change(actor, (tx) => proposeDecision(tx, id, version, body));
  }

  @Post('expenses/:id/consents')
  @Needs('decisions.propose')
  @Refuses(
    'decisions.beyond-authority',
    'decisions.own-institution',
    'decisions.separation',
    'expenses.day-ahead',
    'expenses.decided-already',
    'incidents.ended',
  )
  @OneEffect()
  @ApiOperation({
    summary: 'Record that the insurer consented to an expense before it was spent; added, never changed',
  })
  @ApiCreatedResponse({ type: ConsentsDto })
  consent(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: RecordConsentDto): Promise<ConsentsDto> {
    return this.database.transaction(actor, async (tx) => {
      await recordConsent(tx, id, body);
      return { items: await consentViews(tx, id) };
    });
  }

  @Post('decisions/:id/countersignatures')
  @HttpCode(200)
  @Needs('decisions.countersign')
  @Refuses(
    'assessments.contradiction',
    'decisions.article-needed',
    'decisions.assessment-stale',
    'decisions.case-not-open',
    'decisions.facts-missing',
    'decisions.figures-missing',
    'decisions.not-open',
    'decisions.not-ready',
    'decisions.not-yours',
    'decisions.own-institution',
    'decisions.separation',
    'decisions.signature-adds-nothing',
    'decisions.signed-already',
    'decisions.statement-needed',
    'expenses.cannot-withdraw',
    'incidents.ended',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.reason-needed',
    'payments.repayment-moved',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Sign what somebody else proposed; with the last signature it holds' })
  @ApiOkResponse({ type: DecisionDto })
  countersign(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: CountersignDto): Promise<DecisionDto> {
    return this.#change(actor, async (tx) => {
      await countersignDecision(tx, id, body);
      return id;
    });
  }

  @Post('decisions/:id/returns')
  @HttpCode(200)
  @Needs('decisions.countersign')
  @Refuses(
    'decisions.not-open',
    'decisions.not-ready',
    'decisions.not-yours',
    'decisions.own-institution',
    'decisions.separation',
    'decisions.signature-adds-nothing',
    'expenses.cannot-withdraw',
    'incidents.ended',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'routing.at-capacity',
    'routing.not-open',
    'routing.not-yours',
    'routing.skill-missing',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Send a proposal back, or take one’s own back; the expense is in review again' })
  @ApiOkResponse({ type: DecisionDto })
  giveBack(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: ReturnDecisionDto,
  ): Promise<DecisionDto> {
    return this.#change(actor, async (tx) => {
      await returnDecision(tx, id, reason);
      return id;
    });
  }

  @Post('decisions/:id/undos')
  @HttpCode(200)
  @Needs('decisions.countersign')
  @Refuses(
    'decisions.not-open',
    'decisions.not-ready',
    'decisions.not-yours',
    'decisions.separation',
    'decisions.signature-adds-nothing',
    'decisions.undo-over',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.reason-needed',
    'payments.repayment-moved',
    'routing.at-capacity',
    'routing.not-open',
    'routing.not-yours',
    'routing.skill-missing',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Undo within ten seconds what one signed: what was held is released' })
  @ApiOkResponse({ type: DecisionDto })
  undo(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<DecisionDto> {
    return this.#change(actor, async (tx) => {
      await undoDecision(tx, id);
      return id;
    });
  }

  #change(actor: Actor, work: (tx: Tx) => Promise<string>): Promise<DecisionDto> {
    return this.database.transaction(actor, async (tx) => decisionView(tx, await work(tx)));
  }
}
