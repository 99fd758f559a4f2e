/** Limits as buckets (yen): which amounts count in which, what is left, and the engine's `used`. */
export { afterAct, bucketsOf, leftFor, usedFor, withoutAmounts } from './buckets.js';
export type { Bucket, DrawnAct, LimitedContract, OpenAmount, PostingKind, Takes } from './buckets.js';
/** Posting an act under the lock of its period, never above a limit; reading open amounts. */
export { lockLedger, lockPeriods, openAmounts, openBeside, openPostings, openPostingsFor, postAct } from './ledger.js';
export type { LedgerPeriod, Posting, StoredPosting } from './ledger.js';
/** Its events, jobs and times. */
export { limitsEvents } from './ledger.events.js';
/** The rows of its tables. */
export * from './limit-account.entity.js';
export * from './limit-posting.entity.js';
export * from './limit-total.entity.js';
