/** Assessments and what is left of limits over HTTP. */
export { AssessmentModule } from './assessment.module.js';
/** From a case to the engine's request; a missing fact is never guessed. */
export * from './case-request.js';
/** The outlook on cover and that on emergency support, with reasons; the same input gives the same answer. */
export {
  coverageOutlooks,
  outlooksOf,
  supportOutlooks,
  type CoverageOutlook,
  type Outlooks,
  type SupportOutlook,
} from './outlook.js';
/** The names of limits and outlooks. */
export { limitNames } from './assessment-words.js';
export { coverageOutlookNames, questionTexts, supportOutlookNames, type OutlookQuestion } from './outlook-words.js';
export { caseLimits, leftAfterCase, mayReadLimits, standingPeriods, type StandingPeriod } from './period-limits.js';
/** The assessment of each expense of a case, in words. */
export { assessmentOf } from './assessment-view.js';
export { coverageAt, coverageOfCase, notYetAssessed, type CaseCoverage } from './case-coverage.js';
export * from './assessment.dto.js';
/** The job that settles and stores the outlooks. */
export { SettleOutlook } from './settle-outlook.worker.js';
/** Replays of stored runs from their stored input: of one case, and of some every night. */
export { replayDifferences, runsOfCase, type Difference, type KeptRun } from './replay.js';
export type { DifferentRun } from './replay.js';
/** One line of the engine's request from an expense. */
export { currentInterruption, lineOf } from './expense-line.js';
/** Its events, jobs and times. */
export { assessmentEvents } from './assessment.events.js';
/** The result of the last night's replay, in the metrics and warnings. */
import './last-replay.js';
/** The rows of its tables. */
export * from './assessment-replay.entity.js';
export * from './coverage-outlook.entity.js';
export * from './outlook-correction.entity.js';
export * from './outlook-notice.entity.js';
