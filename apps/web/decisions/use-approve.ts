import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { act, newKey, type Schemas } from '../api/api.js';
import { readAnew } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';

export type Approvable = Schemas['ApprovableDto'];
type Decision = Schemas['DecisionDto'];

interface Approved {
  readonly decided: readonly Decision[];
  readonly refused: readonly { readonly of: Approvable; readonly error: unknown }[];
}

/** A line as it was shown: one that changed meanwhile is another. */
export const asSeen = ({ expenseId, version, assessed }: Approvable): string => `${expenseId} ${version} ${assessed}`;

/** Approves lines one after the other: each takes from the limits before the next is assessed. */
export function useApprove() {
  const { texts } = useApp();
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  // the same line approved again after a lost answer has one effect
  const keys = useRef(new Map<string, string>());

  const approveOne = (item: Approvable): Promise<Decision> => {
    const name = asSeen(item);
    const key = keys.current.get(name) ?? newKey();
    keys.current.set(name, key);
    return act('post', '/expenses/{id}/decisions', {
      path: { id: item.expenseId },
      version: item.version,
      key,
      body: {
        kind: 'approve',
        textJa: texts.decisions.defaultApprove,
        ...(item.assessed === null ? {} : { amount: item.assessed }),
      },
    });
  };
  /** `onDone` runs before the page is read again. */
  const approve = async (items: readonly Approvable[], onDone: (done: Approved) => void): Promise<void> => {
    if (pending) return;
    setPending(true);
    const decided: Decision[] = [];
    const refused: { of: Approvable; error: unknown }[] = [];
    for (const item of items) {
      try {
        decided.push(await approveOne(item));
      } catch (error) {
        refused.push({ of: item, error });
      }
    }
    onDone({ decided, refused });
    setPending(false);
    await readAnew(client);
  };
  return { approve, pending };
}
