import type { Tx } from '#database';
import type { BankFileEntity } from './bank-file.entity.js';
import type { BankLineEntity, BankLineKind } from './bank-line.entity.js';
import type { PaymentReturnEntity } from './payment-return.entity.js';
import type { PaymentEntity } from './payment.entity.js';

/** What lines of the bank stand for of one payment; each kind of line by itself. */
export interface StandingLines {
  /** It came back at least once without a line of this kind that says so: the next one may be of that time. */
  readonly lacksReturn: (kind: BankLineKind) => boolean;
  /** A line of this kind stands for its settlement since it last came back. */
  readonly hasSettlement: (kind: BankLineKind) => boolean;
}

interface StandingRow extends Pick<BankLineEntity, 'kind'> {
  readonly id: PaymentEntity['id'];
  readonly as: 'settlement' | 'return';
  readonly at: BankFileEntity['imported_at'];
}

type ReturnsOf = Pick<PaymentReturnEntity, 'payment_id' | 'asked_at'>;

/**
 * The lines that stand for settlements and returns of payments: those that agreed when they came, those that a person
 * took for it, and the sum that went out for the batch. Their cases are locked where something is moved by it.
 */
export async function standingLines(
  tx: Tx,
  paymentIds: readonly string[],
): Promise<(paymentId: string) => StandingLines> {
  const ids = [...new Set(paymentIds)];
  if (ids.length === 0) return () => none;
  const returns = await tx.rows<ReturnsOf>(
    'SELECT r.payment_id, r.asked_at FROM payment_return r WHERE r.payment_id = ANY ($1)',
    [ids],
  );
  const lines = await tx.rows<StandingRow>(
    `SELECT coalesce(t.settled_payment_id, t.payment_id) AS id, t.kind,
         coalesce(t.settled_as, CASE t.outcome WHEN 'paid' THEN 'settlement' ELSE 'return' END) AS as,
         coalesce(t.settled_at, f.imported_at) AS at
       FROM bank_line t JOIN bank_file f ON f.id = t.file_id
      WHERE t.settled_payment_id = ANY ($1) OR (t.payment_id = ANY ($1) AND t.fault IS NULL)
      UNION ALL
     SELECT p.id, t.kind, 'settlement', f.imported_at
       FROM payment p JOIN bank_line t ON t.batch_id = p.batch_id JOIN bank_file f ON f.id = t.file_id
      WHERE p.id = ANY ($1) AND t.settled_as IS NULL`,
    [ids],
  );
  return (id) => {
    const cameBack = returns.filter(({ payment_id }) => payment_id === id).map(({ asked_at }) => asked_at.getTime());
    const since = Math.max(-Infinity, ...cameBack);
    const of = (kind: BankLineKind, as: StandingRow['as']): StandingRow[] =>
      lines.filter((line) => line.id === id && line.kind === kind && line.as === as);
    return {
      lacksReturn: (kind) => cameBack.length > of(kind, 'return').length,
      hasSettlement: (kind) => of(kind, 'settlement').some(({ at }) => at.getTime() > since),
    };
  };
}

const none: StandingLines = { lacksReturn: () => false, hasSettlement: () => false };
