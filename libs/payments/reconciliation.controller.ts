import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import {
  By,
  checkContract,
  IdPipe,
  onceWithFile,
  requireShown,
  withForm,
  type ReceivedFile,
  type ReceivedForm,
} from '#http';
import { count, dayInJapan } from '#kernel';
import { CONFIG, type Config } from '#platform';
import { Problem } from '#problems';
import { tableRefusals } from '#tables';
import { BankPreviewDto, BankTakenDto } from './bank-report.dto.js';
import { bankPreviewView } from './bank-report.reads.js';
import { BankColumnsDto, BankExampleDto, BankFormsDto, EnterBankFormDto, type BankFormDto } from './bank-form.dto.js';
import { bankForms } from './bank-form.reads.js';
import { enterBankForm, readBankExample, requireColumns } from './bank-form.js';
import { transferOutcomes, type TransferOutcome } from './bank-records.js';
import { formsToTry } from './mapped-rows.js';
import { PaymentReasonDto } from './payment.dto.js';
import { readBankReport, reportedLines, type BankReport, type ReadingReport } from './read-bank-report.js';
import { requireOwnAccounts } from './recognise-lines.js';
import { ReconciliationDto, ReconciliationQuery, TakeLineDto } from './reconciliation.dto.js';
import { reconciliationOf } from './reconciliation.reads.js';
import { putLineBack, settleLine } from './settle-bank-line.js';
import { takeReport } from './take-bank-report.js';

const bankFile = {
  file: { type: 'string', format: 'binary' },
  outcome: {
    type: 'string',
    enum: [...transferOutcomes],
    description: 'of the transfers of a 120-byte file, which does not say so itself',
  },
  columns: {
    type: 'string',
    description: 'BankColumnsDto as JSON: how a list is read, before the forms that are kept',
  },
};

const recordRefusals = [
  'payments.bank-code-set',
  'payments.bank-file-cut',
  'payments.bank-file-refused',
  'payments.bank-other-account',
  'payments.bank-outcome-needed',
  'payments.bank-record-length',
  'payments.bank-record-order',
  'payments.bank-record-unreadable',
  'payments.bank-sum-differs',
  'payments.form-both-ways',
  'payments.form-column-twice',
  'payments.form-incomplete',
  'payments.form-sign-and-word',
  'payments.form-unreadable',
  'payments.form-word-twice',
  'payments.form-word-unknown',
] as const;

const outcomeIn = (fields: ReceivedForm['fields']): TransferOutcome | null =>
  transferOutcomes.find((outcome) => outcome === fields['outcome']) ?? null;

/** How a file is read: columns that are sent with it come before the forms that are kept. */
const readingOf = ({ fields }: ReceivedForm, kept: readonly BankFormDto[]): ReadingReport => ({
  today: dayInJapan(new Date()),
  outcome: outcomeIn(fields),
  forms: [...(fields['columns'] === undefined ? [] : [columnsIn(fields['columns'])]), ...formsToTry(kept)],
});

/** Refuses a list that another form reads now than the one of the preview. Throws `uploads.preview-differs`. */
function requireForm({ fields }: ReceivedForm, { formId }: BankReport): void {
  if ((fields['form'] ?? formId ?? '') !== (formId ?? '')) throw new Problem('uploads.preview-differs');
}

/** The file as it is known: transfers that were paid are another report than the same ones that failed. */
function fileAsSaid({ file, fields }: ReceivedForm): Pick<ReceivedFile, 'name' | 'sha256'> {
  const outcome = outcomeIn(fields);
  if (outcome === null) return file;
  return { name: file.name, sha256: createHash('sha256').update(file.sha256).update(outcome).digest() };
}

function columnsIn(text: string): BankColumnsDto {
  let sent: unknown;
  try {
    sent = JSON.parse(text);
  } catch {
    throw new Problem('payments.form-unreadable');
  }
  const columns = checkContract(BankColumnsDto, sent) as BankColumnsDto;
  requireColumns(columns);
  return columns;
}

