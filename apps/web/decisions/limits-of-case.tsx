import { CaseLimits } from '../incidents/case-limits.js';
import { useRead } from '../shell/queries.js';

/** The limits of a case beside one of its expenses: the same box as on the page of the case. */
export function LimitsOfCase({ caseId }: { readonly caseId: string }) {
  const incident = useRead('/incidents/{id}', { path: { id: caseId } });
  return incident.data ? <CaseLimits of={incident.data} /> : null;
}
