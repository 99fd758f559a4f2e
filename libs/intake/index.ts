/** Reports and calls to the desk over HTTP. */
export { IntakeModule } from './intake.module.js';
/** The whole case as it is answered everywhere. */
export * from './case.dto.js';
export { caseAt, caseOf, caseView, expenseView, ruledAmong, takenBy, type Promises } from './case-view.js';
export { ReportIncidentDto, ReporterDto } from './report.dto.js';
/** Calls of the desk as dated acts, and the call back that is promised (minutes from the report). */
export { callBackOf, callBackRuns, callsOf, type DeskCall } from './desk-call.js';
/** Which institution a report may be of, which other report may be about the same event. */
export { proposeMatches } from './propose-match.js';
export { proposeMerges } from './propose-merges.js';
/** The worker that links cases with one cause; within how many days, and what is a surge. */
export { LinkCommonCause, linkedWithinDays, surgeThreshold } from './link-common-cause.worker.js';
/** The sessions that see one case see another one too. */
export { showToSameSessions } from './session-case.store.js';
/** Case numbers that no case has, and why. */
export { blockSize } from './case-numbers.js';
export { unusedReasons, unusedRuns } from './unused-numbers.js';
export type { DrawnBlock, Gap, KeptUnused, UnusedReason, UnusedRun } from './unused-numbers.js';
/** Its events, jobs and times. */
export { intakeEvents } from './intake.events.js';
/** Rows that expire. */
import './expired-rows.js';
/** The rows of its tables. */
export * from './case-number-block.entity.js';
export * from './case-number-unused.entity.js';
export * from './common-cause.entity.js';
export * from './common-cause-case.entity.js';
export * from './common-cause-count.entity.js';
export * from './common-cause-institution.entity.js';
export * from './desk-call.entity.js';
export * from './merge-proposal.entity.js';
export * from './return-code.entity.js';
export * from './session-case.entity.js';
