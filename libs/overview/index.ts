/** Cases, expenses and the dashboard over HTTP. */
export { OverviewModule } from './overview.module.js';
/** The lists of cases and expenses, a page at a time, and how many they have. */
export { countIncidents, listIncidents } from './incident.reads.js';
export { IncidentLineDto, IncidentQuery } from './incident.dto.js';
export { countExpenses, listExpenses } from './expenses.reads.js';
export { ExpenseLineDto, ExpenseQuery } from './dashboard.dto.js';
/** What reached cases that had ended, and unused case numbers, as their routes answer them. */
export { listLateArrivals } from './late-arrivals.reads.js';
export { LateArrivalDto, LateArrivalQuery } from './late-arrivals.dto.js';
export { listUnusedNumbers } from './case-numbers.reads.js';
/** Reads of the queues and the retry of failed deliveries, also for the command line. */
export { queuesView, retryFailed } from './queues.reads.js';
/** The sentence of each kind of timeline line, in Japanese and English. */
export { timelineKinds } from './timeline-words.js';
/** The errand that counts the figures that are kept. */
export { overviewEvents } from './overview.events.js';
/** The names of the counts of waiting work. */
export { tileNames } from './dashboard-words.js';
/** The rows of its tables. */
export * from './kept-figures.entity.js';
