import { del, get, set } from 'idb-keyval';
import { useEffect, useRef, useState } from 'react';
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
  useEffect(() => {
    let gone = false;
    if (place === null) return undefined;
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
      if (place !== null) void set(place, next).catch(() => undefined);
    },
    clear: () => {
      setValue(first.current);
      if (place !== null) void del(place).catch(() => undefined);
    },
  };
}
