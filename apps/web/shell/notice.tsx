import { Alert } from '@mantine/core';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useApp } from '../text/use-text.js';
import style from './layout.module.css';

/** So long a note stays, unless it is closed or another one comes. */
const stayMs = 15_000;

interface Notices {
  readonly note: { readonly text: string } | null;
  readonly tell: (text: string | null) => void;
}
const Context = createContext<Notices | null>(null);

/** What was just done, said once above the page: what it was done with may be gone by then. */
export function Noticing({ children }: { readonly children: ReactNode }) {
  const [note, setNote] = useState<Notices['note']>(null);
  const notices = useMemo(
    () => ({ note, tell: (text: string | null) => setNote(text === null ? null : { text }) }),
    [note],
  );
  return <Context value={notices}>{children}</Context>;
}

/** Says that something is done. */
export function useNotice(): (text: string) => void {
  const notices = useContext(Context);
  if (!notices) throw new Error('nothing can be said here');
  return notices.tell;
}

/** The place of the note. It takes the focus when what had it is gone. */
export function NoticeBar() {
  const { texts } = useApp();
  const notices = useContext(Context);
  const bar = useRef<HTMLDivElement>(null);
  const { note, tell } = notices ?? { note: null, tell: () => undefined };
  useEffect(() => {
    if (!note) return undefined;
    const refocus = setInterval(() => {
      if (document.activeElement === document.body) bar.current?.focus();
    }, 300);
    const end = setTimeout(() => tell(null), stayMs);
    return () => {
      clearInterval(refocus);
      clearTimeout(end);
    };
  }, [note, tell]);
  return (
    <div ref={bar} tabIndex={-1} role="status" className={`${style.notice} no-print`}>
      {note && (
        <Alert
          color="green"
          variant="outline"
          withCloseButton
          closeButtonLabel={texts.common.close}
          onClose={() => tell(null)}
        >
          {note.text}
        </Alert>
      )}
    </div>
  );
}
