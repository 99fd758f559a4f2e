import { type Tx } from '#database';
import { inOrder, limitOf, readCursor, type NewestFirstQuery } from '#http';

/** A row that one person enters and another confirms or refuses. */
export interface EnteredRow {
  readonly id: string;
  readonly entered_at: Date;
  /** With the microseconds that JavaScript's Date lacks: part of the cursor. */
  readonly entered_text: string;
  readonly decision: 'confirmed' | 'refused' | null;
  readonly decided_at: Date | null;
  readonly decision_reason: string | null;
}

/** SQL: the columns of an EnteredRow of the table under this alias. */
export const enteredColumns = (alias: string): string =>
  ['id', 'entered_at', 'decision', 'decided_at', 'decision_reason'].map((name) => `${alias}.${name}`).join(', ') +
  `, to_char(${alias}.entered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS entered_text`;

/** The cursor of the next page. */
export const enteredCursor = ({ entered_text, id }: EnteredRow): [string, string] => [entered_text, id];

/** The members that every such row has in the API. */
export const enteredView = (
  row: EnteredRow,
): { id: string; state: string; enteredAt: string; decidedAt: string | null; reason: string | null } => ({
  id: row.id,
  state: row.decision ?? 'waiting',
  enteredAt: row.entered_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  reason: row.decision_reason,
});

/**
 * Rows of such a list, newest first unless asked otherwise, by cursor, with one more than the page holds where there is
 * one. `only`: columns that must have a value; undefined ones are ignored.
 */
export function enteredRows<R extends EnteredRow>(
  tx: Tx,
  { select, alias }: { readonly select: string; readonly alias: string },
  query: NewestFirstQuery & { readonly state?: string | undefined },
  only: Readonly<Record<string, string | undefined>>,
): Promise<R[]> {
  const after = readCursor(query.cursor, 'instant', 'id');
  const [than, order] = inOrder(query.sort === 'oldest');
  const values: unknown[] = [limitOf(query) + 1];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    'true',
    ...Object.entries(only).flatMap(([column, value]) =>
      value === undefined ? [] : [`${alias}.${column} = ${place(value)}`],
    ),
    ...(query.state === 'waiting' ? [`${alias}.decision IS NULL`] : []),
    ...(query.state && query.state !== 'waiting' ? [`${alias}.decision = ${place(query.state)}`] : []),
    ...(after
      ? [`(${alias}.entered_at, ${alias}.id) ${than} (${place(after[0])}::timestamptz, ${place(after[1])}::uuid)`]
      : []),
  ];
  return tx.rows<R & Record<string, unknown>>(
    `${select}
      WHERE ${conditions.join(' AND ')}
      ORDER BY ${alias}.entered_at ${order}, ${alias}.id ${order}
      LIMIT $1`,
    values,
  );
}
