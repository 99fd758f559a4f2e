/** Exports of lists, and views of them with names, over HTTP. */
export { ListsModule } from './lists.module.js';
/** Its errands. */
export { listsEvents } from './lists.events.js';
/** Days for which the file of an export is kept. */
export { exportKeptDays } from './write-export.js';
/** How each list is read for a file, and the words in which it is. */
export { listings } from './listings.js';
export * from './list-words.js';
/** The rows of its tables. */
export * from './list-export.entity.js';
export * from './saved-view.entity.js';
export * from './list-choice.entity.js';
