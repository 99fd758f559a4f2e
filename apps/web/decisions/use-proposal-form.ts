import { useForm } from '@mantine/form';
import { useEffect, useEffectEvent, useLayoutEffect } from 'react';
import { yen, type Yen } from '#kernel';
import type { Schemas, Sent } from '../api/api.js';
import type { DecisionsText } from '../text/ja/decisions.js';
import { useApp } from '../text/use-text.js';
import { checks, yenOf } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';

export type Preview = Schemas['DecisionPreviewDto'];
export type Kind = Schemas['ProposeDecisionDto']['kind'];

/** What the institution reads about an approval, in Japanese: all that it claimed is paid, or the part of the rules. */
export const approvalText = (t: DecisionsText, { outcome, claimed, assessed }: Preview): string =>
  outcome === 'payable' || (outcome === 'refer' && assessed === claimed) ? t.defaultApprove : t.defaultApprovePart;

/** What the rules leave to a person and nobody has answered for this case. */
export const unanswered = ({ questions, standing }: Preview): Preview['questions'] =>
  questions.filter(({ code }) => !standing.some((answer) => answer.code === code));

type ReasonCode = Schemas['DecisionReasonDto']['code'];

interface Reason {
  /** Empty: which it is, is for a person to say. */
  readonly code: ReasonCode | '';
  /** Of the only reason it is not asked: that is all that is not paid. */
  readonly amount: string;
  readonly text: string;
}
export const blankReason: Reason = { code: '', amount: '', text: '' };
export const longestText = 2_000;

interface Typed {
  readonly amount: string;
  readonly reasons: readonly Reason[];
  readonly answers: readonly { readonly code: string; readonly answer: string; readonly reason: string }[];
  readonly textJa: string;
}

/** What the only reason of a reduction takes off (yen): all that is assessed and not paid. */
export const takenOff = (assessed: number, amount: string): Yen => yen(Math.max(0, assessed - (yenOf(amount) ?? 0)));

/** The proposal that stands in the form; `given`: what was answered before it; `assessed` in yen. */
export function bodyOf(
  { kind, given, assessed }: { kind: Kind; given: Typed['answers']; assessed: number },
  { amount, reasons, answers: typed, textJa }: Typed,
): Sent<'ProposeDecisionDto'> {
  const answers = [...given, ...typed];
  const offOf = (reason: Reason): number =>
    reasons.length === 1 ? takenOff(assessed, amount) : (yenOf(reason.amount) ?? 0);
  return {
    kind,
    textJa: textJa.trim(),
    ...(kind === 'reject' ? {} : { amount: yenOf(amount) ?? 0 }),
    ...(reasons.length === 0
      ? {}
      : {
          reasons: reasons.map((reason) => ({
            code: reason.code as ReasonCode,
            text: reason.text.trim(),
            ...(kind === 'reduce' ? { amount: offOf(reason) } : {}),
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

/** What was typed, with what the line was assessed at then. */
interface Draft {
  readonly typed: Typed;
  readonly assessed: number;
}

// which of the two answers is right is for a person to say
const noAnswer = (code: string) => ({ code, answer: '', reason: '' });

/** The form of a proposal, with an answer for every question that is open; what is typed is kept until it is sent. */
export function useProposalForm({
  kind,
  expenseId,
  preview,
  questions,
}: {
  readonly kind: Kind;
  readonly expenseId: string;
  readonly preview: Preview;
  /** Those that nobody has answered yet. */
  readonly questions: Preview['questions'];
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  const check = checks(texts.common);
  const longText = check.text(longestText);
  const kept = useKept<Draft | null>(`proposal ${expenseId} ${kind}`, null);
  const form = useForm<Typed>({
    onValuesChange: (typed) => kept.change({ typed, assessed: preview.assessed }),
    initialValues: {
      amount: kind === 'approve' ? String(preview.assessed) : '',
      reasons: kind === 'approve' ? [] : [blankReason],
      answers: questions.map(({ code }) => noAnswer(code)),
      textJa: kind === 'approve' ? approvalText(t, preview) : '',
    },
    validate: {
      amount: (value) => (kind === 'reject' ? null : check.yen(value)),
      textJa: longText,
      reasons: {
        code: (value: string) => (value === '' ? t.reasonUnchosen : null),
        amount: (value: string, { reasons }) => (kind === 'reduce' && reasons.length > 1 ? check.yen(value) : null),
        text: longText,
      },
      answers: { answer: (value: string) => (value === '' ? t.gateUnanswered : null), reason: longText },
    },
  });
  const takeUp = useEffectEvent(() => {
    if (!kept.value) return;
    const { typed, assessed } = kept.value;
    form.setValues({
      ...typed,
      // an amount that was assessed since is another one
      ...(kind === 'approve' && assessed !== preview.assessed ? { amount: String(preview.assessed) } : {}),
      answers: questions.map(({ code }) => typed.answers.find((one) => one.code === code) ?? noAnswer(code)),
    });
  });
  // before anybody types again: what comes later would be replaced by the draft
  useLayoutEffect(() => {
    if (kept.ready) takeUp();
  }, [kept.ready]);
  const { amount, reasons, answers, textJa } = form.values;
  const isFilled =
    longText(textJa) === null &&
    (kind === 'reject' || yenOf(amount) !== null) &&
    reasons.every(
      ({ code, amount: less, text }) =>
        code !== '' && longText(text) === null && (kind !== 'reduce' || reasons.length === 1 || yenOf(less) !== null),
    ) &&
    answers.every(({ answer, reason }) => answer !== '' && longText(reason) === null);
  // the open questions may change while one types: what was typed for the others stays
  const codes = questions.map(({ code }) => code).join(' ');
  const adoptQuestions = useEffectEvent(() => {
    const typed = form.getValues().answers;
    // what is kept may be still on its way here: nothing is written over it
    if (typed.map(({ code }) => code).join(' ') === codes) return;
    form.setFieldValue(
      'answers',
      questions.map(({ code }) => typed.find((one) => one.code === code) ?? noAnswer(code)),
    );
  });
  useEffect(() => adoptQuestions(), [codes]);
  return { form, isFilled, clear: kept.clear };
}

/** The reason is chosen; the letter says it until somebody has written another sentence. */
export function chooseReason(
  form: ProposalForm,
  sentences: Readonly<Record<ReasonCode, string>>,
  { at, code }: { readonly at: number; readonly code: ReasonCode | '' },
): void {
  form.setFieldValue(`reasons.${at}.code`, code);
  const { textJa } = form.getValues();
  const isOurs = textJa.trim() === '' || Object.values(sentences).includes(textJa);
  if (at === 0 && isOurs && code !== '') form.setFieldValue('textJa', sentences[code]);
}

/** A reason less; the letter says the one that is the first now, unless somebody has written another sentence. */
export function removeReason(form: ProposalForm, sentences: Readonly<Record<ReasonCode, string>>, at: number): void {
  const [first] = form.getValues().reasons.filter((_, no) => no !== at);
  const isOurs = Object.values(sentences).includes(form.getValues().textJa);
  form.removeListItem('reasons', at);
  if (at === 0 && isOurs) form.setFieldValue('textJa', first && first.code !== '' ? sentences[first.code] : '');
}

export type ProposalForm = ReturnType<typeof useProposalForm>['form'];
