import type { Schemas, Sent } from '../api/api.js';
import { useAct } from '../shell/queries.js';

/** Proposing what becomes of an expense; the months of business interruption are decided together, as one statement. */
export function usePropose({ id, incidentId, lane, version }: Schemas['ExpenseDetailDto']) {
  const line = useAct('post', '/expenses/{id}/decisions');
  const statement = useAct('post', '/incidents/{id}/statements');
  const together = lane === 'business-interruption';
  const { pending, error } = together ? statement : line;
  /** `onDone` runs as soon as it is done, before the page is read again. */
  const send = (body: Sent<'ProposeDecisionDto'>, onDone?: () => void): Promise<Schemas['DecisionDto'] | undefined> =>
    together
      ? statement.send({ path: { id: incidentId }, body }, onDone)
      : // the version that was seen: should it have changed, nothing is decided unseen
        line.send({ path: { id }, version, body }, onDone);
  return { send, pending, error };
}
