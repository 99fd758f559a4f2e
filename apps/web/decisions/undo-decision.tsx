import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { useNow } from '../ui/use-now.js';

/**
 * The newest decision, while it can be undone: ten seconds after the last signature, or as long as a proposal of one's
 * own waits. Null when there is nothing to undo.
 */
export function useUndo({ decisions: [decision] }: Schemas['ExpenseDetailDto']) {
  const { texts, format } = useApp();
  const t = texts.decisions;
  const user = useUser();
  const now = useNow(1_000);
  const undo = useAct('post', '/decisions/{id}/undos');
  const takeBack = useAct('post', '/decisions/{id}/returns');
  const error = undo.error ?? takeBack.error;
  if (!decision) return { error, can: null };
  const signed = decision.acts.findLast(({ kind }) => kind === 'countersigned');
  const isLastSigner = signed ? signed.personName === user.displayName : decision.proposedById === user.id;
  const left =
    decision.finalAt && isLastSigner && ['approved', 'rejected'].includes(decision.state)
      ? Math.ceil((Date.parse(decision.finalAt) - now) / 1_000)
      : 0;
  const waits = decision.state === 'open' && decision.proposedById === user.id;
  if (left <= 0 && !waits) return { error, can: null };
  return {
    error,
    can: {
      said: waits
        ? t.proposedNow
        : decision.state === 'rejected'
          ? t.rejectedNow
          : t.approvedNow(format.yen(decision.amount)),
      waits,
      name: waits ? t.takeBack : t.undoIn(left),
      pending: undo.pending || takeBack.pending,
      run: () =>
        void (waits
          ? takeBack.send({ path: { id: decision.id }, body: { reason: t.takeBackReason } })
          : undo.send({ path: { id: decision.id } })),
    },
  };
}
