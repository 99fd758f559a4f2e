import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';

/** Somebody who can stand on the roster. */
export interface Rostered {
  readonly id: string;
  readonly name: string;
  /** Who can be on call. */
  readonly isSenior: boolean;
}

const useHolders = (role: 'support' | 'adjuster' | 'senior-adjuster') =>
  useRead('/users', { query: { role, limit: 200 } });

/**
 * Whom the reader may enter on the roster: an administrator everybody of a duty role, a lead the people of their lanes
 * and teams;
 * `error`: why not all of them are known.
 */
export function useEntered(): { readonly entered: readonly Rostered[]; readonly error: unknown } {
  const { id, roles } = useUser();
  const administers = roles.includes('administrator');
  const [desk, adjusters, seniors] = [useHolders('support'), useHolders('adjuster'), useHolders('senior-adjuster')];
  const lanes = useRead('/lanes', {}, { enabled: !administers });
  const teams = useRead('/teams', { query: { limit: 200 } }, { enabled: !administers });
  const led = (lanes.data?.items ?? []).filter(({ leadId }) => leadId === id);
  const theirs = new Set([
    ...led.flatMap((lane) => lane.people.map((person) => person.id)),
    ...(teams.data?.items ?? [])
      .filter((team) => led.some(({ teamId }) => teamId === team.id))
      .flatMap(({ members }) => members.map(({ personId }) => personId)),
  ]);
  const isSenior = new Set(seniors.data?.items.map((person) => person.id));
  const all = new Map(
    [desk, adjusters, seniors].flatMap(({ data }) => data?.items ?? []).map((person) => [person.id, person]),
  );
  return {
    entered: [...all.values()]
      .filter((person) => administers || theirs.has(person.id))
      .map((person) => ({ id: person.id, name: person.displayName, isSenior: isSenior.has(person.id) })),
    error: [desk, adjusters, seniors, lanes, teams].find(({ error }) => error)?.error ?? null,
  };
}
