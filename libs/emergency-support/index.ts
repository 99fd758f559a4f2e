/** Requests for emergency support over HTTP. */
export { EmergencySupportModule } from './emergency-support.module.js';
/** Services, states and moves of emergency support; abroad without effect in Japan there is none (R-TER-3). */
export * from './support-request.js';
/** What the outlook makes of the requests of a case, pure. */
export * from './decide-support.js';
/** The worker that opens, holds and withdraws requests. */
export { SettleSupport } from './settle-support.worker.js';
/** Its events, jobs and times. */
export { supportEvents } from './support.events.js';
/** The rows of its tables. */
export * from './support-request.entity.js';
