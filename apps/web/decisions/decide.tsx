import { Button, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Schemas } from '../api/api.js';
import type { DecisionsText } from '../text/ja/decisions.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DayField, YenField } from '../ui/fields.js';
import { Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { checks, dayOf, wholeOf } from '../ui/typed.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { isTyping } from '../ui/use-row-keys.js';
import { Undo } from './undo.js';

type Detail = Schemas['ExpenseDetailDto'];
type Preview = Schemas['DecisionPreviewDto'];
type Kind = Schemas['ProposeDecisionDto']['kind'];
type Mode = Kind | 'ask';

const modeOfKey: Readonly<Record<string, Mode>> = { a: 'approve', r: 'reduce', x: 'reject', q: 'ask' };

/** Approve, reduce, reject, ask: one key each; what is plainly payable is approved with that one key, and can be undone. */
export function Decide({ of: expense, preview }: { readonly of: Detail; readonly preview: Preview | undefined }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const [mode, setMode] = useState<Mode | null>(null);
  const propose = useAct('post', '/expenses/{id}/decisions');
  const inReview = expense.state === 'in-review';
  const isPlain =
    preview !== undefined && unanswered(preview).length === 0 && ['payable', 'reduced'].includes(preview.outcome);

  const approve = (): void => {
    if (!preview || !isPlain) {
      setMode('approve');
      return;
    }
    void propose
      .send({
        path: { id: expense.id },
        version: expense.version, // the amount that was seen: should it have changed, nothing is approved unseen
        body: { kind: 'approve', amount: preview.assessed, textJa: approvalText(t, preview) },
      })
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
            <Ask of={expense} onDone={() => setMode(null)} />
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

/** What the institution is told of an approval, in Japanese: all of what it claimed, or the part that the rules pay. */
const approvalText = (t: DecisionsText, { outcome }: Preview): string =>
  outcome === 'payable' ? t.defaultApprove : t.defaultApprovePart;

/** What the rules leave to a person and nobody has answered for this case. */
const unanswered = ({ questions, standing }: Preview): Preview['questions'] =>
  questions.filter(({ code }) => !standing.some((answer) => answer.code === code));

interface Reason {
  readonly code: Schemas['DecisionReasonDto']['code'];
  readonly amount: string;
  readonly text: string;
}
const blank: Reason = { code: 'not-proven', amount: '', text: '' };

/** The proposal in full: amount, reasons, answers to what the rules leave open, and the sentence for the institution. */
function Proposal({
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
  const propose = useAct('post', '/expenses/{id}/decisions');
  const check = checks(texts.common);
  const questions = unanswered(preview);
  const box = useRef<HTMLFormElement>(null);
  const notYet = (code: string) => ({ code, answer: kind === 'reject' ? 'not-covered' : 'covered', reason: '' });
  const form = useForm({
    initialValues: {
      amount: kind === 'approve' ? String(preview.assessed) : '',
      reasons: kind === 'approve' ? [] : [blank],
      answers: questions.map(({ code }) => notYet(code)),
      textJa: kind === 'approve' ? approvalText(t, preview) : '',
    },
    validate: {
      amount: (value) => (kind === 'reject' ? null : check.yen(value)),
      textJa: check.needed,
      reasons: {
        amount: (value: string) => (kind === 'reduce' ? check.yen(value) : null),
        text: check.needed,
      },
      answers: { reason: check.needed },
    },
  });
  useFaults(form, propose.error);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([type=radio]), textarea')?.focus();
  }, []);
  const { reasons, answers } = form.values;
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
      onSubmit={form.onSubmit(
        (values) =>
          void propose
            .send({
              path: { id: expense.id },
              version: expense.version,
              body: {
                kind,
                textJa: values.textJa.trim(),
                ...(kind === 'reject' ? {} : { amount: wholeOf(values.amount) ?? 0 }),
                ...(values.reasons.length === 0
                  ? {}
                  : {
                      reasons: values.reasons.map(({ code, amount, text }) => ({
                        code,
                        text: text.trim(),
                        ...(kind === 'reduce' ? { amount: wholeOf(amount) ?? 0 } : {}),
                      })),
                    }),
                ...(values.answers.length === 0
                  ? {}
                  : {
                      answers: values.answers.map(({ code, answer, reason }) => ({
                        code,
                        answer: answer as 'covered' | 'not-covered',
                        reason: reason.trim(),
                      })),
                    }),
              },
            })
            .then((done) => done && onDone()),
      )}
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
                <TextInput label={t.gateReason} maxLength={2000} {...form.getInputProps(`answers.${at}.reason`)} />
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
            <TextInput label={t.reasonText} maxLength={2000} {...form.getInputProps(`reasons.${at}.text`)} />
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
        <Textarea label={t.textForInstitution} rows={2} maxLength={2000} {...form.getInputProps('textJa')} />
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

/** A question to the institution with its reply date. */
function Ask({ of: expense, onDone }: { readonly of: Detail; readonly onDone: () => void }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const ask = useAct('post', '/expenses/{id}/information-requests');
  const check = checks(texts.common);
  const box = useRef<HTMLFormElement>(null);
  const tell = useNotice();
  const form = useForm({
    initialValues: { question: '', dueOn: '' },
    validate: { question: check.needed, dueOn: check.dayOrNone },
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
        <Textarea label={t.question} rows={3} maxLength={2000} {...form.getInputProps('question')} />
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
