/** The closed lists among the facts of a case. */
export type * from './facts.js';
/** The values of those lists. */
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
/** Facts that are well formed and cannot be right: stored as typed, flagged, left out of the assessment. */
export * from './fact-flags.js';
export { flagTexts } from './fact-flag-words.js';
/** The row of a case, its columns and its phases, for the domains that load it. */
export * from './incident.entity.js';
/** Loading and locking cases, their timeline, the acts on their facts. */
export { caseFile, caseFiles, freeCases, type CaseFile } from './case-file.js';
export * from './incident.store.js';
/** The facts that are valid at a version, among all statements. */
export * from './facts-in-time.js';
/** A case, and rows of it, as they were at an earlier time. */
export * from './incident-past.js';
/** Facts as they are sent over HTTP and stored, and their names. Absent or null is unknown. */
export * from './facts.dto.js';
/** Moves as they are sent over HTTP. */
export * from './move-incident.dto.js';
/** Changing the case into which one was merged, and what arrives in a case that has ended. */
export * from './on-standing-case.js';
export * from './late-arrival.js';
/** Correcting facts; throws the codes named there. */
export * from './correct-facts.js';
/** Moving a case by its table. */
export * from './move-incident.js';
/** Naming the adjuster in charge of a case, and removing them. */
export * from './name-adjuster.js';
/** Moving a phase by a person. */
export * from './move-phase.js';
/** Matching a case with institution and period of cover. */
export * from './match-incident.js';
/** Facts as they are stored: instants in UTC. */
export * from './normalise-facts.js';
/** The registered name of a case's institution. */
export { institutionNameOf, registeredName } from './institution-name.js';
/** Its events, jobs and times. */
export { incidentsEvents, type SubmittedExpenses } from './incident.events.js';
/** The rows of its tables. */
export * from './case-past.entity.js';
export * from './incident-facts.entity.js';
export * from './late-arrival.entity.js';
