import type { Tx } from '#database';
import { count, dayInJapan } from '#kernel';
import type { PersonEntity } from '#people';
import { bankDaysAfter } from '#platform';
import { isAbsent } from '#staffing';
import type { BatchPreviewDto } from './batch.dto.js';
import { leadDaysOf, requireOrigin } from './batch.store.js';

interface ReleaserRow extends Pick<PersonEntity, 'id'> {
  readonly name: string;
  readonly signed: number;
  readonly absent: boolean;
}

/**
 * What a batch of these payments would be: the soonest transfer date, who may be named to release it (those of
 * payments), and who is proposed: not the reader, nobody absent, who has signed the fewest of them and not all. Throws
 * `payments.no-origin`.
 */
export async function batchPreview(tx: Tx, paymentIds: readonly string[]): Promise<BatchPreviewDto> {
  const days = leadDaysOf(await requireOrigin(tx));
  const rows = await tx.rows<ReleaserRow>(
    `WITH signer AS (
       SELECT s.person_id, count(*)::int AS signed
         FROM payment w CROSS JOIN LATERAL payment_signers(w.id) s
        WHERE w.id = ANY ($1) AND w.state = 'scheduled'
        GROUP BY s.person_id)
     SELECT p.id, p.display_name AS name, coalesce(s.signed, 0) AS signed, ${isAbsent('p.id', 'now()')} AS absent
       FROM person p LEFT JOIN signer s ON s.person_id = p.id
      WHERE (p.left_at IS NULL OR p.left_at > now())
        AND EXISTS (SELECT FROM confirmed_role g WHERE g.person_id = p.id AND g.role = 'payments')
      ORDER BY p.display_name, p.id`,
    [paymentIds],
  );
  const [proposed] = rows
    .filter(({ id, signed, absent }) => id !== tx.actor.id && !absent && signed < paymentIds.length)
    .toSorted((one, other) => one.signed - other.signed);
  return {
    transferOn: bankDaysAfter(dayInJapan(tx.now), days),
    days: count(days),
    releasers: rows.map(({ id, name, signed }) => ({ id, name, signed: count(signed) })),
    releaserId: proposed?.id ?? null,
  };
}
