import { type Tx } from '#database';
import type { RepaymentClaimEntity } from './repayment-claim.entity.js';

/** A claim as it is entered; whole yen. An unsigned claim is `asked`. */
export type NewRepaymentClaim = Pick<
  RepaymentClaimEntity,
  | 'id'
  | 'expense_id'
  | 'incident_id'
  | 'institution_id'
  | 'statement_id'
  | 'amount_yen'
  | 'reason'
  | 'text_ja'
  | 'state'
  | 'asked_by'
  | 'signed_by'
>;

/** Enters a claim for repayment: asked, or signed at once where it is demanded at once. */
export async function enterRepaymentClaim(tx: Tx, claim: NewRepaymentClaim): Promise<void> {
  await tx.rows(
    `INSERT INTO repayment_claim (id, expense_id, incident_id, institution_id, statement_id, amount_yen, reason,
       text_ja, state, asked_by, asked_at, signed_by, signed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      claim.id,
      claim.expense_id,
      claim.incident_id,
      claim.institution_id,
      claim.statement_id,
      claim.amount_yen,
      claim.reason,
      claim.text_ja,
      claim.state,
      claim.asked_by,
      tx.now,
      claim.signed_by,
      claim.state === 'asked' ? null : tx.now,
    ],
  );
}

/** Records a request to write a claim off; another person does it. */
export async function keepWriteOffAsked(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.rows(
    'UPDATE repayment_claim SET write_off_by = $2, write_off_reason = $3, version = version + 1 WHERE id = $1',
    [id, tx.actor.id, reason],
  );
}
