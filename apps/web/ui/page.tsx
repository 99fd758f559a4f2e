import { Button, Loader } from '@mantine/core';
import { Fragment, useEffect, useRef, type ReactNode } from 'react';
import { useSpeech } from '../text/language.js';
import { ProblemNote } from './problem.js';
import style from './ui.module.css';
import { useNow } from './use-now.js';

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

interface Query<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
}

/** What a query answered; while it loads and when it fails, that in words. What was there before stays. */
export function Shown<T>({
  of: query,
  children,
}: {
  readonly of: Query<T>;
  readonly children: (data: T) => ReactNode;
}) {
  const { texts } = useSpeech();
  if (query.data !== undefined)
    return (
      <>
        {query.error ? <ProblemNote error={query.error} /> : null}
        {children(query.data)}
      </>
    );
  if (query.error)
    return (
      <div>
        <ProblemNote error={query.error} />
        <Button mt="sm" variant="default" onClick={() => void query.refetch()}>
          {texts.common.again}
        </Button>
      </div>
    );
  return <Loading />;
}

export function Loading() {
  const { texts } = useSpeech();
  return (
    <p role="status">
      <Loader size="xs" aria-hidden /> {texts.common.loading}
    </p>
  );
}

/** How long until a promise breaks, in words, counted down. */
export function Countdown({ to }: { readonly to: string }) {
  const { format } = useSpeech();
  const now = useNow();
  const over = Date.parse(to) < now;
  return (
    <span className={over ? style.bad : undefined}>
      {over ? '⚠ ' : ''}
      <time dateTime={to}>{format.left(to, now)}</time>
    </span>
  );
}

/** The next page of a list. */
export function More({
  of: list,
  label,
}: {
  readonly of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown };
  readonly label: string;
}) {
  if (!list.hasNextPage) return null;
  return (
    <Button mt="md" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {label}
    </Button>
  );
}
