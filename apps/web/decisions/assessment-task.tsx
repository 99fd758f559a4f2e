import { Button } from '@mantine/core';
import { useState } from 'react';
import { coverageOf, type Category } from '#coverage';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { NameValues } from '../ui/name-values.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { Block } from '../ui/work-frame.js';

export type Task = Schemas['TaskDto'];

/** Whether the reader may leave a difference as it is. */
export const canLeave = ({ allowedActions }: Task): boolean =>
  allowedActions.some(({ to, missing }) => to === 'left' && missing.length === 0);

/** Asks why a difference against the claimant is left as it is. */
export function LeaveTask({ of: task, onClose }: { readonly of: Task; readonly onClose: () => void }) {
  const { texts, format } = useApp();
  const t = texts.acts.tasks;
  const tell = useNotice();
  const leave = useAct('post', '/assessment-tasks/{id}/leaves');
  return (
    <ActDialog
      onClose={onClose}
      title={t.leave}
      lead={t.leaveLead(format.yen(task.stored), format.yen(task.now))}
      label={t.leaveReason}
      keep={`assessment-task ${task.id}`}
      doing={leave}
      send={(reason) => leave.send({ path: { id: task.id }, body: { reason } }, () => tell(t.left))}
    />
  );
}

/** By how much it differs, and what can be done about it as the line stands. */
export function useAdvice() {
  const { texts, format } = useApp();
  const t = texts.acts.tasks;
  return ({ category, difference, expenseState, inFavour }: Task): string => {
    const amount = format.yen(difference);
    const found = inFavour ? t.isMore(amount) : t.isLess(amount);
    const advice = inFavour ? t.whenMore : t.whenLess;
    const standing =
      coverageOf(category as Category) === 'business-interruption'
        ? 'statement'
        : expenseState === 'approved' || expenseState === 'scheduled' || expenseState === 'rejected'
          ? expenseState
          : 'paid';
    return `${found}${advice[standing]}`;
  };
}

/** What a decided expense would come to now, where that is another amount, and what is to be done about it. */
export function Difference({ of: expense }: { readonly of: Schemas['ExpenseDetailDto'] }) {
  const { texts, format } = useApp();
  const t = texts.acts.tasks;
  const decided = ['approved', 'scheduled', 'paid', 'rejected'].includes(expense.state);
  const { id, incidentId } = expense;
  const list = useList('/assessment-tasks', { query: { incidentId, limit: 200 } }, { enabled: decided });
  const adviceOn = useAdvice();
  const [leaving, setLeaving] = useState<Task | null>(null);
  const task = decided ? list.items?.find(({ expenseId }) => expenseId === id) : undefined;
  return (
    <>
      {task && (
        <Block title={t.title}>
          <Status tone="warn">{adviceOn(task)}</Status>
          <NameValues
            of={[
              [t.stored, format.yen(task.stored)],
              [t.now, format.yen(task.now)],
              [t.since, format.day(task.openedAt)],
            ]}
          />
          {canLeave(task) ? (
            <Button className="no-print" size="sm" variant="default" onClick={() => setLeaving(task)}>
              {t.leave}
            </Button>
          ) : (
            !task.inFavour && <p className={style.hint}>{t.seniorLeaves}</p>
          )}
        </Block>
      )}
      {leaving && <LeaveTask key={leaving.id} of={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}
