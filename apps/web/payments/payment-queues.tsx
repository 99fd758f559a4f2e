import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useUser, type Role } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Views } from '../ui/list/views.js';

type Queue = Schemas['PaymentQueueDto']['queue'];

/** The list of each queue by its address, and who has its page. */
const lists: Readonly<
  Record<Queue, { to: string; search: Readonly<Record<string, string>>; readers: readonly Role[] }>
> = {
  account: { to: '/payment-waits', search: { queue: 'account' }, readers: ['payments'] },
  confirmation: { to: '/accounts', search: { state: 'waiting' }, readers: ['payments'] },
  scheduled: { to: '/payments', search: { state: 'scheduled' }, readers: ['payments', 'senior-adjuster'] },
  batched: { to: '/batches', search: { state: 'open' }, readers: ['payments'] },
  returned: { to: '/payments', search: { state: 'returned' }, readers: ['payments', 'senior-adjuster'] },
  stopped: { to: '/payment-waits', search: { queue: 'stopped' }, readers: ['payments'] },
  kept: { to: '/payments', search: { state: 'kept' }, readers: ['payments', 'senior-adjuster'] },
};

/** The queues of payments with how much is in each, as far as the reader has their pages. */
export function PaymentQueues({ at }: { readonly at: Queue | null }) {
  const { texts, format } = useApp();
  const { roles } = useUser();
  const reads = roles.some((role) => role === 'payments' || role === 'senior-adjuster');
  const { data } = useRead('/payment-queues', {}, { enabled: reads });
  if (!reads) return null;
  return (
    <Views
      label={texts.payments.queuesName}
      of={Object.entries(lists).flatMap(([key, { to, search, readers }]) => {
        if (!roles.some((role) => readers.includes(role))) return [];
        const found = data?.items.find(({ queue }) => queue === key);
        const many = found && `${format.count(found.count)}${found.isMore ? '+' : ''}`;
        return [{ key, name: texts.payments.queues[key as Queue], to, search, many }];
      })}
      at={at ?? ''}
    />
  );
}
