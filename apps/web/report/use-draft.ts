import { get, update } from 'idb-keyval';
import { useCallback, useEffect, useRef, useState } from 'react';
import { newDraft, type Draft } from './draft.js';

const place = 'report-draft';

/** Another tab has gone further with it: the report was taken, or another one was begun. */
function isFurther(stored: Draft | undefined, own: Draft): stored is Draft {
  return stored !== undefined && (stored.key !== own.key || (stored.received !== null && own.received === null));
}

/** The draft of this browser, saved with every change; `kept` is false where the browser keeps nothing. */
export function useDraft(): {
  draft: Draft | null;
  kept: boolean;
  change: (to: (draft: Draft) => Draft) => void;
  /** Throws the draft away and begins a new report. */
  begin: () => void;
  /** Takes what another tab has made of it. */
  look: () => Promise<void>;
} {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [kept, setKept] = useState(true);
  const current = useRef<Draft | null>(null);
  const take = useCallback((next: Draft) => {
    current.current = next;
    setDraft(next);
  }, []);
  useEffect(() => {
    let gone = false;
    get<Draft>(place)
      .catch(() => {
        setKept(false);
        return undefined;
      })
      .then((found) => {
        if (!gone) take(found ?? newDraft());
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [take]);
  const save = useCallback(
    (next: Draft, before: Draft) => {
      take(next);
      let further: Draft | undefined;
      update<Draft>(place, (stored) => {
        further = isFurther(stored, before) ? stored : undefined;
        return further ?? next;
      }).then(
        () => {
          if (further) take(further);
        },
        () => setKept(false),
      );
    },
    [take],
  );
  const change = useCallback(
    (to: (draft: Draft) => Draft) => {
      if (current.current) save(to(current.current), current.current);
    },
    [save],
  );
  const begin = useCallback(() => {
    const next = newDraft();
    take(next);
    update<Draft>(place, () => next).catch(() => setKept(false));
  }, [take]);
  const look = useCallback(async () => {
    const stored = await get<Draft>(place).catch(() => undefined);
    if (current.current && isFurther(stored, current.current)) take(stored);
  }, [take]);
  return { draft, kept, change, begin, look };
}
