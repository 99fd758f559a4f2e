import { type Tx } from '#database';
import { limitOf, readCursor, toPage, type Page } from '#http';
import type { IncidentFactsEntity } from '#incidents';
import type { FactsActDto, FactsQuery } from './facts.dto.js';

interface Row extends Pick<
  IncidentFactsEntity,
  'version' | 'true_at' | 'learned_at' | 'source' | 'reason' | 'recorded_at'
> {
  facts: Record<string, unknown>;
  entered_by_name: string | null;
}

/** The facts of a case, act by act, oldest first. The insurer's reasons and names are for the insurer alone. */
export async function factsHistory(tx: Tx, incidentId: string, query: FactsQuery): Promise<Page<FactsActDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'number');
  const insurer = tx.actor.side === 'insurer';
  // an institution is not told which exclusions the insurer checks before it has decided
  const facts = insurer ? 'f.facts' : `f.facts - 'exclusionsToCheck'`;
  const name = insurer ? `(SELECT p.display_name FROM person p WHERE 'person:' || p.id = f.entered_by)` : 'NULL::text';
  const rows = await tx.rows<Row>(
    `SELECT f.version, ${facts} AS facts, f.true_at, f.learned_at, f.source, f.reason, ${name} AS entered_by_name,
       f.recorded_at
       FROM incident_facts f
      WHERE f.incident_id = $2
        AND f.version > $3
        AND ($4::text IS NULL OR ${facts} ? $4)
        AND (f.version = 1 OR ${facts} <> '{}')
      ORDER BY f.version LIMIT $1`,
    [limit + 1, incidentId, Number(after?.[0] ?? 0), query.name ?? null],
  );
  return toPage(
    rows,
    limit,
    (row) => [String(row.version)],
    (row) => ({
      version: row.version,
      facts: Object.entries(row.facts)
        .filter(([said]) => query.name === undefined || said === query.name)
        .map(([said, value]) => ({ name: said, value })),
      trueAt: row.true_at?.toISOString() ?? null,
      learnedAt: row.learned_at.toISOString(),
      source: row.source,
      reason: insurer ? row.reason : null,
      enteredByName: row.entered_by_name,
      recordedAt: row.recorded_at.toISOString(),
    }),
  );
}
