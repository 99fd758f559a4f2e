import { join } from 'node:path';
import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { rm } from 'node:fs/promises';
import type { FastifyRequest } from 'fastify';
import { dayInJapan } from '#kernel';
import {
  By,
  CONFIG,
  Database,
  ExpectedVersion,
  IdPipe,
  Needs,
  OneEffect,
  onceWithFile,
  pageOf,
  receiveForm,
  type Actor,
  type Config,
  type Page,
} from '#platform';
import { AnswerPreApprovalDto, PreApprovalDto, PreApprovalQuery, RequestPreApprovalDto } from './claim.dto.js';
import { CaseDocumentsDto } from './evidence.dto.js';
import { caseDocuments } from './evidence.reads.js';
import { expensesOfFile, expenseTemplate } from './import-expenses.js';
import { answerPreApproval, preApprovalById, requestPreApproval, withdrawPreApproval } from './pre-approval.js';
import { listPreApprovals, preApprovalView } from './pre-approval.reads.js';
import { submitExpenses } from './submit-expenses.js';

@ApiTags('expenses')
@Controller()
export class PreApprovalController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('pre-approvals')
  @Needs('incidents.read')
  @ApiOperation({ summary: 'Requests for consent before money is spent, those whose answer is due first first' })
  @ApiOkResponse({ type: pageOf(PreApprovalDto) as never })
  list(@By() actor: Actor, @Query() query: PreApprovalQuery): Promise<Page<PreApprovalDto>> {
    return this.database.read(actor, (tx) => listPreApprovals(tx, query, new Date()));
  }

  @Post('incidents/:id/pre-approvals')
  @Needs('expenses.submit')
  @OneEffect()
  @ApiOperation({ summary: 'Ask whether so much may be spent on something; it holds nothing' })
  @ApiCreatedResponse({ type: PreApprovalDto })
  request(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: RequestPreApprovalDto,
  ): Promise<PreApprovalDto> {
    return this.database.transaction(actor, { case: id }, async (tx) => {
      const now = new Date();
      return preApprovalView(tx, await requestPreApproval(tx, id, body, now), now);
    });
  }

  @Post('pre-approvals/:id/answers')
  @HttpCode(200)
  @Needs('pre-approvals.answer')
  @OneEffect()
  @ApiOperation({ summary: 'Answer a request for consent' })
  @ApiOkResponse({ type: PreApprovalDto })
  answer(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion() version: number | null,
    @Body() body: AnswerPreApprovalDto,
  ): Promise<PreApprovalDto> {
    return this.database.transaction(actor, { case: '*' }, async (tx) => {
      const now = new Date();
      const asked = await preApprovalById(tx, id, now);
      const { answer, ceiling = asked.amount_yen, lapsesOn, ...texts } = body;
      await answerPreApproval(
        tx,
        id,
        version,
        answer === 'refused' ? { ...texts, answer } : { ...texts, answer, ceiling, ...(lapsesOn ? { lapsesOn } : {}) },
        now,
      );
      return preApprovalView(tx, id, now);
    });
  }

  @Post('pre-approvals/:id/withdrawals')
  @HttpCode(200)
  @Needs('expenses.submit')
  @OneEffect()
  @ApiOperation({ summary: 'Take a request for consent back that nobody has answered' })
  @ApiOkResponse({ type: PreApprovalDto })
  withdraw(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<PreApprovalDto> {
    return this.database.transaction(actor, { case: '*' }, async (tx) => {
      const now = new Date();
      await withdrawPreApproval(tx, id, now);
      return preApprovalView(tx, id, now);
    });
  }

  @Get('expense-imports/template')
  @Needs('expenses.submit')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="expenses.csv"')
  @ApiOperation({ summary: 'An empty file for many expenses at once, with an example' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  template(): string {
    return expenseTemplate();
  }

  @Post('incidents/:id/expense-imports')
  @Needs('expenses.submit')
  @OneEffect()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  })
  @ApiOperation({
    summary: 'Submit the expenses of a CSV or Excel file, all or none; faults are named by row and column',
  })
  @ApiCreatedResponse({ type: CaseDocumentsDto })
  async import(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<CaseDocumentsDto> {
    const form = await receiveForm(request, join(this.config.dataFolder, 'uploads'));
    try {
      const claims = await expensesOfFile(form.file.path, dayInJapan(new Date()));
      return await this.database.transaction(onceWithFile(actor, form), { case: id }, async (tx) => {
        const now = new Date();
        await submitExpenses(tx, id, claims, now);
        return caseDocuments(tx, id, now);
      });
    } finally {
      await rm(form.file.path, { force: true });
    }
  }
}
