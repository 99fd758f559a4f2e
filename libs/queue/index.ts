/** Events lead to jobs: the declarations of domains, and the check that they fit together. */
export * from './registry.js';
/** Deliveries to jobs, and their subjects. */
export * from './delivery.js';
/** The most connections that a process opens. */
export { connectionsOf, lanesOf, transactionsOfLane, type Serving } from './connections.js';
/** BullMQ: jobs for other processes, and second tries. */
export { openCarrier, type Carrier } from './carrier.js';
/** The parts of a queue process: publication, sweep, lanes, second tries, and errands to other systems. */
export { Effects } from './effects.js';
export { Lanes } from './lanes.js';
export { Outside, type Errand } from './outside.js';
export { PassingOn } from './passing-on.js';
export { Publication } from './publication.js';
export { Relay } from './relay.js';
export { RelayNotice } from './relay-notice.js';
export { Retries } from './retries.js';
export { Sweep } from './sweep.js';
/** Waiting deliveries, in the metrics and warnings. */
import './backlog.js';
/** Deletes expired rows in the hourly upkeep; the last domain that has such rows supplies it. */
export { deleteExpired } from './upkeep.js';
/** Makes failed deliveries due again. */
export { retryDeliveries } from './retry-deliveries.js';
/** Gives reports precedence over queue work. */
export { reportsFirst, ReportsFirst } from './reports-first.js';
/** Days for which events are kept. */
export { eventsKeptDays } from './upkeep.js';
/** The rows of its tables. */
export * from './delivery.entity.js';
export * from './inbox.entity.js';
