import type { Facts, FactsDto } from './facts.dto.js';

/** Facts as they are stored: instants in UTC, nothing else changed. */
export function normalisedFacts(given: FactsDto): Facts {
  return {
    ...given,
    ...utc('occurredAt', given.occurredAt),
    ...utc('discoveredAt', given.discoveredAt),
    ...(given.suspicion ? { suspicion: { ...given.suspicion, ...utc('raisedAt', given.suspicion.raisedAt) } } : {}),
    ...(given.systemStop
      ? {
          systemStop: { ...given.systemStop, ...utc('from', given.systemStop.from), ...utc('to', given.systemStop.to) },
        }
      : {}),
  };
}

function utc<Name extends string>(
  name: Name,
  instant: string | null | undefined,
): Record<Name, string> | Record<string, never> {
  return instant ? ({ [name]: new Date(instant).toISOString() } as Record<Name, string>) : {};
}
