import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Status } from '../ui/status.js';

/** Which case takes what is entered here, where it is not simply this one. */
export function WhereTaken({
  of: { state, mergedInto },
}: {
  readonly of: Pick<Schemas['CaseDto'], 'state' | 'mergedInto'>;
}) {
  const { texts } = useApp();
  const t = texts.arrivals;
  if (mergedInto) return <Status tone="warn">{t.goesTo(mergedInto.caseNumber)}</Status>;
  if (['closed', 'withdrawn', 'declined'].includes(state)) return <Status tone="warn">{t.waits}</Status>;
  return null;
}
