import { useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

type Search = Readonly<Record<string, unknown>>;

/** In the address of a case it leads to its messages, on the page of either side. */
export const toMessages = 'messages';

/** What the address says of a choice of the page; the first where it says nothing. */
export function usePart<T extends string>(name: 'part' | 'kind', among: readonly [T, ...T[]]): T {
  const { search, hash } = useLocation();
  const said = name === 'kind' && hash === toMessages ? toMessages : (search as Search)[name];
  return among.find((one) => one === said) ?? among[0];
}

/** The same address with another choice. */
export const withPart =
  (name: 'part' | 'kind', value: string) =>
  (before: object): object => ({ ...before, [name]: value });

/** Goes to a part of the page; the address is that of the page with it. */
export function useShowPart(): (part: string) => Promise<void> {
  const navigate = useNavigate();
  return useCallback(
    (part) => navigate({ to: '.', search: withPart('part', part) as never, replace: true, resetScroll: false }),
    [navigate],
  );
}
