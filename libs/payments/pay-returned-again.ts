import { type Tx } from '#database';
import { dayInJapan } from '#kernel';
import { followClock } from './clock.store.js';
import { movePayment, paymentMover } from './move-payment.js';
import { openPayment } from './payment.store.js';
import { PaymentEntity } from './payment.entity.js';
import type { PayeeAccountEntity } from './payee-account.entity.js';

/** An account that was confirmed, and when. */
type ConfirmedAccount = Pick<PayeeAccountEntity, 'id'> & {
  readonly decided_at: NonNullable<PayeeAccountEntity['decided_at']>;
};

/** The newest account that was confirmed for who is paid; null: the one from which it came back. */
export async function otherAccount(
  tx: Tx,
  payment: Pick<PaymentEntity, 'institution_id' | 'account_id'>,
): Promise<ConfirmedAccount | null> {
  const account = await tx.one<ConfirmedAccount>(
    `SELECT c.id, c.decided_at
       FROM payee_account c
       JOIN payee_account o ON o.id = $2
      WHERE c.institution_id = $1 AND c.decision = 'confirmed'
        AND c.claimant_id IS NOT DISTINCT FROM o.claimant_id AND c.vendor_name IS NOT DISTINCT FROM o.vendor_name
      ORDER BY c.decided_at DESC, c.id DESC
      LIMIT 1`,
    [payment.institution_id, payment.account_id],
  );
  return account && account.id !== payment.account_id ? account : null;
}

/** Pays again what came back, to the account that was confirmed since. Throws `payments.other-account-needed`. */
export async function payReturnedAgain(tx: Tx, id: string): Promise<void> {
  const opened = await openPayment(tx, id);
  const { payment, file, expense } = opened;
  const account = await otherAccount(tx, payment);
  const moving = { to: 'scheduled', subject: () => ({ otherAccount: account !== null }) } as const;
  paymentMover.check(tx, payment, moving);
  if (!account) throw new Error('a payment that may be paid again has another account');
  await tx.rows('UPDATE payment_return SET confirmed_on = $2 WHERE payment_id = $1 AND confirmed_on IS NULL', [
    id,
    dayInJapan(account.decided_at),
  ]);
  await movePayment(tx, opened, { ...moving, also: { account_id: account.id, batch_id: null, interest_yen: 0 } });
  // a cost that the insurer bears itself has no claim whose days are counted
  if (expense) await followClock(tx, file, expense);
}
