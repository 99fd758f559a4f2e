/** Requests for emergency support over HTTP. */
export { EmergencySupportModule } from './emergency-support.module.js';
/** Services, states and moves of emergency support; none for incidents abroad without effect in Japan (R-TER-3). */
export * from './support-request.js';
/** Decides the requests of a case by its support outlook (R-SUP-1, R-TER-3); pure. */
export * from './decide-support.js';
/** Why requests end with their case. */
export { endedWithCase } from './support-words.js';
/** The worker that opens, holds and withdraws requests by the support outlook of a case. */
export { SettleSupport } from './settle-support.worker.js';
/** The events and subscriptions of this room. */
export { supportEvents } from './support.events.js';
/** The list of requests, as its route answers it. */
export { listSupportRequests } from './support.reads.js';
export { SupportRequestQuery } from './support.dto.js';
/** The rows of its tables. */
export * from './support-request.entity.js';
