import { useEffect, useState } from 'react';
import { act, type Schemas } from '../api/api.js';
import { onPresence } from './live.js';
import { useUser, type Role } from './session.js';

/** So often a page says that it is open; who was not heard for longer has left. */
const sayEveryMs = 25_000;
const forgetAfterMs = 60_000;
/** Who only reads changes nothing that others would wait for. */
const works: readonly Role[] = ['support', 'adjuster', 'senior-adjuster', 'payments'];

interface Present {
  readonly personId: string;
  readonly personName: string;
  readonly expenseId: string | null;
}
interface Heard extends Present {
  readonly at: number;
}

/** Who else of the insurer has a case open, and which expense of it; says to them that one has it open oneself. */
export function usePresence(incidentId: string, expenseId: string | null): readonly Present[] {
  const user = useUser();
  const isTold = user.roles.some((role) => works.includes(role));
  const [heard, setHeard] = useState<readonly Heard[]>([]);
  useEffect(() => {
    if (!isTold) return undefined;
    const say = ({ isThere = true, isNew = false } = {}): void => {
      const body: Schemas['PresenceDto'] = { expenseId, isThere, isNew };
      // what is not heard is said again
      act('put', '/incidents/{id}/presence', { path: { id: incidentId }, body }).catch(() => undefined);
    };
    const stop = onPresence((word) => {
      if (word.incidentId !== incidentId || word.personId === user.id) return;
      setHeard((before) => [
        ...before.filter(({ personId, at }) => personId !== word.personId && at > Date.now() - forgetAfterMs),
        ...(word.isThere ? [{ ...word, at: Date.now() }] : []),
      ]);
      // who comes is told at once who is there
      if (word.isNew) say();
    });
    const repeat = (): void => {
      if (document.visibilityState === 'visible') say();
      setHeard((before) => {
        const left = before.filter(({ at }) => at > Date.now() - forgetAfterMs);
        return left.length === before.length ? before : left;
      });
    };
    say({ isNew: true });
    const timer = setInterval(repeat, sayEveryMs);
    return () => {
      clearInterval(timer);
      stop();
      say({ isThere: false });
    };
  }, [incidentId, expenseId, isTold, user.id]);
  return heard;
}
