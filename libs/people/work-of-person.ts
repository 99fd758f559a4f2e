import { supplied, type Tx } from '#database';
import type { PersonRow } from './person.store.js';

/** Creates the empty load of an adjuster if it is missing; routing locks it. */
export const ensureLoad = supplied<[tx: Tx, personId: string], Promise<void>>('the loads of adjusters');

/**
 * Locks routing to the person: waits for routing that runs, and blocks later ones. Routing reads who is on duty after
 * it has locked the loads, so the hand-over that follows this change misses no item.
 */
export const holdRouting = supplied<[tx: Tx, personId: string], Promise<void>>('the lock of what is routed');

/** Removes the person as lead of their lanes. */
export const vacateLeads = supplied<[tx: Tx, person: PersonRow, reason: string], Promise<void>>('the leads of lanes');

/** The lanes that a person can assess today (Japan), in their order. */
export const skillsOf = supplied<[tx: Tx, personId: string], Promise<string[]>>('the skills of people');
