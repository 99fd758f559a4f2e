import type { Tx } from '#database';
import { limitOf, readPlace, toPage, type Page, type PageQuery } from '#http';
import { insurerLists } from '#kernel';
import { codedText, Problem, type ProblemCode } from '#problems';
import { minuteInJapan } from '#tables';
import type { ExportDto } from './list-export.dto.js';
import { ListExportEntity } from './list-export.entity.js';
import { mayList } from './list-routes.js';
import { exportStateNames } from './list-words.js';

type State = keyof typeof exportStateNames;

/** The reader's own exports, the last first. */
export async function listExports(tx: Tx, query: PageQuery): Promise<Page<ExportDto>> {
  const [after] = readPlace(query.cursor, 'id');
  const limit = limitOf(query);
  const rows = await tx.rows<ListExportEntity>(
    `SELECT x.*
       FROM list_export x
      WHERE x.person_id = $1 AND ($2::uuid IS NULL OR x.id < $2)
      ORDER BY x.id DESC
      LIMIT $3`,
    [tx.actor.id, after, limit + 1],
  );
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => exportView(row, tx.now),
  );
}

/** One of the reader's own exports. Throws `requests.not-found`. */
export async function ownExport(tx: Tx, id: string): Promise<ListExportEntity> {
  const row = await tx.findOne(ListExportEntity, { id, person_id: tx.actor.id });
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/** Whether its file is kept no longer; the store may still have it for a moment. */
const isOver = ({ expires_at, erased_at }: ListExportEntity, now: Date): boolean =>
  erased_at !== null || (expires_at !== null && expires_at <= now);

function stateOf(row: ListExportEntity, now: Date): State {
  if (row.failure !== null) return 'failed';
  if (row.ended_at !== null) return isOver(row, now) ? 'expired' : 'ready';
  return row.claim === null ? 'waiting' : 'writing';
}

/** An export with a claim: its file is in the store by it. */
export type ClaimedExport = ListExportEntity & { readonly claim: NonNullable<ListExportEntity['claim']> };

/**
 * The export whose file is downloaded by somebody who may still read the list. Throws `exports.right-ended`,
 * `exports.not-ready`, `exports.expired`, `exports.failed`.
 */
export function requireFile({ actor, now }: Tx, row: ListExportEntity): ClaimedExport {
  if (!mayList(actor, row.list)) throw new Problem('exports.right-ended');
  const state = stateOf(row, now);
  if (state === 'expired') throw new Problem('exports.expired');
  if (state === 'failed') throw new Problem('exports.failed');
  const { claim } = row;
  if (state !== 'ready' || claim === null) throw new Problem('exports.not-ready');
  return { ...row, claim };
}

/** The name under which a file is downloaded: its list and the minute at which it was asked for. */
export function fileNameOf({ list, language, asked_at, format }: ListExportEntity): string {
  const minute = minuteInJapan(asked_at.toISOString()).replaceAll('/', '').replace(' ', '-').replace(':', '');
  return `${insurerLists[list][language]}_${minute}.${format}`.replaceAll(/[\\/:*?"<>|]/g, '_');
}

/** An export in the API. */
export function exportView(row: ListExportEntity, now: Date): ExportDto {
  const state = stateOf(row, now);
  const { ja, en } = insurerLists[row.list];
  return {
    id: row.id,
    list: row.list,
    listName: { code: row.list, textJa: ja, textEn: en },
    format: row.format,
    language: row.language,
    state,
    stateJa: exportStateNames[state].ja,
    stateEn: exportStateNames[state].en,
    askedAt: row.asked_at.toISOString(),
    rowsDone: row.rows_done,
    rowsExpected: row.rows_expected,
    failure: row.failure === null ? null : codedText(row.failure as ProblemCode),
    fileName: fileNameOf(row),
    fileBytes: state === 'ready' ? row.file_bytes : null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  };
}
