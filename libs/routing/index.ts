/** Work items and adjusters over HTTP. */
export { RoutingModule } from './routing.module.js';
/** Supplies the locks of adjusters' loads, which changes of roles and duty need. */
import './adjuster-load.store.js';
/** The choice of an adjuster, pure: the same input gives the same choice, with its reasons in words. */
export * from './candidate.js';
export * from './choose-adjuster.js';
/** Duty time of a lane, in minutes of its roster. */
export * from './duty-time.js';
/** States and moves of a work item. */
export * from './work-item.js';
export { WorkItemDto, WorkItemQuery } from './work-item.dto.js';
export { workItemsOfExpense } from './work-item.reads.js';
/** Which expenses their reader could approve at once, for the list of work items. */
export { readyExpenses } from './ready-expenses.js';
/** The list of work items, a page at a time, and how many it has. */
export { countWorkItems, listWorkItems } from './work-item.reads.js';
/** The workers of the lanes. */
export { LapseOffer, RelaxSkill, Reroute, RouteExpenses } from './routing.worker.js';
/** Ends the item of a proposed expense, and makes a new one when it is back in review. */
export { finishItem, giveBack, routeApart } from './finish-work-item.js';
export { acceptedItem } from './work-item.store.js';
/** Its events, jobs and times. */
export { routingEvents } from './routing.events.js';
/** The rows of its tables. */
export * from './adjuster-load.entity.js';
export * from './routing-decision.entity.js';
export * from './work-item.entity.js';
export * from './work-item-refusal.entity.js';
