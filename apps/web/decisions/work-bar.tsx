import { Button } from '@mantine/core';
import { useState } from 'react';
import { count } from '#kernel';
import { act, type Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useUser } from '../shell/session.js';
import { useBulk, type BulkOutcome } from '../shell/use-bulk.js';
import { useApp } from '../text/use-text.js';
import { ListFoot } from '../ui/list/list-foot.js';
import { SelectionBar } from '../ui/list/selection-bar.js';
import { useKeys } from '../ui/list/use-list-keys.js';
import type { Selection } from '../ui/list/use-selection.js';
import { keysOf, usePageActs, type PageAct } from '../ui/page-acts.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { UndoAll } from './undo-decisions.js';
import { useApprove, type Approvable } from './use-approve.js';
import { useNameOfWork, type Work, type WorkItem } from './work-columns.js';

const asSeen = ({ id, version }: WorkItem): string => `${id} ${version}`;

/** What can be done with the lines that are ticked, each by itself; what was refused stays with its reason. */
export function WorkBar({ of: selection }: { readonly of: Selection<Work> }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const tell = useNotice();
  const user = useUser();
  const nameOfWork = useNameOfWork();
  const [approved, setApproved] = useState<readonly Schemas['DecisionDto'][]>([]);
  const [failed, setFailed] = useState<readonly Refused[]>([]);
  const [asking, setAsking] = useState<'decline' | 'hand-over' | null>(null);

  const approve = useApprove();
  const take = useBulk(asSeen, ({ id, version }: WorkItem, key) =>
    act('post', '/work-items/{id}/claim', { path: { id }, version, key }),
  );
  const { chosen } = selection;
  const ready = chosen.flatMap(({ look }) => (look?.flags.length === 0 ? [look] : []));
  const takeable = chosen
    .map(({ item }) => item)
    .filter(({ state, assignee }) => state === 'unassigned' || (state === 'offered' && assignee?.id === user.id));
  const offered = takeable.filter(({ state }) => state === 'offered');
  const handsOver = user.roles.includes('senior-adjuster');

  const nameOf = (id: string): string => {
    const work = chosen.find(({ item }) => item.expenseId === id);
    return work ? nameOfWork(work) : '';
  };
  const after = <Row extends { readonly expenseId: string }, Done>({ refused }: BulkOutcome<Row, Done>): void => {
    setFailed(refused.map(({ of: row, error }) => ({ line: nameOf(row.expenseId), error })));
    // what was not done stays ticked
    const left = new Set(refused.map(({ of: row }) => row.expenseId));
    selection.choose(
      chosen.filter(({ item }) => !left.has(item.expenseId)),
      false,
    );
  };
  const approveAll = (items: readonly Approvable[]): void =>
    void approve.run(items, (outcome) => {
      // what was approved before it can lift a line above the own authority: that one waits for a second signature
      const final = outcome.done.filter(({ state }) => state === 'approved');
      const waiting = outcome.done.length - final.length;
      setApproved(final);
      const said = [t.doneCount(count(final), count(items)), ...(waiting > 0 ? [t.waitingCount(count(waiting))] : [])];
      if (outcome.done.length > 0) tell(said.join(' '));
      after(outcome);
    });
  const takeAll = (items: readonly WorkItem[]): void =>
    void take.run(items, (outcome) => {
      if (outcome.done.length > 0) tell(t.takenCount(count(outcome.done), count(items)));
      after(outcome);
    });
  // before a line is ticked they are named, with what they need
  const why = chosen.length === 0 ? texts.list.chooseFirst : null;
  const acts: readonly (PageAct & { isMain?: boolean })[] = [
    ...(ready.length > 0 || why
      ? [
          {
            name: why ? texts.keys.list.a : t.approveChosen(count(ready)),
            press: 'a',
            isMain: true,
            pending: approve.pending,
            why,
            run: () => approveAll(ready),
          },
        ]
      : []),
    ...(takeable.length > 0 || why
      ? [
          {
            name: t.take,
            press: 't',
            isMain: ready.length === 0,
            pending: take.pending,
            why,
            run: () => takeAll(takeable),
          },
        ]
      : []),
    ...(offered.length > 0 ? [{ name: t.decline, run: () => setAsking('decline') }] : []),
    ...(handsOver ? [{ name: t.handOver, press: 'h', why, run: () => setAsking('hand-over') }] : []),
  ];
  useKeys(keysOf(acts));
  usePageActs(acts);

  return (
    <>
      <ListFoot
        after={
          <Outcome
            failed={failed}
            onSeen={() => setFailed([])}
            approved={approved}
            onUndone={() => {
              setApproved([]);
              tell(t.undone);
            }}
          />
        }
      >
        <SelectionBar
          of={selection}
          sums={[
            { name: texts.expenses.claimed, yenOf: ({ item }) => item.claimed },
            { name: texts.expenses.assessed, yenOf: ({ look }) => look?.assessed ?? null },
          ]}
        >
          {acts.map(({ name, press, isMain, pending, run }) => (
            <Button key={name} variant={isMain ? 'filled' : 'default'} loading={pending ?? false} onClick={run}>
              {name}
              {press && (
                <>
                  &nbsp;<kbd aria-hidden="true">{press}</kbd>
                </>
              )}
            </Button>
          ))}
          {ready.length === 0 && takeable.length === 0 && !handsOver && <span>{t.nothingForAll}</span>}
        </SelectionBar>
      </ListFoot>
      <GiveAway
        of={asking === 'decline' ? offered : chosen.map(({ item }) => item)}
        how={asking}
        onClose={() => setAsking(null)}
        onDone={after}
      />
    </>
  );
}

