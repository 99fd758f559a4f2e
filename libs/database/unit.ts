import type { Actor } from './actor.js';
import { failureOf, type Tx } from './database.js';
import { supplied } from './supplied.js';
import type { AuditRow } from './trail.js';

/** The tables of a case's rows. */
type CaseTable = 'incident' | 'incident_facts' | 'case_name' | 'expense' | 'timeline_entry' | 'outbox' | 'session_case';

/** One act on one case: the rows it writes, which all get this institution and case, and its audit entries. */
export interface Unit {
  readonly institutionId: string;
  readonly incidentId: string;
  /** The actor of a unit with audit entries. */
  readonly actor?: Pick<Actor, 'kind' | 'id' | 'as'>;
  readonly rows: { readonly [Table in CaseTable]?: readonly object[] };
  /** A unit that makes its case has one: it begins the case's chain. */
  readonly audit?: readonly AuditRow[];
}

/** The outcome of a unit. Only `written` wrote anything. */
export type UnitOutcome =
  | { readonly outcome: 'written' }
  /** A report with this key was received before: whose it is, and whether it asked the same. */
  | {
      readonly outcome: 'known-key';
      readonly incidentId: string;
      readonly institutionId: string;
      readonly reportedBy: string;
      readonly sameRequest: boolean;
    }
  | { readonly outcome: 'institution-unknown' }
  /** The policy period it names was there when it was decided, and is not any more. */
  | { readonly outcome: 'period-gone' }
  /** The line it supplements has no room for it any more, or is approved no more. */
  | { readonly outcome: 'nothing-to-supplement' }
  | { readonly outcome: 'failed'; readonly sqlstate: string; readonly constraint: string | null };

/**
 * Writes one unit in a transaction, in its scope. A deadlock or a serialization failure is thrown, and ends the
 * transaction.
 */
export const appendUnit = supplied<[tx: Tx, unit: Unit], Promise<UnitOutcome>>('the writing of units');

/** The error of a unit that failed, as if it had been thrown. */
export function unitFailure(outcome: UnitOutcome): Error {
  return outcome.outcome === 'failed'
    ? Object.assign(failureOf(outcome.sqlstate, `a unit failed with ${outcome.sqlstate}`), {
        constraint: outcome.constraint ?? undefined,
      })
    : new Error(`a unit was not written: ${outcome.outcome}`);
}
