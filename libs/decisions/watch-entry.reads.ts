import type { Tx } from '#database';
import { limitOf, readCursor, toPage, type PageQuery, type Page } from '#http';
import type { WatchEntryDto } from './watch-entry.dto.js';
import type { WatchEntryEntity } from './watch-entry.entity.js';

export async function listEntries(tx: Tx, query: PageQuery): Promise<Page<WatchEntryDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<
    Pick<WatchEntryEntity, 'id' | 'name' | 'source' | 'entered_at' | 'removed_at'> & { text: string }
  >(
    `SELECT id, name, source, entered_at, removed_at,
       to_char(entered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS text
       FROM watch_entry
      ${after ? 'WHERE (entered_at, id) < ($2::timestamptz, $3::uuid)' : ''}
      ORDER BY entered_at DESC, id DESC
      LIMIT $1`,
    [limit + 1, ...(after ?? [])],
  );
  return toPage(
    rows,
    limit,
    (row) => [row.text, row.id],
    (row) => ({
      id: row.id,
      name: row.name,
      source: row.source,
      enteredAt: row.entered_at.toISOString(),
      removedAt: row.removed_at?.toISOString() ?? null,
    }),
  );
}