interface Refused {
  readonly line: string;
  readonly error: unknown;
}

/** What of the last act was refused, each with its reason, and what of it can be undone. */
function Outcome({
  failed,
  onSeen,
  approved,
  onUndone,
}: {
  readonly failed: readonly Refused[];
  readonly onSeen: () => void;
  readonly approved: readonly Schemas['DecisionDto'][];
  readonly onUndone: () => void;
}) {
  const { texts } = useApp();
  return (
    <>
      {failed.map(({ line, error }) => (
        <div key={line}>
          <strong>{line}</strong>
          <ProblemNote error={error} />
        </div>
      ))}
      {failed.length > 0 && (
        <div>
          <Button size="sm" variant="default" onClick={onSeen}>
            {texts.common.close}
          </Button>
        </div>
      )}
      <UndoAll key={approved[0]?.id ?? 'none'} of={approved} onDone={onUndone} />
    </>
  );
}

type Given = WorkItem & { readonly reason: string };

/** Lines are given back by whom they were offered, or routed again by a senior adjuster, with one reason for all. */
function GiveAway({
  of: items,
  how,
  onClose,
  onDone,
}: {
  readonly of: readonly WorkItem[];
  readonly how: 'decline' | 'hand-over' | null;
  readonly onClose: () => void;
  readonly onDone: (outcome: BulkOutcome<Given, unknown>) => void;
}) {
  const t = useApp().texts.decisions;
  const tell = useNotice();
  const give = useBulk(
    ({ reason, ...item }: Given) => `${how} ${asSeen(item)} ${reason}`,
    ({ id, version, reason }, key) =>
      act('post', how === 'decline' ? '/work-items/{id}/decline' : '/work-items/{id}/reassign', {
        path: { id },
        version,
        key,
        body: { reason },
      }),
  );
  const [title, label] = how === 'decline' ? [t.decline, t.declineReason] : [t.handOver, t.handOverReason];
  return (
    <ReasonDialog
      key={how ?? 'none'}
      opened={how !== null}
      onClose={onClose}
      title={title}
      label={label}
      confirm={title}
      pending={give.pending}
      error={null}
      onConfirm={(reason) =>
        void give.run(
          items.map((item) => ({ ...item, reason })),
          (outcome) => {
            if (outcome.done.length > 0) tell(t.givenCount(count(outcome.done), count(items)));
            onClose();
            onDone(outcome);
          },
        )
      }
    />
  );
}
