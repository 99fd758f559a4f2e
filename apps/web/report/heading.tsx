import { useEffect, useRef, type ReactNode } from 'react';
import style from './report.module.css';

/**
 * The heading of what is on the page now: it takes the focus, so that a screen reader says it and Tab goes on from it.
 */
export function Heading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={style.heading}>
      {children}
    </h1>
  );
}
