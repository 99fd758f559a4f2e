import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ShortText } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';
import { useChosenColumns } from './use-list-columns.js';
import layout from './lists.module.css';
import { queryOf, type ListView, type SavedView } from './use-list-view.js';

const longest = 60;
type View = ListView<Readonly<Record<string, string | undefined>>>;

/** Gives what a list shows now a name, and shows the views that have one. */
export function SaveView({
  of: { list, search, views, view },
  onClose,
}: {
  readonly of: View;
  readonly onClose: () => void;
}) {
  const { texts } = useApp();
  const t = texts.list;
  const { value: name, change: setName, clear } = useKept(`view ${list}`, '');
  const [isShared, setShared] = useState(false);
  const [tried, setTried] = useState(false);
  const save = useAct('post', '/saved-views');
  const own = useChosenColumns(list);
  // none: those of the beginning
  const shown = { search: queryOf(search), columns: [...(view?.columns ?? own)] };
  const fault = checks(texts.common).short(longest)(name);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.saveView}
      closeButtonProps={{ 'aria-label': texts.common.close }}
      size="lg"
    >
      <Stack>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (fault !== null) return;
            void save.send({ body: { list, name: name.trim(), isShared, ...shown } }, () => {
              clear();
              setTried(false);
            });
          }}
        >
          <Stack>
            <p>{t.saveViewLead}</p>
            <ShortText
              label={t.viewName}
              value={name}
              most={longest}
              onChange={setName}
              error={tried ? fault : null}
              data-autofocus
            />
            <label className={layout.choice}>
              <input type="checkbox" checked={isShared} onChange={(event) => setShared(event.currentTarget.checked)} />
              {t.shareView}
            </label>
            <ProblemNote error={save.error} />
            <div>
              <Button type="submit" loading={save.pending}>
                {t.keepView}
              </Button>
            </div>
          </Stack>
        </form>
        <section aria-label={t.savedViews}>
          <h3 className={style.sub}>{t.savedViews}</h3>
          {views.length === 0 ? (
            <p className={style.hint}>{t.noSavedViews}</p>
          ) : (
            <ul className={layout.views}>
              {views.map((one) => (
                <li key={one.id}>
                  <ViewLine of={one} shown={shown} />
                </li>
              ))}
            </ul>
          )}
        </section>
      </Stack>
    </Modal>
  );
}

/** A view with its owner, and what its reader may do with it. */
function ViewLine({
  of: one,
  shown,
}: {
  readonly of: SavedView;
  readonly shown: { readonly search: string; readonly columns: string[] };
}) {
  const { texts } = useApp();
  const t = texts.list;
  const change = useAct('patch', '/saved-views/{id}');
  const takeOver = useAct('post', '/saved-views/{id}/take-overs');
  const remove = useAct('delete', '/saved-views/{id}');
  const path = { id: one.id };
  return (
    <>
      <strong>{one.name}</strong>
      <span className={style.hint}>
        {one.isOwn
          ? one.isShared
            ? t.ownShared
            : t.ownAlone
          : (one.ownerHasLeft ? t.ofWhoLeft : t.sharedBy)(one.ownerName)}
      </span>
      <Group gap="xs" ml="auto">
        {one.isOwn && (
          <Button
            variant="default"
            loading={change.pending}
            onClick={() => void change.send({ path, version: one.version, body: shown })}
          >
            {t.changeView}
          </Button>
        )}
        {one.isOwn && (
          <Button
            variant="default"
            loading={change.pending}
            onClick={() => void change.send({ path, version: one.version, body: { isShared: !one.isShared } })}
          >
            {one.isShared ? t.unshareView : t.shareThis}
          </Button>
        )}
        {!one.isOwn && one.ownerHasLeft && (
          <Button variant="default" loading={takeOver.pending} onClick={() => void takeOver.send({ path })}>
            {t.takeOverView}
          </Button>
        )}
        {(one.isOwn || one.ownerHasLeft) && (
          <Button
            variant="default"
            aria-label={t.removeView(one.name)}
            loading={remove.pending}
            onClick={() => void remove.send({ path, version: one.version })}
          >
            {t.remove}
          </Button>
        )}
      </Group>
      <ProblemNote error={change.error ?? takeOver.error ?? remove.error} />
    </>
  );
}
