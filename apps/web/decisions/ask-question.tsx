import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DayField, LongText } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { checks, dayOf } from '../ui/typed-values.js';
import { useFaults } from '../ui/use-faults.js';
import { useSendByKey } from '../ui/use-send-by-key.js';
import { useKept } from '../ui/use-kept.js';
import style from '../ui/ui.module.css';

const longestQuestion = 2_000;
const blank = { question: '', dueOn: '' };

type Detail = Schemas['ExpenseDetailDto'];

/** A question to the institution with its reply date. */
export function AskQuestion({
  of: expense,
  onClose,
  onSent,
}: {
  readonly of: Detail;
  readonly onClose: () => void;
  readonly onSent: () => void;
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  const ask = useAct('post', '/expenses/{id}/information-requests');
  const check = checks(texts.common);
  const box = useRef<HTMLFormElement>(null);
  const kept = useKept(`question ${expense.id}`, blank);
  const form = useForm({
    onValuesChange: kept.change,
    initialValues: blank,
    validate: { question: check.text(longestQuestion), dueOn: check.dayOrNone },
  });
  useFaults(form, ask.error);
  useSendByKey(box);
  const takeUp = useEffectEvent(() => form.setValues(kept.value));
  // before anybody types again: what comes later would be replaced by the draft
  useLayoutEffect(() => {
    if (kept.ready) takeUp();
  }, [kept.ready]);
  // before it is seen: the first key already goes there
  useLayoutEffect(() => {
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
            .send(
              {
                path: { id: expense.id },
                body: { question: question.trim(), ...(dueOn.trim() === '' ? {} : { dueOn: dayOf(dueOn) ?? '' }) },
              },
              () => kept.clear(),
            )
            .then((sent) => sent && onSent()),
      )}
    >
      <Stack gap="sm">
        <h2 className={style.sub}>{t.ask}</h2>
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
            {t.sendAsk}&nbsp;<kbd aria-hidden="true">Ctrl ↵</kbd>
          </Button>
          <Button variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
