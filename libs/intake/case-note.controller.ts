import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, PageQuery, Viewed, type Page } from '#http';
import { incidentById, onStandingCase } from '#incidents';
import { CaseNoteDto, WriteNoteDto } from './case-note.dto.js';
import { notesOn, writeNote } from './case-note.js';

@ApiTags('incidents')
@Controller('incidents')
export class CaseNoteController {
  constructor(private readonly database: Database) {}

  @Get(':id/notes')
  @Needs('notes.read')
  @Refuses('requests.cursor-malformed')
  @Viewed('incident')
  @ApiOperation({ summary: 'Notes of the insurer on a case, oldest first' })
  @ApiOkResponse({ type: pageOf(CaseNoteDto) as never })
  notes(@By() actor: Actor, @Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<Page<CaseNoteDto>> {
    return this.database.read(actor, async (tx) => {
      await incidentById(tx, id);
      return notesOn(tx, id, query);
    });
  }

  @Post(':id/notes')
  @Needs('notes.write')
  @Refuses('requests.stale-version')
  @OneEffect()
  @ApiOperation({ summary: 'Write a note for the insurer; of a merged case, on the one into which it went' })
  @ApiCreatedResponse({ type: CaseNoteDto })
  write(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: WriteNoteDto): Promise<CaseNoteDto> {
    return onStandingCase(this.database, actor, { id }, (tx, { incident }) => writeNote(tx, incident, body.text));
  }
}
