import { useForm } from '@mantine/form';
import { useEffect, useEffectEvent } from 'react';
import type { Schemas, Sent } from '../api/api.js';
import type { DecisionsText } from '../text/ja/decisions.js';
import { useApp } from '../text/use-text.js';
import { checks, yenOf } from '../ui/typed-values.js';

export type Preview = Schemas['DecisionPreviewDto'];
export type Kind = Schemas['ProposeDecisionDto']['kind'];

/** What the institution reads about an approval, in Japanese: all that it claimed is paid, or the part of the rules. */
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
export const blankReason: Reason = { code: 'not-proven', amount: '', text: '' };
export const longestText = 2_000;

interface Typed {
  readonly amount: string;
  readonly reasons: readonly Reason[];
  readonly answers: readonly { readonly code: string; readonly answer: string; readonly reason: string }[];
  readonly textJa: string;
}

/** The proposal that stands in the form. */
export function bodyOf(kind: Kind, { amount, reasons, answers, textJa }: Typed): Sent<'ProposeDecisionDto'> {
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

// which of the two answers is right is for a person to say
const noAnswer = (code: string) => ({ code, answer: '', reason: '' });

/** The form of a proposal, with an answer for every question that is open. */
export function useProposalForm(kind: Kind, preview: Preview) {
  const { texts } = useApp();
  const t = texts.decisions;
  const check = checks(texts.common);
  const longText = check.text(longestText);
  const questions = unanswered(preview);
  const form = useForm({
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
        amount: (value: string) => (kind === 'reduce' ? check.yen(value) : null),
        text: longText,
      },
      answers: { answer: (value: string) => (value === '' ? t.gateUnanswered : null), reason: longText },
    },
  });
  const { amount, reasons, answers, textJa } = form.values;
  const isFilled =
    longText(textJa) === null &&
    (kind === 'reject' || yenOf(amount) !== null) &&
    reasons.every(({ amount: less, text }) => longText(text) === null && (kind !== 'reduce' || yenOf(less) !== null)) &&
    answers.every(({ answer, reason }) => answer !== '' && longText(reason) === null);
  // the open questions may change while one types: what was typed for the others stays
  const codes = questions.map(({ code }) => code).join(' ');
  const adoptQuestions = useEffectEvent(() =>
    form.setFieldValue(
      'answers',
      questions.map(({ code }) => form.getValues().answers.find((typed) => typed.code === code) ?? noAnswer(code)),
    ),
  );
  useEffect(() => adoptQuestions(), [codes]);
  return { form, questions, isFilled };
}

export type ProposalForm = ReturnType<typeof useProposalForm>['form'];
