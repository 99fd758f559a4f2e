import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeech } from '../text/language.js';
import type { ReportEntryText } from '../text/ja/report.js';
import type { Answers, Draft, Reporter, Step } from './draft.js';
import style from './report.module.css';

export interface QuestionProps {
  readonly step: Step;
  readonly draft: Draft;
  readonly change: (to: (draft: Draft) => Draft) => void;
  readonly reporter: Reporter;
  readonly goTo: (step: Step) => void;
  readonly all: readonly Step[];
  readonly onBack: (() => void) | null;
}

export interface Asked extends QuestionProps {
  readonly answers: Answers;
  /** Keeps an answer. */
  readonly answer: (more: Partial<Answers>) => void;
  /** Keeps an answer and goes on. */
  readonly answered: (more?: Partial<Answers>) => void;
}

/** One of the answers, as large as a thumb. */
export function Choice({
  name,
  hint,
  chosen,
  onChoose,
}: {
  readonly name: string;
  readonly hint?: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <button type="button" className={style.choice} aria-pressed={chosen} onClick={onChoose}>
      <span className={style.choiceName}>{name}</span>
      {hint && <span className={style.hint}>{hint}</span>}
    </button>
  );
}

/** The fields of a question that is more than a choice. */
export function Form({ onNext, children }: { readonly onNext: () => void; readonly children: ReactNode }) {
  const { common } = useSpeech<ReportEntryText>().texts;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <Stack gap="md">
        {children}
        <Button type="submit">{common.next}</Button>
      </Stack>
    </form>
  );
}
