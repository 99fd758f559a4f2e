import { useEffect } from 'react';

/**
 * j and k move the focus between the rows of a page: to whatever is marked with `data-row`. Not while somebody types.
 */
export function useRowKeys(): void {
  useEffect(() => {
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

/** Whether a key belongs to a field, a dialog or the browser. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    // a form that is open keeps its keys, wherever the focus is: nothing typed is left behind
    document.querySelector('[data-open-form]') !== null ||
    (target instanceof HTMLElement &&
      (target.isContentEditable ||
        ['TEXTAREA', 'SELECT'].includes(target.tagName) ||
        (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)) ||
        target.closest('[role="dialog"]') !== null))
  );
}
