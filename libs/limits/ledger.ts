import type { Coverage, PlanLimits } from '#coverage';
import { type Tx } from '#database';
import { groupBy, newId } from '#kernel';
import { Problem } from '#problems';
import type { OpenAmount, PostingKind, Takes } from './buckets.js';
import type { LimitPostingEntity } from './limit-posting.entity.js';

/** One amount of an act. */
export interface Posting {
  readonly kind: PostingKind;
  readonly takes: Takes;
  readonly coverage: Coverage;
  /** Whole yen, at least 1. */
  readonly yen: number;
  /** What it is for, as the caller names it: the ledger knows no expenses. */
  readonly reference: string;
  /** The posting that this one ends: for `consume` a hold, for `release` any, for a hold an order. */
  readonly ends?: string;
}

/** A posting as it is stored. */
export interface StoredPosting extends Required<Omit<Posting, 'ends'>>, Pick<LimitPostingEntity, 'id' | 'ends'> {}

/** The period whose limits an act changes. */
export interface LedgerPeriod {
  readonly id: string;
  readonly institutionId: string;
}

/**
 * Posts one act of a case to every bucket it touches, in the caller's transaction and under the lock of the period's
 * ledger; the one who changes cases holds their locks already (lock order: cases, capacity, payment batches, ledgers,
 * audit heads; each by id). Answers the postings' ids, in order. Throws `limits.exhausted` with what is left,
 * `limits.ended-already`.
 */
export async function postAct(
  tx: Tx,
  period: LedgerPeriod,
  plan: PlanLimits,
  act: { readonly incidentId: string; readonly postings: readonly Posting[] },
): Promise<string[]> {
  const actId = newId();
  const rows = act.postings.map(({ ends, ...posting }) => ({
    ...posting,
    id: newId(),
    act: actId,
    incident_id: act.incidentId,
    ends: ends ?? null,
  }));
  if (rows.length === 0) return [];
  await refused(
    tx.rows('SELECT limit_post($1, $2, $3, $4)', [
      period.id,
      period.institutionId,
      JSON.stringify(plan),
      JSON.stringify(rows),
    ]),
  );
  // the other open cases of the period are assessed again
  const { id: policyId, institutionId } = period;
  tx.record(
    { institutionId },
    { event: { type: 'limits.posted', payload: { policyId, institutionId }, audience: 'insurer' } },
  );
  return rows.map(({ id }) => id);
}

/**
 * Takes the lock of a period's ledger before it is read for a decision, so that what is read holds until the act is
 * posted. The caller holds its cases' locks already.
 */
export async function lockLedger(tx: Tx, period: LedgerPeriod, plan: PlanLimits): Promise<void> {
  await tx.rows('SELECT limit_lock($1, $2, $3)', [period.id, period.institutionId, JSON.stringify(plan)]);
}

/**
 * The same for several periods, in the order of their ids: an act that posts in more than one takes all their locks
 * first.
 */
export async function lockPeriods(tx: Tx, periodIds: readonly string[]): Promise<void> {
  if (periodIds.length > 0) await tx.rows('SELECT limit_lock_periods($1)', [periodIds]);
}

async function refused(posted: Promise<unknown>): Promise<void> {
  try {
    await posted;
  } catch (error) {
    const { code, detail, constraint } = error as { code?: string; detail?: string; constraint?: string };
    if (code === 'SN181' && detail) {
      const over = JSON.parse(detail) as { bucket: string; limit: number; remaining: number };
      throw new Problem('limits.exhausted', { params: { remaining: over.remaining, limit: over.limit } });
    }
    if (code === 'SN180' || (code === '23505' && constraint === 'limit_posting_ends_key'))
      throw new Problem('limits.ended-already');
    throw error;
  }
}

/** What is open in these periods, by period; a period without postings is left out. */
export async function openAmounts(tx: Tx, periodIds: readonly string[]): Promise<ReadonlyMap<string, OpenAmount[]>> {
  if (periodIds.length === 0) return new Map();
  const rows = await tx.rows<{
    member_period_id: string;
    incident_id: string;
    takes: Takes;
    coverage: Coverage;
    kind: OpenAmount['kind'];
    yen: number;
  }>('SELECT * FROM limit_open($1)', [[...new Set(periodIds)]]);
  const amounts = new Map<string, OpenAmount[]>();
  for (const [id, found] of groupBy(rows, (row) => row.member_period_id))
    amounts.set(
      id,
      found.map(({ incident_id, takes, coverage, kind, yen }) => ({
        incidentId: incident_id,
        takes,
        coverage,
        kind,
        yen,
      })),
    );
  return amounts;
}

/** Stands for all other cases of a period together. */
const others = '';

/**
 * What is open in the period of each case as that case sees it, by case: its own amounts, and those of all others
 * together, so that it costs the same however much is posted in the period. For what a case can still get, not for
 * decisions: those add up the ledger under its lock. A case in whose period nothing is posted is left out.
 */
export async function openBeside(
  tx: Tx,
  cases: readonly { readonly incidentId: string; readonly periodId: string }[],
): Promise<ReadonlyMap<string, OpenAmount[]>> {
  if (cases.length === 0) return new Map();
  const rows = await tx.rows<{ incident_id: string; own: boolean } & Omit<OpenAmount, 'incidentId'>>(
    'SELECT * FROM limit_open_beside($1, $2)',
    [cases.map(({ incidentId }) => incidentId), cases.map(({ periodId }) => periodId)],
  );
  const byCase = [...groupBy(rows, (row) => row.incident_id)];
  return new Map(
    byCase.map(([id, found]) => [
      id,
      found.map(({ incident_id, own, ...amount }) => ({ ...amount, incidentId: own ? incident_id : others })),
    ]),
  );
}

/** The open postings of a case that are for one thing, oldest first. */
export async function openPostings(tx: Tx, incidentId: string, reference: string): Promise<StoredPosting[]> {
  return openPostingsFor(tx, [{ incidentId, reference }]);
}

/** The open postings of several things, each of its case, oldest first; a thing is named by one reference alone. */
export async function openPostingsFor(
  tx: Tx,
  things: readonly { readonly incidentId: string; readonly reference: string }[],
): Promise<StoredPosting[]> {
  if (things.length === 0) return [];
  return tx.rows<StoredPosting>(
    `SELECT p.id, p.kind, p.takes, p.coverage, p.yen, p.reference, p.ends
       FROM unnest($1::uuid[], $2::text[]) AS t(incident_id, reference)
       JOIN open_posting p ON p.incident_id = t.incident_id AND p.reference = t.reference
      ORDER BY p.posted_at, p.id`,
    [things.map(({ incidentId }) => incidentId), things.map(({ reference }) => reference)],
  );
}
