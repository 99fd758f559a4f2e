import { Button } from '@mantine/core';
import { useKeyedActs, type PageAct } from '../page-acts.js';
import style from '../ui.module.css';

/** What can be done with a row, in the row and beside the list: by its buttons, the search, and the keys of acts. */
export function RowActs({ of: acts }: { readonly of: readonly PageAct[] }) {
  useKeyedActs(acts);
  return (
    <span className={style.row}>
      {acts.map(({ name, run }) => (
        <Button key={name} size="compact-sm" variant="default" onClick={run}>
          {name}
        </Button>
      ))}
    </span>
  );
}
