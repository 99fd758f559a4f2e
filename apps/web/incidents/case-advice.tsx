import type { Schemas } from '../api/api.js';
import { Advice } from '../report/advice-list.js';

const early: readonly string[] = ['reported', 'triaged', 'open'];

/** What to do now, while the case is young: the same words as before the report, from the facts as they are now. */
export function CaseAdvice({ of: { facts, state } }: { readonly of: Schemas['CaseDto'] }) {
  if (!early.includes(state)) return null;
  return (
    <Advice
      of={{
        cause: facts.cause ?? null,
        attackConfirmed: facts.attackConfirmed ?? null,
        isSuspected: facts.suspicion != null,
        lost: facts.leakKind ?? null,
      }}
      open={state === 'reported'}
    />
  );
}
