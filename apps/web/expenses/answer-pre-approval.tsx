import { Button, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Schemas } from '../api/api.js';
import { useAct, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DayField, LongText, YenField } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import { checks, dayOf, yenOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';

const longestText = 2_000;

/** What an approval of so much leaves of the limit, says to the institution, and needs. */
function WithIt({ of: { left, notes, missing } }: { readonly of: Schemas['AnswerPreviewDto'] }) {
  const { texts, format, say } = useApp();
  const t = texts.consents;
  return (
    <div className={style.panel}>
      <p>
        {t.leftNow}：<strong>{left === null ? t.leftUnknown : format.yen(left)}</strong>
      </p>
      <p className={style.hint}>{t.withIt}</p>
      <ul>
        {notes.map((note) => (
          <li key={note.code}>{say(note)}</li>
        ))}
      </ul>
      <Missing of={missing} />
    </div>
  );
}

/** What stands against an answer. */
function Missing({ of }: { readonly of: Schemas['AllowedActionDto']['missing'] }) {
  const { say } = useApp();
  return of.map((one) => (
    <p key={one.code}>
      <Status tone="warn">{say(one)}</Status>
    </p>
  ));
}

/** What is answered to a request for consent; `onDone`: it is answered. */
export function AnswerPreApproval({
  of: consent,
  onDone,
}: {
  readonly of: Schemas['PreApprovalDto'];
  readonly onDone: () => void;
}) {
  const { texts } = useApp();
  const t = texts.expenses;
  const act = useAct('post', '/pre-approvals/{id}/answers');
  const check = checks(texts.common);
  const form = useForm({
    initialValues: {
      answer: 'pre-approved' as 'pre-approved' | 'refused',
      ceiling: String(consent.amount),
      lapsesOn: '',
      textJa: t.consentDefaultYes,
    },
    validate: {
      ceiling: (value, { answer }) => (answer === 'refused' ? null : check.yen(value)),
      lapsesOn: (value, { answer }) => (answer === 'refused' ? null : check.dayOrNone(value)),
      textJa: check.text(longestText),
    },
  });
  useFaults(form, act.error);
  const { answer, ceiling, textJa } = form.values;
  const missing = consent.allowedActions.find(({ to }) => to === answer)?.missing ?? [];
  const seen = useRead('/pre-approvals/{id}/answer-preview', {
    path: { id: consent.id },
    query: { ceiling: yenOf(ceiling) ?? consent.amount },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) =>
          void act
            .send({
              path: { id: consent.id },
              version: consent.version,
              body: {
                answer: values.answer,
                textJa: values.textJa.trim(),
                ...(values.answer === 'refused'
                  ? {}
                  : {
                      ceiling: yenOf(values.ceiling) ?? consent.amount,
                      ...(seen.data ? { left: seen.data.left } : {}),
                    }),
                ...(values.answer === 'refused' || values.lapsesOn.trim() === ''
                  ? {}
                  : { lapsesOn: dayOf(values.lapsesOn) ?? '' }),
              },
            })
            .then((done) => done && onDone()),
      )}
    >
      <Stack gap="sm" mt="sm">
        <Radio.Group
          label={t.preApprovalAnswer}
          value={answer}
          onChange={(value) => {
            const next = value as typeof answer;
            const [other, own] =
              next === 'refused'
                ? [t.consentDefaultYes, t.consentDefaultNo]
                : [t.consentDefaultNo, t.consentDefaultYes];
            // words of one's own stay
            form.setValues({ answer: next, ...(textJa === other ? { textJa: own } : {}) });
          }}
        >
          <div className={style.row}>
            <Radio value="pre-approved" label={t.consentYes} />
            <Radio value="refused" label={t.consentNo} />
          </div>
        </Radio.Group>
        {answer === 'pre-approved' && (
          <div className={style.grid}>
            <YenField label={t.preApprovalCeiling} {...form.getInputProps('ceiling')} />
            <DayField label={t.preApprovalLapses} {...form.getInputProps('lapsesOn')} />
          </div>
        )}
        {answer === 'pre-approved' && seen.data && <WithIt of={seen.data} />}
        {answer === 'refused' && <Missing of={missing} />}
        <LongText
          label={t.consentText}
          description={texts.decisions.goesInto.page}
          rows={3}
          most={longestText}
          {...form.getInputProps('textJa')}
        />
        <ProblemNote error={act.error} shown={['/ceiling', '/lapsesOn', '/textJa']} />
        <div>
          <Button type="submit" loading={act.pending}>
            {t.consentSend}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
