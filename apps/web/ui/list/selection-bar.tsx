import type { ReactNode } from 'react';
import { count, sumOf, type Yen } from '#kernel';
import { useApp } from '../../text/use-text.js';
import style from './list.module.css';
import { useKeys } from './use-list-keys.js';
import type { Selection } from './use-selection.js';

/** What is ticked, with its sums, and what can be done with all of it; it stays at the bottom. */
export function SelectionBar<Row>({
  of: selection,
  sums = [],
  children,
}: {
  readonly of: Selection<Row>;
  readonly sums?: readonly { readonly name: string; readonly yenOf: (row: Row) => Yen | null }[];
  readonly children: ReactNode;
}) {
  const { texts, format } = useApp();
  const { chosen, clear } = selection;
  useKeys({ Escape: () => (chosen.length > 0 ? clear() : false) });
  if (chosen.length === 0) return null;
  return (
    <div className={style.bar} role="region" aria-label={texts.list.chosen}>
      <strong>{texts.list.chosenMany(format.count(count(chosen)))}</strong>
      {sums
        .map(({ name, yenOf }) => ({ name, known: chosen.flatMap((row) => yenOf(row) ?? []) }))
        // what is known of some only is no sum of what is ticked
        .filter(({ known }) => known.length === chosen.length)
        .map(({ name, known }) => (
          <span key={name}>
            {name} {format.yen(sumOf(known))}
          </span>
        ))}
      <span className={style.acts}>
        {children}
        <button type="button" className={style.close} onClick={clear}>
          {texts.list.clear} <kbd>Esc</kbd>
        </button>
      </span>
    </div>
  );
}
