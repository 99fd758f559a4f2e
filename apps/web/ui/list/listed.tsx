import type { ComponentProps, ReactNode } from 'react';
import { useApp } from '../../text/use-text.js';
import { More } from '../more.js';
import { Shown } from '../shown.js';
import { List, type ListProps } from './list.js';

/** As `useList` answers it. */
type Read<Row> = ComponentProps<typeof More>['of'] &
  Omit<ComponentProps<typeof Shown<readonly Row[]>>['of'], 'data'> & { readonly items: readonly Row[] | undefined };

/** A list as it is read, a page at a time: its rows, or what would fill it. */
export function Listed<Row>({
  of: read,
  none,
  ...list
}: Omit<ListProps<Row>, 'rows'> & {
  readonly of: Read<Row>;
  /** What an empty list says. */
  readonly none: ReactNode;
}) {
  return (
    <>
      <Shown of={{ ...read, data: read.items }}>
        {(rows) => (rows.length === 0 ? <p>{none}</p> : <List {...list} rows={rows} />)}
      </Shown>
      <More of={read} label={useApp().texts.shell.more} />
    </>
  );
}
