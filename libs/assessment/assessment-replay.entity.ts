import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DifferentRun } from './replay.js';

/** A run that computed stored assessments a second time, and what differed. */
@Entity('assessment_replay')
export class AssessmentReplayEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('timestamptz')
  readonly at: Date;

  @Column('timestamptz', { nullable: true })
  readonly done_at: Date | null;

  @Column('integer', { nullable: true })
  readonly checked: number | null;

  @Column('integer', { nullable: true })
  readonly different: number | null;

  @Column('jsonb', { default: () => "'[]'::jsonb" })
  readonly differences: readonly DifferentRun[];
}
