import { Button } from '@mantine/core';
import { useState } from 'react';
import { dayInJapan } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
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
  return (
    <>
      <span className={style.row}>
        {works && payment.state === 'exported' && (
          <Button size="sm" onClick={() => setAsked('settle')}>
            {t.settle}
          </Button>
        )}
        {works && (payment.state === 'exported' || payment.state === 'settled') && (
          <Button size="sm" variant="default" onClick={() => setAsked('return')}>
            {t.giveBack}
          </Button>
        )}
        {works && payment.state === 'scheduled' && (
          <Button size="sm" variant="default" onClick={() => setAsked('stop')}>
            {t.stop}
          </Button>
        )}
        {roles.includes('senior-adjuster') && payment.state === 'returned' && (
          <>
            <Button size="sm" variant="default" onClick={() => setAsked('deposited')}>
              {t.deposit}
            </Button>
            <Button size="sm" variant="default" onClick={() => setAsked('set-aside')}>
              {t.setAside}
            </Button>
          </>
        )}
        {works && payment.mistake !== null && ['returned', 'set-aside', 'scheduled'].includes(payment.state) && (
          <Button size="sm" variant="default" onClick={() => setAsked('mistake')}>
            {t.mistakeCorrect}
          </Button>
        )}
        {works && (payment.state === 'returned' || payment.state === 'set-aside') && (
          <Button size="sm" loading={retry.pending} onClick={() => void retry.send({ path: { id: payment.id } })}>
            {t.retry}
          </Button>
        )}
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
