import type { ReactNode } from 'react';
import style from './parts.module.css';

/** The parts of an institution's page: two columns where it is wide, one below the other on a phone. */
export function Parts({ children }: { readonly children: ReactNode }) {
  return <div className={style.parts}>{children}</div>;
}

/** What stands one below the other, in the first column or `aside`, in the second. */
export function Column({ aside = false, children }: { readonly aside?: boolean; readonly children: ReactNode }) {
  return <div className={aside ? `${style.rest} ${style.aside}` : style.rest}>{children}</div>;
}

/** A box with its heading. `asks`: the reader has something to do in it; `aside`: it stands in the second column. */
export function Box({
  title,
  heading = title,
  asks = false,
  aside = false,
  children,
}: {
  readonly title: string;
  readonly heading?: string;
  readonly asks?: boolean;
  readonly aside?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section
      className={[style.box, asks && style.ask, aside && style.aside].filter(Boolean).join(' ')}
      aria-label={title}
    >
      <h2>{heading}</h2>
      {children}
    </section>
  );
}

/** What ends a page: acts that are seldom taken. */
export function EndOfPage({ children }: { readonly children: ReactNode }) {
  return <div className={`${style.end} no-print`}>{children}</div>;
}
