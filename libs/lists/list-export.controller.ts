import { Body, Controller, Get, Inject, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { ContentMissing, FILE_STORE, StoreAway, type FileStore } from '#documents';
import { By, IdPipe, pageOf, PageQuery, Viewed, type Page } from '#http';
import { Problem } from '#problems';
import { askExport } from './ask-export.js';
import { AskExportDto, ExportDto } from './list-export.dto.js';
import { exportView, fileNameOf, listExports, ownExport, requireFile } from './list-export.reads.js';

@ApiTags('lists')
@Controller('exports')
export class ListExportController {
  constructor(
    private readonly database: Database,
    @Inject(FILE_STORE) private readonly store: FileStore,
  ) {}

  @Post()
  @Needs('exports.own')
  @Refuses('exports.column-unknown', 'exports.too-many-open')
  @OneEffect()
  @ApiOperation({ summary: 'Write a list to a file, as one reads it at one moment; it is written by a worker' })
  @ApiCreatedResponse({ type: ExportDto })
  ask(@By() actor: Actor, @Body() body: AskExportDto): Promise<ExportDto> {
    return this.database.transaction(actor, async (tx) => {
      const id = await askExport(tx, body);
      return exportView(await ownExport(tx, id), tx.now);
    });
  }

  @Get()
  @Needs('exports.own')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'One’s own exports, the last first' })
  @ApiOkResponse({ type: pageOf(ExportDto) as never })
  list(@By() actor: Actor, @Query() query: PageQuery): Promise<Page<ExportDto>> {
    return this.database.read(actor, (tx) => listExports(tx, query));
  }

  @Get(':id')
  @Needs('exports.own')
  @ApiOperation({ summary: 'One of one’s own exports: how far it is' })
  @ApiOkResponse({ type: ExportDto })
  one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<ExportDto> {
    return this.database.read(actor, async (tx) => exportView(await ownExport(tx, id), tx.now));
  }

  @Get(':id/content')
  @Needs('exports.own')
  @Refuses('documents.store-away', 'exports.expired', 'exports.failed', 'exports.not-ready', 'exports.right-ended')
  @Viewed('list-export', 'downloaded')
  @ApiOperation({ summary: 'The file, as a download' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async content(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const row = await this.database.read(actor, async (tx) => requireFile(tx, await ownExport(tx, id)));
    const content = await this.store.read(row.claim).catch((error: unknown) => {
      if (error instanceof ContentMissing) throw new Problem('exports.expired');
      if (error instanceof StoreAway) throw new Problem('documents.store-away', { retryAfterSeconds: 30 });
      throw error;
    });
    const name = encodeURIComponent(fileNameOf(row));
    return new StreamableFile(content, {
      type: 'application/octet-stream',
      disposition: `attachment; filename="export.${row.format}"; filename*=UTF-8''${name}`,
      ...(row.file_bytes === null ? {} : { length: row.file_bytes }),
    });
  }
}
