import type { Tx } from '#database';
import { incidentById } from '#incidents';
import type { ClaimantActEntity } from './claimant-act.entity.js';
import type { ClaimantDto, ClaimantsDto } from './claimant.dto.js';
import type { ClaimantEntity } from './claimant.entity.js';
import { victimAccount } from './victim-account.js';
import type { ExpenseEntity } from './expense.entity.js';

/** The register of claimants of a case, in the order in which they were entered. Throws `requests.not-found`. */
export async function claimantsOf(tx: Tx, incidentId: string): Promise<ClaimantsDto> {
  await incidentById(tx, incidentId);
  const rows = await tx.rows<Pick<ClaimantEntity, 'id' | 'no' | 'name'>>(
    'SELECT id, no, name FROM claimant WHERE incident_id = $1 ORDER BY no',
    [incidentId],
  );
  const acts = await tx.rows<Omit<ClaimantActEntity, 'incident_id' | 'institution_id' | 'entered_by'>>(
    `SELECT id, claimant_id, kind, yen, on_day, document_id, note, at
       FROM claimant_act
      WHERE incident_id = $1
       ORDER BY at, id`,
    [incidentId],
  );
  const lines = await tx.rows<
    Pick<ExpenseEntity, 'id' | 'line' | 'claimant_id'> & { pay_to: NonNullable<ExpenseEntity['pay_to']> }
  >(
    `SELECT id, line, claimant_id, pay_to
       FROM expense
      WHERE incident_id = $1 AND claimant_id IS NOT NULL
      ORDER BY line`,
    [incidentId],
  );
  return {
    items: rows.map(({ id, no, name }): ClaimantDto => {
      const own = acts.filter(({ claimant_id }) => claimant_id === id);
      return {
        id,
        number: no,
        name,
        ...victimAccount(own),
        acts: own.map((act) => ({
          id: act.id,
          kind: act.kind,
          amount: act.yen,
          onDay: act.on_day,
          documentId: act.document_id,
          note: act.note,
          at: act.at.toISOString(),
        })),
        lines: lines
          .filter(({ claimant_id }) => claimant_id === id)
          .map(({ id: expenseId, line, pay_to: payTo }) => ({ expenseId, line, payTo })),
      };
    }),
  };
}
