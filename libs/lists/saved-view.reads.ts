import type { Tx } from '#database';
import type { InsurerList } from '#kernel';
import { notLeft, type PersonEntity } from '#people';
import { Problem } from '#problems';
import { mayList } from './list-routes.js';
import type { SavedViewDto } from './saved-view.dto.js';
import type { SavedViewEntity } from './saved-view.entity.js';

/** The most views that are shown of a list. */
const most = 300;

export type SavedView = SavedViewEntity & {
  readonly owner_name: PersonEntity['display_name'];
  readonly owner_left: boolean;
};

const select = `SELECT v.*, p.display_name AS owner_name, NOT ${notLeft} AS owner_left
  FROM saved_view v JOIN person p ON p.id = v.person_id`;

/** The views of a list that its reader has: their own first, then what others share. Throws `access.forbidden`. */
export async function savedViews(tx: Tx, list: InsurerList): Promise<SavedViewDto[]> {
  if (!mayList(tx.actor, list)) throw new Problem('access.forbidden');
  const rows = await tx.rows<SavedView>(
    `${select} WHERE v.list = $1 AND (v.is_shared OR v.person_id = $2)
      ORDER BY v.person_id <> $2, v.name, v.id LIMIT ${most}`,
    [list, tx.actor.id],
  );
  return rows.map((row) => savedView(tx, row));
}

/** A view that the actor may see. Throws `requests.not-found`. */
export async function savedViewById(tx: Tx, id: string): Promise<SavedView> {
  const row = await tx.one<SavedView>(`${select} WHERE v.id = $1`, [id]);
  if (!row || !mayList(tx.actor, row.list) || !(row.is_shared || row.person_id === tx.actor.id))
    throw new Problem('requests.not-found');
  return row;
}

/** A view in the API. */
export function savedView({ actor }: Tx, row: SavedView): SavedViewDto {
  return {
    id: row.id,
    list: row.list,
    name: row.name,
    search: row.search,
    columns: row.columns && [...row.columns],
    isShared: row.is_shared,
    isOwn: row.person_id === actor.id,
    ownerName: row.owner_name,
    ownerHasLeft: row.owner_left,
    version: row.version,
  };
}