@ApiTags('payments')
@Controller()
export class ReconciliationController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('reconciliation')
  @Needs('payments.read')
  @ApiOperation({ summary: 'What does not agree at the end of a day' })
  @ApiOkResponse({ type: ReconciliationDto })
  reconcile(@By() actor: Actor, @Query() { day }: ReconciliationQuery): Promise<ReconciliationDto> {
    return this.database.read(actor, (tx) => reconciliationOf(tx, day));
  }

  @Post('bank-reports/previews')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses(...tableRefusals, ...recordRefusals)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: bankFile } })
  @ApiOperation({ summary: 'What the bank’s file says, line by line, and which lines are known; nothing is kept' })
  @ApiOkResponse({ type: BankPreviewDto })
  previewReport(@By() actor: Actor, @Req() request: FastifyRequest): Promise<BankPreviewDto> {
    return withForm(request, join(this.config.dataFolder, 'uploads'), async (form, signal) => {
      const report = await this.#read(actor, form, signal);
      return this.database.read(actor, (tx) => bankPreviewView(tx, report, form.file.sha256.toString('hex')));
    });
  }

  @Post('bank-reports')
  @Needs('payments.work')
  @Refuses(
    ...tableRefusals,
    ...recordRefusals,
    'decisions.not-ready',
    'decisions.separation',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.bank-file-known',
    'payments.move-not-allowed',
    'payments.not-paid-so-much',
    'payments.not-the-releaser',
    'payments.not-yet',
    'payments.other-account-needed',
    'payments.reason-needed',
    'payments.repayment-moved',
    'payments.second-person-needed',
    'payments.wrong-day',
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
        ...bankFile,
        sha256: { type: 'string', description: 'of the preview: another file is refused' },
        form: { type: 'string', description: '`formId` of the preview, empty for null: another form is refused' },
        amount: { type: 'string', description: 'of the preview: another sum of new lines is refused' },
        known: { type: 'string', description: 'of the preview: another number of known lines is refused' },
      },
    },
  })
  @ApiOperation({
    summary:
      'Take over what the bank reports, each line once: a list, or 総合振込, 振込入金通知, 入出金取引明細 as records',
  })
  @ApiCreatedResponse({ type: BankTakenDto })
  report(@By() actor: Actor, @Req() request: FastifyRequest): Promise<BankTakenDto> {
    return withForm(request, join(this.config.dataFolder, 'uploads'), async (form, signal) => {
      const report = await this.#read(actor, form, signal);
      const lines = reportedLines(report);
      requireShown(form, {});
      requireForm(form, report);
      const once = onceWithFile(actor, form);
      return this.database.overCases(once, 'take-bank-report', async (tx) => {
        await requireOwnAccounts(tx, report.accounts);
        const { taken, known, amount } = await takeReport(tx, fileAsSaid(form), lines);
        // others may have taken lines of it meanwhile
        requireShown(form, { amount, known });
        return { ...(await reconciliationOf(tx)), taken: count(taken), known: count(known) };
      });
    });
  }

  async #read(actor: Actor, form: ReceivedForm, signal: AbortSignal): Promise<BankReport> {
    const kept = await this.database.read(actor, bankForms);
    return readBankReport(form.file.path, readingOf(form, kept), signal);
  }

  @Get('bank-forms')
  @Needs('payments.read')
  @ApiOperation({ summary: 'How the lists of our bank are read, by their names' })
  @ApiOkResponse({ type: BankFormsDto })
  async forms(@By() actor: Actor): Promise<BankFormsDto> {
    return { items: await this.database.read(actor, bankForms) };
  }

  @Post('bank-forms')
  @Needs('payments.work')
  @Refuses('payments.form-column-twice', 'payments.form-incomplete', 'payments.form-word-twice', 'payments.no-origin')
  @OneEffect()
  @ApiOperation({ summary: 'Keep which column of our bank’s list is what; one of the same name is replaced' })
  @ApiCreatedResponse({ type: BankFormsDto })
  enterForm(@By() actor: Actor, @Body() body: EnterBankFormDto): Promise<BankFormsDto> {
    return this.database.transaction(actor, async (tx) => {
      await enterBankForm(tx, body);
      return { items: await bankForms(tx) };
    });
  }

  @Post('bank-forms/previews')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses(
    'expenses.file-unreadable',
    'expenses.import-empty',
    'uploads.cut-off',
    'uploads.empty',
    'uploads.no-file',
    'uploads.not-a-form',
    'uploads.one-file',
  )
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: bankFile.file } } })
  @ApiOperation({ summary: 'The headings and first lines of a bank’s list, as an example; nothing is kept' })
  @ApiOkResponse({ type: BankExampleDto })
  example(@Req() request: FastifyRequest): Promise<BankExampleDto> {
    return withForm(request, join(this.config.dataFolder, 'uploads'), (form, signal) =>
      readBankExample(form.file.path, signal),
    );
  }

  @Post('bank-lines/:id/settlements')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses(
    'decisions.not-ready',
    'decisions.separation',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.line-earlier-return',
    'payments.line-no-such-number',
    'payments.line-number-needed',
    'payments.line-other-amount',
    'payments.line-other-kind',
    'payments.line-settled',
    'payments.line-stands-already',
    'payments.move-not-allowed',
    'payments.not-paid-so-much',
    'payments.not-the-releaser',
    'payments.not-yet',
    'payments.other-account-needed',
    'payments.reason-needed',
    'payments.repayment-moved',
    'payments.second-person-needed',
    'payments.wrong-day',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Take an open line of the bank as settlement, return or repayment, or close it as other' })
  @ApiOkResponse({ type: ReconciliationDto })
  line(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: TakeLineDto): Promise<ReconciliationDto> {
    return this.database.transaction(actor, async (tx) => {
      await settleLine(tx, id, body);
      return reconciliationOf(tx);
    });
  }

  @Post('bank-lines/:id/put-backs')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses('payments.line-not-closed')
  @OneEffect()
  @ApiOperation({ summary: 'Put a line back that was closed as other: it is open again' })
  @ApiOkResponse({ type: ReconciliationDto })
  putBack(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: PaymentReasonDto,
  ): Promise<ReconciliationDto> {
    return this.database.transaction(actor, async (tx) => {
      await putLineBack(tx, id, reason);
      return reconciliationOf(tx);
    });
  }
}
