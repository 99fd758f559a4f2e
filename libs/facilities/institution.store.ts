import { type Tx } from '#database';
import { bigramsOf, foldName } from '#kernel';
import type { InstitutionEntity } from './institution.entity.js';

/** The columns of a new institution. */
export type NewInstitution = Pick<
  InstitutionEntity,
  'id' | 'name' | 'kind' | 'corporation_kind' | 'telephone' | 'prefecture' | 'facility_id'
>;

/** Enters an institution; the search finds it by its name. */
export async function enterInstitution(tx: Tx, made: NewInstitution): Promise<void> {
  const folded = foldName(made.name);
  await tx.rows(
    `INSERT INTO institution (id, name, name_grams, name_folded, kind, corporation_kind, telephone, prefecture,
       facility_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      made.id,
      made.name,
      bigramsOf(folded),
      folded,
      made.kind,
      made.corporation_kind,
      made.telephone,
      made.prefecture,
      made.facility_id,
    ],
  );
}

/** Locks an institution until the transaction ends; rows that refer to it can still be written. */
export async function lockInstitution(tx: Tx, id: string): Promise<void> {
  await tx.rows('SELECT 1 FROM institution WHERE id = $1 FOR NO KEY UPDATE', [id]);
}
