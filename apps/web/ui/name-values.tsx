import { Fragment, type ReactNode } from 'react';
import style from './name-values.module.css';

export type NameValue = readonly [name: string, value: ReactNode];

/** Names and what they are, one line each where it fits; what is not known is left out. */
export function NameValues({ of }: { readonly of: readonly NameValue[] }) {
  const known = of.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  if (known.length === 0) return null;
  return (
    <dl className={style.list}>
      {known.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
