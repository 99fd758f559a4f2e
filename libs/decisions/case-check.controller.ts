import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, Viewed } from '#http';
import { ChecksDto, RecordCheckDto } from './case-check.dto.js';
import { checksView } from './case-check.reads.js';
import { recordCheck } from './case-check.js';

@ApiTags('decisions')
@Controller()
export class CaseCheckController {
  constructor(private readonly database: Database) {}

  @Get('incidents/:id/checks')
  @Needs('decisions.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'What was checked before the first proposal of a case, and what is missing' })
  @ApiOkResponse({ type: ChecksDto })
  checks(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ChecksDto> {
    return this.database.read(actor, (tx) => checksView(tx, id));
  }

  @Post('incidents/:id/checks')
  @Needs('decisions.propose')
  @Refuses('incidents.ended')
  @OneEffect()
  @ApiOperation({ summary: 'Record a check before the first proposal, with its source; the newest of a kind counts' })
  @ApiCreatedResponse({ type: ChecksDto })
  record(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: RecordCheckDto): Promise<ChecksDto> {
    return this.database.transaction(actor, async (tx) => {
      await recordCheck(tx, id, body);
      return checksView(tx, id);
    });
  }
}
