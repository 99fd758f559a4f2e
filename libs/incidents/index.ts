/** The words of the closed lists in what is known of a case. */
export type * from './facts.js';
/** Those lists. */
export {
  causes,
  suspicionRaisers,
  premisesKinds,
  perpetrators,
  intents,
  leakKinds,
  systemStopKinds,
  exclusionsToCheckKinds,
} from './facts.js';
/**
 * States, words and moves of a case (workflow, sections 2 and 12), with the pure checks behind triage, opening and
 * withdrawal.
 */
export * from './incident.js';
/** The five phases in the order of the product, how facts move them, and what a move by a person still needs. */
export * from './phases.js';
/** The severity proposed from care impact, persons and stop of systems; a person of the desk sets it. */
export * from './severity.js';
/** Facts that are well formed and cannot be right: kept as typed, flagged, left out of the assessment. */
export * from './fact-flags.js';
/** The row of a case, its columns and its phases, for the domains that load it. */
export * from './incident.entity.js';
/** Loading and locking cases, their timeline, the acts on their facts. */
export { caseFile, caseFiles, freeCases, type CaseFile } from './case-file.js';
export * from './incident.store.js';
/** Which of all that was said of a case holds, at which version. */
export * from './facts-in-time.js';
/** A case, and what hangs on it, as it stood at an earlier moment. */
export * from './incident-past.js';
/** Facts: how they come over HTTP and are kept, and what they are called. Absent or null is unknown. */
export * from './facts.dto.js';
/** How moves come over HTTP. */
export * from './move-incident.dto.js';
/** Changing the case in which a case stands now, and what reaches a case that has ended. */
export * from './on-standing-case.js';
export * from './late-arrival.js';
/** Correcting facts; throws the codes named there. */
export * from './correct-facts.js';
/** Moving a case by its table. */
export * from './move-incident.js';
/** Naming who is in charge of a case, and losing them. */
export * from './name-adjuster.js';
/** Moving a phase by a person. */
export * from './move-phase.js';
/** Matching a case with institution and period of cover. */
export * from './match-incident.js';
/** Facts as they are kept: instants in UTC. */
export * from './normalise-facts.js';
/** Whose case it is, by its registered name. */
export { institutionNameOf, registeredName } from './institution-name.js';
/** Its events, jobs and times. */
export { incidentsEvents, type SubmittedExpenses } from './incident.events.js';
/** The rows of its tables. */
export * from './case-past.entity.js';
export * from './incident-facts.entity.js';
export * from './late-arrival.entity.js';
