import type { Tx } from '#database';
import { newId } from '#kernel';
import { Problem } from '#problems';
import type { AskExportDto } from './list-export.dto.js';
import { ListExportEntity } from './list-export.entity.js';
import { chosenColumns } from './list-columns.js';
import { conditionsOf, mayList } from './list-routes.js';

/** The most exports of a person that wait or are written. */
const mostOpen = 5;

/**
 * Asks for a list as a file; a worker writes it. Throws `access.forbidden` where its reader may not read the list, what
 * its route throws of its conditions, `exports.column-unknown`, `exports.too-many-open`.
 */
export async function askExport(
  tx: Tx,
  { list, conditions, columns, format, language }: AskExportDto,
): Promise<string> {
  if (!mayList(tx.actor, list)) throw new Problem('access.forbidden');
  const asked = { conditions: conditionsOf(list, conditions ?? ''), columns: chosenColumns(list, columns) };
  const [open] = await tx.rows<{ many: number }>(
    'SELECT count(*) AS many FROM list_export WHERE person_id = $1 AND ended_at IS NULL',
    [tx.actor.id],
  );
  if ((open?.many ?? 0) >= mostOpen) throw new Problem('exports.too-many-open', { params: { most: mostOpen } });
  const id = newId();
  await tx.insert(ListExportEntity, { id, person_id: tx.actor.id, list, ...asked, format, language, asked_at: tx.now });
  tx.record('insurer', { audit: { action: 'export.asked', subject: id, after: { list, ...asked, format, language } } });
  return id;
}
