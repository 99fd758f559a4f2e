import type { Schemas } from '../api/api.js';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';

/** The requests for emergency support of a case that are neither done nor withdrawn; an agent reads none. */
export function useRunningSupport(caseId: string): readonly Schemas['SupportRequestDto'][] {
  const isAgent = useUser().roles.includes('agent');
  const { items } = useList('/support-requests', { query: { incidentId: caseId } }, { enabled: !isAgent });
  return items?.filter(({ state }) => !['done', 'withdrawn'].includes(state)) ?? [];
}
