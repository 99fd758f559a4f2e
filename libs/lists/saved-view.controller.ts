import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, ExpectedVersion, IdPipe } from '#http';
import { insurerListNames, type InsurerList } from '#kernel';
import { Problem } from '#problems';
import { chooseColumns, columnsOf } from './choose-columns.js';
import { changeView, removeView, saveView, takeOverView } from './save-view.js';
import {
  ChangeViewDto,
  ListColumnsDto,
  SavedViewDto,
  SavedViewsDto,
  SavedViewsQuery,
  SaveViewDto,
} from './saved-view.dto.js';
import { savedView, savedViewById, savedViews } from './saved-view.reads.js';

@ApiTags('lists')
@Controller()
export class SavedViewController {
  constructor(private readonly database: Database) {}

  @Get('saved-views')
  @Needs('saved-views.own')
  @ApiOperation({ summary: 'The views of a list with names: one’s own, and those that colleagues share' })
  @ApiOkResponse({ type: SavedViewsDto })
  list(@By() actor: Actor, @Query() { list }: SavedViewsQuery): Promise<SavedViewsDto> {
    return this.database.read(actor, async (tx) => ({ items: await savedViews(tx, list) }));
  }

  @Post('saved-views')
  @Needs('saved-views.own')
  @Refuses('exports.column-unknown', 'saved-views.name-taken', 'saved-views.too-many')
  @OneEffect()
  @ApiOperation({ summary: 'Give a view of a list a name, for oneself or for everybody who may read the list' })
  @ApiCreatedResponse({ type: SavedViewDto })
  save(@By() actor: Actor, @Body() body: SaveViewDto): Promise<SavedViewDto> {
    return this.#change(actor, (tx) => saveView(tx, body));
  }

  @Patch('saved-views/:id')
  @Needs('saved-views.own')
  @Refuses('exports.column-unknown', 'requests.stale-version', 'saved-views.name-taken', 'saved-views.not-yours')
  @ApiOperation({ summary: 'Change an own view: what is named changes' })
  @ApiOkResponse({ type: SavedViewDto })
  change(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion() version: number | null,
    @Body() body: ChangeViewDto,
  ): Promise<SavedViewDto> {
    return this.#change(actor, async (tx) => {
      await changeView(tx, id, version, body);
      return id;
    });
  }

  @Post('saved-views/:id/take-overs')
  @HttpCode(200)
  @Needs('saved-views.own')
  @Refuses('saved-views.name-taken', 'saved-views.not-yours')
  @OneEffect()
  @ApiOperation({ summary: 'Make the shared view of somebody who has left one’s own' })
  @ApiOkResponse({ type: SavedViewDto })
  takeOver(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<SavedViewDto> {
    return this.#change(actor, async (tx) => {
      await takeOverView(tx, id);
      return id;
    });
  }

  @Delete('saved-views/:id')
  @HttpCode(204)
  @Needs('saved-views.own')
  @Refuses('requests.stale-version', 'saved-views.not-yours')
  @ApiOperation({ summary: 'Remove an own view, or the shared one of somebody who has left' })
  @ApiNoContentResponse()
  remove(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion() version: number | null,
  ): Promise<void> {
    return this.database.transaction(actor, (tx) => removeView(tx, id, version));
  }

  @Get('list-columns/:list')
  @Needs('saved-views.own')
  @ApiOperation({ summary: 'The columns that one chose of a list' })
  @ApiOkResponse({ type: ListColumnsDto })
  columns(@By() actor: Actor, @Param('list') list: string): Promise<ListColumnsDto> {
    return this.database.read(actor, async (tx) => ({ columns: await columnsOf(tx, known(list)) }));
  }

  @Put('list-columns/:list')
  @Needs('saved-views.own')
  @Refuses('exports.column-unknown')
  @ApiOperation({ summary: 'Choose the columns of a list; with none, those of the beginning again' })
  @ApiOkResponse({ type: ListColumnsDto })
  choose(
    @By() actor: Actor,
    @Param('list') list: string,
    @Body() { columns }: ListColumnsDto,
  ): Promise<ListColumnsDto> {
    return this.database.transaction(actor, async (tx) => {
      await chooseColumns(tx, known(list), columns);
      return { columns };
    });
  }

  #change(actor: Actor, change: (tx: Tx) => Promise<string>): Promise<SavedViewDto> {
    return this.database.transaction(actor, async (tx) => savedView(tx, await savedViewById(tx, await change(tx))));
  }
}

/** A list by its name in the path. */
function known(list: string): InsurerList {
  const found = insurerListNames.find((one) => one === list);
  if (!found) throw new Problem('requests.not-found');
  return found;
}
