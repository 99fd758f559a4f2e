export * from './allowed-action.dto.js';
export * from './contract.js';
export * from './http.js';
export { readPlace } from './keyset.js';
export * from './paging.js';
export * from './upload.js';
export * from './view-log.js';
/** The rows of its tables. */
export * from './view-log.entity.js';
