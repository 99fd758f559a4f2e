import { useEffect, useRef, type ReactNode } from 'react';
import { useSpeech } from '../text/language.js';
import style from './work-frame.module.css';

/**
 * A page over the whole width: a header of two lines, columns between hairlines that scroll by themselves where there
 * is no room, and what stays at the bottom. Its heading takes the focus when the page opens.
 */
export function WorkFrame({
  title,
  lead,
  aside,
  bar,
  children,
}: {
  readonly title: string;
  readonly lead: ReactNode;
  readonly aside: ReactNode;
  readonly bar?: ReactNode;
  readonly children: ReactNode;
}) {
  const { texts } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} - ${texts.common.product}`;
  }, [title, texts]);
  return (
    <div className={style.frame}>
      <header className={style.head}>
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className={style.lead}>{lead}</p>
        </div>
        {aside}
      </header>
      <div className={style.columns}>{children}</div>
      {bar}
    </div>
  );
}

/** One of the columns. `kind`: where the paper lies, with its own ground and no edge of its own. */
export function Column({
  label,
  kind,
  children,
}: {
  readonly label: string;
  readonly kind?: 'paper';
  readonly children: ReactNode;
}) {
  return (
    // what scrolls can be scrolled by its keys
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={kind === 'paper' ? style.paper : style.column} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

/** A part of a column below a hairline. */
export function Block({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={style.block} aria-label={title}>
      <h3>
        {title}
        {aside && <span>{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

/** A part that is opened by who wants to read it. */
export function Folded({
  title,
  onOpen,
  children,
}: {
  readonly title: string;
  readonly onOpen?: (isOpen: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <details className={style.folded} onToggle={(event) => onOpen?.(event.currentTarget.open)}>
      <summary>
        <h3>{title}</h3>
      </summary>
      {children}
    </details>
  );
}

/** The heading of a column, with a word at its right. */
export function ColumnTitle({ aside, children }: { readonly aside?: ReactNode; readonly children: string }) {
  return (
    <h2 className={style.title}>
      {children}
      {aside && <span>{aside}</span>}
    </h2>
  );
}
