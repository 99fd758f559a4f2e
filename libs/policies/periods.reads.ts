import type { Tx } from '#database';
import { foldNumber } from './folded-number.js';
import { periodColumns, type MemberPeriodRow } from './member-period.entity.js';
import { periodFromRow, type MemberPeriod } from './period.js';

export const periodsSql = `SELECT ${periodColumns}
     FROM member_period m
     WHERE m.institution_id = ANY ($1::uuid[])
     ORDER BY m.institution_id, m.inception_on, m.id`;

/** SQL, a condition on `member_period` under alias `m`: a folded number is that of its policy or of its certificate. */
export function numberMatches(parameter: string): string {
  return `(m.policy_number_folded = ${parameter} OR m.certificate_number_folded = ${parameter})`;
}

export async function periodsOf(tx: Tx, institutionIds: readonly string[]): Promise<MemberPeriod[]> {
  if (institutionIds.length === 0) return [];
  return (await tx.rows<MemberPeriodRow>(periodsSql, [institutionIds])).map(periodFromRow);
}

export async function periodById(tx: Tx, id: string): Promise<MemberPeriod | null> {
  const row = await tx.one<MemberPeriodRow>(`SELECT ${periodColumns} FROM member_period m WHERE m.id = $1`, [id]);
  return row ? periodFromRow(row) : null;
}

export async function periodsByIds(tx: Tx, ids: readonly string[]): Promise<MemberPeriod[]> {
  if (ids.length === 0) return [];
  const rows = await tx.rows<MemberPeriodRow>(`SELECT ${periodColumns} FROM member_period m WHERE m.id = ANY ($1)`, [
    ids,
  ]);
  return rows.map(periodFromRow);
}

export async function periodsByNumber(
  tx: Tx,
  number: string,
  institutionIds: readonly string[] | null,
): Promise<MemberPeriod[]> {
  const folded = foldNumber(number);
  if (folded === '') return [];
  const rows = await tx.rows<MemberPeriodRow>(
    `SELECT ${periodColumns}
       FROM member_period m
       WHERE ($2::uuid[] IS NULL OR m.institution_id = ANY ($2)) AND ${numberMatches('$1')}
      ORDER BY m.inception_on, m.id`,
    [folded, institutionIds],
  );
  return rows.map(periodFromRow);
}

export async function periodByNumber(
  tx: Tx,
  number: string,
  institutionIds: readonly string[] | null,
): Promise<MemberPeriod | null> {
  return (await periodsByNumber(tx, number, institutionIds)).at(-1) ?? null;
}
