import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { decideMail } from './decide-mail.js';
import { DecideMailDto, MailDto, MailQuery } from './mail.dto.js';
import { listMails } from './mail.reads.js';

@ApiTags('letters')
@Controller()
export class MailController {
  constructor(private readonly database: Database) {}

  @Get('mails')
  @Needs('mails.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Mails with what they say: the outbox where there is no mail server' })
  @ApiOkResponse({ type: pageOf(MailDto) as never })
  mails(@By() actor: Actor, @Query() query: MailQuery): Promise<Page<MailDto>> {
    return this.database.read(actor, (tx) => listMails(tx, query));
  }

  @Post('mails/:id/resends')
  @HttpCode(200)
  @Needs('mails.decide')
  @Refuses(
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'mails.nothing-to-decide',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Send a mail again that was refused, or that nobody knows to have arrived' })
  @ApiOkResponse({ type: MailDto })
  resend(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() { reason }: DecideMailDto): Promise<MailDto> {
    return this.database.transaction(actor, (tx) => decideMail(tx, id, 'waiting', reason));
  }

  @Post('mails/:id/arrivals')
  @HttpCode(200)
  @Needs('mails.decide')
  @Refuses(
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'mails.nothing-to-decide',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Say that a mail has arrived after all, or that its reader has the letter' })
  @ApiOkResponse({ type: MailDto })
  arrived(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() { reason }: DecideMailDto): Promise<MailDto> {
    return this.database.transaction(actor, (tx) => decideMail(tx, id, 'sent', reason));
  }
}
