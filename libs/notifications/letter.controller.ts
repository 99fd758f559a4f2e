import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { ProposeDecisionDto } from '#decisions';
import { By, IdPipe, pageOf, Viewed, type Page } from '#http';
import { type Config, CONFIG } from '#platform';
import { letterPdf } from './letter-pdf.js';
import { draftPreview, letterPreview } from './letter-preview.js';
import { LetterDto, LetterPreviewDto, LetterQuery, ReleaseLetterDto } from './letter.dto.js';
import { letterById, listLetters } from './letter.reads.js';
import { postLetter, releaseLetter } from './letter.js';

@ApiTags('letters')
@Controller()
export class LetterController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('letters')
  @Needs('letters.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Letters, oldest first; an institution reads those addressed to it' })
  @ApiOkResponse({ type: pageOf(LetterDto) as never })
  letters(@By() actor: Actor, @Query() query: LetterQuery): Promise<Page<LetterDto>> {
    return this.database.read(actor, (tx) => listLetters(tx, query));
  }

  @Get('letters/:id/content')
  @Needs('letters.read')
  @Viewed('letter', 'downloaded')
  @Header('Content-Security-Policy', "default-src 'none'; sandbox")
  @ApiOperation({ summary: 'The letter as PDF, made from what was kept of it' })
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  async content(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const { content } = await this.database.read(actor, (tx) => letterById(tx, id));
    const pdf = await letterPdf(content);
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: `attachment; filename="${content.number}.pdf"`,
      length: pdf.length,
    });
  }

  @Get('decisions/:id/letter-preview')
  @Needs('decisions.read')
  @Viewed('decision')
  @ApiOperation({ summary: 'What a letter will say of a decision, as its reader will read it; nothing is written' })
  @ApiOkResponse({ type: LetterPreviewDto })
  preview(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<LetterPreviewDto> {
    return this.database.read(actor, (tx) => letterPreview(tx, id));
  }

  @Post('expenses/:id/letter-previews')
  @HttpCode(200)
  @Needs('decisions.propose')
  @Refuses(
    'assessments.contradiction',
    'decisions.above-claimed',
    'decisions.answers-missing',
    'decisions.facts-missing',
    'decisions.figures-missing',
    'decisions.no-new-month',
    'decisions.no-such-question',
    'decisions.not-covered',
    'decisions.not-less',
    'decisions.not-ready',
    'decisions.own-institution',
    'decisions.ransom',
    'decisions.reason-needed',
    'decisions.reasons-do-not-add-up',
    'decisions.reduce-instead',
    'decisions.separation',
    'decisions.statement-needed',
    'decisions.statement-open',
    'decisions.statement-reverse-first',
    'limits.exhausted',
  )
  @ApiOperation({
    summary: 'What a letter would say of a proposal before anybody signs it; nothing is kept or written',
  })
  @ApiOkResponse({ type: LetterPreviewDto })
  draft(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: ProposeDecisionDto,
  ): Promise<LetterPreviewDto> {
    return this.database.read(actor, (tx) => draftPreview(tx, id, body));
  }

  @Post('letters/:id/postings')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses('letters.held', 'letters.not-to-post')
  @OneEffect()
  @ApiOperation({ summary: 'Say that a letter went by post' })
  @ApiOkResponse({ type: LetterDto })
  posted(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<LetterDto> {
    return this.database.transaction(actor, async (tx) => {
      await postLetter(tx, id);
      const { content: _, ...view } = await letterById(tx, id);
      return view;
    });
  }

  @Post('letters/:id/releases')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses('letters.not-held', 'letters.still-undrawable')
  @OneEffect()
  @ApiOperation({ summary: 'Let a held letter go, with what is drawn in place of characters that cannot be' })
  @ApiOkResponse({ type: LetterDto })
  release(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { written }: ReleaseLetterDto,
  ): Promise<LetterDto> {
    return this.database.transaction(actor, async (tx) => {
      await releaseLetter(tx, id, written, this.config);
      const { content: _, ...view } = await letterById(tx, id);
      return view;
    });
  }
}
