import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { DecisionDto, ProposeDecisionDto } from './decision.dto.js';
import { decisionView } from './decision.reads.js';
import { proposeStatement } from './propose-statement.js';
import { screenBefore } from './screening.js';
import { StatementPreviewDto } from './statement.dto.js';
import { StatementMonthsDto } from './statement-months.dto.js';
import { statementMonths } from './statement-months.reads.js';
import { statementPreview } from './statement.reads.js';

/** Statements of business interruption: all months of it in one ruling. */
@ApiTags('decisions')
@Controller()
export class StatementController {
  constructor(private readonly database: Database) {}

  @Get('incidents/:id/statement-preview')
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
    'decisions.statement-open',
    'decisions.statement-reverse-first',
    'expenses.rate-missing',
  )
  @Viewed('incident')
  @ApiOperation({ summary: 'What a statement of the months of business interruption in review would come to now' })
  @ApiOkResponse({ type: StatementPreviewDto })
  preview(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<StatementPreviewDto> {
    return this.database.read(actor, (tx) => statementPreview(tx, id));
  }

  @Get('incidents/:id/statement-months')
  @Needs('decisions.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'The months of business interruption with every version of their figures, and statements' })
  @ApiOkResponse({ type: StatementMonthsDto })
  months(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<StatementMonthsDto> {
    return this.database.read(actor, (tx) => statementMonths(tx, id));
  }

  @Post('incidents/:id/statements')
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
    'decisions.no-new-month',
    'decisions.no-such-question',
    'decisions.no-watch-list',
    'decisions.not-covered',
    'decisions.not-less',
    'decisions.not-open',
    'decisions.not-ready',
    'decisions.not-yours',
    'decisions.own-institution',
    'decisions.reason-needed',
    'decisions.reasons-do-not-add-up',
    'decisions.reduce-instead',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'decisions.separation',
    'decisions.signature-adds-nothing',
    'decisions.statement-open',
    'decisions.statement-reverse-first',
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
    'routing.not-open',
    'routing.not-yours',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Propose what becomes of the months of business interruption in review, as one statement' })
  @ApiCreatedResponse({ type: DecisionDto })
  async propose(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: ProposeDecisionDto,
  ): Promise<DecisionDto> {
    await screenBefore(this.database, actor, () => Promise.resolve(id));
    return this.database.transaction(actor, async (tx) => decisionView(tx, await proposeStatement(tx, id, body)));
  }
}
