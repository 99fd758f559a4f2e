import { Button } from '@mantine/core';
import { useState } from 'react';
import { dayInJapan } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { usePageActs, type PageAct } from '../ui/page-acts.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';
import { PaymentDialog } from './payment-dialog.js';
import { usePaymentActs, type PaymentAct } from './use-payment-acts.js';

type Payment = Schemas['PaymentDto'];

/** What somebody of payments records of one payment: paid, returned, stopped, paid again. */
export function PaymentActions({ of: payment }: { readonly of: Payment }) {
  const { texts } = useApp();
  const t = texts.payments;
  const acts = usePaymentActs(payment.id);
  const retry = useAct('post', '/payments/{id}/retries');
  const { roles } = useUser();
  const works = roles.includes('payments');
  const [asked, setAsked] = useState<PaymentAct | null>(null);
  const [day, setDay] = useState(() => dayInJapan(new Date()).replaceAll('-', '/'));
  const { state, mistake } = payment;
  const isSenior = roles.includes('senior-adjuster');
  const ask = (name: string, act: PaymentAct): PageAct => ({ name, run: () => setAsked(act) });
  const offered: readonly (PageAct & { isMain?: boolean })[] = [
    ...(works && state === 'exported' ? [{ ...ask(t.settle, 'settle'), isMain: true }] : []),
    ...(works && (state === 'exported' || state === 'settled') ? [ask(t.giveBack, 'return')] : []),
    ...(works && state === 'scheduled' ? [ask(t.stop, 'stop')] : []),
    ...(isSenior && state === 'returned' ? [ask(t.deposit, 'deposited'), ask(t.setAside, 'set-aside')] : []),
    ...(works && mistake !== null && ['returned', 'set-aside', 'scheduled'].includes(state)
      ? [ask(t.mistakeCorrect, 'mistake')]
      : []),
    ...(works && (state === 'returned' || state === 'set-aside')
      ? [
          {
            name: t.retry,
            isMain: true,
            pending: retry.pending,
            run: () => void retry.send({ path: { id: payment.id } }),
          },
        ]
      : []),
  ];
  usePageActs(offered);
  return (
    <>
      <span className={style.row}>
        {offered.map(({ name, isMain, pending, run }) => (
          <Button key={name} size="sm" variant={isMain ? 'filled' : 'default'} loading={pending ?? false} onClick={run}>
            {name}
          </Button>
        ))}
      </span>
      <ProblemNote error={retry.error} />
      {asked && (
        <PaymentDialog
          key={asked}
          of={payment}
          act={asked}
          acts={acts}
          day={day}
          onDay={setDay}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
