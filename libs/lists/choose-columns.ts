import type { Tx } from '#database';
import type { InsurerList } from '#kernel';
import { Problem } from '#problems';
import { chosenColumns } from './list-columns.js';
import { mayList } from './list-routes.js';
import { ListChoiceEntity } from './list-choice.entity.js';

/** The columns that the actor chose of a list; none: those of the beginning. Throws `access.forbidden`. */
export async function columnsOf(tx: Tx, list: InsurerList): Promise<string[]> {
  if (!mayList(tx.actor, list)) throw new Problem('access.forbidden');
  return [...((await tx.findOne(ListChoiceEntity, { person_id: tx.actor.id, list }))?.columns ?? [])];
}

/**
 * Keeps the columns that the actor wants to see of a list; with none, those of the beginning again. Throws
 * `access.forbidden`, `exports.column-unknown`.
 */
export async function chooseColumns(tx: Tx, list: InsurerList, columns: readonly string[]): Promise<void> {
  if (!mayList(tx.actor, list)) throw new Problem('access.forbidden');
  if (columns.length === 0) {
    await tx.rows('DELETE FROM list_choice WHERE person_id = $1 AND list = $2', [tx.actor.id, list]);
    return;
  }
  await tx.rows(
    `INSERT INTO list_choice (person_id, list, columns) VALUES ($1, $2, $3)
     ON CONFLICT (person_id, list) DO UPDATE SET columns = excluded.columns`,
    [tx.actor.id, list, chosenColumns(list, columns)],
  );
}
