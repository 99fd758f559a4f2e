import { useSyncExternalStore } from 'react';

/** Where an institution's page has two columns, a section of it is open until somebody closes it. */
export const wide = '(min-width: 60rem)';

/** Whether the window is as a media query says, now and when that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}
