import { useLayoutEffect, type RefObject } from 'react';

/** Ctrl+Enter (⌘+Enter) sends the form from any of its fields; not while a word is being composed. */
export function useSendByKey(form: RefObject<HTMLFormElement | null>): void {
  useLayoutEffect(() => {
    const box = form.current;
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || event.repeat) return;
      event.preventDefault();
      box?.requestSubmit();
    };
    box?.addEventListener('keydown', press);
    return () => box?.removeEventListener('keydown', press);
  }, [form]);
}
