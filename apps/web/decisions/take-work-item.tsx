import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';

type Detail = Schemas['ExpenseDetailDto'];
type Item = Detail['workItems'][number];

/** The item of work of an expense, while there is work. */
export const itemOf = ({ workItems: [item] }: Detail): Item | undefined => (item?.state === 'ended' ? undefined : item);

/** Taking an expense that nobody has, or that is offered to the reader; `can` is undefined where it is not. */
export function useTake(expense: Detail) {
  const claim = useAct('post', '/work-items/{id}/claim');
  const user = useUser();
  const item = itemOf(expense);
  const isOffered = item?.state === 'unassigned' || (item?.state === 'offered' && item.assignee?.id === user.id);
  return {
    error: claim.error,
    pending: claim.pending,
    can: isOffered ? item : undefined,
    run: () => item && void claim.send({ path: { id: item.id } }),
  };
}

/** Why the expense came to whom it came. */
export function WhyAssigned({ of: { reasons } }: { readonly of: Item }) {
  const { say } = useApp();
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={reason.code}>{say(reason)}</li>
      ))}
    </ul>
  );
}
