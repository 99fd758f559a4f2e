/** Merges two reports of one event; the number of the merged case leads to the other one. */
export * from './merge-incident.js';
/** Answers that two reports are about two events. */
export * from './answer-merge-proposal.js';
/** The requests of both over HTTP. */
export * from './closing.dto.js';
/** The events and subscriptions of this room. */
export { closingEvents } from './closing.events.js';
