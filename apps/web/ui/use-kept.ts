import { del, get, set } from 'idb-keyval';
import { useEffect, useRef, useState } from 'react';

const prefix = 'draft:';

/** What somebody types, kept in the browser's own database until it is sent; `ready` once the kept one is there. */
export function useKept<T>(
  name: string,
  empty: T,
): { value: T; ready: boolean; change: (value: T) => void; clear: () => void } {
  const [value, setValue] = useState(empty);
  const [ready, setReady] = useState(false);
  const first = useRef(empty);
  useEffect(() => {
    let gone = false;
    get<T>(prefix + name)
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
  }, [name]);
  return {
    value,
    ready,
    change: (next) => {
      setValue(next);
      void set(prefix + name, next).catch(() => undefined);
    },
    clear: () => {
      setValue(first.current);
      void del(prefix + name).catch(() => undefined);
    },
  };
}
