import type { Tx } from '#database';
import { foldName, newId } from '#kernel';
import type { WatchNameDto } from './watch-entry.dto.js';

export async function enterNames(tx: Tx, names: readonly WatchNameDto[]): Promise<void> {
  const rows = names.map(({ name, kana, source }) => ({
    id: newId(),
    name,
    folded: foldName(name),
    kana_folded: kana ? foldName(kana) : null,
    source,
    entered_by: tx.actor.id,
    entered_at: tx.now,
  }));
  await tx.rows(
    `INSERT INTO watch_entry (id, name, folded, kana_folded, source, entered_by, entered_at)
     SELECT r.id, r.name, r.folded, r.kana_folded, r.source, r.entered_by, r.entered_at
       FROM jsonb_populate_recordset(NULL::watch_entry, $1::jsonb) r`,
    [JSON.stringify(rows)],
  );
  tx.record('insurer', {
    audit: { action: 'watch-entries.entered', subject: rows[0]?.id ?? '', after: { names: names.length } },
  });
}
