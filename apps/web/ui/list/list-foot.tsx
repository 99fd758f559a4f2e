import type { ReactNode } from 'react';
import style from './list.module.css';

/**
 * What stays in sight below a list, however long it is: `after` an act what was refused and what can be undone, and the
 * bar of what is ticked.
 */
export function ListFoot({ after, children }: { readonly after: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={style.foot}>
      <div className={style.after}>{after}</div>
      {children}
    </div>
  );
}
