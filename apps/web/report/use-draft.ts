import { get, set } from 'idb-keyval';
import { useCallback, useEffect, useRef, useState } from 'react';
import { newDraft, type Draft } from './draft.js';

const place = 'report-draft';

/** The draft of this browser, saved with every change; `kept` is false where the browser keeps nothing. */
export function useDraft(): {
  draft: Draft | null;
  kept: boolean;
  change: (to: (draft: Draft) => Draft) => void;
} {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [kept, setKept] = useState(true);
  const current = useRef<Draft | null>(null);
  useEffect(() => {
    let gone = false;
    get<Draft>(place)
      .catch(() => {
        setKept(false);
        return undefined;
      })
      .then((found) => {
        if (gone) return;
        current.current = found ?? newDraft();
        setDraft(current.current);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, []);
  const change = useCallback((to: (draft: Draft) => Draft) => {
    if (current.current === null) return;
    current.current = to(current.current);
    setDraft(current.current);
    set(place, current.current).catch(() => setKept(false));
  }, []);
  return { draft, kept, change };
}
