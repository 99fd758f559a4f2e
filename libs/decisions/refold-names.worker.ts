import { Injectable } from '@nestjs/common';
import { NOT_KNOWN, type Tx } from '#database';
import { documentNameForms } from '#documents';
import { facilitySearchForms } from '#facilities';
import { caseNameForms } from '#intake';
import { bigramsOf, foldLetters, foldName } from '#kernel';
import { Handles, type Delivery, type JobHandler, type Timer } from '#queue';
import type { NameFoldingEntity } from './name-folding.entity.js';

/** Rows of one table in a step, so that other jobs of the queue do not wait longer than for these. */
const step = 1_000;

/** Tables with forms of an earlier folding: the next step is due as soon as the last one is done. */
export const foldingTimers: readonly Timer[] = [
  {
    job: 'refold-names',
    due: `SELECT n.id, NULL::uuid AS incident_id, 'clocks' AS queue, n.at
         FROM name_folding n
         WHERE n.done_at IS NULL AND n.at <= statement_timestamp()`,
  },
];

type FoldingRow = Pick<NameFoldingEntity, 'id' | 'relation' | 'after_id'>;

/** A row of one of the tables, with the names that are folded and the stored forms. */
type KeptRow = Readonly<Record<string, unknown>> & { readonly id: string };

interface Kept {
  /** Columns beside the id: the names that are folded and the stored forms. */
  readonly columns: string;
  readonly forms: (row: KeptRow) => Readonly<Record<string, unknown>>;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const caseNameColumn = (name: string): string =>
  `(SELECT n.${name} FROM case_name n WHERE n.incident_id = incident.id) AS ${name}`;

const kept = {
  facility: {
    columns: 'name, prefecture, address, name_folded, name_search, place_search',
    forms: (row) =>
      facilitySearchForms({
        name: text(row['name']),
        prefecture: Number(row['prefecture']),
        address: text(row['address']) || null,
      }) as unknown as Readonly<Record<string, unknown>>,
  },
  institution: {
    columns: 'name, name_folded, kind',
    forms: (row) => {
      // placeholder rows (no institution, the insurer) are never searched
      const folded = row['kind'] === 'sentinel' ? text(row['name_folded']) : foldName(text(row['name']));
      return { name_folded: folded, name_grams: bigramsOf(folded) };
    },
  },
  expense: {
    columns: 'vendor_name, vendor_folded',
    forms: ({ vendor_name: name }) => ({ vendor_folded: name ? foldName(text(name)) : null }),
  },
  common_cause: { columns: 'name, name_folded', forms: ({ name }) => ({ name_folded: foldName(text(name)) }) },
  watch_entry: {
    columns: 'name, folded, kana_folded',
    // of the reading only the folded form is stored; folding it twice gives the same
    forms: ({ name, kana_folded: kana }) => ({
      folded: foldName(text(name)),
      kana_folded: kana === null ? null : foldName(text(kana)),
    }),
  },
  incident: {
    columns: `reporter_name, reporter_phone, institution_name, institution_id = '${NOT_KNOWN}' AS is_unknown,
      ${caseNameColumn('reporter_folded')}, ${caseNameColumn('typed_folded')}, ${caseNameColumn('telephone_folded')}`,
    forms: (row) =>
      // a name that was typed stays as it was folded when the case was given to its institution
      caseNameForms({
        reporterName: text(row['reporter_name']),
        reporterPhone: text(row['reporter_phone']),
        typedName: row['is_unknown'] || row['typed_folded'] ? text(row['institution_name']) || null : null,
      }) as unknown as Readonly<Record<string, unknown>>,
  },
  document: {
    columns: `file_name,
      (SELECT t.name_folded FROM document_text t WHERE t.document_id = document.id) AS name_folded`,
    forms: ({ file_name: name }) => documentNameForms(text(name)),
  },
  person: {
    columns: 'display_name, name_folded',
    forms: ({ display_name: name }) => ({ name_folded: foldLetters(text(name)) }),
  },
} satisfies Record<string, Kept>;

/**
 * Folds stored names again by the folding of this version, some rows at a time, each table from where the last step
 * ended. Rows that are right are not written.
 */
@Injectable()
@Handles('refold-names')
export class RefoldNames implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const open = await tx.rows<FoldingRow>(
      'SELECT id, relation, after_id FROM name_folding WHERE id = ANY ($1) AND done_at IS NULL ORDER BY id FOR UPDATE',
      [deliveries.flatMap(({ ids }) => ids)],
    );
    for (const folding of open) await refold(tx, folding);
  }
}

async function refold(tx: Tx, { id, relation, after_id }: FoldingRow): Promise<void> {
  const { columns, forms }: Kept = kept[relation];
  const rows = await tx.rows<KeptRow>(
    `SELECT id, ${columns} FROM ${relation} WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
    [after_id, step],
  );
  const changed = rows
    .map((row) => ({ row, folded: forms(row) }))
    .filter(({ row, folded }) => Object.keys(folded).some((name) => name in row && row[name] !== folded[name]))
    .map(({ row, folded }) => ({ ...row, ...folded }));
  if (changed.length > 0) await tx.rows('SELECT keep_folded($1, $2)', [relation, JSON.stringify(changed)]);
  await tx.rows(
    `UPDATE name_folding
       SET after_id = coalesce($2, after_id), rows_read = rows_read + $3, rows_changed = rows_changed + $4,
        at = clock_timestamp(), done_at = CASE WHEN $3 < $5 THEN clock_timestamp() END WHERE id = $1`,
    [id, rows.at(-1)?.id ?? null, rows.length, changed.length, step],
  );
}
