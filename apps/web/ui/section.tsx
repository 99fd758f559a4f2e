import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { AroundIt } from './around-it.js';
import style from './section.module.css';
import { useMedia, wide } from './use-media.js';

/** Sections of a page one below the other: cards where it is wide, lines of one box on a phone. */
export function Sections({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className={style.sections}>
      {children}
    </div>
  );
}

/**
 * A section that opens, with a line of what is new of it while it is closed. It opens itself when the address has its
 * `id`, when an error comes in it, and for print; what is typed in it stays, because it is never taken out of the page.
 */
export function OpeningSection({
  id,
  title,
  opensAtFirst = false,
  news,
  children,
}: {
  readonly id: string;
  readonly title: string;
  /** Something in it waits for the reader when the page opens; it stays open when that is done. */
  readonly opensAtFirst?: boolean;
  /** From the rows that the section shows; it is not said twice while those are in sight. */
  readonly news: ReactNode;
  readonly children: ReactNode;
}) {
  const [chosen, setChosen] = useState(opensAtFirst ? true : null);
  const isWide = useMedia(wide);
  const isPrinted = useMedia('print');
  const isOpen = isPrinted || (chosen ?? isWide);
  const head = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  // the same address once more is another visit
  const visit = useRouterState({
    select: ({ location }) => (location.hash === id ? (location.state.__TSR_key ?? 'first') : null),
  });
  const [seen, setSeen] = useState<string | null>(null);
  if (visit !== seen) {
    setSeen(visit);
    if (visit !== null) setChosen(true);
  }
  useEffect(() => {
    if (visit !== null) head.current?.focus();
  }, [visit]);
  useEffect(() => onFault(content.current, () => setChosen(true)), []);
  return (
    <section id={id} className={style.section} aria-label={title}>
      <details
        open={isOpen}
        onToggle={({ currentTarget: { open } }) => {
          // not what this part did itself
          if (open !== isOpen && !isPrinted) setChosen(open);
        }}
      >
        <summary ref={head}>
          <span>
            <h2>{title}</h2>
            {!isOpen && <small>{news}</small>}
          </span>
        </summary>
        <div ref={content}>
          <AroundIt value={title}>{children}</AroundIt>
        </div>
      </details>
    </section>
  );
}

const faults = '[role="alert"], [aria-invalid="true"]';

/** Says when an error comes to stand where there was none. Answers how one stops listening. */
function onFault(within: HTMLElement | null, say: () => void): (() => void) | undefined {
  if (within === null) return undefined;
  let had = false;
  const look = (): void => {
    const has = within.querySelector(faults) !== null;
    if (has && !had) say();
    had = has;
  };
  look();
  const observer = new MutationObserver(look);
  observer.observe(within, { subtree: true, childList: true, attributeFilter: ['role', 'aria-invalid'] });
  return () => observer.disconnect();
}
