import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { ruleIds } from '#coverage';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { dayInJapan } from '#kernel';
import {
  articlesOn,
  EnterTermsDto,
  everyTerms,
  RefuseTermsDto,
  TermsDto,
  termsEntries,
  termsEntry,
  TermsEntryDto,
  TermsEntryQuery,
} from '#terms';
import { decideTermsEntry, enterTermsEntry, refusalReason } from './decide-terms.js';

@ApiTags('terms')
@Controller()
export class TermsController {
  constructor(private readonly database: Database) {}

  @Get('terms')
  @Needs('terms.read')
  @ApiOperation({ summary: 'Versions of the product’s terms, and where each rule stands in the policy wording' })
  @ApiOkResponse({ type: TermsDto })
  async terms(@By() actor: Actor): Promise<TermsDto> {
    const articles = await this.database.read(actor, (tx) => articlesOn(tx, dayInJapan(new Date())));
    return {
      versions: everyTerms().map(({ terms, effectiveOn }) => ({
        version: terms.version,
        nameJa: terms.nameJa,
        nameEn: terms.nameEn,
        effectiveOn,
        plans: terms.contracts
          .filter(({ ratingBase }) => ratingBase !== 'capacity')
          .map(({ contractType, plan, liabilityLimit, responseExpenseLimit }) => ({
            contractType,
            plan: String(plan),
            liabilityYen: liabilityLimit,
            responseExpenseYen: responseExpenseLimit,
          })),
      })),
      rules: ruleIds.map((rule) => ({ rule, article: articles.get(rule) ?? null })),
      articlesMissing: ruleIds.some((rule) => !articles.has(rule)),
    };
  }

  @Get('terms-entries')
  @Needs('terms.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({
    summary: 'Terms and parameters as they were entered, with who entered and who decided; newest first',
  })
  @ApiOkResponse({ type: pageOf(TermsEntryDto) as never })
  entries(@By() actor: Actor, @Query() query: TermsEntryQuery): Promise<Page<TermsEntryDto>> {
    return this.database.read(actor, (tx) => termsEntries(tx, query));
  }

  @Post('terms-entries')
  @Needs('terms.write')
  @Refuses(
    'policies.parameter-refused',
    'policies.parameter-unknown',
    'policies.refused',
    'terms.article-needed',
    'terms.no-such-contract',
    'terms.not-ahead',
    'terms.source-needed',
    'terms.unreadable',
    'terms.version-differs',
    'terms.version-known',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Enter figures, parameters or an article of the wording, with source and effective date' })
  @ApiCreatedResponse({ type: TermsEntryDto })
  enter(@By() actor: Actor, @Body() body: EnterTermsDto): Promise<TermsEntryDto> {
    return this.#write(actor, (tx) => enterTermsEntry(tx, body));
  }

  @Post('terms-entries/:id/approvals')
  @HttpCode(200)
  @Needs('terms.write')
  @Refuses(
    'terms.article-needed',
    'terms.decided-already',
    'terms.no-such-contract',
    'terms.not-ahead',
    'terms.second-person-needed',
    'terms.source-needed',
    'terms.unreadable',
    'terms.version-differs',
    'terms.version-known',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Approve what another person entered: it holds from its day' })
  @ApiOkResponse({ type: TermsEntryDto })
  approve(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<TermsEntryDto> {
    return this.#write(actor, async (tx) => {
      await decideTermsEntry(tx, id, { decision: 'approved', reason: null });
      return id;
    });
  }

  @Post('terms-entries/:id/refusals')
  @HttpCode(200)
  @Needs('terms.write')
  @Refuses(
    'policies.reason-needed',
    'terms.article-needed',
    'terms.decided-already',
    'terms.no-such-contract',
    'terms.not-ahead',
    'terms.second-person-needed',
    'terms.source-needed',
    'terms.unreadable',
    'terms.version-differs',
    'terms.version-known',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Refuse what another person entered, with a reason' })
  @ApiOkResponse({ type: TermsEntryDto })
  refuse(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: RefuseTermsDto,
  ): Promise<TermsEntryDto> {
    return this.#write(actor, async (tx) => {
      await decideTermsEntry(tx, id, { decision: 'refused', reason: refusalReason(reason) });
      return id;
    });
  }

  #write(actor: Actor, work: (tx: Tx) => Promise<string>): Promise<TermsEntryDto> {
    return this.database.transaction(actor, async (tx) => termsEntry(tx, await work(tx)));
  }
}
