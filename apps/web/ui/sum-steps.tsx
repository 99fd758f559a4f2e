import { Fragment } from 'react';
import style from './sum-steps.module.css';

export interface SumStep {
  readonly key: string;
  readonly name: string;
  /** Why, in a sentence below the name. */
  readonly note?: string | undefined;
  readonly figure: string;
  /** `result`: what stands after the steps above it; `end`: where the sum ends, the one large figure. */
  readonly weight?: 'result' | 'end' | undefined;
}

/** A sum in steps: each with its figure and its reason, the result under a rule. */
export function SumSteps({ of: steps, label }: { readonly of: readonly SumStep[]; readonly label: string }) {
  return (
    <table className={style.sum} aria-label={label}>
      <tbody>
        {steps.map(({ key, name, note, figure, weight }) => (
          <Fragment key={key}>
            <tr className={weight && `${style.result} ${weight === 'end' ? style.end : ''}`}>
              <th scope="row">{name}</th>
              <td>{figure}</td>
            </tr>
            {note && (
              <tr className={style.note}>
                <td colSpan={2}>{note}</td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
