import { supplied, type Tx } from '#database';
import type { PersonRow } from './person.store.js';

/** The one who assesses has a load, empty at first: routing locks it. */
export const ensureLoad = supplied<[tx: Tx, personId: string], Promise<void>>('the loads of adjusters');

/**
 * Waits for what is being routed to the person and holds back what comes after: the one who routes asks who is on duty
 * once it has the loads. So nothing arrives at a person unseen by the hand-over that follows this change.
 */
export const holdRouting = supplied<[tx: Tx, personId: string], Promise<void>>('the lock of what is routed');

/** The lanes that the person leads have no lead from now on. */
export const vacateLeads = supplied<[tx: Tx, person: PersonRow, reason: string], Promise<void>>('the leads of lanes');

/** The lanes that a person can assess today in Japan, in their order. */
export const skillsOf = supplied<[tx: Tx, personId: string], Promise<string[]>>('the skills of people');
