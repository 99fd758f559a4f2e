import type { ContractParameters, Day } from '#coverage';
import { columnsOf, type Tx } from '#database';
import { limitOf, readCursor, toPage, type Page } from '#http';
import { newId } from '#kernel';
import { Problem } from '#problems';
import type { NewTermsEntry } from './terms-entry.js';
import { TermsEntryEntity } from './terms-entry.entity.js';
import type { TermsEntryDto, TermsEntryQuery } from './terms.dto.js';

/**
 * An arbitrary number, the same in every process: with its lock, periods being written and parameters being approved
 * for them wait for each other.
 */
const parametersLock = 7_301_004;

/** Enters terms as data, in force once another person has approved them. Returns the entry's id. */
export async function enterTerms(tx: Tx, entry: NewTermsEntry): Promise<string> {
  const id = newId();
  const row = {
    id,
    kind: entry.kind,
    subject: entry.subject,
    content: entry.content,
    source: entry.source,
    effective_on: entry.effectiveOn,
    entered_by: tx.actor.id,
    entered_at: tx.now,
  };
  await tx.insert(TermsEntryEntity, row);
  tx.record('insurer', { audit: { action: 'terms.entered', subject: id, after: row } });
  return id;
}

/** One entry, locked while it is undecided. Throws `requests.not-found`. */
export async function termsEntryForUpdate(tx: Tx, id: string): Promise<TermsEntryEntity> {
  // row security allows no lock of a decided entry, so the lock is a separate statement
  await tx.rows('SELECT FROM terms_entry WHERE id = $1 FOR UPDATE', [id]);
  const row = await tx.findOne(TermsEntryEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/**
 * Stores the decision on an entry. Throws `terms.version-known` where an entry of the same version was approved in the
 * meantime.
 */
export async function decideTerms(
  tx: Tx,
  entry: TermsEntryEntity,
  decision: { readonly decision: 'approved' | 'refused'; readonly reason: string | null; readonly at: Date },
): Promise<void> {
  try {
    await tx.update(
      TermsEntryEntity,
      { id: entry.id },
      {
        ...{ decision: decision.decision, decision_reason: decision.reason },
        ...{ decided_by: tx.actor.id, decided_at: decision.at },
      },
    );
  } catch (error) {
    const constraint = error instanceof Error && 'constraint' in error ? error.constraint : null;
    throw constraint === 'terms_entry_version' ? new Problem('terms.version-known') : error;
  }
  tx.record('insurer', {
    audit: {
      action: `terms.${decision.decision}`,
      subject: entry.id,
      before: { decision: null },
      after: { decision: decision.decision, kind: entry.kind, subject: entry.subject },
      reason: decision.reason,
    },
  });
}

/** The values settled for a version's open points, for contracts with an inception day (Japan). */
export interface StandardParameters extends Pick<TermsEntryEntity, 'id'> {
  readonly content: ContractParameters;
}

/**
 * Waits for periods that are being written, and blocks new ones until the transaction ends: each period keeps the
 * parameters that were approved when it was written.
 */
export async function holdPeriods(tx: Tx): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock($1)', [parametersLock]);
}

/**
 * The approved parameters for a period that is being written; holds off approvals until the transaction ends. Null:
 * none, so the defaults hold.
 */
export async function standardFor(tx: Tx, termsVersion: string, inception: Day): Promise<StandardParameters | null> {
  await tx.rows('SELECT pg_advisory_xact_lock_shared($1)', [parametersLock]);
  const row = await tx.one<StandardParameters>(`SELECT id, content FROM (${standardSql('$1', '$2')}) s`, [
    termsVersion,
    inception,
  ]);
  return row ?? null;
}

/** SQL, a query: the approved parameters of a version for a contract with this inception day. */
export function standardSql(version: string, inception: string): string {
  return `SELECT t.id, t.content
       FROM terms_entry t
       WHERE t.kind = 'parameters'
         AND t.decision = 'approved'
         AND t.subject = ${version}
         AND t.effective_on <= ${inception}
    ORDER BY t.effective_on DESC, t.decided_at DESC LIMIT 1`;
}

/**
 * The article of the policy wording for each rule, as approved and in force on a day; rules without an entry are
 * omitted.
 */
export async function articlesOn(tx: Tx, day: Day): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<Pick<TermsEntryEntity, 'subject'> & { article: string }>(
    `SELECT DISTINCT ON (subject) subject, content ->> 'article' AS article FROM terms_entry
      WHERE kind = 'wording-article' AND decision = 'approved' AND effective_on <= $1
        ORDER BY subject, effective_on DESC, decided_at DESC`,
    [day],
  );
  return new Map(rows.map(({ subject, article }) => [subject, article]));
}

type Named = TermsEntryEntity & { readonly entered_name: string; readonly decided_name: string | null };
const named = `SELECT ${columnsOf(TermsEntryEntity, 't')}, e.display_name AS entered_name,
     d.display_name AS decided_name
  FROM terms_entry t
    JOIN person e ON e.id = t.entered_by
    LEFT JOIN person d ON d.id = t.decided_by`;

/** Entries, newest first, by cursor. */
export async function termsEntries(tx: Tx, query: TermsEntryQuery): Promise<Page<TermsEntryDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'id');
  const values: unknown[] = [limit + 1];
  const conditions = [
    ...(query.kind === undefined ? [] : [`t.kind = $${values.push(query.kind)}`]),
    ...(query.subject === undefined ? [] : [`t.subject = $${values.push(query.subject)}`]),
    ...(query.state === undefined ? [] : [`coalesce(t.decision, 'waiting') = $${values.push(query.state)}`]),
    ...(after ? [`t.id < $${values.push(after[0])}::uuid`] : []),
  ];
  const rows = await tx.rows<Named>(
    `${named} ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY t.id DESC LIMIT $1`,
    values,
  );
  return toPage(rows, limit, (row) => [row.id], entryView);
}

/** One entry with the names of its people. Throws `requests.not-found`. */
export async function termsEntry(tx: Tx, id: string): Promise<TermsEntryDto> {
  const row = await tx.one<Named>(`${named} WHERE t.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return entryView(row);
}

function entryView(row: Named): TermsEntryDto {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    content: row.content,
    source: row.source,
    effectiveOn: row.effective_on,
    state: row.decision ?? 'waiting',
    enteredBy: { id: row.entered_by, name: row.entered_name },
    enteredAt: row.entered_at.toISOString(),
    decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decided_name ?? '' },
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.decision_reason,
  };
}
