import { Button, NativeSelect, Radio, Stack } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { LongText, ShortText, YenField } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { DraftPreview } from './letter-preview.js';
import { usePropose } from './use-propose.js';
import { blankReason, bodyOf, longestText, useProposalForm } from './use-proposal-form.js';
import type { Kind, Preview, ProposalForm } from './use-proposal-form.js';

type Detail = Schemas['ExpenseDetailDto'];

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
  const { texts } = useApp();
  const t = texts.decisions;
  const propose = usePropose(expense);
  const { form, questions, isFilled } = useProposalForm(kind, preview);
  const box = useRef<HTMLFormElement>(null);
  useFaults(form, propose.error);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([type=radio]), textarea')?.focus();
  }, []);
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
        <Answers form={form} questions={questions} />
        <Reasons form={form} kind={kind} />
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

/** The reasons why less is paid than was claimed, each with its part of the amount where a part is paid. */
function Reasons({ form, kind }: { readonly form: ProposalForm; readonly kind: Kind }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const { reasons } = form.values;
  return (
    <>
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
        <Button variant="default" size="sm" onClick={() => form.insertListItem('reasons', blankReason)}>
          {t.addReason}
        </Button>
      </div>
    </>
  );
}
