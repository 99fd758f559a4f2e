import type { ReactNode } from 'react';
import type { Column } from './list/columns.js';
import style from './ui.module.css';

/** A column of figures; what names its row is its `isHead`. */
export interface Figures<Row> extends Pick<Column<Row>, 'key' | 'name' | 'cell' | 'numeric'> {
  readonly isHead?: boolean;
  /** The heading, where it is more than the name. */
  readonly heading?: ReactNode;
  /** The whole of a short heading, on hover. */
  readonly title?: string;
  readonly className?: string | undefined;
  /** How dark the cell is, from 1 to 3; undefined: not at all. */
  readonly shade?: (row: Row) => number | undefined;
}

/**
 * A small table within a page, of which nothing is opened, ticked or sorted, so that a list's keys have nothing to do
 * in it; on a phone its rows are cards.
 */
export function FigureTable<Row>({
  label,
  caption,
  columns,
  rows,
  keyOf,
  className = '',
  scrolls = false,
  foot,
}: {
  readonly label?: string;
  readonly caption?: ReactNode;
  readonly columns: readonly Figures<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  readonly className?: string | undefined;
  /** It may be wider than its place. */
  readonly scrolls?: boolean;
  /** Its last line, with a sum. */
  readonly foot?: ReactNode;
}) {
  const looks = (column: Figures<Row>): string | undefined =>
    [column.numeric && style.number, column.className].filter(Boolean).join(' ') || undefined;
  const table = (
    <table className={`${style.table} ${style.cards} ${className}`} aria-label={label}>
      {caption !== undefined && <caption className={style.caption}>{caption}</caption>}
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.numeric ? style.number : undefined} title={column.title}>
              {column.heading ?? column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) =>
              column.isHead ? (
                <th key={column.key} scope="row" data-label={column.name} className={looks(column)}>
                  {column.cell(row)}
                </th>
              ) : (
                <td
                  key={column.key}
                  data-label={column.name}
                  data-share={column.shade?.(row)}
                  className={looks(column)}
                >
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
      {foot && <tfoot>{foot}</tfoot>}
    </table>
  );
  return scrolls ? <div className={style.scroll}>{table}</div> : table;
}
