import type { CodedText } from '#kernel';
import type { Facts } from './facts.js';
import type { FactFlag } from './fact-flags.js';
import type { IncidentState, PolicyMatch } from './incident.js';
import type { Phases, PhaseState } from './phases.js';
import type { Severity } from './severity.js';

/** The row of a case as the database holds it. */
export interface IncidentRow {
  readonly id: string;
  readonly institution_id: string;
  readonly case_number: string;
  readonly reported_by: string;
  readonly state: IncidentState;
  readonly version: number;
  readonly facts_version: number;
  readonly channel: string;
  readonly description: string;
  readonly institution_name: string | null;
  readonly reporter_name: string;
  readonly reporter_phone: string;
  readonly policy_number: string | null;
  readonly facts: Facts;
  readonly flags: readonly FactFlag[];
  readonly member_period_id: string | null;
  readonly policy_match: PolicyMatch;
  readonly severity: Severity | null;
  readonly phase_suspicion: PhaseState;
  readonly phase_investigation: PhaseState;
  readonly phase_apology: PhaseState;
  readonly phase_recovery: PhaseState;
  readonly phase_liability: PhaseState;
  /** Of cover; while `support_outlook` is null it may still stand for both, see `coverageOutlookOf`. */
  readonly outlook: 'pending' | 'green' | 'amber' | 'red';
  readonly outlook_reasons: readonly CodedText[];
  /** null: not settled yet. */
  readonly support_outlook: 'available' | 'refer' | 'not-available' | null;
  readonly support_reasons: readonly CodedText[] | null;
  readonly support_question: 'domestic-effect' | null;
  readonly outlook_facts_version: number;
  readonly outlook_id: string | null;
  readonly support_facts_version: number;
  readonly adjuster_id: string | null;
  readonly entered_by: string | null;
  readonly merged_into: string | null;
  readonly reported_at: Date;
}

/** Its columns, in the order of the row. */
export const incidentColumns = `id, institution_id, case_number, reported_by, state, version, facts_version,
  channel, description, institution_name, reporter_name, reporter_phone, policy_number, facts, flags,
  member_period_id, policy_match, severity, phase_suspicion, phase_investigation, phase_apology, phase_recovery,
  phase_liability, outlook, outlook_reasons, support_outlook, support_reasons, support_question,
  outlook_facts_version, outlook_id, support_facts_version, adjuster_id, entered_by, merged_into, reported_at`;

/** The outlook on cover. One that was settled when there was but one, which mixed cover with support, is none. */
export function coverageOutlookOf(row: Pick<IncidentRow, 'outlook' | 'support_outlook'>): IncidentRow['outlook'] {
  return row.support_outlook === null ? 'pending' : row.outlook;
}

/** The five phases of a row. */
export function phasesOf(row: IncidentRow): Phases {
  return {
    suspicion: row.phase_suspicion,
    investigation: row.phase_investigation,
    apology: row.phase_apology,
    recovery: row.phase_recovery,
    liability: row.phase_liability,
  };
}
