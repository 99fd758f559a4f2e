import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, PageQuery, Viewed, type Page } from '#http';
import { incidentById, onStandingCase } from '#incidents';
import { CaseMessageDto, SendMessageDto } from './case-message.dto.js';
import { messagesIn } from './case-message.reads.js';
import { readMessage, sendMessage } from './case-message.js';

@ApiTags('messages')
@Controller()
export class CaseMessageController {
  constructor(private readonly database: Database) {}

  @Get('incidents/:id/messages')
  @Needs('messages.read')
  @Refuses('requests.cursor-malformed')
  @Viewed('incident')
  @ApiOperation({ summary: 'Messages between the insurer and the institution of a case, newest first' })
  @ApiOkResponse({ type: pageOf(CaseMessageDto) as never })
  messages(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<CaseMessageDto>> {
    return this.database.read(actor, async (tx) => {
      await incidentById(tx, id);
      return messagesIn(tx, id, query);
    });
  }

  @Post('incidents/:id/messages')
  @Needs('messages.send')
  @Refuses('messages.day-passed', 'messages.not-asked', 'messages.not-yours', 'requests.stale-version')
  @OneEffect()
  @ApiOperation({ summary: 'Send a message to the other side; of a merged case, in the one into which it went' })
  @ApiCreatedResponse({ type: CaseMessageDto })
  send(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: SendMessageDto): Promise<CaseMessageDto> {
    return onStandingCase(this.database, actor, { id }, (tx, standing) => sendMessage(tx, standing, body));
  }

  @Post('messages/:id/readings')
  @HttpCode(200)
  @Needs('messages.send')
  @OneEffect()
  @ApiOperation({ summary: 'Say that a message, and those before it, was read; the first reading of each counts' })
  @ApiOkResponse({ type: CaseMessageDto })
  read(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<CaseMessageDto> {
    return this.database.transaction(actor, (tx) => readMessage(tx, id));
  }
}
