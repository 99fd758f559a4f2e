/** Periods of cover over HTTP: list and one. */
export { PoliciesModule } from './policies.module.js';

/** One member's cover for one policy period: yen per incident, days of Japan's calendar; fits the engine's request. */
export type { MemberPeriod } from './period.js';
/** A row of `member_period`, as `periodsSql` returns it. */
export type { MemberPeriodRow } from './member-period.entity.js';
/** The period of cover from its row; its `expiryDate` is the day of an early ending, if there was one. */
export { periodFromRow } from './period.js';
/**
 * Whether a period covers at least a part of a day in Japan (R-TIME); of the expiry day only where cover ends within
 * it.
 */
export { coversDay } from './period.js';
/** The period in force on a day in Japan, the later one on a day of two periods; null without one (R-TIME). */
export { periodOn } from './period.js';
/**
 * Whether a typed number is the period's policy or certificate number, without regard to width, case, spaces and
 * hyphens.
 */
export { isNumberOf } from './period.js';

/** SQL, a query of the periods of institutions `$1` (uuid[]), oldest first; its rows are `MemberPeriodRow`s. */
export { periodsSql } from './periods.reads.js';
/** Every period of these institutions that the actor may see, oldest first. */
export { periodsOf } from './periods.reads.js';
/** The period of cover with this id; null when the actor may see none. */
export { periodById } from './periods.reads.js';
/** The periods with these ids, in no order; unknown ids are omitted. */
export { periodsByIds } from './periods.reads.js';
/** The latest period with a policy or certificate number, of these institutions or (null) of all; null without one. */
export { periodByNumber } from './periods.reads.js';
/**
 * Every period with a policy or certificate number, oldest first; the policy number of a group is that of all its
 * members.
 */
export { periodsByNumber } from './periods.reads.js';

/**
 * Enters the policies of a CSV or Excel file by the rules of a single entry; the same file changes nothing a second
 * time. Throws TableFault, and Problem for a heading that cannot be read, before anything is changed.
 */
export { importPolicies } from './import-policies.js';
/** The request of an import, its outcome, and a row that it refused. */
export type { ImportPoliciesCommand, ImportPoliciesOutcome, RefusedPolicy } from './import-policies.js';
/** The Japanese heading of the column for a JSON pointer of an entry; null without one. */
export { columnAt } from './import-columns.js';
/** The template of a file of policies as CSV, and the meaning of its columns. */
export { importTemplate, importTemplateHelp } from './import-columns.js';
/** The events of this room. */
export { policiesEvents } from './policy.events.js';
/** A number without case, width, hyphens and spaces, and the range of those that begin so, in byte order. */
export { foldNumber, prefixRange } from './folded-number.js';
/** The rows of its tables. */
export * from './declared-premises.entity.js';
export * from './member-period.entity.js';
export * from './policy.entity.js';
