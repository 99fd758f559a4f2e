import { useEffect, useLayoutEffect, useRef } from 'react';
import { isTyping } from '../ui/whose-key.js';

/**
 * A letter moves the focus to the part of the page that is marked with it by `data-letter`: to what is marked
 * `data-first` in it, else to its heading. What is not in sight is shown first. Not while somebody types.
 */
export function useLetterKeys(show: (letter: string) => Promise<void>): void {
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event) || !/^[a-z.]$/.test(event.key)) return;
      const part = document.querySelector<HTMLElement>(`[data-letter="${event.key}"]`);
      if (!part) return;
      event.preventDefault();
      const go = (): void => {
        const target = part.querySelector<HTMLElement>('[data-first]') ?? part.querySelector<HTMLElement>('h2');
        part.scrollIntoView({ block: 'nearest' });
        target?.focus();
      };
      if (part.offsetParent !== null) go();
      else void latest.current(event.key).then(() => requestAnimationFrame(go));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
