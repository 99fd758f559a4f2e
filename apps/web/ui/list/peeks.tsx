import type { ReactNode } from 'react';
import style from '../ui.module.css';

/** Leads to a row that has no page of its own: pressed, it shows the row beside the list, and puts it away again. */
export function Peeks({ children }: { readonly children: ReactNode }) {
  return (
    <button type="button" className={style.plainButton} data-row data-peeks>
      {children}
    </button>
  );
}
