import { useSpeech } from '../text/language.js';
import type { CommonText } from '../text/ja/common.js';
import { adviceOf, type KnownOfTrouble } from './advice.js';
import style from './advice.module.css';

/** What to do now, with the reason of each. */
export function AdviceList({ of }: { readonly of: KnownOfTrouble }) {
  const { advice } = useSpeech<{ common: CommonText }>().texts.common;
  return (
    <ol className={style.steps}>
      {adviceOf(of).map((step) => (
        <li key={step}>
          <strong>{advice.steps[step].do}</strong>
          <br />
          {advice.steps[step].why}
        </li>
      ))}
    </ol>
  );
}

/** The same before the report is sent: open on the first page that knows, one tap away on the later ones. */
export function Advice({ of, open }: { readonly of: KnownOfTrouble; readonly open: boolean }) {
  const { advice } = useSpeech<{ common: CommonText }>().texts.common;
  return (
    <details className={style.advice} open={open}>
      <summary>{advice.title}</summary>
      <AdviceList of={of} />
    </details>
  );
}
