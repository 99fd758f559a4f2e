import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import style from '../ui/ui.module.css';
import { Block } from '../ui/work-frame.js';

type Detail = Schemas['ExpenseDetailDto'];

/** Why the claimant asked that a rejection is looked at again. */
export function Appeals({ of: { appeals } }: { readonly of: Detail }) {
  const { texts, format } = useApp();
  if (appeals.length === 0) return null;
  return (
    <Block title={texts.decisions.appeals}>
      <ul className={style.plainList}>
        {appeals.map((appeal) => (
          <li key={appeal.id}>
            <p className={style.typed}>{appeal.reason}</p>
            <p className={style.hint}>{format.moment(appeal.appealedAt)}</p>
          </li>
        ))}
      </ul>
    </Block>
  );
}
