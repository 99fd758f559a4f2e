import { join } from 'node:path';
import { Controller, Get, Header, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, onceWithFile, requireShown, withForm } from '#http';
import { onStandingCase } from '#incidents';
import { dayInJapan } from '#kernel';
import { type Config, CONFIG } from '#platform';
import { leftOutView, tableRefusals } from '#tables';
import { caseDocuments } from './evidence.reads.js';
import { EnteredExpensesDto, ExpensePreviewDto, previewView } from './expense-import.dto.js';
import { claimsOf, expenseTemplate, readExpenseSheet } from './read-expense-sheet.js';
import { againstCase } from './lines-against-case.js';
import { submitExpenses } from './submit-expenses.js';

const file = { type: 'string', format: 'binary' };

@ApiTags('expenses')
@Controller()
export class ExpenseImportController {
  readonly #folder: string;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.#folder = join(config.dataFolder, 'uploads');
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

  @Post('incidents/:id/expense-imports/previews')
  @HttpCode(200)
  @Needs('expenses.submit')
  @Refuses(
    ...tableRefusals,
    'expenses.column-twice',
    'expenses.consent-is-ours',
    'expenses.import-refused',
    'expenses.no-such-pre-approval',
    'expenses.persons-needed',
    'expenses.pre-approval-lapsed',
    'uploads.more-faults',
  )
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file } } })
  @ApiOperation({ summary: 'What a CSV or Excel file of expenses would enter, row by row; nothing is kept' })
  @ApiOkResponse({ type: ExpensePreviewDto })
  preview(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<ExpensePreviewDto> {
    return withForm(request, this.#folder, async (form, signal) => {
      const sheet = await readExpenseSheet(form.file.path, dayInJapan(new Date()), signal);
      const checked = await this.database.read(actor, (tx) => againstCase(tx, id, sheet));
      return previewView(checked, form.file.sha256.toString('hex'));
    });
  }

  @Post('incidents/:id/expense-imports')
  @Needs('expenses.submit')
  @Refuses(
    ...tableRefusals,
    'documents.not-found',
    'expenses.column-twice',
    'expenses.consent-is-ours',
    'expenses.import-refused',
    'expenses.no-such-pre-approval',
    'expenses.persons-needed',
    'expenses.pre-approval-lapsed',
    'expenses.too-many-decimals',
    'requests.stale-version',
    'uploads.more-faults',
    'uploads.preview-differs',
  )
  @OneEffect()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file,
        sha256: { type: 'string', description: 'of the preview: another file is refused' },
        rows: { type: 'string', description: 'how many rows the preview has' },
        amount: { type: 'string', description: 'their sum without tax, as the preview has it' },
      },
    },
  })
  @ApiOperation({
    summary: 'Submit the expenses of a CSV or Excel file, all or none; faults are named by row and column',
  })
  @ApiCreatedResponse({ type: EnteredExpensesDto })
  import(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<EnteredExpensesDto> {
    return withForm(request, this.#folder, async (form, signal) => {
      const sheet = await readExpenseSheet(form.file.path, dayInJapan(new Date()), signal);
      const claims = claimsOf(sheet);
      requireShown(form, { rows: claims.length, amount: claims.reduce((sum, claim) => sum + claim.amount, 0) });
      return onStandingCase(this.database, onceWithFile(actor, form), { id }, async (tx, standing) => {
        await submitExpenses(tx, standing, claims);
        const { id: incidentId, case_number: caseNumber } = standing.incident;
        const left = leftOutView(sheet.left);
        return { ...(await caseDocuments(tx, incidentId)), incidentId, caseNumber, leftOut: left };
      });
    });
  }
}
