/** What screens show of several domains: cases, expenses, timelines, and what runs behind them. */
export { IncidentController } from './incident.controller.js';
/** What is promised and what is asked for in a case, over HTTP. */
export { PromisesController } from './promises.controller.js';
export { ExpenseController } from './expense.controller.js';
export { DashboardController } from './dashboard.controller.js';
/** What changes, told to whoever may see it while a page is open. */
export { LiveController } from './live.controller.js';
export { LiveUpdates } from './live-updates.js';
export { OperationsController } from './operations.controller.js';
/** Reads of the operation, for the command line too. */
export { queuesView, retryFailed } from './queues.reads.js';
/** What each kind of timeline line says. */
export { timelineKinds } from './timeline-kinds.js';
/** What reached cases that had ended, over HTTP. */
export { LateArrivalsController } from './late-arrivals.controller.js';
/** Case numbers that no case has, over HTTP. */
export { CaseNumbersController } from './case-numbers.controller.js';
/** Proposals to merge and common causes over HTTP. */
export { RelationsController } from './relations.controller.js';
