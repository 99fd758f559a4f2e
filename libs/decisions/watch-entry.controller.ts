import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, PageQuery, type Page } from '#http';
import { removeWatchName } from './remove-watch-name.js';
import { listEntries } from './watch-entry.reads.js';
import { enterNames } from './enter-watch-names.js';
import { EnterWatchNamesDto, WatchEntryDto } from './watch-entry.dto.js';

@ApiTags('screening')
@Controller()
export class WatchEntryController {
  constructor(private readonly database: Database) {}

  @Get('watch-entries')
  @Needs('screening.list')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Names that are watched, newest first' })
  @ApiOkResponse({ type: pageOf(WatchEntryDto) as never })
  entries(@By() actor: Actor, @Query() query: PageQuery): Promise<Page<WatchEntryDto>> {
    return this.database.read(actor, (tx) => listEntries(tx, query));
  }

  @Post('watch-entries')
  @Needs('screening.list')
  @Refuses('requests.cursor-malformed')
  @OneEffect()
  @ApiOperation({ summary: 'Watch names, up to 1,000 at once; everybody is looked at again when it matters next' })
  @ApiCreatedResponse({ type: pageOf(WatchEntryDto) as never })
  enter(@By() actor: Actor, @Body() { names }: EnterWatchNamesDto): Promise<Page<WatchEntryDto>> {
    return this.database.transaction(actor, async (tx) => {
      await enterNames(tx, names);
      return listEntries(tx, {});
    });
  }

  @Post('watch-entries/:id/removals')
  @HttpCode(200)
  @Needs('screening.list')
  @Refuses('requests.cursor-malformed')
  @OneEffect()
  @ApiOperation({ summary: 'Watch a name no more' })
  @ApiOkResponse({ type: pageOf(WatchEntryDto) as never })
  remove(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page<WatchEntryDto>> {
    return this.database.transaction(actor, async (tx) => {
      await removeWatchName(tx, id);
      return listEntries(tx, {});
    });
  }
}
