import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import style from '../ui/ui.module.css';

/** Each step of a figure with what it was before and after. */
export function Steps({ of: steps }: { readonly of: readonly Schemas['AssessmentStepDto'][] }) {
  const { texts, format, say } = useApp();
  if (steps.length === 0) return null;
  return (
    <ol className={style.steps} aria-label={texts.expenses.steps}>
      {steps.map((step) => (
        <li key={`${step.code} ${step.before}`}>
          {say(step)}
          <br />
          <span className={style.nowrap}>
            {format.yen(step.before)} → <strong>{format.yen(step.after)}</strong>
          </span>
        </li>
      ))}
    </ol>
  );
}
