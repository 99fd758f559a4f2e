/** Cases, expenses and the dashboard over HTTP. */
export { OverviewModule } from './overview.module.js';
/** Reads of the operation, for the command line too. */
export { queuesView, retryFailed } from './queues.reads.js';
/** What each kind of timeline line says. */
export { timelineKinds } from './timeline-kinds.js';
