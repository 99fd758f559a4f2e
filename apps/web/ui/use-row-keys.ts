import { useLayoutEffect } from 'react';
import { hasSingleKeys } from './single-keys.js';

/**
 * j and k move the focus between the rows of a page: to whatever is marked with `data-row`. Not while somebody types.
 */
export function useRowKeys(): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if ((event.key !== 'j' && event.key !== 'k') || isTyping(event)) return;
      const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
      if (rows.length === 0) return;
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const next = event.key === 'j' ? Math.min(rows.length - 1, at + 1) : Math.max(0, at - 1);
      rows[next]?.focus();
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** Whether a key belongs to a field, a dialog or the browser, or is a single one and those are switched off. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    (/^\S$/.test(event.key) && !hasSingleKeys()) ||
    // what is open keeps its keys, wherever the focus is: a button that is sending has none, and nothing acts behind it
    document.querySelector('[data-open-form], [role="dialog"]') !== null ||
    (target instanceof HTMLElement &&
      (target.isContentEditable ||
        ['TEXTAREA', 'SELECT'].includes(target.tagName) ||
        (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type))))
  );
}

const pressed = 'button, summary, input, select, textarea, [role="tab"]';

/** Whether what has the focus is pressed by this key: a link by Enter, a button or a box also by the space key. */
export function isPressedBy(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element) || (key !== 'Enter' && key !== ' ')) return false;
  return target.closest(key === 'Enter' ? `${pressed}, a` : pressed) !== null;
}
