import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { SubmitExpensesDto, submitExpenses } from '#expenses';
import { By, IdPipe } from '#http';
import { onStandingCase } from '#incidents';
import { type Config, CONFIG } from '#platform';
import { CaseDto } from './case.dto.js';
import { caseOf, takenBy } from './case.reads.js';
import { ReportIncident } from './report-incident.js';
import { ReportIncidentDto } from './report.dto.js';

@ApiTags('incidents')
@Controller('incidents')
export class IntakeController {
  constructor(
    private readonly reportIncident: ReportIncident,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Needs('incidents.report')
  @Refuses(
    'expenses.consent-is-ours',
    'expenses.persons-needed',
    'expenses.too-many-decimals',
    'parties.institution-needed',
    'parties.institution-not-found',
    'parties.not-a-client',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Report an incident, from the smallest form to the fullest, with its expenses' })
  @ApiCreatedResponse({ type: CaseDto })
  async report(@By() actor: Actor, @Body() body: ReportIncidentDto): Promise<CaseDto> {
    return this.reportIncident.execute(body, actor);
  }

  @Post(':id/expenses')
  @Needs('expenses.submit')
  @Refuses(
    'documents.not-found',
    'expenses.consent-is-ours',
    'expenses.no-such-pre-approval',
    'expenses.persons-needed',
    'expenses.pre-approval-lapsed',
    'expenses.too-many-decimals',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({
    summary: 'Add expenses to a case, all or none, in every state; of a merged case, to the one into which it went',
  })
  @ApiCreatedResponse({ type: CaseDto })
  async submit(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: SubmitExpensesDto): Promise<CaseDto> {
    return onStandingCase(this.database, actor, { id }, async (tx, standing) => {
      await submitExpenses(tx, standing, body.expenses);
      return takenBy(standing, await caseOf(tx, standing.incident.id, this.config));
    });
  }
}
