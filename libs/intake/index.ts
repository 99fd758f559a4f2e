/** The whole case as it is answered everywhere. */
export * from './case.dto.js';
export { caseOf, caseView, expenseView, type Promises } from './case-view.js';
/** Receiving a report; the same report under the same key is one case. */
export { ReportIncident } from './report-incident.js';
export { ReportIncidentDto, ReporterDto } from './report.dto.js';
export { IntakeController } from './intake.controller.js';
/** The worker that acknowledges. */
export { Acknowledge } from './acknowledge.worker.js';
