export * from './needs.js';
export * from './permissions.js';
