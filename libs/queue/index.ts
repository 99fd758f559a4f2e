/** Events lead to jobs: what a domain declares, and that all of it fits together. */
export * from './registry.js';
/** What is delivered to a job, and about what. */
export * from './delivery.js';
/** Connections that a process opens at most. */
export { connectionsOf, lanesOf, transactionsOfLane, type Serving } from './connections.js';
/** BullMQ: jobs for other processes and second tries. */
export { openCarrier, type Carrier } from './carrier.js';
/** The parts of a queue process: publication, sweep, lanes, second tries, and what leaves the house. */
export { Effects } from './effects.js';
export { Lanes } from './lanes.js';
export { Outside, type Errand } from './outside.js';
export { PassingOn } from './passing-on.js';
export { Publication } from './publication.js';
export { Relay } from './relay.js';
export { RelayNotice } from './relay-notice.js';
export { Retries } from './retries.js';
export { Sweep } from './sweep.js';
/** What waits in the queues, for those who operate the system. */
import './backlog.js';
/** Rows that have expired end with the hourly upkeep: the last domain that has such rows supplies how. */
export { deleteExpired } from './upkeep.js';
/** Failed deliveries are due again. */
export { retryDeliveries } from './retry-deliveries.js';
/** Who reports comes first. */
export { reportsFirst, ReportsFirst } from './reports-first.js';
/** How long events are kept. */
export { eventsKeptDays } from './upkeep.js';
/** The rows of its tables. */
export * from './delivery.entity.js';
export * from './inbox.entity.js';
