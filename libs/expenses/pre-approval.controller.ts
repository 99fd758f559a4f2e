import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, ExpectedVersion, IdPipe, pageOf, type Page } from '#http';
import { type Config, CONFIG } from '#platform';
import { answerPreApproval, previewAnswer, withdrawPreApproval } from './answer-pre-approval.js';
import {
  AnswerPreApprovalDto,
  AnswerPreviewDto,
  AnswerPreviewQuery,
  PreApprovalDto,
  PreApprovalQuery,
  RequestPreApprovalDto,
} from './pre-approval.dto.js';
import { preApprovalById } from './pre-approval.js';
import { requestPreApproval } from './request-pre-approval.js';
import { listPreApprovals, preApprovalView } from './pre-approval.reads.js';

@ApiTags('expenses')
@Controller()
export class PreApprovalController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('pre-approvals')
  @Needs('incidents.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Requests for pre-approval, those first whose answer is due first' })
  @ApiOkResponse({ type: pageOf(PreApprovalDto) as never })
  list(@By() actor: Actor, @Query() query: PreApprovalQuery): Promise<Page<PreApprovalDto>> {
    return this.database.read(actor, (tx) => listPreApprovals(tx, query, this.config.deskAuthorityYen));
  }

  @Post('incidents/:id/pre-approvals')
  @Needs('expenses.submit')
  @Refuses('expenses.case-ended')
  @OneEffect()
  @ApiOperation({ summary: 'Ask whether so much may be spent on something; it holds nothing' })
  @ApiCreatedResponse({ type: PreApprovalDto })
  request(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: RequestPreApprovalDto,
  ): Promise<PreApprovalDto> {
    return this.database.transaction(actor, async (tx) =>
      preApprovalView(tx, await requestPreApproval(tx, id, body), this.config.deskAuthorityYen),
    );
  }

  @Get('pre-approvals/:id/answer-preview')
  @Needs('pre-approvals.answer')
  @Refuses('decisions.own-institution')
  @ApiOperation({ summary: 'What an approval of so much would leave of the limit, say to the institution, and need' })
  @ApiOkResponse({ type: AnswerPreviewDto })
  preview(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { ceiling }: AnswerPreviewQuery,
  ): Promise<AnswerPreviewDto> {
    const deskYen = this.config.deskAuthorityYen;
    return this.database.read(actor, (tx) => previewAnswer(tx, id, ceiling, deskYen));
  }

  @Post('pre-approvals/:id/answers')
  @HttpCode(200)
  @Needs('pre-approvals.answer')
  @Refuses(
    'decisions.own-institution',
    'decisions.separation',
    'expenses.answer-not-yours',
    'expenses.day-passed',
    'expenses.left-changed',
    'expenses.pre-approval-answered',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Answer a request for pre-approval' })
  @ApiOkResponse({ type: PreApprovalDto })
  answer(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: AnswerPreApprovalDto,
  ): Promise<PreApprovalDto> {
    return this.database.transaction(actor, async (tx) => {
      const asked = await preApprovalById(tx, id);
      const { answer, ceiling = asked.amount_yen, lapsesOn, left, ...texts } = body;
      const given = { ...texts, ceiling, ...(lapsesOn ? { lapsesOn } : {}), ...(left === undefined ? {} : { left }) };
      const said = answer === 'refused' ? { ...texts, answer } : { ...given, answer };
      await answerPreApproval(tx, id, version, { ...said, deskYen: this.config.deskAuthorityYen });
      return preApprovalView(tx, id, this.config.deskAuthorityYen);
    });
  }

  @Post('pre-approvals/:id/withdrawals')
  @HttpCode(200)
  @Needs('expenses.submit')
  @Refuses(
    'expenses.answer-not-yours',
    'expenses.pre-approval-answered',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Take a request for pre-approval back that nobody has answered' })
  @ApiOkResponse({ type: PreApprovalDto })
  withdraw(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<PreApprovalDto> {
    return this.database.transaction(actor, async (tx) => {
      await withdrawPreApproval(tx, id);
      return preApprovalView(tx, id, this.config.deskAuthorityYen);
    });
  }
}
