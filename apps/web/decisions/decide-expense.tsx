import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { isTyping } from '../ui/use-row-keys.js';
import { Undo } from './undo-decision.js';
import { usePropose } from './use-propose.js';
import { AskQuestion } from './ask-question.js';
import { Proposal } from './proposal-form.js';
import { approvalText, unanswered, type Kind, type Preview } from './use-proposal-form.js';
import style from '../ui/ui.module.css';

type Detail = Schemas['ExpenseDetailDto'];
type Mode = Kind | 'ask';

const modeOfKey: Readonly<Record<string, Mode>> = { a: 'approve', r: 'reduce', x: 'reject', q: 'ask' };

/**
 * Approve, reduce, reject, ask: one key each; what is plainly payable is approved with that one key, and can be undone.
 */
export function Decide({ of: expense, preview }: { readonly of: Detail; readonly preview: Preview | undefined }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const [mode, setMode] = useState<Mode | null>(null);
  const propose = usePropose(expense);
  const inReview = expense.state === 'in-review';
  const isPlain =
    preview !== undefined && unanswered(preview).length === 0 && ['payable', 'reduced'].includes(preview.outcome);

  const approve = (): void => {
    if (!preview || !isPlain) {
      setMode('approve');
      return;
    }
    void propose
      // the amount that was seen: should it have changed, nothing is approved unseen
      .send({ kind: 'approve', amount: preview.assessed, textJa: approvalText(t, preview) })
      .then((done) => done && setMode(null));
  };
  const begin = useEffectEvent((next: Mode) => (next === 'approve' ? approve() : setMode(next)));
  useEffect(() => {
    if (!inReview) return undefined;
    const press = (event: KeyboardEvent): void => {
      const next = modeOfKey[event.key];
      if (!next || isTyping(event) || event.repeat) return;
      event.preventDefault();
      begin(next);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [inReview]);

  return (
    <Section title={t.decide}>
      <Undo of={expense} />
      {inReview && (
        <>
          <div className={style.row}>
            <Button onClick={approve} loading={propose.pending} disabled={preview === undefined}>
              {t.approve}
              <Key name={t.approveKey} />
            </Button>
            <Button variant="default" disabled={preview === undefined} onClick={() => setMode('reduce')}>
              {t.reduce}
              <Key name={t.reduceKey} />
            </Button>
            <Button variant="default" disabled={preview === undefined} onClick={() => setMode('reject')}>
              {t.reject}
              <Key name={t.rejectKey} />
            </Button>
            <Button variant="default" onClick={() => setMode('ask')}>
              {t.ask}
              <Key name={t.askKey} />
            </Button>
          </div>
          <p className={style.hint}>{t.keys}</p>
          {mode === null && <ProblemNote error={propose.error} />}
          {mode === 'ask' ? (
            <AskQuestion of={expense} onDone={() => setMode(null)} />
          ) : mode !== null && preview !== undefined ? (
            <Proposal key={mode} kind={mode} of={expense} preview={preview} onDone={() => setMode(null)} />
          ) : mode !== null ? (
            <ProblemNote error={propose.error} />
          ) : null}
        </>
      )}
    </Section>
  );
}

function Key({ name }: { readonly name: string }) {
  return (
    <kbd className={style.kbd} aria-hidden="true">
      {name}
    </kbd>
  );
}
