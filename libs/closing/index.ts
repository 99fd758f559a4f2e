/** Merging two reports of one event; the number of the one that goes leads to the other. */
export * from './merge-incident.js';
/** Saying that two reports are about two events. */
export * from './answer-merge-proposal.js';
/** How both come over HTTP. */
export * from './closing.dto.js';
/** Its events, jobs and times. */
export { closingEvents } from './closing.events.js';
