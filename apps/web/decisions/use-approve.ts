import { act, type Schemas } from '../api/api.js';
import { useBulk } from '../shell/use-bulk.js';
import { useApp } from '../text/use-text.js';

export type Approvable = Schemas['ApprovableDto'];

/** A line as it was shown: one that changed meanwhile is another. */
const asSeen = ({ expenseId, version, assessed }: Approvable): string => `${expenseId} ${version} ${assessed}`;

/** Approves lines at their assessed amounts, one after the other: each takes from the limits before the next. */
export function useApprove() {
  const { texts } = useApp();
  return useBulk(asSeen, (item: Approvable, key) =>
    act('post', '/expenses/{id}/decisions', {
      path: { id: item.expenseId },
      version: item.version,
      key,
      body: {
        kind: 'approve',
        // less the institution's recoverable tax: not all that it claimed
        textJa: item.assessed === item.claimed ? texts.decisions.defaultApprove : texts.decisions.defaultApprovePart,
        ...(item.assessed === null ? {} : { amount: item.assessed }),
      },
    }),
  );
}
