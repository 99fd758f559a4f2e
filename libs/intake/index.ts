/** The whole case as it is answered everywhere. */
export * from './case.dto.js';
export { caseAt, caseOf, caseView, expenseView, ruledAmong, type Promises } from './case-view.js';
/** Receiving a report; the same report under the same key is one case. */
export { ReportIncident } from './report-incident.js';
export { ReportIncidentDto, ReporterDto } from './report.dto.js';
export { IntakeController } from './intake.controller.js';
/** The workers that acknowledge and propose merges. */
export { Acknowledge, ProposeMerges } from './acknowledge.worker.js';
/** The worker that links cases with one cause; within how many days, and what is a surge. */
export { LinkCommonCause, linkedWithinDays, surge } from './link-common-cause.worker.js';
