import { hasSingleKeys } from './single-keys.js';

/** Whether a key belongs to a field, a dialog or the browser, or is a single one and those are switched off. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    (/^\S$/.test(event.key) && !hasSingleKeys()) ||
    // what is open keeps its keys, wherever the focus is: a button that is sending has none, and nothing acts behind
    // it; a dialog that was closed may still be there, out of sight
    [...document.querySelectorAll('[data-open-form], [role="dialog"]')].some((one) => one.getClientRects().length) ||
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
