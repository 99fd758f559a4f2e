import type { Tx } from '#database';
import { requireVersion } from '#http';
import { newId, type InsurerList } from '#kernel';
import { faultAt, Problem } from '#problems';
import { chosenColumns } from './list-columns.js';
import { mayList } from './list-routes.js';
import type { ChangeViewDto, SaveViewDto } from './saved-view.dto.js';
import { SavedViewEntity } from './saved-view.entity.js';
import { savedViewById, type SavedView } from './saved-view.reads.js';

/** The most views that a person has of one list. */
const most = 50;

/**
 * Gives a view of a list a name. Throws `access.forbidden` where the list is not the actor's to read,
 * `exports.column-unknown`, `saved-views.name-taken`, `saved-views.too-many`.
 */
export async function saveView(tx: Tx, { list, name, search = '', columns, isShared }: SaveViewDto): Promise<string> {
  if (!mayList(tx.actor, list)) throw new Problem('access.forbidden');
  await lockViews(tx, list);
  const [own] = await tx.rows<{ many: number }>(
    'SELECT count(*) AS many FROM saved_view v WHERE v.person_id = $1 AND v.list = $2',
    [tx.actor.id, list],
  );
  if ((own?.many ?? 0) >= most) throw new Problem('saved-views.too-many', { params: { most } });
  const row = { id: newId(), person_id: tx.actor.id, list, name: name.trim(), is_shared: isShared };
  await requireName(tx, row);
  const shown = columns === undefined ? null : chosenColumns(list, columns);
  await tx.insert(SavedViewEntity, { ...row, search, columns: shown, changed_at: tx.now });
  if (isShared) audit(tx, 'saved-view.shared', row);
  return row.id;
}

/**
 * Changes an own view. Throws `requests.not-found`, `saved-views.not-yours`, `requests.stale-version`,
 * `exports.column-unknown`, `saved-views.name-taken`.
 */
export async function changeView(tx: Tx, id: string, version: number | null, change: ChangeViewDto): Promise<void> {
  const view = await ownView(tx, id);
  requireVersion(view.version, version);
  const next = { ...view, name: change.name?.trim() ?? view.name, is_shared: change.isShared ?? view.is_shared };
  await requireName(tx, next);
  await tx.update(
    SavedViewEntity,
    { id },
    {
      ...{ name: next.name, is_shared: next.is_shared, search: change.search ?? view.search },
      ...(change.columns ? { columns: chosenColumns(view.list, change.columns) } : {}),
      ...{ changed_at: tx.now, version: view.version + 1 },
    },
  );
  if (view.is_shared || next.is_shared) audit(tx, 'saved-view.changed', next);
}

/** Makes the shared view of somebody who has left one's own. Throws as `changeView`. */
export async function takeOverView(tx: Tx, id: string): Promise<void> {
  const view = await locked(tx, id);
  if (!view.owner_left) throw new Problem('saved-views.not-yours');
  const next = { ...view, person_id: tx.actor.id };
  await requireName(tx, next);
  await tx.update(SavedViewEntity, { id }, { person_id: tx.actor.id, changed_at: tx.now, version: view.version + 1 });
  audit(tx, 'saved-view.taken-over', next);
}

/** Removes an own view, or the shared one of somebody who has left. Throws as `changeView`. */
export async function removeView(tx: Tx, id: string, version: number | null): Promise<void> {
  const view = await locked(tx, id);
  if (view.person_id !== tx.actor.id && !view.owner_left) throw new Problem('saved-views.not-yours');
  requireVersion(view.version, version);
  await tx.rows('DELETE FROM saved_view WHERE id = $1', [id]);
  if (view.is_shared) audit(tx, 'saved-view.removed', view);
}

async function ownView(tx: Tx, id: string): Promise<SavedView> {
  const view = await locked(tx, id);
  if (view.person_id !== tx.actor.id) throw new Problem('saved-views.not-yours');
  return view;
}

/** A view as it stands when its list is the transaction's turn. */
async function locked(tx: Tx, id: string): Promise<SavedView> {
  const { list } = await savedViewById(tx, id);
  await lockViews(tx, list);
  return savedViewById(tx, id);
}

/** Acts on the views of a list come one after the other, so that a name is given once. */
async function lockViews(tx: Tx, list: InsurerList): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(hashtext('saved-views'), hashtext($1))`, [list]);
}

type Named = Pick<SavedViewEntity, 'id' | 'person_id' | 'list' | 'name' | 'is_shared'>;

async function requireName(tx: Tx, { id, person_id, list, name, is_shared }: Named): Promise<void> {
  const other = await tx.one(
    `SELECT FROM saved_view v
      WHERE v.list = $1 AND v.name = $2 AND v.id <> $3 AND (v.person_id = $4 OR (v.is_shared AND $5))
      LIMIT 1`,
    [list, name, id, person_id, is_shared],
  );
  if (other) throw faultAt('/name', 'saved-views.name-taken');
}

function audit(tx: Tx, action: string, { id, list, name }: Named): void {
  tx.record('insurer', { audit: { action, subject: id, after: { list, name } } });
}
