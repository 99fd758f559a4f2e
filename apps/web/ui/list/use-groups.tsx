import type { ReactNode } from 'react';
import { useApp } from '../../text/use-text.js';
import { gathered, type Group } from './columns.js';
import { Grouping } from './grouping.js';

type Way = 'category' | 'institution' | 'lane' | 'severity' | 'state';

/**
 * How the rows of a list may stand together, none where the address names none: the choice of it, and what the list is
 * given. `isMore`: there are more rows than were read, and the headings say that they count those that were.
 */
export function useGroups<Row, W extends Way>(
  ways: Readonly<Record<W, (row: Row) => Group>>,
  asked: string | undefined,
  onChange: (way: W | undefined) => void,
): {
  readonly choice: ReactNode;
  readonly groupsOf: (rows: readonly Row[], isMore: boolean) => Grouped<Row>;
} {
  const t = useApp().texts.list;
  const known = Object.keys(ways) as W[];
  const way = known.find((one) => one === asked);
  const groupOf = way && ways[way];
  return {
    choice: (
      <Grouping
        of={[undefined, ...known].map((value) => ({ value: value ?? '', label: t.groupings[value ?? 'none'] }))}
        chosen={way ?? ''}
        onChange={(value) => onChange(known.find((one) => one === value))}
      />
    ),
    groupsOf: (rows, isMore) =>
      groupOf ? { rows: gathered(rows, groupOf), groupOf, groupsGoOn: isMore ? 'all' : 'none' } : { rows },
  };
}

/** Rows as a list shows them: those of one group beside each other. */
export interface Grouped<Row> {
  readonly rows: readonly Row[];
  readonly groupOf?: (row: Row) => Group;
  readonly groupsGoOn?: 'none' | 'all';
}
