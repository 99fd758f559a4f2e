/** Cases, expenses and the dashboard over HTTP. */
export { OverviewModule } from './overview.module.js';
/** Reads of the queues and the retry of failed deliveries, also for the command line. */
export { queuesView, retryFailed } from './queues.reads.js';
/** The sentence of each kind of timeline line, in Japanese and English. */
export { timelineKinds } from './timeline-kinds.js';
