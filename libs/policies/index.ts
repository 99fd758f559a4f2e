/** Periods of cover over HTTP: list and one. */
export { PoliciesModule } from './policies.module.js';

/** One member's cover for one policy period: yen per incident, days of Japan's calendar; fits the engine's request. */
export type { MemberPeriod } from './period.js';
/** A row of `member_period`, as `periodsSql` answers it. */
export type { MemberPeriodRow } from './member-period.entity.js';
/** The period of cover that a row says; its `expiryDate` is the early end where there was one. */
export { periodFromRow } from './period.js';
/**
 * Whether a period covers at least a part of a day in Japan (R-TIME); the expiry day only where cover ends within it.
 */
export { coversDay } from './period.js';
/** The period in force on a day in Japan, the later one on a day that two share; null when none is (R-TIME). */
export { periodOn } from './period.js';
/**
 * Whether a typed number is the period's policy or certificate number, whatever its width, case, spaces and hyphens.
 */
export { isNumberOf } from './period.js';

/** One statement for the periods of institutions `$1` (uuid[]), oldest first: `MemberPeriodRow`s. */
export { periodsSql } from './periods.reads.js';
/** Every period of these institutions that the actor may see, oldest first. */
export { periodsOf } from './periods.reads.js';
/** The period of cover by its id, null when there is none that the actor may see. */
export { periodById } from './periods.reads.js';
/** Periods by their ids, in no order; ids that lead nowhere are left out. */
export { periodsByIds } from './periods.reads.js';
/**
 * The latest period under a policy or certificate number, of these institutions or (null) of all; null when there is
 * none.
 */
export { periodByNumber } from './periods.reads.js';
/** Every period under a policy or certificate number, oldest first: a group's policy number names all its members. */
export { periodsByNumber } from './periods.reads.js';

/** Enters the policies of a CSV or Excel file, row by row by the same rules; the same file again changes nothing. */
export { importPolicies } from './import-policies.js';
/** What an import is asked, what came of it, and a row that it refused. */
export type { ImportPoliciesCommand, ImportPoliciesOutcome, RefusedPolicy } from './import-policies.js';
/** The Japanese heading of the column that a JSON pointer of an entry leads to; null where none does. */
export { columnAt } from './import-columns.js';
/** The template of a file of policies as CSV, and what its columns mean. */
export { importTemplate, importTemplateHelp } from './import-columns.js';
/** Its events, jobs and times. */
export { policiesEvents } from './policy.events.js';
/** The rows of its tables. */
export * from './declared-premises.entity.js';
export * from './member-period.entity.js';
export * from './policy.entity.js';
