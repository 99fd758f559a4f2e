import { Fragment, useContext, useEffect, useRef, type ReactNode } from 'react';
import { useSpeech } from '../text/language.js';
import { AroundIt } from './around-it.js';
import style from './ui.module.css';

/** The heading of a page: it takes the focus when the page opens, and names the window. */
export function useHeading(title: string) {
  const { texts } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // a page that comes late leaves a dialog its focus
    if (!document.querySelector('[role="dialog"]')) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} - ${texts.common.product}`;
  }, [title, texts]);
  return heading;
}

/** A page with its heading, which takes the focus when the page opens. */
export function Page({
  title,
  beside,
  aside,
  width,
  children,
}: {
  readonly title: string;
  /** Right after the heading. */
  readonly beside?: ReactNode;
  /** At the other end of its line. */
  readonly aside?: ReactNode;
  readonly width?: 'narrow' | 'wide';
  readonly children: ReactNode;
}) {
  const heading = useHeading(title);
  return (
    <div className={`${style.page} ${width ? style[width] : ''}`}>
      <div className={style.row}>
        <h1 ref={heading} tabIndex={-1} className={style.title}>
          {title}
        </h1>
        {beside}
        {aside && <div className={style.aside}>{aside}</div>}
      </div>
      {children}
    </div>
  );
}

/**
 * A part of a page; a `letter`, pressed, moves the focus to it, and stands beside its heading. In a section that opens
 * it is a part of that, and has no heading of its own where the two have the same title.
 */
export function Section({
  title,
  aside,
  letter,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly letter?: string | undefined;
  readonly children: ReactNode;
}) {
  const around = useContext(AroundIt);
  if (around === title)
    return (
      <>
        {aside}
        {children}
      </>
    );
  const Heading = around === null ? 'h2' : 'h3';
  return (
    <section className={style.section} aria-label={title} data-letter={letter}>
      {letter === undefined ? (
        <Heading>{title}</Heading>
      ) : (
        <>
          <h2 tabIndex={-1} aria-keyshortcuts={letter}>
            {title}
          </h2>
          <kbd aria-hidden="true">{letter}</kbd>
        </>
      )}
      {aside}
      {children}
    </section>
  );
}

/** Names and what they are; what is not known is left out. */
export function Facts({ of }: { readonly of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={style.facts}>
      {of
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
