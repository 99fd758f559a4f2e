import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { DecisionDto, ProposeDecisionDto } from './decision.dto.js';
import { decisionView } from './decision.reads.js';
import { proposeStatement } from './propose-statement.js';
import { screenBefore } from './screening.js';
import { StatementPreviewDto } from './statement.dto.js';
import { statementPreview } from './statement.reads.js';

/** Statements of business interruption: all months of it in one ruling. */
@ApiTags('decisions')
@Controller()
export class StatementController {
  constructor(private readonly database: Database) {}

  @Get('incidents/:id/statement-preview')
  @Needs('decisions.propose')
  @Viewed('incident')
  @ApiOperation({ summary: 'What a statement of the months of business interruption in review would come to now' })
  @ApiOkResponse({ type: StatementPreviewDto })
  preview(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<StatementPreviewDto> {
    return this.database.read(actor, (tx) => statementPreview(tx, id));
  }

  @Post('incidents/:id/statements')
  @Needs('decisions.propose')
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
