import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A decided line to be checked again, because what it was assessed on has changed. */
@Entity('assessment_task')
export class AssessmentTaskEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly decision_id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('bigint')
  readonly stored_yen: number;

  @Column('bigint')
  readonly shadow_yen: number;

  @Column('jsonb')
  readonly basis: unknown;

  @Column('timestamptz')
  readonly opened_at: Date;

  @Column('text', { nullable: true })
  readonly outcome: 'supplemented' | 'reopened' | 'demanded' | 'left' | 'obsolete' | null;

  @Column('uuid', { nullable: true })
  readonly ended_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly ended_at: Date | null;

  @Column('text', { nullable: true })
  readonly reason: string | null;
}
