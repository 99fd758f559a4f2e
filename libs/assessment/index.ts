/** Assessments and what is left of limits over HTTP. */
export { AssessmentModule } from './assessment.module.js';
/** The way from a case to the engine's request; a fact that is missing is never guessed. */
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
/** What limits and outlooks are called. */
export { limitNames } from './assessment-words.js';
export { coverageOutlookNames, questionTexts, supportOutlookNames, type OutlookQuestion } from './outlook-words.js';
export { caseLimits, leftAfterCase, mayReadLimits, standingPeriods, type StandingPeriod } from './period-limits.js';
/** What each expense of a case was assessed at, in words. */
export { assessmentOf } from './assessment-view.js';
export { coverageAt, coverageOfCase, notYetAssessed, type CaseCoverage } from './case-coverage.js';
export * from './assessment.dto.js';
/** The worker's step that settles and keeps them. */
export { SettleOutlook } from './settle-outlook.worker.js';
/** Kept runs made again from what was kept with them: of one case, and some every night. */
export { replayDifferences, runsOfCase, type Difference, type KeptRun } from './replay.js';
export type { DifferentRun } from './replay.js';
/** One line of the engine's request from an expense. */
export { currentInterruption, lineOf } from './expense-line.js';
/** Its events, jobs and times. */
export { assessmentEvents } from './assessment.events.js';
/** What the last night made again, for those who operate the system. */
import './last-replay.js';
/** The rows of its tables. */
export * from './assessment-replay.entity.js';
export * from './coverage-outlook.entity.js';
export * from './outlook-correction.entity.js';
export * from './outlook-notice.entity.js';
