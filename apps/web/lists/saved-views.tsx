import { useApp } from '../text/use-text.js';
import { Views } from '../ui/list/views.js';
import type { SavedView } from './use-list-view.js';

/**
 * The views of a list with names, each by its address; nothing while there are none. `all`: the address of all lines,
 * where the list first opens with some of them, and whether it is open.
 */
export function SavedViews({
  of: { views, view },
  to,
  all = { search: {}, isOpen: true },
}: {
  readonly of: { readonly views: readonly SavedView[]; readonly view: SavedView | undefined };
  readonly to: string;
  readonly all?: { readonly search: Readonly<Record<string, string>>; readonly isOpen: boolean };
}) {
  const { texts } = useApp();
  if (views.length === 0) return null;
  return (
    <Views
      at={view?.id ?? (all.isOpen ? 'all' : '')}
      of={[
        { key: 'all', name: texts.list.allRows, to, search: all.search },
        ...views.map(({ id, name }) => ({ key: id, name, to, search: { view: id } })),
      ]}
    />
  );
}
