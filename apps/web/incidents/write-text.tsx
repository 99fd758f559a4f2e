import { Button } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { useNotice } from '../shell/notice.js';
import { useApp } from '../text/use-text.js';
import { LongText } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { checks } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';
import { useSendByKey } from '../ui/use-send-by-key.js';
import style from './desk-case.module.css';

const longest = 2_000;

interface Words {
  readonly title: string;
  /** What the field is called. */
  readonly field: string;
  readonly example: string;
  /** Where the text goes. */
  readonly lead: string;
  readonly send: string;
  readonly done: string;
}

/**
 * A text that stays on record in a case. What is typed is kept under `keep` until it is sent; `letter` is the key that
 * leads to it.
 */
export function WriteText({
  keep,
  letter,
  words,
  doing: { pending, error },
  send,
  children,
}: {
  readonly keep: string;
  readonly letter?: string;
  readonly words: Words;
  readonly doing: { readonly pending: boolean; readonly error: unknown };
  /** Answers what is on record now; undefined where it was refused. */
  readonly send: (text: string, onDone: () => void) => Promise<unknown>;
  /** What is said beside the text. */
  readonly children?: ReactNode;
}) {
  const { texts } = useApp();
  const tell = useNotice();
  const box = useRef<HTMLFormElement>(null);
  const { value, change, clear } = useKept(keep, '');
  const [asked, setAsked] = useState(false);
  useSendByKey(box);
  const fault = checks(texts.common).text(longest)(value);
  const write = async (): Promise<void> => {
    setAsked(true);
    if (fault !== null) return;
    const done = await send(value.trim(), () => {
      clear();
      setAsked(false);
    });
    if (done) tell(words.done);
  };
  return (
    <form
      ref={box}
      noValidate
      className={`${style.composer} no-print`}
      aria-label={words.title}
      data-letter={letter}
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <LongText
        aria-label={words.field}
        placeholder={words.example}
        autosize
        minRows={2}
        maxRows={12}
        most={longest}
        value={value}
        onChange={change}
        error={asked ? fault : undefined}
        data-first
      />
      {children}
      <ProblemNote error={error} />
      <div className={style.composerEnd}>
        <p className={style.quiet}>{words.lead}</p>
        <Button type="submit" variant="default" loading={pending}>
          {words.send}
          <span className={style.caps} aria-hidden="true">
            <kbd>Ctrl</kbd>
            <kbd>Enter</kbd>
          </span>
        </Button>
      </div>
    </form>
  );
}
