import type { Tx } from '#database';
import { count } from '#kernel';
import { paymentQueues, type PaymentQueue, type PaymentQueuesDto } from './payment-queues.dto.js';
import { waitsIn } from './payment-waits.reads.js';

/** Counting ends here: more says no more. */
const most = 999;

/** SQL, the rows of each queue: those that its list has. */
const rowsOf: Readonly<Record<PaymentQueue, string>> = {
  account: `SELECT FROM payment_waits(NULL) w WHERE ${waitsIn.account}`,
  confirmation: 'SELECT FROM payee_account a WHERE a.decision IS NULL',
  scheduled: `SELECT FROM payment p WHERE p.state = 'scheduled'`,
  batched: `SELECT FROM payment_batch b WHERE b.state IN ('built', 'released', 'exported')`,
  returned: `SELECT FROM payment p WHERE p.state = 'returned'`,
  stopped: `SELECT FROM payment_waits(NULL) w WHERE ${waitsIn.stopped}`,
  kept: `SELECT FROM payment p WHERE p.state IN ('deposited', 'set-aside')`,
};

/** How much is in each queue of payments, counted up to 999. */
export async function paymentQueuesView(tx: Tx): Promise<PaymentQueuesDto> {
  const columns = paymentQueues.map(
    (queue) => `(SELECT count(*) FROM (${rowsOf[queue]} LIMIT ${most + 1}) counted)::int AS "${queue}"`,
  );
  const row = await tx.one<Readonly<Record<PaymentQueue, number>>>(`SELECT ${columns.join(', ')}`);
  return {
    items: paymentQueues.map((queue) => {
      const found = row?.[queue] ?? 0;
      return { queue, count: count(Math.min(found, most)), isMore: found > most };
    }),
  };
}
