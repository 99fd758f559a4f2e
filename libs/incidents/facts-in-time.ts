import type { Tx } from '#database';
import type { Facts } from './facts.dto.js';
import type { IncidentFactsEntity, Said } from './incident-facts.entity.js';

/** One act on the facts of a case, as it is stored. */
export type FactsAct = Pick<IncidentFactsEntity, 'incident_id' | 'version' | 'facts' | 'true_at'>;

/**
 * The facts that are valid after these acts, given in the order of their versions. Each act replaces the facts that it
 * names, except that a statement about an earlier time does not replace one about a later time. An act without a time
 * corrects the valid facts.
 */
export function factsThatHold(acts: readonly FactsAct[]): Said {
  const holding = new Map<string, { value: unknown; since: number | null }>();
  for (const { facts, true_at } of acts) {
    for (const [name, value] of Object.entries(facts)) {
      const known = holding.get(name)?.since ?? null;
      const since = true_at?.getTime() ?? known;
      if (known === null || since === null || since >= known) holding.set(name, { value, since });
    }
  }
  return Object.fromEntries([...holding].map(([name, { value }]) => [name, value])) as Said;
}

/** The facts that were valid at a version of the case. */
export function factsAt(acts: readonly FactsAct[], version: number): Said {
  return factsThatHold(acts.filter((act) => act.version <= version));
}

/** Times in a correction that lie in the future, by JSON pointer: what has not happened yet is no fact. */
export function momentsAhead(
  facts: Facts & { readonly learnedAt?: string; readonly trueAt?: string },
  now: Date,
): string[] {
  const moments: [string, string | null | undefined][] = [
    ['/learnedAt', facts.learnedAt],
    ['/trueAt', facts.trueAt],
    ['/occurredAt', facts.occurredAt],
    ['/discoveredAt', facts.discoveredAt],
    ['/suspicion/raisedAt', facts.suspicion?.raisedAt],
    ['/systemStop/from', facts.systemStop?.from],
    ['/systemStop/to', facts.systemStop?.to],
  ];
  return moments
    .filter(([, at]) => at && Date.parse(at) > now.getTime() + clockToleranceMs)
    .map(([pointer]) => pointer);
}

/** Browsers' clocks are fast: two minutes ahead are not the future. */
const clockToleranceMs = 120_000;

/** The acts on the facts of these cases, by version. */
export async function factsActsOf(tx: Tx, incidentIds: readonly string[]): Promise<FactsAct[]> {
  return tx.rows<FactsAct>(
    `SELECT incident_id, version, facts, true_at
       FROM incident_facts
       WHERE incident_id = ANY ($1)
       ORDER BY incident_id, version`,
    [incidentIds],
  );
}
