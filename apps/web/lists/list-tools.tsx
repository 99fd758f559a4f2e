import { Button } from '@mantine/core';
import { useState } from 'react';
import type { InsurerList } from '#kernel';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import style from '../ui/list/list.module.css';
import { ChooseColumns } from './choose-columns.js';
import { Exports, useOwnExports } from './exports.js';
import { SaveView } from './save-view.js';
import { keepsLists, type ListView } from './use-list-view.js';

/** What a list can be asked for as a file: its conditions as the query of its route, and its columns. */
export interface ListTools {
  readonly list: InsurerList;
  /** null: what is shown is more than the interface can be asked for. */
  readonly conditions: string | null;
  /** The columns that are shown, of a list whose columns may be chosen. */
  readonly columns?: readonly string[];
  /** Of these, what the list leaves out as it stands, because it says nothing there: not written to a file. */
  readonly unseen?: readonly string[];
  readonly view?: ListView<never> | ListView<Readonly<Record<string, string | undefined>>>;
}

/** At the head of a list: write it to a file, give its view a name, choose its columns. */
export function ListTools({ list, conditions, columns, unseen = [], view }: ListTools) {
  const t = useApp().texts.list;
  const user = useUser();
  const [open, setOpen] = useState<'export' | 'save' | 'columns' | null>(null);
  const [wasOpened, setWasOpened] = useState(false);
  const own = useOwnExports(wasOpened);
  if (!keepsLists(user)) return null;
  // a view that brings its own columns is changed by its owner
  const fixed = view?.view?.columns ? view.view : undefined;
  const mayChoose = fixed === undefined || fixed.isOwn;
  const close = (): void => setOpen(null);
  return (
    <span className={style.tools}>
      {conditions !== null && (
        <Button
          variant="default"
          onClick={() => {
            setWasOpened(true);
            setOpen('export');
          }}
        >
          {own.running ? t.exporting : t.export}
        </Button>
      )}
      {view && (
        <Button variant="default" onClick={() => setOpen('save')}>
          {t.saveView}
        </Button>
      )}
      {columns && mayChoose && (
        <Button variant="default" onClick={() => setOpen('columns')}>
          {t.columns}
        </Button>
      )}
      {open === 'export' && conditions !== null && (
        <Exports
          list={list}
          conditions={conditions}
          columns={columns?.filter((key) => !unseen.includes(key))}
          own={own}
          onClose={close}
        />
      )}
      {open === 'save' && view && <SaveView of={view} onClose={close} />}
      {open === 'columns' && columns && <ChooseColumns list={list} shown={columns} view={fixed} onClose={close} />}
    </span>
  );
}
