import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import {
  AnswerInformationDto,
  answerInformation,
  AppealDto,
  appealExpense,
  AskInformationDto,
  askInformation,
  closeInformation,
  SplitDto,
  splitExpense,
  SupplementDto,
  supplementExpense,
} from '#decisions';
import {
  confirmDuplicate,
  correctExpense,
  CorrectExpenseDto,
  DraftRateDto,
  fixRate,
  FixRateDto,
  MoveExpenseDto,
  ratePreview,
  RatePreviewDto,
  recordFinding,
  RecordFindingDto,
  withdrawExpense,
} from '#expenses';
import { By, ExpectedVersion, IdPipe, Viewed } from '#http';
import { expenseDetail } from './expense.reads.js';
import { ExpenseDetailDto } from './expense.dto.js';

@ApiTags('expenses')
@Controller()
export class ExpenseController {
  constructor(private readonly database: Database) {}

  @Get('expenses/:id')
  @Needs('incidents.read')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-watch-list',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'expenses.rate-missing',
  )
  @Viewed('expense')
  @ApiOperation({ summary: 'One expense; for the insurer with its routing and the reasons' })
  @ApiOkResponse({ type: ExpenseDetailDto })
  one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ExpenseDetailDto> {
    return this.database.read(actor, (tx) => expenseDetail(tx, id));
  }

  @Post('expenses/:id/transitions')
  @HttpCode(200)
  @Needs('expenses.withdraw')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-watch-list',
    'decisions.not-ready',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'expenses.cannot-withdraw',
    'expenses.rate-missing',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Withdraw an expense on which nothing is scheduled; what was held for it is released' })
  @ApiOkResponse({ type: ExpenseDetailDto })
  move(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: MoveExpenseDto,
  ): Promise<ExpenseDetailDto> {
    return this.#change(actor, id, (tx) => withdrawExpense(tx, id, version, { reason: body.reason?.trim() || null }));
  }

  @Patch('expenses/:id')
  @Needs('expenses.correct')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-watch-list',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'expenses.case-ended',
    'expenses.rate-missing',
    'requests.stale-version',
  )
  @ApiOperation({
    summary: 'Correct amount, tax or category of an expense that nobody has decided on; it is routed anew',
  })
  @ApiOkResponse({ type: ExpenseDetailDto })
  correct(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion() version: number | null,
    @Body() body: CorrectExpenseDto,
  ): Promise<ExpenseDetailDto> {
    return this.#change(actor, id, (tx) => correctExpense(tx, id, version, body));
  }

  @Post('expenses/:id/information-requests')
  @Needs('expenses.work')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.day-passed',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-watch-list',
    'decisions.not-in-review',
    'decisions.not-ready',
    'decisions.not-yours',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'expenses.cannot-withdraw',
    'expenses.rate-missing',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Ask the claimant something; the expense waits for the answer' })
  @ApiCreatedResponse({ type: ExpenseDetailDto })
  ask(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: AskInformationDto): Promise<ExpenseDetailDto> {
    return this.#change(actor, id, (tx) => askInformation(tx, id, body));
  }

  @Post('information-requests/:id/answers')
  @HttpCode(200)
  @Needs('expenses.appeal')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-watch-list',
    'decisions.not-ready',
    'decisions.question-ended',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'documents.not-found',
    'expenses.cannot-withdraw',
    'expenses.rate-missing',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Answer a question, with papers; the expense is in review again' })
  @ApiOkResponse({ type: ExpenseDetailDto })
  answer(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: AnswerInformationDto,
  ): Promise<ExpenseDetailDto> {
    return this.#then(actor, (tx) => answerInformation(tx, id, body));
  }

  @Post('information-requests/:id/closings')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-watch-list',
    'decisions.not-ready',
    'decisions.not-yours',
    'decisions.question-ended',
    'decisions.reminders-left',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'expenses.cannot-withdraw',
    'expenses.rate-missing',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Go on without an answer, after the last reminder' })
  @ApiOkResponse({ type: ExpenseDetailDto })
  close(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ExpenseDetailDto> {
    return this.#then(actor, (tx) => closeInformation(tx, id));
  }

  @Post('expenses/:id/appeals')
  @Needs('expenses.appeal')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-watch-list',
    'decisions.not-ready',
    'decisions.nothing-to-appeal',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'documents.not-found',
    'expenses.cannot-withdraw',
    'expenses.rate-missing',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Ask that a rejection is looked at again, by others than those who signed it' })
  @ApiCreatedResponse({ type: ExpenseDetailDto })
  appeal(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: AppealDto,
  ): Promise<ExpenseDetailDto> {
    return this.#change(actor, id, (tx) => appealExpense(tx, id, version, body));
  }

  @Post('expenses/:id/supplements')
  @Needs('expenses.supplement')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-watch-list',
    'decisions.nothing-to-supplement',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'decisions.supplement-too-high',
    'documents.not-found',
    'expenses.case-ended',
    'expenses.rate-missing',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Claim more of an approved expense; answers the new line' })
  @ApiCreatedResponse({ type: ExpenseDetailDto })
  supplement(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: SupplementDto,
  ): Promise<ExpenseDetailDto> {
    return this.#then(actor, (tx) => supplementExpense(tx, id, body));
  }

  @Post('expenses/:id/splits')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-split',
    'decisions.no-watch-list',
    'decisions.not-in-review',
    'decisions.not-ready',
    'decisions.not-yours',
    'decisions.parts-do-not-add-up',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'expenses.cannot-withdraw',
    'expenses.rate-missing',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'routing.not-open',
    'routing.not-yours',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Split an expense into lines that add up to it, each with its own decision' })
  @ApiOkResponse({ type: ExpenseDetailDto })
  split(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: SplitDto): Promise<ExpenseDetailDto> {
    return this.#change(actor, id, (tx) => splitExpense(tx, id, body.parts));
  }

  @Post('expenses/:id/duplicate-findings')
  @Needs('expenses.work')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-watch-list',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'expenses.decided-already',
    'expenses.no-duplicates',
    'expenses.rate-missing',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Say whether an expense is one of those it looks like' })
  @ApiCreatedResponse({ type: ExpenseDetailDto })
  find(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: RecordFindingDto): Promise<ExpenseDetailDto> {
    return this.#change(actor, id, (tx) => recordFinding(tx, id, body));
  }

  @Post('duplicate-findings/:id/confirmations')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-watch-list',
    'decisions.not-ready',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'expenses.cannot-withdraw',
    'expenses.decided-already',
    'expenses.no-duplicates',
    'expenses.rate-missing',
    'expenses.second-person-needed',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Confirm, as a second person, that an expense is a duplicate: it is withdrawn' })
  @ApiOkResponse({ type: ExpenseDetailDto })
  confirm(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ExpenseDetailDto> {
    return this.#then(actor, (tx) => confirmDuplicate(tx, id));
  }

  @Post('expenses/:id/exchange-rates')
  @Needs('expenses.work')
  @Refuses(
    'decisions.case-not-open',
    'decisions.claimant-missing',
    'decisions.duplicate-open',
    'decisions.evidence-missing',
    'decisions.no-watch-list',
    'decisions.screening-confirmed',
    'decisions.screening-held',
    'expenses.decided-already',
    'expenses.not-foreign',
    'expenses.rate-missing',
    'expenses.too-much',
    'expenses.wrong-rate-day',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Fix the rate of a foreign bill, with its source; its yen follow' })
  @ApiCreatedResponse({ type: ExpenseDetailDto })
  rate(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: FixRateDto): Promise<ExpenseDetailDto> {
    return this.#change(actor, id, (tx) => fixRate(tx, id, body));
  }

  @Post('expenses/:id/exchange-rate-previews')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses('expenses.decided-already', 'expenses.not-foreign', 'expenses.too-much')
  @ApiOperation({ summary: 'What a foreign bill comes to at a rate, and the day whose rate applies; nothing is kept' })
  @ApiOkResponse({ type: RatePreviewDto })
  atRate(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() { rate }: DraftRateDto): Promise<RatePreviewDto> {
    return this.database.read(actor, (tx) => ratePreview(tx, id, rate));
  }

  #change(actor: Actor, id: string, change: (tx: Tx) => Promise<void>): Promise<ExpenseDetailDto> {
    return this.#then(actor, async (tx) => {
      await change(tx);
      return id;
    });
  }

  #then(actor: Actor, change: (tx: Tx) => Promise<string>): Promise<ExpenseDetailDto> {
    return this.database.transaction(actor, async (tx) => expenseDetail(tx, await change(tx)));
  }
}
