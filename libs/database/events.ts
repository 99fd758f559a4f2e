/**
 * Events: named in the past tense, versioned, with ids and versions only, never names, diagnoses or account numbers.
 * Each domain adds its own by merging (`declare module '#database'` in its `<noun>.events.ts`), so that no list here
 * knows them all.
 */
export interface EventPayloads {}
export type EventType = keyof EventPayloads;
