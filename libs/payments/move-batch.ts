import { defineMover, type Actor } from '#database';
import { Guards, dayInJapan } from '#kernel';
import { bankDaysAfter } from '#platform';
import { codedText } from '#problems';
import type { PaymentBatchEntity } from './payment-batch.entity.js';
import { batchMachine, batchStateNames, type BatchState } from './payment-machine.js';

/** What the guards of a batch's moves need beside its row. */
export interface BatchChecks {
  readonly actor: Actor;
  readonly batch: Pick<PaymentBatchEntity, 'transfer_on' | 'cancel_asked_by'>;
  /** The number of its payments without an answer of the bank. */
  readonly withBank: number;
  readonly now: Date;
}

/**
 * The day from which a transfer counts as paid unless the bank returned it: the second bank business day after the
 * transfer date.
 */
export const paidFrom = ({ transfer_on }: Pick<PaymentBatchEntity, 'transfer_on'>): string =>
  bankDaysAfter(transfer_on, 2);

const guards = new Guards<BatchChecks>();
guards.register('payments.not-yet', ({ batch, withBank, now }) => {
  const from = paidFrom(batch);
  return withBank > 0 && dayInJapan(now) < from ? [codedText('payments.not-yet', { day: { ja: from, en: from } })] : [];
});
guards.register('payments.second-person-needed', ({ actor, batch }) =>
  batch.cancel_asked_by === actor.id ? [codedText('payments.second-person-needed')] : [],
);

/**
 * Moves a batch by its table. Throws `payments.move-not-allowed`, `payments.not-the-releaser`,
 * `payments.reason-needed`, `payments.second-person-needed`.
 */
export const batchMover = defineMover<
  BatchState,
  Pick<PaymentBatchEntity, 'id' | 'state' | 'releaser_id'>,
  BatchChecks,
  object
>({
  machine: batchMachine,
  title: { ja: '振込データ', en: 'Payment batch' },
  names: batchStateNames,
  places: (actor, { releaser_id }) => (releaser_id === actor.id ? ['releaser'] : []),
  guards,
  refusals: {
    notAllowed: 'payments.move-not-allowed',
    notYours: 'payments.not-the-releaser',
    reasonNeeded: 'payments.reason-needed',
    guard: 'payments.second-person-needed',
  },
  record: ({ row: { id: subject }, to, said: after, reason }) => ({
    audit: { action: `payment-batch.${to}`, subject, after, reason },
  }),
});
