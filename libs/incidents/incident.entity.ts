import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CodedText } from '#kernel';
import type { FactFlag } from './fact-flags.js';
import type { Facts } from './facts.dto.js';
import type { IncidentState, PolicyMatch } from './incident.js';
import type { Phases, PhaseState } from './phases.js';
import type { Severity } from './severity.js';

/** A case. `incident_facts` holds every version of its facts. */
@Entity('incident')
export class IncidentEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly case_number: string;

  @Column('text', { nullable: true })
  readonly report_key: string | null;

  @Column('bytea', { nullable: true })
  readonly report_hash: Buffer | null;

  @Column('text')
  readonly reported_by: string;

  @Column('text')
  readonly state: IncidentState;

  @Column('integer')
  readonly version: number;

  @Column('integer')
  readonly facts_version: number;

  @Column('text')
  readonly channel: 'web' | 'telephone' | 'agent' | 'api';

  @Column('text')
  readonly description: string;

  @Column('text', { nullable: true })
  readonly institution_name: string | null;

  @Column('text')
  readonly reporter_name: string;

  @Column('text')
  readonly reporter_phone: string;

  @Column('text', { nullable: true })
  readonly policy_number: string | null;

  @Column('jsonb')
  readonly facts: Facts;

  @Column('jsonb')
  readonly flags: readonly FactFlag[];

  /** Made by the database. */
  @Column({ type: 'text', nullable: true, insert: false, update: false })
  readonly cause: string | null;

  /** Made by the database. */
  @Column({ type: 'text', nullable: true, insert: false, update: false })
  readonly country: string | null;

  @Column('uuid', { nullable: true })
  readonly member_period_id: string | null;

  @Column('text')
  readonly policy_match: PolicyMatch;

  @Column('text', { nullable: true })
  readonly severity: Severity | null;

  @Column('text')
  readonly phase_suspicion: PhaseState;

  @Column('text')
  readonly phase_investigation: PhaseState;

  @Column('text')
  readonly phase_apology: PhaseState;

  @Column('text')
  readonly phase_recovery: PhaseState;

  @Column('text')
  readonly phase_liability: PhaseState;

  @Column('text')
  readonly outlook: 'pending' | 'green' | 'amber' | 'red';

  @Column('jsonb')
  readonly outlook_reasons: readonly CodedText[];

  @Column('text', { nullable: true })
  readonly outlook_question: string | null;

  @Column('integer')
  readonly outlook_facts_version: number;

  @Column('uuid', { nullable: true })
  readonly outlook_id: string | null;

  @Column('integer')
  readonly support_facts_version: number;

  @Column('uuid', { nullable: true })
  readonly adjuster_id: string | null;

  @Column('uuid', { nullable: true })
  readonly entered_by: string | null;

  @Column('uuid', { nullable: true })
  readonly session_id: string | null;

  @Column('uuid', { nullable: true })
  readonly merged_into: string | null;

  @Column('timestamptz')
  readonly reported_at: Date;

  @Column('timestamptz', { default: () => 'now()' })
  readonly created_at: Date;

  @Column('text', { nullable: true })
  readonly support_outlook: 'available' | 'refer' | 'not-available' | null;

  @Column('jsonb', { nullable: true })
  readonly support_reasons: readonly CodedText[] | null;

  @Column('text', { nullable: true })
  readonly support_question: 'domestic-effect' | null;

  /** Made by the database. */
  @Column({ type: 'text', nullable: true, insert: false, update: false })
  readonly institution_reference: string | null;
}

// what of a case is read with it
const columns = [
  'id',
  'institution_id',
  'case_number',
  'reported_by',
  'state',
  'version',
  'facts_version',
  'channel',
  'description',
  'institution_name',
  'reporter_name',
  'reporter_phone',
  'policy_number',
  'facts',
  'flags',
  'member_period_id',
  'policy_match',
  'severity',
  'phase_suspicion',
  'phase_investigation',
  'phase_apology',
  'phase_recovery',
  'phase_liability',
  'outlook',
  'outlook_reasons',
  'support_outlook',
  'support_reasons',
  'support_question',
  'outlook_facts_version',
  'outlook_id',
  'support_facts_version',
  'adjuster_id',
  'entered_by',
  'merged_into',
  'reported_at',
] as const satisfies readonly (keyof IncidentEntity)[];

/** The row of a case as the domains read it. */
export type IncidentRow = Pick<IncidentEntity, (typeof columns)[number]>;

/** Its columns, for SQL. */
export const incidentColumns = columns.join(', ');

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
