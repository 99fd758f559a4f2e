import { del, get, set } from 'idb-keyval';
import { useLayoutEffect, useRef, useState } from 'react';
import { useUser } from '../shell/session.js';

/**
 * What somebody types, kept for them in the browser's own database until it is sent; `ready` once the kept one is
 * there. Without a name nothing is kept.
 */
export function useKept<T>(
  name: string | null,
  empty: T,
): { value: T; ready: boolean; change: (value: T) => void; clear: () => void } {
  const { id } = useUser();
  const place = name === null ? null : `draft ${id} ${name}`;
  const [value, setValue] = useState(empty);
  const [ready, setReady] = useState(false);
  const first = useRef(empty);
  // the kept one may come when somebody types already: what is typed stays
  const typed = useRef(false);
  useLayoutEffect(() => {
    let gone = false;
    typed.current = false;
    if (place === null) return undefined;
    get<T>(place)
      .catch(() => undefined)
      .then((found) => {
        if (gone) return;
        if (found !== undefined && !typed.current) setValue(found);
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
      typed.current = true;
      setValue(next);
      if (place !== null) void set(place, next).catch(() => undefined);
    },
    clear: () => {
      setValue(first.current);
      if (place !== null) void del(place).catch(() => undefined);
    },
  };
}
