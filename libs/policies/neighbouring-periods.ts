import type { Tx } from '#database';
import type { Faults } from './entry-faults.js';
import { inBothLanguages } from './policy-numbers.js';
import type { MemberPeriodEntity } from './member-period.entity.js';

/** The days of cover [from, to) of one member. */
export interface Days {
  readonly institutionId: string;
  readonly from: string;
  readonly to: string;
}

/** R-LIM-2: a member has one set of limits at a time. The caller has locked the institution. */
export async function checkAlone(tx: Tx, days: Days, faults: Faults): Promise<void> {
  if (days.to <= days.from) return;
  const other = await tx.one<{ from_on: string; to_on: string }>(
    `SELECT m.inception_on AS from_on, coalesce(m.ended_early_on, m.expiry_on) AS to_on
       FROM member_period m
      WHERE m.institution_id = $1
        AND daterange(m.inception_on, coalesce(m.ended_early_on, m.expiry_on)) && daterange($2, $3)
      ORDER BY m.inception_on LIMIT 1`,
    [days.institutionId, days.from, days.to],
  );
  if (other)
    faults.add('/inceptionDate', 'policies.periods-overlap', {
      allowed: other.to_on,
      params: { from: inBothLanguages(other.from_on), to: inBothLanguages(other.to_on) },
    });
}

/** The member's period that ends on this inception day and is not renewed: cover continues without a break. */
export async function periodBefore(
  tx: Tx,
  institutionId: string,
  inception: string,
): Promise<{ id: string; continuousSince: string } | null> {
  const row = await tx.one<Pick<MemberPeriodEntity, 'id' | 'continuous_since'>>(
    `SELECT m.id, m.continuous_since FROM member_period m
      WHERE m.institution_id = $1 AND coalesce(m.ended_early_on, m.expiry_on) = $2 AND m.inception_on < $2
        AND NOT EXISTS (
            SELECT
            FROM member_period n
            WHERE n.renews_id = m.id AND (n.ended_early_on IS NULL OR n.ended_early_on > n.inception_on))
      ORDER BY m.inception_on DESC LIMIT 1`,
    [institutionId, inception],
  );
  return row ? { id: row.id, continuousSince: row.continuous_since } : null;
}
