import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { Database, supplied, type Actor, type Tx } from '#database';
import { By, limitOf, PageQuery, pageOf, toPage, type Page, readPlace } from '#http';
import { ImportRun } from './import.dto.js';

/** The names of people by their ids; unknown ids are left out. */
export const personNames = supplied<[tx: Tx, ids: readonly string[]], Promise<ReadonlyMap<string, string>>>(
  'the names of people',
);

type RunRow = Omit<ImportRun, 'begunAt' | 'endedAt'> & {
  readonly begunAt: Date;
  readonly endedAt: Date | null;
  readonly byPerson: boolean;
};

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
    // the order of ids is the order of time
    const [rows, names] = await this.database.read(actor, async (tx) => {
      const found = await tx.rows<RunRow>(
        `SELECT r.id, r.what, r.file_name AS "fileName", encode(r.file_hash, 'hex') AS "fileHash",
           r.file_bytes AS "fileBytes", r.encoding, r.as_of AS "asOf",
           r.by_kind = 'person' AS "byPerson", r.by_id AS by,
            r.begun_at AS "begunAt", r.ended_at AS "endedAt", r.state, r.closing, r.rows_read AS "rowsRead",
              r.rows_new AS "rowsNew", r.rows_changed AS "rowsChanged",
            r.rows_same AS "rowsSame", r.rows_repeated AS "rowsRepeated", r.rows_refused AS "rowsRefused", r.closed,
              r.reopened
           FROM import_run r WHERE $1::uuid IS NULL OR r.id < $1 ORDER BY r.id DESC LIMIT $2`,
        [after, limit + 1],
      );
      const people = found.filter(({ byPerson }) => byPerson).map(({ by }) => by);
      return [found, await personNames(tx, people)] as const;
    });
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      ({ byPerson, ...row }) => ({
        ...row,
        by: (byPerson ? names.get(row.by) : undefined) ?? row.by,
        begunAt: row.begunAt.toISOString(),
        endedAt: row.endedAt?.toISOString() ?? null,
      }),
    );
  }
}
