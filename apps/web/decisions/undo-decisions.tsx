import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { act, type Schemas } from '../api/api.js';
import { readAnew } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';
import { useNow } from '../ui/use-now.js';

/** Takes back what was just approved, while that is possible. */
export function UndoAll({
  of: decisions,
  onDone,
}: {
  readonly of: readonly Schemas['DecisionDto'][];
  readonly onDone: () => void;
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  const client = useQueryClient();
  const now = useNow(1_000);
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const undoable = decisions.filter(({ finalAt }) => Date.parse(finalAt ?? '') > now);
  const left = Math.ceil((Math.min(...undoable.map(({ finalAt }) => Date.parse(finalAt ?? ''))) - now) / 1_000);
  if (undoable.length === 0) return <ProblemNote error={error} />;
  const undo = async (): Promise<void> => {
    setPending(true);
    try {
      // the last one first: what it took from the limits is given back before the one before it
      for (const { id } of undoable.toReversed())
        await act('post', '/decisions/{id}/undos', { path: { id }, key: `undo-${id}` });
      // said when the lines stand there as they are now: the next act is on them
      await readAnew(client);
      onDone();
    } catch (reason) {
      setError(reason);
      await readAnew(client);
    } finally {
      setPending(false);
    }
  };
  return (
    <p className={style.row}>
      <Button size="sm" variant="default" loading={pending} onClick={() => void undo()}>
        {t.undo}
      </Button>
      <span aria-hidden="true">{t.undoLeft(left)}</span>
    </p>
  );
}
