export * from './problem-codes.js';
export * from './problem.js';
export * from './unreadable.js';
