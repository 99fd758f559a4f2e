import type { Tx } from '#database';
import { documentKinds, type DocumentEntity } from '#documents';
import type { IncidentEntity } from '#incidents';
import { ranks, type Search } from './search.js';
import type { Found } from './search-hit.js';
import { newestLookedAt } from './search-cases.reads.js';
import { keysHolding } from './search-rows.js';
import { asIs, contentErased, joined, type MatchedField } from './search-words.js';

type Row = Pick<DocumentEntity, 'id' | 'kind' | 'file_name' | 'incident_id' | 'institution_id'> &
  Pick<IncidentEntity, 'case_number'> & { readonly is_erased: boolean };

const byName = keysHolding({
  ...{ table: 'document_text', key: 'document_id', index: 't.name_grams @> $2::text[]' },
  ...{ holds: 't.name_folded LIKE ALL ($1)', few: 1_000, newest: newestLookedAt },
});
// a text is some thousand times as long as a name
const byText = keysHolding({
  ...{ table: 'document_text', key: 'document_id', index: 't.text_grams @> $2::text[]' },
  ...{ holds: 't.text_folded LIKE ALL ($1)', few: 300, newest: 300, among: 't.text_folded IS NOT NULL' },
});

/** Documents by the names of their files and by their text, at most `most` in each way, newest first. */
export async function foundPapers(tx: Tx, { letters }: Search, most: number): Promise<Found[]> {
  if (letters.patterns.length === 0) return [];
  const rows = (keys: string): Promise<Row[]> =>
    tx.rows<Row>(
      `SELECT d.id, d.kind, d.file_name, d.incident_id, d.institution_id, c.case_number,
          EXISTS (
            SELECT FROM document_erasure x WHERE x.document_id = d.id AND x.confirmed_at IS NOT NULL) AS is_erased
         FROM (${keys}) k
         JOIN document d ON d.id = k.key
         JOIN incident c ON c.id = d.incident_id
        ORDER BY d.uploaded_at DESC, d.id DESC
        LIMIT $3`,
      [letters.patterns, letters.grams, most],
    );
  const [named, written] = await tx.together([rows(byName), rows(byText)]);
  return [...named.map((row) => foundOf(row, 'file-name')), ...written.map((row) => foundOf(row, 'text'))];
}

function foundOf(row: Row, matched: MatchedField): Found {
  return {
    ...{ kind: 'paper', id: row.id, rank: ranks.part, matched, title: row.file_name },
    line: joined([documentKinds[row.kind], asIs(row.case_number), row.is_erased ? contentErased : null]),
    caseId: row.incident_id,
    institutionId: row.institution_id,
  };
}
