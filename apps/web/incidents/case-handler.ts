import type { Schemas } from '../api/api.js';
import type { CasesText } from '../text/ja/cases.js';

/** Who handles a case, in words for the institution; null where nobody does any more. */
export function handlerOf(
  { state, adjusterInChargeName: name }: Schemas['CaseDto'],
  { handlers }: CasesText,
): string | null {
  if (['reported', 'triaged'].includes(state)) return handlers.desk;
  if (name !== null) return handlers.adjuster(name);
  return ['open', 'settling'].includes(state) ? handlers.notNamed : null;
}
