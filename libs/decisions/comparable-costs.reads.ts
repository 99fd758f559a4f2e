import type { Tx } from '#database';
import { expenseById, type StoredExpense } from '#expenses';
import type { FacilityEntity, InstitutionEntity } from '#facilities';
import { dayInJapan, monthsAway } from '#kernel';
import {
  bedClassOf,
  fewestCompared,
  isCompared,
  monthsCompared,
  newestCompared,
  rangeOf,
  recognisedYen,
  type BedClass,
  type DecidedCost,
} from './comparable-costs.js';
import type { ComparableCostsDto } from './comparable-costs.dto.js';
import { everySize, peersInWords } from './comparable-words.js';

type Kind = Exclude<InstitutionEntity['kind'], 'sentinel'>;

interface Peer {
  readonly institutionId: string;
  readonly beds: FacilityEntity['beds_total'];
  readonly recognised: number;
}

/**
 * The range of what was recognised of comparable costs, for an expense of the insurer's work. Throws
 * `requests.not-found`.
 */
export async function comparableCosts(tx: Tx, expenseId: string): Promise<ComparableCostsDto> {
  const expense = await expenseById(tx, expenseId);
  const place = await tx.one<Pick<InstitutionEntity, 'kind'> & Pick<FacilityEntity, 'beds_total'>>(
    `SELECT i.kind, f.beds_total
       FROM institution i LEFT JOIN facility f ON f.id = i.facility_id
      WHERE i.id = $1`,
    [expense.institution_id],
  );
  if (!place || place.kind === 'sentinel' || !isCompared(expense)) return { compared: null };
  const since = monthsAway(dayInJapan(tx.now), -monthsCompared);
  const peers = await peersOf(tx, expense, { kind: place.kind, since });
  const { like, beds, why } = likeOf(peers, place.kind, place.beds_total);
  const figures = like.map(({ recognised }) => recognised);
  const [words, own] = [peersInWords(place.kind, beds), expense.amount_yen];
  const isRange = figures.length >= fewestCompared;
  return {
    compared: {
      own,
      peersJa: words.ja,
      peersEn: words.en,
      everySizeJa: why?.ja ?? null,
      everySizeEn: why?.en ?? null,
      lines: figures.length,
      institutions: new Set(like.map(({ institutionId }) => institutionId)).size,
      since,
      newest: newestCompared,
      fewest: fewestCompared,
      range: isRange ? rangeOf(figures) : null,
      below: isRange ? figures.filter((figure) => figure < own).length : null,
    },
  };
}

/** Hospitals are parted by their beds where enough of the same class are left; else, and of others, the kind counts. */
function likeOf(
  peers: readonly Peer[],
  kind: Kind,
  ownBeds: Peer['beds'],
): { like: readonly Peer[]; beds: BedClass | null; why: { ja: string; en: string } | null } {
  if (kind !== 'hospital') return { like: peers, beds: null, why: null };
  const beds = bedClassOf(ownBeds);
  if (beds === null) return { like: peers, beds, why: everySize.unknown };
  const like = peers.filter((peer) => bedClassOf(peer.beds)?.from === beds.from);
  if (like.length >= fewestCompared) return { like, beds, why: null };
  return { like: peers, beds: null, why: everySize.few(fewestCompared) };
}

/**
 * Decided lines of the same category and lane at institutions of this kind, of which something was recognised. Bounded
 * before the kind is known, so that a rare kind costs no more to look for. Left out: parts of a bill, and what a
 * supplement or a demand for repayment changed since.
 */
async function peersOf(
  tx: Tx,
  { id, category, lane }: StoredExpense,
  { kind, since }: { readonly kind: Kind; readonly since: string },
): Promise<Peer[]> {
  const rows = await tx.rows<DecidedCost & Omit<Peer, 'recognised'>>(
    `SELECT e.institution_id AS "institutionId", f.beds_total AS beds, e.amount_yen AS "amountYen",
            d.claimed_yen AS "claimedYen", d.assessed_yen AS "assessedYen", r.amount_yen AS "decidedYen",
            d.basis -> 'line' ->> 'outcome' AS outcome,
            (d.basis -> 'line' ->> 'indemnifiable')::bigint AS "indemnifiableYen"
       FROM (
           SELECT e.id, e.institution_id, e.amount_yen
           FROM expense e
           WHERE e.category = $1 AND e.lane = $2 AND e.id <> $3
             AND e.submitted_at >= $4::date::timestamp AT TIME ZONE 'Asia/Tokyo'
             AND e.state IN ('approved', 'scheduled', 'paid') AND e.part_of IS NULL AND e.supplements IS NULL
           ORDER BY e.submitted_at DESC
           LIMIT $5) e
         JOIN institution i ON i.id = e.institution_id AND i.kind = $6
         LEFT JOIN facility f ON f.id = i.facility_id
         JOIN newest_ruling r ON r.expense_id = e.id AND r.final_at <= $7
         JOIN decision d ON d.id = r.decision_id
      WHERE NOT EXISTS (
          SELECT
          FROM expense s
          WHERE s.supplements = e.id AND s.state NOT IN ('withdrawn', 'rejected'))
        AND NOT EXISTS (
          SELECT
          FROM repayment_claim c
          WHERE c.expense_id = e.id AND c.state IN ('asked', 'demanded', 'received'))`,
    [category, lane, id, since, newestCompared, kind, tx.now],
  );
  return rows
    .map((row) => ({ institutionId: row.institutionId, beds: row.beds, recognised: recognisedYen(row) }))
    .filter(({ recognised }) => recognised > 0);
}
