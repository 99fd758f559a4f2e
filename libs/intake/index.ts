/** Reports and calls to the desk over HTTP. */
export { IntakeModule } from './intake.module.js';
/** The whole case, in the form of every answer; amounts are whole yen. */
export * from './case.dto.js';
/**
 * Reads of a case for its reader, now or at an earlier time; `caseOf` and `caseAt` throw `requests.not-found`, `caseAt`
 * also the codes of its time.
 */
export { caseAt, caseOf, takenBy } from './case.reads.js';
export { caseView, type Promises } from './case-view.js';
export { expenseView, ruledAmong } from './expense-view.js';
/**
 * A report as it is sent over HTTP: name, telephone, description, and institution or policy number; the rest is
 * optional.
 */
export { ReportIncidentDto, ReporterDto } from './report.dto.js';
/** Calls of the desk, and the promised call back (minutes from the report, around the clock). */
export { callBackOf, callBackRuns, callsOf, type DeskCall } from './desk-call.js';
/** The first answered call back of cases, in SQL. */
export { contactedLate, firstContacts } from './first-contact.js';
/** Proposes to the desk the institutions that an unmatched case may belong to. */
export { proposeMatches } from './propose-match.js';
/** Proposes to the desk that a case is merged into an earlier one of the same institution about the same event. */
export { proposeMerges } from './propose-merges.js';
/**
 * The worker that links cases with one vendor, product or contractor: within 30 days; 40 reports in 10 minutes are a
 * surge.
 */
export { LinkCommonCause, linkedWithinDays, surgeThreshold } from './link-common-cause.worker.js';
/** Shows a second case to every session that sees the first one. */
export { showToSameSessions } from './session-case.store.js';
/** The count of case numbers that a process draws at once. */
export { blockSize } from './case-numbers.js';
/** Case numbers that no case has, with the reason and the time where these are recorded. */
export { unusedReasons, unusedRuns } from './unused-numbers.js';
export type { DrawnBlock, Gap, KeptUnused, UnusedReason, UnusedRun } from './unused-numbers.js';
/** The events and subscriptions of this room. */
export { intakeEvents } from './intake.events.js';
/** Deletes expired rows: keys of requests, sessions, links, codes, attempts to sign in. */
import './expired-rows.js';
/** The folded names by which a case is searched, made of its report. */
export { caseNameForms } from './case-name.js';
/** The rows of its tables. */
export * from './case-name.entity.js';
export * from './case-note.entity.js';
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
