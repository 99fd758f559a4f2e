import type { ComponentProps, ReactNode } from 'react';
import { useApp } from '../../text/use-text.js';
import { More } from '../more.js';
import { Shown } from '../shown.js';
import { List, type ListProps } from './list.js';
import type { Grouped } from './use-groups.js';

/** As `useList` answers it. */
type Read<Row> = ComponentProps<typeof More>['of'] &
  Omit<ComponentProps<typeof Shown<readonly Row[]>>['of'], 'data'> & { readonly items: readonly Row[] | undefined };

/** A list as it is read, a page at a time: its rows, or what would fill it. */
export function Listed<Row>({
  of: read,
  none,
  groups,
  ...list
}: Omit<ListProps<Row>, 'rows'> & {
  readonly of: Read<Row>;
  /** What an empty list says. */
  readonly none: ReactNode;
  /** How its rows stand together. */
  readonly groups?: (rows: readonly Row[], isMore: boolean) => Grouped<Row>;
}) {
  return (
    <>
      <Shown of={{ ...read, data: read.items }}>
        {(rows) =>
          rows.length === 0 ? (
            <p>{none}</p>
          ) : (
            <List {...list} {...(groups ? groups(rows, read.hasNextPage) : { rows })} />
          )
        }
      </Shown>
      <More of={read} label={useApp().texts.shell.more} />
    </>
  );
}
