import type { ReactNode } from 'react';
import { groupBy } from '#kernel';

/** A column of a list; widths in px. */
export interface Column<Row> {
  readonly key: string;
  readonly name: string;
  /** Absent: it takes what is left. */
  readonly width?: number;
  readonly cell: (row: Row) => ReactNode;
  /** The whole of what the cell may have to cut, on hover. */
  readonly whole?: (row: Row) => string | undefined;
  /** An amount or a number: at the right, its unit in the heading. */
  readonly numeric?: boolean;
  /** Shown only where there is room: from 1,680 px on, and not beside an open peek. */
  readonly givesWay?: boolean;
  /** By this the server sorts; the heading is a button then. */
  readonly sort?: string;
}

/** Rows with one heading. */
export interface Group {
  readonly key: string;
  readonly title: string;
}

export type Line<Row> =
  | { readonly kind: 'group'; readonly group: Group; readonly rows: readonly Row[] }
  | { readonly kind: 'row'; readonly row: Row };

/** The rows with those of one group beside each other: groups in the order of their first rows, rows as they came. */
export function gathered<Row>(rows: readonly Row[], groupOf: (row: Row) => Group): Row[] {
  return [...groupBy(rows, (row) => groupOf(row).key).values()].flat();
}

/** The lines of a list as they stand: before the first row of each group its heading, with the rows below it. */
export function linesOf<Row>(rows: readonly Row[], groupOf?: (row: Row) => Group): Line<Row>[] {
  if (!groupOf) return rows.map((row) => ({ kind: 'row', row }));
  const groups: { group: Group; rows: Row[] }[] = [];
  for (const row of rows) {
    const group = groupOf(row);
    const last = groups.at(-1);
    if (last?.group.key === group.key) last.rows.push(row);
    else groups.push({ group, rows: [row] });
  }
  return groups.flatMap(({ group, rows: below }): Line<Row>[] => [
    { kind: 'group', group, rows: below },
    ...below.map((row): Line<Row> => ({ kind: 'row', row })),
  ]);
}
