/**
 * SQL, a list of keys: rows of a table that hold what is looked for. While an index gives at most `few` candidates, all
 * of them are looked at; of more, the newest `newest` rows, because what stands in so many rows stands in new ones.
 */
export function keysHolding({ table, key, index, holds, few, newest, among = 'true' }: Looked): string {
  return `WITH candidate AS MATERIALIZED (
      SELECT t.${key} FROM ${table} t WHERE ${index} LIMIT ${few + 1}),
    counted AS MATERIALIZED (SELECT count(*) <= ${few} AS are_few FROM candidate),
    looked_at AS (
      SELECT t.* FROM candidate c JOIN ${table} t ON t.${key} = c.${key} WHERE (SELECT are_few FROM counted)
      UNION ALL
      SELECT t.*
      FROM (SELECT * FROM ${table} t WHERE ${among} ORDER BY t.${key} DESC LIMIT ${newest}) t
      WHERE NOT (SELECT are_few FROM counted))
    SELECT t.${key} AS key, t.* FROM looked_at t WHERE ${holds}`;
}

/** The table under alias `t`, and how its rows are looked at. Keys grow with time. */
export interface Looked {
  readonly table: string;
  readonly key: string;
  /** A condition that an index answers. */
  readonly index: string;
  /** The condition itself. */
  readonly holds: string;
  readonly few: number;
  readonly newest: number;
  /** Which rows are looked at, where an index has these alone. */
  readonly among?: string;
}

/** In place of the rows of a statement that need not be sent. */
export const nothing = async <T>(): Promise<T[]> => [];

/**
 * SQL, a join: the institution of a row under alias `n`, looked up by its key for one row after the other, because the
 * planner cannot know how many names a pattern leaves.
 */
export const institutionOf = (alias: string): string =>
  `CROSS JOIN LATERAL (
     SELECT o.id, o.name_folded, o.kind FROM institution o WHERE o.id = ${alias}.institution_id OFFSET 0) n`;
