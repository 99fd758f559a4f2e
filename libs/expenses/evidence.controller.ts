import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { documentById } from '#documents';
import { By, IdPipe, Viewed } from '#http';
import { incidentById, standingCase } from '#incidents';
import {
  CaseDocumentsDto,
  EvidenceDto,
  EvidenceRequirementDto,
  EvidenceRequirementsDto,
  LinkDocumentDto,
  WaiveEvidenceDto,
} from './evidence.dto.js';
import { evidenceOfOne } from './evidence.js';
import { waiveEvidence } from './waive-evidence.js';
import { linkEvidence } from './link-evidence.js';
import { caseDocuments, evidenceRequirements, evidenceView } from './evidence.reads.js';
import { enterRequirement } from './enter-evidence-requirement.js';
import { expenseById } from './expense.store.js';
import { withStandingExpenses } from './move-expense.js';

@ApiTags('documents')
@Controller()
export class EvidenceController {
  constructor(private readonly database: Database) {}

  @Get('incidents/:id/documents')
  @Needs('documents.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'The papers of a case, the expenses they prove, and what is still missing' })
  @ApiOkResponse({ type: CaseDocumentsDto })
  ofCase(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<CaseDocumentsDto> {
    return this.database.read(actor, (tx) => caseDocuments(tx, id));
  }

  @Post('documents/:id/links')
  @HttpCode(200)
  @Needs('documents.upload')
  @Refuses('documents.not-found')
  @OneEffect()
  @ApiOperation({ summary: 'Say which expenses a paper proves: one paper proves several' })
  @ApiOkResponse({ type: CaseDocumentsDto })
  link(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { expenseIds }: LinkDocumentDto,
  ): Promise<CaseDocumentsDto> {
    return withStandingExpenses(this.database, actor, expenseIds, async (tx) => {
      const { incident_id } = await documentById(tx, id);
      await linkEvidence(tx, id, expenseIds);
      return caseDocuments(tx, (await standingCase(tx, incident_id)).id);
    });
  }

  @Post('expenses/:id/evidence-waivers')
  @HttpCode(200)
  @Needs('evidence.waive')
  @Refuses('decisions.separation', 'expenses.waiver-not-needed')
  @OneEffect()
  @ApiOperation({ summary: 'Do without a paper that the expense needs, with a reason' })
  @ApiOkResponse({ type: EvidenceDto })
  waive(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: WaiveEvidenceDto): Promise<EvidenceDto> {
    return this.database.transaction(actor, async (tx) => {
      await waiveEvidence(tx, id, body);
      const expense = await expenseById(tx, id);
      const incident = await incidentById(tx, expense.incident_id);
      return evidenceView(expense.submitted_at, await evidenceOfOne(tx, incident, expense));
    });
  }

  @Get('evidence-requirements')
  @Needs('coverage.read')
  @ApiOperation({ summary: 'Which papers each category needs, from which day on' })
  @ApiOkResponse({ type: EvidenceRequirementsDto })
  requirements(@By() actor: Actor): Promise<EvidenceRequirementsDto> {
    return this.database.read(actor, evidenceRequirements);
  }

  @Post('evidence-requirements')
  @Needs('evidence.require')
  @Refuses('expenses.day-passed')
  @OneEffect()
  @ApiOperation({ summary: 'Say whether a category needs a paper, from a day on' })
  @ApiCreatedResponse({ type: EvidenceRequirementsDto })
  require(@By() actor: Actor, @Body() body: EvidenceRequirementDto): Promise<EvidenceRequirementsDto> {
    return this.database.transaction(actor, async (tx) => {
      await enterRequirement(tx, body);
      return evidenceRequirements(tx);
    });
  }
}
