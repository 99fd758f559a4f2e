import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, limitOf, PageQuery, pageOf, toPage, type Page, readPlace } from '#http';
import { ImportRun } from './import.dto.js';

@ApiTags('operations')
@Controller('imports')
export class ImportController {
  constructor(private readonly database: Database) {}

  @Get()
  @Needs('imports.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Lists that were taken over, the last first' })
  @ApiOkResponse({ type: pageOf(ImportRun) })
  async list(@By() actor: Actor, @Query() query: PageQuery): Promise<Page<ImportRun>> {
    const [after] = readPlace(query.cursor, 'id');
    const limit = limitOf(query);
    // ids are made in the order of time
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<Omit<ImportRun, 'begunAt' | 'endedAt'> & { begunAt: Date; endedAt: Date | null }>(
        `SELECT r.id, r.what, r.file_name AS "fileName", encode(r.file_hash, 'hex') AS "fileHash",
           r.file_bytes AS "fileBytes", r.encoding, r.as_of AS "asOf",
            coalesce((SELECT p.display_name FROM person p WHERE r.by_kind = 'person' AND p.id::text = r.by_id),
              r.by_id) AS by,
            r.begun_at AS "begunAt", r.ended_at AS "endedAt", r.state, r.closing, r.rows_read AS "rowsRead",
              r.rows_new AS "rowsNew", r.rows_changed AS "rowsChanged",
            r.rows_same AS "rowsSame", r.rows_repeated AS "rowsRepeated", r.rows_refused AS "rowsRefused", r.closed,
              r.reopened
           FROM import_run r WHERE $1::uuid IS NULL OR r.id < $1 ORDER BY r.id DESC LIMIT $2`,
        [after, limit + 1],
      ),
    );
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => ({ ...row, begunAt: row.begunAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null }),
    );
  }
}
