import { type Tx } from '#database';
import { holdPeriods, standardSql, type TermsEntryEntity } from '#terms';
import { periodForUpdate, recordPeriod } from './period.store.js';
import { MemberPeriodEntity } from './member-period.entity.js';
import { changePeriod } from './change-period.js';

/**
 * Replaces the parameters that a contract settles itself, once a second person has approved them; its open cases are
 * assessed again.
 */
export async function settleParameters(tx: Tx, id: string, parameters: object): Promise<void> {
  const period = await periodForUpdate(tx, id);
  await changePeriod(tx, period, { parameters });
  const settled = { before: { parameters: period.ownParameters }, after: { parameters } };
  recordPeriod(tx, period, { action: 'policy.parameters-settled', ...settled });
}

/**
 * Gives newly approved parameters to contracts that were entered before and begin while they are in force. Returns
 * their ids.
 */
export async function keepForContractsAhead(tx: Tx, entry: TermsEntryEntity): Promise<string[]> {
  await holdPeriods(tx);
  const rows = await tx.rows<Pick<MemberPeriodEntity, 'id'>>(
    `UPDATE member_period m
       SET standard_entry_id = s.id, standard_parameters = s.content, version = m.version + 1
       FROM member_period a
       CROSS JOIN LATERAL (${standardSql('a.terms_version', 'a.inception_on')}) s
      WHERE m.id = a.id
        AND a.terms_version = $1
        AND a.inception_on >= $2
        AND a.standard_entry_id IS DISTINCT FROM s.id
      RETURNING m.id`,
    [entry.subject, entry.effective_on],
  );
  return rows.map(({ id }) => id);
}
