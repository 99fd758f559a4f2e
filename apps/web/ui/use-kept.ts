import { del, get, set } from 'idb-keyval';
import { useEffect, useRef, useState } from 'react';
import { useUser } from '../shell/session.js';

/** What somebody types, kept for them in the browser's own database until it is sent; `ready` once the kept one is there. */
export function useKept<T>(
  name: string,
  empty: T,
): { value: T; ready: boolean; change: (value: T) => void; clear: () => void } {
  const { id } = useUser();
  const place = `draft ${id} ${name}`;
  const [value, setValue] = useState(empty);
  const [ready, setReady] = useState(false);
  const first = useRef(empty);
  useEffect(() => {
    let gone = false;
    get<T>(place)
      .catch(() => undefined)
      .then((found) => {
        if (gone) return;
        if (found !== undefined) setValue(found);
        setReady(true);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [place]);
  return {
    value,
    ready,
    change: (next) => {
      setValue(next);
      void set(place, next).catch(() => undefined);
    },
    clear: () => {
      setValue(first.current);
      void del(place).catch(() => undefined);
    },
  };
}
