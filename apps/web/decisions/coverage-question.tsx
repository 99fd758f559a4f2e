import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { ActButton } from '../ui/decision-bar.js';
import { checks } from '../ui/typed-values.js';
import { isTyping } from '../ui/whose-key.js';
import style from './coverage-question.module.css';
import type { GateAnswers } from './use-gate-answers.js';
import { longestText } from './use-proposal-form.js';

const choices = [
  ['1', 'covered', 'gateCovered'],
  ['2', 'not-covered', 'gateNotCovered'],
] as const;

/**
 * The open questions of coverage, one after the other: 1 or 2 answers, then why, and Enter goes to the next. None is
 * chosen beforehand.
 */
export function CoverageQuestion({
  of: gates,
  reasons,
  isMain,
}: {
  readonly of: GateAnswers;
  readonly reasons: readonly Schemas['AssessmentReasonDto'][];
  readonly isMain: boolean;
}) {
  const [question] = gates.open;
  const { texts, say } = useApp();
  const t = texts.decisions;
  const box = useRef<HTMLFormElement>(null);
  // in the order in which they are asked
  const at = gates.questions.length - gates.open.length + 1;
  const code = question?.code;
  const asked = useRef(code);
  useEffect(() => {
    // the next one has the keys; the first one takes them from nobody
    if (asked.current !== undefined && asked.current !== code) box.current?.focus();
    asked.current = code;
  }, [code]);
  if (!question) return null;
  const rule = reasons.find((reason) => reason.code === code);
  return (
    <form
      ref={box}
      key={code}
      noValidate
      tabIndex={-1}
      className={style.question}
      aria-label={t.gateOf(at, gates.questions.length)}
      onSubmit={(event) => event.preventDefault()}
    >
      <p className={style.text}>
        <strong>{t.gateOf(at, gates.questions.length)}</strong>
        {say(question)}
        {rule && say(rule) !== say(question) && <span className={style.rule}>{say(rule)}</span>}
      </p>
      <AnswerFields key={code} of={gates} code={question.code} isMain={isMain} box={box} />
    </form>
  );
}

function AnswerFields({
  of: gates,
  code,
  isMain,
  box,
}: {
  readonly of: GateAnswers;
  readonly code: string;
  readonly isMain: boolean;
  readonly box: React.RefObject<HTMLFormElement | null>;
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  const { answer, reason } = gates.of(code);
  const [tried, setTried] = useState(false);
  const fault = useId();
  const field = useRef<HTMLInputElement>(null);
  const choose = (chosen: 'covered' | 'not-covered'): void => gates.change(code, { answer: chosen });
  const byKey = useEffectEvent((event: KeyboardEvent): void => {
    const choice = choices.find(([key]) => key === event.key);
    if (!choice || isTyping(event) || event.repeat) return;
    event.preventDefault();
    choose(choice[1]);
    field.current?.focus();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => byKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  const faults = [answer === '' ? t.gateUnanswered : null, checks(texts.common).text(longestText)(reason)].filter(
    (text) => text !== null,
  );
  const give = (): void => {
    setTried(true);
    if (faults.length > 0) return;
    gates.change(code, { done: true });
    if (gates.open.length === 1) leave(box.current);
  };
  const shown = tried ? faults[0] : undefined;
  return (
    <>
      <fieldset className={style.answers} aria-describedby={shown ? fault : undefined}>
        <legend className="visually-hidden">{t.gateAnswer}</legend>
        {choices.map(([key, value, name]) => (
          <label key={value}>
            <input
              type="radio"
              name={`gate ${code}`}
              checked={answer === value}
              onChange={() => choose(value)}
              onKeyDown={(event) => event.key === 'Enter' && give()}
            />
            {t[name]}
            <kbd aria-hidden="true">{key}</kbd>
          </label>
        ))}
      </fieldset>
      <label className={style.reason}>
        <span>{t.gateReasonInside}</span>
        <input
          ref={field}
          value={reason}
          aria-invalid={shown && answer !== '' ? true : undefined}
          aria-describedby={shown ? fault : undefined}
          onChange={(event) => gates.change(code, { reason: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && give()}
        />
      </label>
      <ActButton of={{ name: t.gateGive, press: 'Enter', isMain, run: give }} />
      {shown && (
        <p id={fault} role="alert" className={style.fault}>
          {shown}
        </p>
      )}
    </>
  );
}

/** The last one is answered: the keys of the page work again, and the focus is not lost. */
function leave(form: HTMLFormElement | null): void {
  const bar = form?.parentElement;
  requestAnimationFrame(() =>
    bar?.querySelector<HTMLElement>('button:not([aria-disabled="true"])')?.focus({ preventScroll: true }),
  );
}

/** The answers that were given, each with its reason, until they are sent; each can be given again. */
export function AnswersGiven({ of: gates }: { readonly of: GateAnswers }) {
  const { texts, say } = useApp();
  const t = texts.decisions;
  return (
    <ul className={style.given}>
      {gates.given.map(({ code, answer, reason }) => {
        const question = gates.questions.find((one) => one.code === code);
        return (
          <li key={code}>
            {question && <p className={style.rule}>{say(question)}</p>}
            <p>
              <strong>{answer === 'covered' ? t.gateCovered : t.gateNotCovered}</strong>　{reason}
              {'　'}
              <button type="button" className={style.again} onClick={() => gates.change(code, { done: false })}>
                {t.gateAgain}
              </button>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
