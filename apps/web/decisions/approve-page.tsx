import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { Page } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';
import { ApprovableTable, useNameOfLine } from './approvable-table.js';
import { UndoAll } from './undo-decisions.js';
import { asSeen, useApprove, type Approvable } from './use-approve.js';

/**
 * Lines without a flag, payable as claimed and within one's authority, approved at once. Each is decided by itself.
 */
export function ApprovePage() {
  const { texts } = useApp();
  const t = texts.decisions;
  const query = useRead('/approvable-expenses', {});
  // by what was shown of them when they were ticked: a line that changes meanwhile is to be ticked again
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<string | null>(null);
  const [failed, setFailed] = useState<readonly { line: string; error: unknown }[]>([]);
  const [approved, setApproved] = useState<readonly Schemas['DecisionDto'][]>([]);
  const { approve, pending } = useApprove();
  const nameOfLine = useNameOfLine();

  const approveAll = (items: readonly Approvable[]): void => {
    if (pending) return;
    setDone(null);
    void approve(items, ({ decided, refused }) => {
      setFailed(refused.map(({ of: item, error }) => ({ line: nameOfLine(item), error })));
      // what was approved before it can lift a line above the own authority: that one waits for a second signature
      const final = decided.filter(({ state }) => state === 'approved');
      setApproved(final);
      setDone(
        [
          t.doneCount(count(final), count(items)),
          ...(final.length < decided.length ? [t.waitingCount(count(decided.length - final.length))] : []),
        ].join(' '),
      );
      setChosen(new Set());
    });
  };

  return (
    <Page width="wide" title={t.approveSeveral}>
      <p className={style.hint}>{t.approveLead}</p>
      <DoneNote>{done}</DoneNote>
      <UndoAll
        key={approved[0]?.id ?? 'none'}
        of={approved}
        onDone={() => {
          setApproved([]);
          setDone(t.undone);
        }}
      />
      {failed.map(({ line, error }) => (
        <div key={line}>
          <strong>{line}</strong>
          <ProblemNote error={error} />
        </div>
      ))}
      <Shown of={query}>
        {({ items }) => {
          if (items.length === 0) return <p>{t.noApprovable}</p>;
          const clean = items.filter(({ flags }) => flags.length === 0);
          const taken = clean.filter((item) => chosen.has(asSeen(item)));
          return (
            <>
              <Checkbox
                my="md"
                label={t.chooseAll}
                checked={clean.length > 0 && taken.length === clean.length}
                indeterminate={taken.length > 0 && taken.length < clean.length}
                disabled={clean.length === 0}
                onChange={(event) => setChosen(new Set(event.currentTarget.checked ? clean.map(asSeen) : []))}
              />
              <ApprovableTable of={items} chosen={chosen} onChoose={setChosen} />
              <Button mt="md" disabled={taken.length === 0} loading={pending} onClick={() => approveAll(taken)}>
                {t.approveChosen(count(taken))}
              </Button>
            </>
          );
        }}
      </Shown>
    </Page>
  );
}
