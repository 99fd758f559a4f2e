import { useEffectEvent, useLayoutEffect } from 'react';
import { isPressedBy, isTyping } from '../whose-key.js';

/** What single keys do in a list; one that answers false leaves the key to the browser. */
export type Keys = Readonly<Record<string, () => boolean | void>>;

/**
 * Single keys of a page, heard from the moment it is seen; not while somebody types, and a button, a box or a link
 * that has the focus keeps the keys that press it.
 */
export function useKeys(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    const act = keys[event.key];
    if (!act || event.defaultPrevented || isTyping(event)) return;
    if (isPressedBy(event.key, event.target)) return;
    if (act() !== false) event.preventDefault();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
