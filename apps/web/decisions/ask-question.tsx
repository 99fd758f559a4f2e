import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DayField, LongText } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { checks, dayOf } from '../ui/typed-values.js';
import { useFaults } from '../ui/use-faults.js';
import style from '../ui/ui.module.css';

const longestQuestion = 2_000;

type Detail = Schemas['ExpenseDetailDto'];

/** A question to the institution with its reply date. */
export function AskQuestion({ of: expense, onDone }: { readonly of: Detail; readonly onDone: () => void }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const ask = useAct('post', '/expenses/{id}/information-requests');
  const check = checks(texts.common);
  const box = useRef<HTMLFormElement>(null);
  const tell = useNotice();
  const form = useForm({
    initialValues: { question: '', dueOn: '' },
    validate: { question: check.text(longestQuestion), dueOn: check.dayOrNone },
  });
  useFaults(form, ask.error);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('textarea')?.focus();
  }, []);
  return (
    <form
      ref={box}
      noValidate
      data-open-form
      aria-label={t.ask}
      onSubmit={form.onSubmit(
        ({ question, dueOn }) =>
          void ask
            .send({
              path: { id: expense.id },
              body: { question: question.trim(), ...(dueOn.trim() === '' ? {} : { dueOn: dayOf(dueOn) ?? '' }) },
            })
            .then((answer) => {
              if (!answer) return;
              tell(t.asked);
              onDone();
            }),
      )}
    >
      <Stack gap="sm" className={style.panel}>
        <LongText
          label={t.question}
          description={t.goesInto.page}
          rows={3}
          most={longestQuestion}
          {...form.getInputProps('question')}
        />
        <DayField label={`${t.questionDue}（${texts.common.optional}）`} {...form.getInputProps('dueOn')} />
        <ProblemNote error={ask.error} shown={['/question', '/dueOn']} />
        <div className={style.row}>
          <Button type="submit" loading={ask.pending}>
            {t.sendAsk}
          </Button>
          <Button variant="default" onClick={onDone}>
            {texts.common.cancel}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
