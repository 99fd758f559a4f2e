import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { LinkButton } from '../ui/link-button.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import style from '../ui/ui.module.css';

/** What somebody of payments does about money that waits: enter or confirm an account, or schedule it again. */
export function ScheduleAgain({ of: wait }: { readonly of: Schemas['PaymentWaitDto'] }) {
  const { texts } = useApp();
  const t = texts.payments;
  const retry = useAct('post', '/payments/{id}/retries');
  const again = useAct('post', '/expenses/{id}/payments');
  const [asked, setAsked] = useState(false);
  const { paymentId, expenseId } = wait;
  if (wait.account === 'ready' && paymentId !== null)
    return (
      <>
        <Button size="sm" loading={retry.pending} onClick={() => void retry.send({ path: { id: paymentId } })}>
          {t.retry}
        </Button>
        <ProblemNote error={retry.error} />
      </>
    );
  if (wait.account === 'stopped' && !wait.isHeld && expenseId !== null)
    return (
      <>
        <Button size="sm" onClick={() => setAsked(true)}>
          {t.again}
        </Button>
        <ReasonDialog
          opened={asked}
          onClose={() => setAsked(false)}
          title={t.again}
          lead={t.againLead}
          label={t.reason}
          confirm={t.again}
          pending={again.pending}
          error={again.error}
          onConfirm={(reason) =>
            void again.send({ path: { id: expenseId }, body: { reason } }).then((done) => done && setAsked(false))
          }
        />
      </>
    );
  return (
    <div className={style.row}>
      {wait.isHeld && expenseId !== null && (
        <LinkButton size="sm" variant="default" to="/expenses/$id" params={{ id: expenseId }}>
          {texts.claimants.open}
        </LinkButton>
      )}
      {wait.account !== 'ready' && !(wait.isHeld && wait.account === 'stopped') && (
        <LinkButton to="/accounts">{t.accounts}</LinkButton>
      )}
    </div>
  );
}
