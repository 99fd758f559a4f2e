export * from './connections.js';
export * from './metrics-listener.js';
export * from './metrics.js';
export { registerObserved, type Figure, type Observed } from './observed.js';
export * from './platform.module.js';
export * from './readiness.js';
/** The rows of its tables. */
export * from './backup-run.entity.js';
