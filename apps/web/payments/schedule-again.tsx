import { Button } from '@mantine/core';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { LinkButton } from '../ui/link-button.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import { ActDialog } from '../ui/act-dialog.js';
import style from '../ui/ui.module.css';

/** What somebody of payments does about money that waits: enter or confirm an account, or schedule it again. */
export function ScheduleAgain({
  of: wait,
  onAgain,
}: {
  readonly of: Schemas['PaymentWaitDto'];
  /** Asks whether an expense is paid after all. */
  readonly onAgain: (expenseId: string) => void;
}) {
  const { texts } = useApp();
  const t = texts.payments;
  const retry = useAct('post', '/payments/{id}/retries');
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
      <Button size="sm" onClick={() => onAgain(expenseId)}>
        {t.again}
      </Button>
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

/** Payment of an expense whose payment was stopped, with its reason. */
export function PayAgain({ of: id, onClose }: { readonly of: string; readonly onClose: () => void }) {
  const t = useApp().texts.payments;
  const again = useAct('post', '/expenses/{id}/payments');
  return (
    <ActDialog
      onClose={onClose}
      title={t.again}
      lead={t.againLead}
      label={t.reason}
      keep={`pay-again ${id}`}
      doing={again}
      send={(reason) => again.send({ path: { id }, body: { reason } })}
    />
  );
}
