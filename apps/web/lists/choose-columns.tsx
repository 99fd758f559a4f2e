import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { insurerLists, type InsurerList, type ListColumn } from '#kernel';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';
import type { SavedView } from './use-list-view.js';
import own from './lists.module.css';

/** Which columns of a list its reader wants to see, and in which order; they are kept for them. */
export function ChooseColumns({
  list,
  shown,
  view,
  onClose,
}: {
  readonly list: InsurerList;
  readonly shown: readonly string[];
  /** The own view that is open and brings its columns: they are changed. */
  readonly view: SavedView | undefined;
  readonly onClose: () => void;
}) {
  const { texts, language } = useApp();
  const t = texts.list;
  const known: readonly ListColumn[] = insurerLists[list].columns;
  // those that are shown, in their order, then the others
  const [order, setOrder] = useState<readonly string[]>([
    ...shown,
    ...known.map(({ key }) => key).filter((key) => !shown.includes(key)),
  ]);
  const columns = order.flatMap((key) => known.find((column) => column.key === key) ?? []);
  const move = (key: string, step: number): void =>
    setOrder((before) => {
      const [from, to] = [before.indexOf(key), before.indexOf(key) + step];
      return before.map((one, at) => (at === from ? (before[to] ?? one) : at === to ? key : one));
    });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(shown));
  const keep = useAct('put', '/list-columns/{list}');
  const change = useAct('patch', '/saved-views/{id}');
  const send = (keys: readonly string[]): void =>
    void (view
      ? change.send({ path: { id: view.id }, version: view.version, body: { columns: [...keys] } }, onClose)
      : keep.send({ path: { list }, body: { columns: [...keys] } }, onClose));
  return (
    <Modal opened onClose={onClose} title={t.columns} closeButtonProps={{ 'aria-label': texts.common.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(columns.filter(({ key, stays }) => stays || chosen.has(key)).map(({ key }) => key));
        }}
      >
        <Stack>
          <p>{view ? t.columnsOfView(view.name) : t.columnsLead}</p>
          <fieldset className={own.columns} aria-label={t.columns}>
            {columns.map((column, at) => (
              <div key={column.key}>
                <label>
                  <input
                    type="checkbox"
                    checked={column.stays || chosen.has(column.key)}
                    disabled={column.stays}
                    onChange={({ currentTarget: { checked } }) =>
                      setChosen((before) => {
                        const next = new Set(before);
                        if (checked) next.add(column.key);
                        else next.delete(column.key);
                        return next;
                      })
                    }
                  />
                  <span>
                    {column[language]}
                    {column.stays && <span className={style.hint}>　{t.columnStays}</span>}
                  </span>
                </label>
                <MoveColumn
                  name={column[language]}
                  isFirst={at === 0}
                  isLast={at === columns.length - 1}
                  onMove={(step) => move(column.key, step)}
                />
              </div>
            ))}
          </fieldset>
          <ProblemNote error={keep.error ?? change.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => send([])}>
              {t.columnsAll}
            </Button>
            <Button type="submit" loading={keep.pending || change.pending}>
              {t.columnsKeep}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Moves a column by one place, towards the beginning or the end. */
function MoveColumn({
  name,
  isFirst,
  isLast,
  onMove,
}: {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (step: number) => void;
}) {
  const t = useApp().texts.list;
  return (
    <span>
      <button type="button" aria-label={t.columnEarlier(name)} disabled={isFirst} onClick={() => onMove(-1)}>
        ↑
      </button>
      <button type="button" aria-label={t.columnLater(name)} disabled={isLast} onClick={() => onMove(1)}>
        ↓
      </button>
    </span>
  );
}
