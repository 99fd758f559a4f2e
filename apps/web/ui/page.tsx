import { Fragment, useEffect, useRef, type ReactNode } from 'react';
import { useSpeech } from '../text/language.js';
import style from './ui.module.css';

/** A page with its heading, which takes the focus when the page opens. */
export function Page({
  title,
  aside,
  width,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly width?: 'narrow' | 'wide';
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
    <div className={`${style.page} ${width ? style[width] : ''}`}>
      <div className={`${style.row} ${style.spread}`}>
        <h1 ref={heading} tabIndex={-1} className={style.title}>
          {title}
        </h1>
        {aside}
      </div>
      {children}
    </div>
  );
}

export function Section({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={style.section} aria-label={title}>
      <h2>{title}</h2>
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
