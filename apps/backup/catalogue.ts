import pg from 'pg';
import type { SequenceValue } from './form.js';

/** Tables that are not in a backup, and why. Every other table of the schema is, because it is there. */
export const notTaken: Readonly<Record<string, string>> = {
  schema_migration: 'written by migrating to the recorded state',
  session: 'nobody is signed in with a copy',
  session_case: 'belongs to a session',
  sign_in_attempt: 'counts the attempts of a day',
  device_code: 'a one-time code of before the copy opens nothing after it',
  invitation: 'a one-time link of before the copy opens nothing after it',
};

/** How both sides write values, so that the same row is the same text wherever the server stands. */
export const copySettings =
  '-c search_path=sonae,pg_temp -c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c ' +
  'extra_float_digits=1 -c bytea_output=hex -c client_encoding=UTF8 -c statement_timeout=0 -c ' +
  'idle_in_transaction_session_timeout=0';

export interface TakenTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Row security holds for its owner too. */
  readonly forced: boolean;
  /** It has row security and no policy under which its owner reads every row. */
  readonly hidden: boolean;
}

/** Every table of the schema but those of `notTaken`, each after those it refers to. */
export async function takenTables(client: pg.Client): Promise<TakenTable[]> {
  const { rows } = await client.query<TakenTable & { refers: string[] }>(tablesSql, [Object.keys(notTaken)]);
  const waiting = new Map(rows.map((table) => [table.name, table]));
  const ordered: TakenTable[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ name, refers }) =>
      refers.every((other) => other === name || !waiting.has(other)),
    );
    if (!next) throw new Error(`foreign keys form a cycle among ${[...waiting.keys()].join(', ')}`);
    waiting.delete(next.name);
    ordered.push(next);
  }
  return ordered;
}

/** A partition is read through its table; a generated column is made again. */
const tablesSql = `SELECT c.relname::text AS name, c.relforcerowsecurity AS forced,
  c.relrowsecurity
    AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd IN ('*','r')
    AND c.relowner = ANY (p.polroles) AND pg_get_expr(p.polqual, p.polrelid) = 'true') AS hidden,
  (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
  ARRAY(SELECT DISTINCT r.relname::text FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
    WHERE k.conrelid = c.oid AND k.contype = 'f' ORDER BY 1) AS refers
  FROM pg_class c
 WHERE c.relnamespace = 'sonae'::regnamespace
   AND c.relkind IN ('r','p')
   AND NOT c.relispartition
   AND c.relname <> ALL ($1)
 ORDER BY c.relname`;

/** What every sequence of the schema gave last: read after the rows, it is never behind them. */
export async function sequenceValues(client: pg.Client): Promise<SequenceValue[]> {
  const { rows } = await client.query<{ name: string; step: number; most: string }>(
    `SELECT c.relname::text AS name, s.seqincrement AS step, s.seqmax::text AS most
       FROM pg_sequence s
       JOIN pg_class c ON c.oid = s.seqrelid
      WHERE c.relnamespace = 'sonae'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid
        WHERE d.objid = c.oid AND d.deptype IN ('a','i') AND t.relname = ANY ($1)) ORDER BY 1`,
    [Object.keys(notTaken)],
  );
  const values: SequenceValue[] = [];
  for (const { name, step, most } of rows) {
    const found = await client.query<{ last: number }>(
      `SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM ${pg.escapeIdentifier(name)}`,
    );
    values.push({ name, last: found.rows[0]?.last ?? 0, step, most: Math.min(Number(most), Number.MAX_SAFE_INTEGER) });
  }
  return values;
}

/** `(SELECT …)`, because a plain COPY of a partitioned table gives nothing. */
export function copyOut({ name, columns }: Pick<TakenTable, 'name' | 'columns'>): string {
  return `COPY (SELECT ${columns.map(pg.escapeIdentifier).join(', ')} FROM ${pg.escapeIdentifier(name)}) TO STDOUT`;
}

export function copyIn({ name, columns }: Pick<TakenTable, 'name' | 'columns'>): string {
  return `COPY ${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(', ')}) FROM STDIN`;
}
