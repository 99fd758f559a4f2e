import { Button, NativeSelect, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Schemas, Sent } from '../api/api.js';
import type { DecisionsText } from '../text/ja/decisions.js';
import { useApp } from '../text/use-text.js';
import { LongText, ShortText, YenField } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { checks, yenOf } from '../ui/typed.js';
import { useFaults } from '../ui/use-faults.js';
import style from '../ui/ui.module.css';
import { DraftPreview } from './letter-preview.js';
import { usePropose } from './use-propose.js';

type Detail = Schemas['ExpenseDetailDto'];
export type Preview = Schemas['DecisionPreviewDto'];
export type Kind = Schemas['ProposeDecisionDto']['kind'];

/** What the institution is told of an approval, in Japanese: all of what it claimed, or the part that the rules pay. */
export const approvalText = (t: DecisionsText, { outcome }: Preview): string =>
  outcome === 'payable' ? t.defaultApprove : t.defaultApprovePart;

/** What the rules leave to a person and nobody has answered for this case. */
export const unanswered = ({ questions, standing }: Preview): Preview['questions'] =>
  questions.filter(({ code }) => !standing.some((answer) => answer.code === code));

interface Reason {
  readonly code: Schemas['DecisionReasonDto']['code'];
  readonly amount: string;
  readonly text: string;
}
const blank: Reason = { code: 'not-proven', amount: '', text: '' };
const longestText = 2_000;

interface Typed {
  readonly amount: string;
  readonly reasons: readonly Reason[];
  readonly answers: readonly { readonly code: string; readonly answer: string; readonly reason: string }[];
  readonly textJa: string;
}

/** The proposal that stands in the form. */
function bodyOf(kind: Kind, { amount, reasons, answers, textJa }: Typed): Sent<'ProposeDecisionDto'> {
  return {
    kind,
    textJa: textJa.trim(),
    ...(kind === 'reject' ? {} : { amount: yenOf(amount) ?? 0 }),
    ...(reasons.length === 0
      ? {}
      : {
          reasons: reasons.map((reason) => ({
            code: reason.code,
            text: reason.text.trim(),
            ...(kind === 'reduce' ? { amount: yenOf(reason.amount) ?? 0 } : {}),
          })),
        }),
    ...(answers.length === 0
      ? {}
      : {
          answers: answers.map(({ code, answer, reason }) => ({
            code,
            answer: answer as 'covered' | 'not-covered',
            reason: reason.trim(),
          })),
        }),
  };
}

/**
 * The proposal in full: amount, reasons, answers to what the rules leave open, and the sentence for the institution.
 */
export function Proposal({
  kind,
  of: expense,
  preview,
  onDone,
}: {
  readonly kind: Kind;
  readonly of: Detail;
  readonly preview: Preview;
  readonly onDone: () => void;
}) {
  const { texts, say } = useApp();
  const t = texts.decisions;
  const propose = usePropose(expense);
  const check = checks(texts.common);
  const longText = check.text(longestText);
  const questions = unanswered(preview);
  const box = useRef<HTMLFormElement>(null);
  // which of the two it is, is for a person to say
  const notYet = (code: string) => ({ code, answer: '', reason: '' });
  const form = useForm({
    initialValues: {
      amount: kind === 'approve' ? String(preview.assessed) : '',
      reasons: kind === 'approve' ? [] : [blank],
      answers: questions.map(({ code }) => notYet(code)),
      textJa: kind === 'approve' ? approvalText(t, preview) : '',
    },
    validate: {
      amount: (value) => (kind === 'reject' ? null : check.yen(value)),
      textJa: longText,
      reasons: {
        amount: (value: string) => (kind === 'reduce' ? check.yen(value) : null),
        text: longText,
      },
      answers: { answer: (value: string) => (value === '' ? t.gateUnanswered : null), reason: longText },
    },
  });
  useFaults(form, propose.error);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([type=radio]), textarea')?.focus();
  }, []);
  const { amount, reasons, answers, textJa } = form.values;
  const isFilled =
    longText(textJa) === null &&
    (kind === 'reject' || yenOf(amount) !== null) &&
    reasons.every(({ amount: less, text }) => longText(text) === null && (kind !== 'reduce' || yenOf(less) !== null)) &&
    answers.every(({ answer, reason }) => answer !== '' && longText(reason) === null);
  // what is open may change while one types: what was typed for the others stays
  const codes = questions.map(({ code }) => code).join(' ');
  const askAnew = useEffectEvent(() =>
    form.setFieldValue(
      'answers',
      questions.map(({ code }) => form.getValues().answers.find((typed) => typed.code === code) ?? notYet(code)),
    ),
  );
  useEffect(() => askAnew(), [codes]);
  const title = { approve: t.sendApprove, reduce: t.sendReduce, reject: t.sendReject }[kind];
  return (
    <form
      ref={box}
      noValidate
      data-open-form
      aria-label={t.kind[kind]}
      onSubmit={form.onSubmit((values) => void propose.send(bodyOf(kind, values)).then((done) => done && onDone()))}
    >
      <Stack gap="sm" className={style.panel}>
        <h3 className={style.sub}>{t.kind[kind]}</h3>
        {kind !== 'reject' && <YenField label={t.payAmount} {...form.getInputProps('amount')} />}
        {answers.map(({ code }, at) => {
          const question = questions.find((open) => open.code === code);
          return (
            question && (
              <div key={code} className={`${style.panel} ${style.soft}`}>
                <Radio.Group label={say(question)} {...form.getInputProps(`answers.${at}.answer`)}>
                  <div className={style.row}>
                    <Radio value="covered" label={t.gateCovered} />
                    <Radio value="not-covered" label={t.gateNotCovered} />
                  </div>
                </Radio.Group>
                <ShortText
                  label={t.gateReason}
                  description={t.goesInto.inside}
                  most={longestText}
                  {...form.getInputProps(`answers.${at}.reason`)}
                />
              </div>
            )
          );
        })}
        {reasons.map((_, at) => (
          <div key={at} className={style.grid}>
            <NativeSelect
              label={t.reasonCode}
              {...form.getInputProps(`reasons.${at}.code`)}
              data={Object.entries(t.reasons).map(([value, label]) => ({ value, label }))}
            />
            {kind === 'reduce' && <YenField label={t.reasonAmount} {...form.getInputProps(`reasons.${at}.amount`)} />}
            <ShortText
              label={t.reasonText}
              description={t.goesInto.inside}
              most={longestText}
              {...form.getInputProps(`reasons.${at}.text`)}
            />
            {(reasons.length > 1 || kind === 'approve') && (
              <Button variant="default" size="sm" onClick={() => form.removeListItem('reasons', at)}>
                {t.removeReason(at + 1)}
              </Button>
            )}
          </div>
        ))}
        <div>
          <Button variant="default" size="sm" onClick={() => form.insertListItem('reasons', blank)}>
            {t.addReason}
          </Button>
        </div>
        <LongText
          label={t.textForInstitution}
          description={t.goesInto.letter}
          rows={2}
          most={longestText}
          {...form.getInputProps('textJa')}
        />
        <DraftPreview expenseId={expense.id} body={isFilled ? bodyOf(kind, form.values) : null} />
        <ProblemNote error={propose.error} shown={['/amount', '/textJa']} />
        <div className={style.row}>
          <Button type="submit" loading={propose.pending}>
            {title}
          </Button>
          <Button variant="default" onClick={onDone}>
            {texts.common.cancel}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
