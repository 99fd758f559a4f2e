import { useNavigate } from '@tanstack/react-router';
import { useLayoutEffect, useState } from 'react';
import { useRead } from '../shell/queries.js';
import { isTyping } from '../ui/whose-key.js';
import { neighboursOf } from './next-item.js';

/** The expenses before and after one in one's own list, its place there, and the way to them with j and k. */
export function useNeighbours(expenseId: string, enabled: boolean) {
  const navigate = useNavigate();
  const mine = useRead('/work-items', { query: { assignee: 'me', limit: 200 } }, { enabled });
  const items = mine.data?.items ?? [];
  const [order, setOrder] = useState<readonly string[]>([]);
  const ids = items.map((item) => item.expenseId);
  // the list as it was while this one stood in it: where one goes on when it is done
  if (ids.includes(expenseId) && ids.join() !== order.join()) setOrder(ids);
  const { next, previous } = neighboursOf(expenseId, items, order);
  const go = (id: string | undefined): void => {
    if (id) void navigate({ to: '/expenses/$id', params: { id } });
  };
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      const id = event.key === 'j' ? next : event.key === 'k' ? previous : undefined;
      if (id) void navigate({ to: '/expenses/$id', params: { id } });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [next, previous, navigate]);
  return {
    next: items.find((item) => item.expenseId === next),
    previous: items.find((item) => item.expenseId === previous),
    /** From 1; 0 where it does not stand in the list. */
    place: ids.indexOf(expenseId) + 1,
    count: ids.length,
    goOn: () => go(next),
  };
}

export type Neighbours = ReturnType<typeof useNeighbours>;
