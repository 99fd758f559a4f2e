import { NOT_KNOWN, type Tx } from '#database';
import type { IncidentRow } from './incident.entity.js';

/** SQL: the registered name of a case's institution; the name that was typed while the case in `alias` is unmatched. */
export const institutionNameOf = (alias: string): string =>
  `coalesce((SELECT n.name FROM institution n WHERE n.id = ${alias}.institution_id AND n.id <> '${NOT_KNOWN}'),
     ${alias}.institution_name)`;

/** The registered name of a case's institution; the name that was typed while the case is unmatched. */
export async function registeredName(tx: Tx, { id }: Pick<IncidentRow, 'id'>): Promise<string | null> {
  const row = await tx.one<{ name: string | null }>(
    `SELECT ${institutionNameOf('i')} AS name FROM incident i WHERE i.id = $1`,
    [id],
  );
  return row?.name ?? null;
}
