import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WorkItemState } from './work-item.js';
import type { Lane } from '#kernel';

/** An expense that an adjuster is to assess, with its clocks. */
@Entity('work_item')
export class WorkItemEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly lane: Lane;

  @Column('text')
  readonly state: WorkItemState;

  @Column('uuid', { nullable: true })
  readonly assignee_id: string | null;

  @Column('timestamptz', { nullable: true })
  readonly offered_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly lapses_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly unassigned_since: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly lead_alerted_at: Date | null;

  @Column('boolean', { default: false })
  readonly relaxed: boolean;

  @Column('timestamptz', { nullable: true })
  readonly relax_at: Date | null;

  @Column('timestamptz')
  readonly due_at: Date;

  @Column('integer', { default: 1 })
  readonly weight: number;

  @Column('integer', { default: 1 })
  readonly version: number;

  @Column('timestamptz')
  readonly created_at: Date;

  /** People who may not take it. */
  @Column('uuid', { array: true, default: () => "'{}'::uuid[]" })
  readonly apart: readonly string[];

  @Column('timestamptz', { nullable: true })
  readonly tried_at: Date | null;
}
