import { Alert, Button } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import { useNow } from '../ui/use-now.js';
import style from '../ui/ui.module.css';
import { isTyping } from '../ui/use-row-keys.js';

/**
 * The newest decision, while it can be undone: ten seconds after the last signature, or as long as a proposal of one's
 * own waits.
 */
export function Undo({ of: expense }: { readonly of: Schemas['ExpenseDetailDto'] }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const user = useUser();
  const now = useNow(1_000);
  const undo = useAct('post', '/decisions/{id}/undos');
  const takeBack = useAct('post', '/decisions/{id}/returns');
  const [decision] = expense.decisions;
  const signed = decision?.acts.findLast(({ kind }) => kind === 'countersigned');
  const isLastSigner =
    decision && (signed ? signed.personName === user.displayName : decision.proposedById === user.id);
  const left =
    decision?.finalAt && isLastSigner && ['approved', 'rejected'].includes(decision.state)
      ? Math.ceil((Date.parse(decision.finalAt) - now) / 1_000)
      : 0;
  const waits = decision?.state === 'open' && decision.proposedById === user.id;
  const act = (): void => {
    if (!decision) return;
    if (left > 0) void undo.send({ path: { id: decision.id } });
    else if (waits) void takeBack.send({ path: { id: decision.id }, body: { reason: t.takeBackReason } });
  };
  const can = left > 0 || waits;
  const byKey = useEffectEvent(act);
  useEffect(() => {
    if (!can) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'u' || isTyping(event) || event.repeat) return;
      event.preventDefault();
      byKey();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [can]);
  if (!can) return <ProblemNote error={undo.error ?? takeBack.error} />;
  return (
    <Alert color="blue" variant="outline" role="status" mb="sm">
      <div className={style.row}>
        <span>{waits ? t.proposedNow : decision?.state === 'rejected' ? t.rejectedNow : t.approvedNow}</span>
        {left > 0 && <span aria-hidden="true">{t.undoLeft(left)}</span>}
        <Button size="sm" variant="default" loading={undo.pending || takeBack.pending} onClick={act}>
          {waits ? t.takeBack : t.undo}
          <kbd className={style.kbd} aria-hidden="true">
            {t.undoKey}
          </kbd>
        </Button>
      </div>
      <ProblemNote error={undo.error ?? takeBack.error} />
    </Alert>
  );
}
