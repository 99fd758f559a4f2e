import { Button, NativeSelect, Radio, Stack } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { LongText, ShortText, YenField } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { yenOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { useSendByKey } from '../ui/use-send-by-key.js';
import { DraftPreview } from './letter-preview.js';
import { reasonSentences } from './reason-sentences.js';
import type { GateAnswers } from './use-gate-answers.js';
import { usePropose } from './use-propose.js';
import {
  blankReason,
  bodyOf,
  chooseReason,
  longestText,
  removeReason,
  takenOff,
  useProposalForm,
} from './use-proposal-form.js';
import type { Kind, Preview, ProposalForm } from './use-proposal-form.js';

type Detail = Schemas['ExpenseDetailDto'];

/**
 * The proposal in full: amount, reasons, answers to what the rules leave open, and the sentence for the institution.
 */
export function Proposal({
  kind,
  of: expense,
  preview,
  gates,
  onClose,
}: {
  readonly kind: Kind;
  readonly of: Detail;
  readonly preview: Preview;
  readonly gates: GateAnswers;
  readonly onClose: () => void;
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  const propose = usePropose(expense);
  const { form, isFilled, clear } = useProposalForm({
    kind,
    expenseId: expense.id,
    preview,
    questions: gates.open,
  });
  const box = useRef<HTMLFormElement>(null);
  useFaults(form, propose.error);
  useSendByKey(box);
  // before it is seen: the first key already goes there
  useLayoutEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([type=radio]), select, textarea')?.focus();
  }, []);
  const about = { kind, given: gates.given, assessed: preview.assessed };
  const title = { approve: t.sendApprove, reduce: t.sendReduce, reject: t.sendReject }[kind];
  return (
    <form
      ref={box}
      noValidate
      data-open-form
      aria-label={t.kind[kind]}
      onSubmit={form.onSubmit((values) => {
        const body = bodyOf(about, values);
        void propose
          .send(body, () => {
            clear();
            gates.sent();
          })
          .then((done) => done && onClose());
      })}
    >
      <Stack gap="sm">
        <h2 className={style.sub}>{t.kind[kind]}</h2>
        {kind !== 'reject' && <YenField label={t.payAmount} {...form.getInputProps('amount')} />}
        <Answers form={form} questions={gates.open} />
        <Reasons form={form} kind={kind} assessed={preview.assessed} />
        <LongText
          label={t.textForInstitution}
          description={t.goesInto.letter}
          rows={2}
          most={longestText}
          {...form.getInputProps('textJa')}
        />
        <div>
          <Button variant="default" size="sm" onClick={() => form.insertListItem('reasons', blankReason)}>
            {t.addReason}
          </Button>
        </div>
        <DraftPreview expenseId={expense.id} body={isFilled ? bodyOf(about, form.values) : null} />
        <ProblemNote error={propose.error} shown={['/amount', '/textJa']} />
        <div className={style.row}>
          <Button type="submit" loading={propose.pending}>
            {title}&nbsp;<kbd aria-hidden="true">Ctrl ↵</kbd>
          </Button>
          <Button variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** An answer, with its reason, to each question that the rules leave to a person. */
function Answers({ form, questions }: { readonly form: ProposalForm; readonly questions: Preview['questions'] }) {
  const { texts, say } = useApp();
  const t = texts.decisions;
  return form.values.answers.map(({ code }, at) => {
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
  });
}

/** The reasons why less is paid than was claimed, each with its part of the amount where there are several. */
function Reasons({
  form,
  kind,
  assessed,
}: {
  readonly form: ProposalForm;
  readonly kind: Kind;
  readonly assessed: number;
}) {
  const { texts, format } = useApp();
  const t = texts.decisions;
  const { reasons, amount } = form.values;
  const off = yenOf(amount) === null ? null : takenOff(assessed, amount);
  const sentences = reasonSentences[kind === 'reject' ? 'reject' : 'reduce'];
  return reasons.map((_, at) => (
    <div key={at} className={style.grid}>
      <NativeSelect
        label={t.reasonCode}
        {...form.getInputProps(`reasons.${at}.code`)}
        data={[
          { value: '', label: t.chooseReason },
          ...Object.entries(t.reasons).map(([value, label]) => ({ value, label })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          chooseReason(form, sentences, {
            at,
            code: value as (typeof reasons)[number]['code'],
          })
        }
      />
      {kind === 'reduce' &&
        (reasons.length > 1 ? (
          <YenField label={t.reasonAmount} {...form.getInputProps(`reasons.${at}.amount`)} />
        ) : (
          <p aria-live="polite">
            {t.reasonAmount} {off === null ? '－' : format.yen(off)}
          </p>
        ))}
      <ShortText
        label={t.reasonText}
        description={t.goesInto.inside}
        most={longestText}
        {...form.getInputProps(`reasons.${at}.text`)}
      />
      {(reasons.length > 1 || kind === 'approve') && (
        <Button variant="default" size="sm" onClick={() => removeReason(form, sentences, at)}>
          {t.removeReason(at + 1)}
        </Button>
      )}
    </div>
  ));
}
